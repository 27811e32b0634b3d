"""Addresses that lead a browser to a passage: `#:~:text=prefix-,start,end,-suffix`.

The syntax of https://wicg.github.io/scroll-to-text-fragment/, which browsers without it pass over.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from digest.model.annotation import TextQuoteSelector

LONGEST: Final = 300
"""Code points of a passage that is named whole; of a longer one its first and last words."""

_END_WORDS: Final = 8
"""Words at each end that name a long passage."""

_CONTEXT_WORDS: Final = 4
"""Words of context at each side."""


def text_fragment(selector: TextQuoteSelector, *, context: bool = True) -> str:
    """The fragment of an address, beginning with `#:~:text=`; empty for a passage without words.

    Args:
        selector: the passage; white space is folded, since a browser compares what it shows.
        context: name the words before and behind it too, so that of equal passages the right one is found. Where the
            page's own text may differ there, do without.
    """
    words = selector.exact.split()
    if not words:
        return ""
    first, last = " ".join(words), ""
    if len(first) > LONGEST and len(words) > 2 * _END_WORDS:
        first, last = " ".join(words[:_END_WORDS]), " ".join(words[-_END_WORDS:])
    before = " ".join(_whole_words(selector.prefix)[-_CONTEXT_WORDS:]) if context else ""
    behind = " ".join(_whole_words(selector.suffix[::-1])[-_CONTEXT_WORDS:])[::-1] if context else ""
    parts = [f"{_encoded(before)}-"] if before else []
    parts += [_encoded(first)] + ([_encoded(last)] if last else [])
    parts += [f"-{_encoded(behind)}"] if behind else []
    return "#:~:text=" + ",".join(parts)


def _whole_words(context: str) -> list[str]:
    """The words of a context that was cut at a number of letters: the one at the far end may be half."""
    words = context.split()
    return words[1:] if context[:1].strip() else words


def _encoded(text: str) -> str:
    """Percent-encoded, the three signs with a meaning in the syntax (`-`, `,` and `&`) too."""
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")

"""Links to a passage of somebody else's page: `#:~:text=` (WICG, "URL Fragment Text Directives").

A browser looks for the words in the page and shows them; one that knows nothing of text fragments opens the page.
It compares whole words, so a passage that begins or ends within one is widened to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent_encode
from urllib.parse import urldefrag

if TYPE_CHECKING:
    from digest.model.annotation import TextQuoteSelector

_LONGEST: Final = 300
"""Code points of a passage that is written out; of a longer one the first and last words are (the same limits as in
GoogleChromeLabs/text-fragments-polyfill: EXACT_MATCH_MAX_CHARS and MIN_LENGTH_WITHOUT_CONTEXT)."""

_SHORT: Final = 20
"""Code points of a passage that is named together with what stands around it: it may stand elsewhere too."""

_ENDS: Final = 6
"""Words at each end that stand for a long passage."""

_CONTEXT: Final = 3
"""Words around a short one."""

_WHOLE: Final = 32
"""Code points of a selector's full prefix or suffix, which may begin or end within a word."""

_LETTERS_AT_END = re.compile(r"\w+\Z")
_LETTERS_AT_START = re.compile(r"^\w+")


def text_fragment(quote: TextQuoteSelector, *, ambiguous: bool = False) -> str:
    """The fragment of a link to a passage, `:~:text=…`, without the `#`; empty where there are no words.

    Args:
        quote: the passage; its prefix and suffix are used where the passage is short.
        ambiguous: the same words are known to stand elsewhere too, so that the context is needed at any length.
    """
    before, exact, after = _widened(quote)
    words = exact.split()
    if not words:
        return ""
    if len(exact) > _LONGEST and len(words) >= 3 * _ENDS:
        text = f"{_encoded(words[:_ENDS])},{_encoded(words[-_ENDS:])}"
    elif "\n" in exact.strip():  # a line break parts words without a space between them
        first, *_, last = exact.strip().split("\n")
        text = f"{_encoded(first.split())},{_encoded(last.split())}"
    else:
        text = _encoded(words)
    if not ambiguous and len(exact) >= _SHORT:
        return f":~:text={text}"
    prefix, suffix = _words_before(before), _words_after(after)
    return f":~:text={f'{_encoded(prefix)}-,' if prefix else ''}{text}{f',-{_encoded(suffix)}' if suffix else ''}"


def source_link(source_url: str, quote: TextQuoteSelector, *, ambiguous: bool = False) -> str:
    """The address of a passage in the page where it was published; the page's own fragment gives way to it."""
    fragment = text_fragment(quote, ambiguous=ambiguous)
    return f"{urldefrag(source_url).url}#{fragment}" if fragment else source_url


def _widened(quote: TextQuoteSelector) -> tuple[str, str, str]:
    """Prefix, passage and suffix, cut between words; a word as long as its context may go on, and is left."""
    prefix, exact, suffix = quote.prefix, quote.exact, quote.suffix
    head = _LETTERS_AT_END.search(prefix) if _LETTERS_AT_START.match(exact) else None
    tail = _LETTERS_AT_START.match(suffix) if _LETTERS_AT_END.search(exact) else None
    if head and (head.start() or len(prefix) < _WHOLE):
        prefix, exact = prefix[: head.start()], head[0] + exact
    if tail and (tail.end() < len(suffix) or len(suffix) < _WHOLE):
        exact, suffix = exact + tail[0], suffix[tail.end() :]
    return prefix, exact, suffix


def _words_before(prefix: str) -> list[str]:
    """The last words of the same line."""
    line = prefix.rpartition("\n")[2]
    cut = len(prefix) >= _WHOLE and len(line) == len(prefix)
    return line.split()[1 if cut else 0 :][-_CONTEXT:]


def _words_after(suffix: str) -> list[str]:
    """The first words of the same line."""
    line = suffix.partition("\n")[0]
    words = line.split()
    cut = len(suffix) >= _WHOLE and len(line) == len(suffix)
    return (words[:-1] if cut else words)[:_CONTEXT]


def _encoded(words: list[str]) -> str:
    """Words as a directive holds them: `-`, `,` and `&` mean something there."""
    return percent_encode(" ".join(words), safe="", errors="replace").replace("-", "%2D")

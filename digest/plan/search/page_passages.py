"""The words of a text as its page shows it, by the heading that they stand under; without its margin notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEFT_OUT: Final = frozenset(
    {"note", "note-ref", "note-back", "note-source", "hl-links", "endnotes", "endnote", "callout-kind"}
)
"""Classes of what stands beside the text: notes, which are searched by themselves, and ways from and to them."""

_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "ruby", "rb", "math", "mi", "mn", "mo"}
)
"""Elements that part no words."""

_HEADING: Final = re.compile("h[2-6]")


def page_passages(html: str) -> Iterator[tuple[str, str]]:
    """Of each part of a text the id of its heading, empty above the first, and its words on one line.

    Args:
        html: sanitised.
    """
    if not html:
        return
    from lxml.html import fragment_fromstring  # noqa: PLC0415  (slow to import, and most sites do without)

    anchor, words = "", list[str]()
    for heading, text in _texts(fragment_fromstring(html, create_parent="div")):
        if heading is not None:
            if line := " ".join("".join(words).split()):
                yield anchor, line
            anchor, words = heading, []
        words.append(text)
    if line := " ".join("".join(words).split()):
        yield anchor, line


def _texts(root: HtmlElement) -> Iterator[tuple[str | None, str]]:
    """The pieces of text in reading order, each with the id of the heading that begins with it, or None."""
    from lxml.etree import iterwalk  # noqa: PLC0415  (as above)

    walk = iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            left_out = not _LEFT_OUT.isdisjoint(element.get("class", "").split())
            is_heading = _HEADING.fullmatch(element.tag) and element.get("id")
            space = "" if element.tag in _INLINE else " "
            yield element.get("id") if is_heading else None, space + ("" if left_out else element.text or "")
            if left_out:
                walk.skip_subtree()
        else:
            space = "" if event == "comment" or element.tag in _INLINE else " "
            yield None, space + (element.tail or "" if element is not root else "")

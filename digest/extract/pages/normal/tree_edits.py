"""Small changes of a page's tree: in lxml the text behind an element is its tail; here it always stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, cast

from lxml.etree import _Element

_LONG_TEXT: Final = 5_000
"""Code points from which a text is not joined with what follows it."""

_LONGEST_CLASS: Final = 1_000
"""Code points of a `class` attribute that are read: no page's author names so many."""

_BLOCKS_WORDS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option "
    "p pre search section summary table tbody td tfoot th thead tr ul"
)
BLOCKS: Final = frozenset(_BLOCKS_WORDS.split())
"""The elements of HTML that begin on a line of their own."""


def drop(element: _Element) -> None:
    """Take an element out of the tree."""
    replace_with_text(element, "")


def replace_with_text(element: _Element, text: str) -> None:
    """Put text in the place of an element."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    text_before = (parent.text if before is None else before.tail) or ""
    if len(text_before) > _LONG_TEXT:  # to join texts again and again would take quadratic time
        empty(element, text)
        make_plain(element)
        return
    text = text_before + text + (element.tail or "")
    element.tail = None
    if before is None:
        parent.text = text
    else:
        before.tail = text
    parent.remove(element)


def replace_with(element: _Element, other: _Element) -> None:
    """Put another element in the place of one."""
    parent = element.getparent()
    if parent is None:
        return
    other.tail, element.tail = element.tail, None
    parent.replace(element, other)


def make_plain(element: _Element, tag: str = "span") -> None:
    """Give an element a tag without a meaning, and no attributes."""
    element.attrib.clear()
    element.tag = tag


def empty(element: _Element, text: str) -> None:
    """Leave nothing but some text in an element; its attributes and its tail stay."""
    for child in list(element):
        element.remove(child)
    element.text = text


def having(tree: _Element, *attributes: str) -> list[_Element]:
    """The elements that have one of some attributes, found by libxml2 itself, which is ten times as fast as Python."""
    return cast("list[_Element]", tree.xpath(f"//*[{' or '.join(f'@{name}' for name in attributes)}]"))


def class_of(element: _Element) -> str:
    """The `class` of an element, empty where it has none."""
    return (element.get("class") or "")[:_LONGEST_CLASS]


def text_of(element: _Element) -> str:
    """The text in an element, comments and the like left out."""
    return "".join(map(str, element.itertext(with_tail=False))) if isinstance(element.tag, str) else ""


def short_text(element: _Element, longest: int) -> str | None:
    """The text in an element without space around it, or None where it is longer than some code points."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(piece.strip())
        if length > longest:
            return None
    return " ".join("".join(pieces).split())


def is_empty(element: _Element) -> bool:
    """Whether neither text nor a picture stands in an element."""
    if any(piece.strip() for piece in element.itertext()):
        return False
    return next(element.iter("img", "picture", "iframe", "video", "audio", "math", "hr"), None) is None


def ancestors(element: _Element, most: int) -> Iterator[_Element]:
    """The elements around an element, the nearest first, not more than some."""
    for count, outer in enumerate(element.iterancestors()):
        if count == most:
            return
        yield outer


def is_inside(element: _Element, tags: Iterable[str]) -> bool:
    """Whether an element stands in one with some tag."""
    return next(element.iterancestors(*tags), None) is not None

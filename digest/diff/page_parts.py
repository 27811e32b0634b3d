"""The HTML of a page -> its parts, as a reader tells them apart: title, text, notes, summary and so on.

The marks in a text (`note`, `endnote`, `hl`) are digest's own, whatever the theme. The other parts go by the classes
of the theme `paper`; where another theme leaves them out, what stands in `<main>` counts as the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from digest.dataclass import dataclass
from digest.model.annotation import MACHINE
from digest.model.article import Rights

if TYPE_CHECKING:
    from lxml.etree import HTMLParser, _Element

Part: TypeAlias = Literal[
    "title",
    "text",
    "highlights",
    "notes",
    "comment",
    "summary",
    "key points",
    "introduction",
    "entries",
    "date",
    "authors",
    "source",
    "topics and week",
    "same story",
    "rights",
    "findings",
    "links",
    "pictures",
]

PARTS: Final[tuple[Part, ...]] = get_args(Part)
"""In the order in which they are named."""

_PARTS: Final[Mapping[str, Part]] = {
    "issue-title": "title",
    "body": "text",
    "note": "notes",
    "endnote": "notes",
    "comment": "comment",
    "summary": "summary",
    "points": "key points",
    "intro": "introduction",
    "description": "introduction",
    "entries": "entries",
    "terms": "entries",
    "basis": "date",
    "inferred": "date",
    "byline": "authors",
    "source": "source",
    "original": "source",
    "kicker": "topics and week",
    "also": "same story",
    "rights": "rights",
    "found": "findings",
}
"""The part that an element of a class begins."""

_WAYS: Final = frozenset(
    ("note-ref", "note-back", "note-source", "note-no", "hl-links", "contents", "issue-line", "points-by")
)
"""Classes of what only leads to places of a page, or counts them."""

_FRAME: Final = frozenset(("nav", "script", "style", "template", "noscript"))
_HEADING = re.compile(rb"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(rb"<[^>]*>")
_BLOCK = re.compile(
    "address|article|aside|blockquote|caption|dd|details|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|"
    "ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_WRITTEN: Final = frozenset(("text", "comment", "notes", "introduction"))
"""Parts whose links a person wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """The parts of a page.

    Attributes:
        title: what the page calls itself.
        blocks: of each part its paragraphs, list items and the like, in order; white space does not count.
        highlights: the passages that are marked.
        links: where the text and the editor's words lead, without what only shows how a site writes its links.
        pictures: the addresses of the images.
        rights: what is shown of the text.
        original: where the text stands that the page is about; empty where there is none.
        leads_to: the page that this one only sends visitors on to, relative to it; empty for every other page.
    """

    title: str = ""
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    highlights: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    rights: Rights = "full"
    original: str = ""
    leads_to: str = ""


def page_title(body: bytes) -> str | None:
    """What a page calls itself, found without reading all of it; None for a page that has to be read for that."""
    heading = _HEADING.search(body, body.find(b"<main"))
    if heading is None or b"refresh" in body:
        return None
    return _plain(unescape(_TAG.sub(b"", heading[1]).decode("utf-8", "replace")))


def page_parts(body: bytes) -> PageParts:
    """The parts of a page; what is not HTML has none."""
    root = _root(body) if body.strip() else None
    if root is None:
        return PageParts()
    reader = _Reader()
    main = next(root.iter("body"), root)
    reader.read(next(main.iter("main"), main), "")
    blocks = {part: tuple(texts) for part, texts in reader.blocks.items() if part}
    if not {"text", "entries"} & blocks.keys() and reader.rights == "full":
        blocks["text"] = tuple(reader.blocks.get("", ()))
    titles = [*blocks.get("title", ()), *(_plain(str(item.text)) for item in root.iter("title"))]
    return PageParts(
        title=titles[0] if titles else "",
        blocks=blocks,
        highlights=tuple(reader.highlights),
        links=tuple(reader.links),
        pictures=tuple(reader.pictures),
        rights=reader.rights,
        original=reader.original,
        leads_to=_refresh(root),
    )


def _root(body: bytes) -> _Element | None:
    """The root of a page; None where nothing in it is an element."""
    from lxml import etree  # noqa: PLC0415  (commands that compare no pages need not wait for it)

    return etree.fromstring(body, _parser())


@cache
def _parser() -> HTMLParser:
    from lxml.etree import HTMLParser  # noqa: PLC0415  (as above)

    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)


def _refresh(root: _Element) -> str:
    """Where a page sends visitors on to."""
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh":
            return _plain_link((meta.get("content") or "").partition("url=")[2].strip())
    return ""


class _Reader:
    """Sorts what elements hold into the parts of a page; `blocks` has what is in none under an empty name."""

    def __init__(self) -> None:
        self.blocks: dict[str, list[str]] = {}
        self.highlights: list[str] = []
        self.links: list[str] = []
        self.pictures: list[str] = []
        self.rights: Rights = "full"
        self.original = ""
        self._words: dict[str, list[str]] = {}

    def read(self, element: _Element, around: str) -> None:
        """Read an element that stands within a part."""
        classes = (element.get("class") or "").split()
        if element.tag in _FRAME or not _WAYS.isdisjoint(classes):
            return
        part = _part(element, classes, around)
        ends = part != around or (part != "notes" and _BLOCK.fullmatch(str(element.tag)) is not None)
        if ends:
            self._end(part)
        self._note(element, classes, part)
        self._add(part, element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.read(child, part)
            self._add(part, child.tail)
        if ends:
            self._end(part)

    def _note(self, element: _Element, classes: list[str], part: str) -> None:
        """Note down what an element says of the page beside its words."""
        if element.tag == "mark" and "hl" in classes and part == "text":
            self.highlights.append(_plain("".join(map(str, element.itertext()))))
        elif element.tag == "img":
            self.pictures.append(element.get("src") or "")
        elif element.tag == "a" and part in _WRITTEN:
            self.links.append(_plain_link(element.get("href") or ""))
        elif element.tag == "a" and part == "source" and "source" not in classes:
            self.original = _plain_link(element.get("href") or "")
        if part == "rights" and self.rights == "full":
            self.rights = "link"
        elif "quotes" in classes and "body" in classes:
            self.rights = "excerpt"

    def _add(self, part: str, text: str | None) -> None:
        if text:
            self._words.setdefault(part, []).append(text)

    def _end(self, part: str) -> None:
        """End a block of a part."""
        text = _plain("".join(self._words.pop(part, ())))
        if text:
            self.blocks.setdefault(part, []).append(text)


def _part(element: _Element, classes: list[str], around: str) -> str:
    """The part that an element belongs to."""
    if around == "text" and (element.get("role") == "note" or "endnote" in classes):
        return "findings" if element.get("data-by") == MACHINE else "notes"
    if around:
        return around
    by_tag = {"h1": "title", "time": "date"}.get(str(element.tag), "")
    return by_tag or next((_PARTS[name] for name in classes if name in _PARTS), "")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _plain_link(link: str) -> str:
    """A link without `index.html`, which a site that opens from disk writes and another does not."""
    address, mark, fragment = link.partition("#")
    return address.removesuffix("index.html") + mark + fragment

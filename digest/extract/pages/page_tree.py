"""What is kept of a saved page, as the tree that `serialise` writes: the tags that trafilatura's has, its blocks flat.

Containers without meaning (`div`, `section`) are looked through, links around whole blocks are left out, images stay
where the text behind them does, and lazy ones are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

from digest.extract.pages.blocks import INLINE, SILENT, breaks
from digest.extract.pages.page_images import picture, silent_picture

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STYLES: Final = {
    "b": "#b", "strong": "#b", "i": "#i", "em": "#i", "cite": "#i", "var": "#i", "dfn": "#i", "code": "#t",
    "kbd": "#t", "samp": "#t", "tt": "#t",
}  # fmt: skip
_CONTAINERS: Final = {
    "ul": "list", "ol": "list", "dl": "list", "menu": "list", "li": "item", "dt": "item", "dd": "item",
    "blockquote": "quote", "table": "table", "tr": "row", "td": "cell", "th": "cell",
}  # fmt: skip
_INSIDE: Final = {"item": {"list"}, "row": {"table"}, "cell": {"row"}}
"""Elements that are only written inside others; anywhere else they are looked through."""

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush|highlight-source)[-:]\s?([\w+#-]{1,20})")


def page_tree(tree: _Element, dropped: AbstractSet[tuple[_Element, str]]) -> _Element:
    """The kept part of a page.

    Args:
        tree: the page, which is left as it is.
        dropped: the pieces of its text that are no part of the article, each an element and "text" or "tail".
    """
    writer = _Writer(dropped)
    writer.content(tree)
    writer.edge()
    writer.settle(kept=False)
    return writer.root


class _Writer:
    """Walks a page and appends what is kept to a tree.

    Attributes:
        root: what was written.
        dropped: pieces of text to be left out.
        container: the element that blocks are appended to.
        at: the element that inline content is appended to, None at the edge of a block.
        edges: how many edges of blocks were met.
        flat: whether edges are only spaces, as within a heading.
        waiting: images whose following text is not known yet.
    """

    def __init__(self, dropped: AbstractSet[tuple[_Element, str]]) -> None:
        from lxml import etree  # noqa: PLC0415

        self._new = etree.SubElement
        self.root = self.container = etree.Element("body")
        self.dropped = dropped
        self.at: _Element | None = None
        self.edges = 0
        self.flat = False
        self.waiting: list[_Element] = []
        self.was_kept = False

    def content(self, element: _Element) -> None:
        """Write what stands in an element."""
        self.text(element, "text")
        for child in element:
            if isinstance(child.tag, str):
                self.element(child)
            self.text(child, "tail")

    def text(self, element: _Element, slot: str) -> None:
        """Write a piece of text, if it is kept; the images before it stay where it does."""
        text = element.text if slot == "text" else element.tail
        if not text:
            return
        kept = (element, slot) not in self.dropped
        if text.strip():
            self.settle(kept=kept)
        if kept and (self.at is not None or text.strip()):
            _append(self.inline(), text)

    def inline(self) -> _Element:
        """The element that inline content goes to."""
        if self.at is None:
            self.at = self._new(self.container, "p")
        return self.at

    def settle(self, *, kept: bool) -> None:
        """Decide about the images that wait: one that no kept text follows stays only in a figure of the article."""
        for image in self.waiting:
            if not kept and not (self.was_kept and image.get("figure")):
                _remove(image)
        self.waiting, self.was_kept = [], kept

    def edge(self) -> None:
        """End the run of inline content."""
        if self.flat:
            if self.at is not None:
                _append(self.at, " ")
            return
        self.edges += 1
        if self.at is not None and self.at.getparent() is self.container and _is_empty(self.at) and not self.waiting:
            _remove(self.at)
        self.at = None

    def element(self, element: _Element) -> None:
        """Write an element by its tag."""
        tag = str(element.tag)
        if tag in SILENT:
            self.image(element, silent_picture(element))
        elif tag == "img":
            self.image(element, picture(element))
        elif tag == "br":
            self.line_break()
        elif tag == "pre":
            self.code(element)
        elif tag in _HEADINGS:
            self.heading(element)
        elif tag in _CONTAINERS and self.fits(_CONTAINERS[tag]):
            self.block(element, _CONTAINERS[tag])
        elif tag == "a" or tag in _STYLES or tag in {"del", "s", "strike"}:
            self.styled(element)
        elif tag in INLINE and not breaks(element):
            self.content(element)
        else:
            self.edge()
            self.content(element)
            self.edge()

    def fits(self, name: str) -> bool:
        """Whether a container can be written here."""
        return not self.flat and (name not in _INSIDE or self.container.tag in _INSIDE[name])

    def block(self, element: _Element, name: str) -> None:
        """Write a container and the blocks in it."""
        self.edge()
        outer, self.container = self.container, self._new(self.container, name)
        if element.tag == "ol":
            self.container.set("rend", "ol")
        self.content(element)
        self.edge()
        written, self.container = self.container, outer
        if not len(written) and not self.waiting:
            _remove(written)

    def heading(self, element: _Element) -> None:
        """Write a heading, whatever stands in it on one line."""
        self.edge()
        flat, outer = self.flat, self.at
        head = self._new(self.container if outer is None else outer, "head", rend=str(element.tag))
        self.at, self.flat = head, True
        self.content(element)
        self.at, self.flat = outer, flat
        if _is_empty(head) and not self.waiting:
            _remove(head)

    def styled(self, element: _Element) -> None:
        """Write a link or emphasis; around whole blocks it is left out."""
        parent, edges, tag = self.inline(), self.edges, str(element.tag)
        if tag == "a":
            self.at = self._new(parent, "ref", target=element.get("href") or "")
        elif tag in _STYLES:
            self.at = self._new(parent, "hi", rend=_STYLES[tag])
        else:
            self.at = self._new(parent, "del")
        written = self.at
        self.content(element)
        self.at = parent if self.edges == edges else None
        if _is_empty(written) and not self.waiting:
            _remove(written)

    def line_break(self) -> None:
        if self.at is not None:
            self._new(self.at, "lb")

    def code(self, element: _Element) -> None:
        """Write preformatted text with the language that its class names."""
        text = "".join(self.preformatted(element))
        if self.flat or not text.strip():
            return
        self.edge()
        written = self._new(self.container, "code")
        written.text = text
        self.settle(kept=True)
        named = " ".join(inner.get("class") or "" for inner in (element, *list(element)[:1]))
        if match := _LANGUAGE.search(named):
            written.set("language", match[1])

    def preformatted(self, element: _Element) -> Iterator[str]:
        """The kept text in an element as it is."""
        for one in element.iter():
            if isinstance(one.tag, str):
                yield "\n" if one.tag == "br" else one.text or "" if (one, "text") not in self.dropped else ""
            if one is not element and (one, "tail") not in self.dropped:
                yield one.tail or ""

    def image(self, element: _Element, found: tuple[str, str] | None) -> None:
        """Write an image that waits for the text behind it."""
        if found is None:
            return
        written = self._new(self.inline(), "graphic", src=found[0], alt=found[1])
        if any(above.tag == "figure" for above in element.iterancestors("figure", "body")):
            written.set("figure", "yes")
        self.waiting.append(written)


def _append(element: _Element, text: str) -> None:
    """Append text behind the last child of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _remove(element: _Element) -> None:
    """Take an element out, not the text behind it."""
    parent, tail, before = element.getparent(), element.tail, element.getprevious()
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _is_empty(element: _Element) -> bool:
    """Whether neither text nor an image stands in an element."""
    if next(element.iter("graphic", "code"), None) is not None:
        return False
    return not any(str(piece).strip() for piece in element.itertext())

"""The kept part of a saved page as blocks.

Elements that only lay out the page (`div`, `section`) are looked through, and links around whole blocks are left out.
Images stay if the text behind them does; those that a script would load are found too (`page_images`).

The page is walked once; what is read becomes a draft (`page_drafts`), the blocks are made of the drafts at the end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final, Literal

from lxml.etree import _Element

from digest.extract.decoding.decode import clean
from digest.extract.facts.addresses import absolute
from digest.extract.pages.blocks import DEEPEST, Block, CodeBlock, Image, LineBreak, Link, Text
from digest.extract.pages.normal.tokens import without_tokens
from digest.extract.pages.page_drafts import ContainerDraft, ImageDraft, LineDraft, blocks_of, container_draft, is_empty
from digest.extract.pages.page_images import image_address, is_same_picture, noscript_image, shown_image
from digest.extract.pages.text_blocks import HIDDEN, INLINE, TextNode, is_boundary

_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|brush|highlight-source)[-:]\s?([\w+#-]{1,20})")


def page_blocks(
    tree: _Element, dropped: AbstractSet[TextNode], base: str | None, *, all_article: bool = False
) -> tuple[Block, ...]:
    """The blocks of the kept part of a page.

    Args:
        tree: the page, which is left as it is.
        dropped: the pieces of its text that are not part of the article.
        base: where relative links of the page start.
        all_article: whether nothing but the article stands in the tree, so that an image at its end is the article's.
    """
    reader = _PageReader(dropped, base)
    reader.content(tree)
    reader.boundary()
    reader.settle_images(kept=all_article)
    return blocks_of(reader.container)


class _PageReader:
    """Walks a page and drafts what is kept.

    Attributes:
        dropped: pieces of text to be left out.
        base: where relative links of the page start.
        container: the draft that blocks are added to.
        line: the draft that inline content is added to, None at a boundary.
        boundaries: how many boundaries of blocks were met.
        one_line: whether boundaries are only spaces, as within a heading.
        nesting: how many links and kinds of emphasis are open.
        unsettled: images whose following text is not known yet.
        after_kept: whether the last piece of text was kept.
        is_captioned: whether an image of the figure that is read was met: the text behind it is its caption.
    """

    def __init__(self, dropped: AbstractSet[TextNode], base: str | None) -> None:
        self.dropped = dropped
        self.base = base
        self.container = ContainerDraft(tag="body")
        self.line: LineDraft | None = None
        self.boundaries = 0
        self.one_line = False
        self.nesting = 0
        self.unsettled: list[ImageDraft] = []
        self.after_kept = False
        self.is_captioned = False

    def content(self, element: _Element) -> None:
        """Read what stands in an element."""
        self.text(element, "text")
        for child in element:
            if isinstance(child.tag, str):
                _RULES.get(child.tag, _PageReader.other)(self, child)
            self.text(child, "tail")

    def text(self, element: _Element, where: Literal["text", "tail"]) -> None:
        """Read a piece of text, if it is kept; the images before it stay if it does."""
        text = element.text if where == "text" else element.tail
        if not text:
            return
        kept = (element, where) not in self.dropped
        is_dropped_caption = self.is_captioned and not kept  # the text behind the figure decides about its image
        if text.strip() and not is_dropped_caption:
            self.settle_images(kept=kept)
        if kept and (self.line is not None or text.strip()):
            self.open_line().parts.append(text)

    def figure(self, element: _Element) -> None:
        """Look through a figure."""
        self.is_captioned = False
        self.other_block(element)
        self.is_captioned = False

    def open_line(self) -> LineDraft:
        """The draft that inline content goes to."""
        if self.line is None:
            self.line = LineDraft(tag="p")
            self.container.parts.append(self.line)
        return self.line

    def settle_images(self, *, kept: bool) -> None:
        """Decide about the unsettled images: one that no kept text follows stays only in a figure of the article."""
        for image in self.unsettled:
            image.dropped = not kept and not (self.after_kept and image.in_figure)
        self.unsettled, self.after_kept = [], kept

    def boundary(self) -> None:
        """End the run of inline content."""
        if self.one_line:
            self.open_line().parts.append(" ")
            return
        self.boundaries += 1
        paragraph = self.container.parts[-1] if self.container.parts else None
        if self.line is not None and self.line is paragraph and self.is_empty(self.line):
            self.container.parts.pop()
        self.line = None

    def is_empty(self, line: LineDraft) -> bool:
        """Whether neither text nor an image stands in a draft, nor an image may."""
        return not self.unsettled and is_empty(line)

    def container_element(self, element: _Element) -> None:
        """Read an element that holds blocks; an item, row or cell outside its list, table or row is looked through."""
        tag = _CONTAINERS[str(element.tag)]
        if self.one_line or (tag in _PARENTS and self.container.tag not in _PARENTS[tag]):
            self.other_block(element)
            return
        self.boundary()
        outer, self.container = self.container, container_draft(element, tag)
        outer.parts.append(self.container)
        self.content(element)
        self.boundary()
        if self.is_left_out(self.container):
            outer.parts.pop()
        self.container = outer

    def is_left_out(self, container: ContainerDraft) -> bool:
        """Whether nothing stands in a container: an empty cell keeps the others of its row in their columns."""
        if self.unsettled or container.tag == "td":
            return False
        if container.tag == "tr":
            return not any(isinstance(cell, ContainerDraft) and cell.parts for cell in container.parts)
        return not container.parts

    def heading(self, element: _Element) -> None:
        """Read a heading, whatever stands in it on one line."""
        if self.one_line:
            self.other_block(element)
            return
        self.boundary()
        heading = self.line = LineDraft(tag=str(element.tag))
        self.container.parts.append(heading)
        self.one_line = True
        self.content(element)
        self.line, self.one_line = None, False
        if self.is_empty(heading):
            self.container.parts.pop()

    def styled(self, element: _Element) -> None:
        """Read a link or emphasis; around whole blocks it is left out."""
        if self.nesting >= DEEPEST:
            self.content(element)
            return
        self.nesting += 1
        outer, boundaries, tag = self.open_line(), self.boundaries, _STYLES[str(element.tag)]
        address = absolute(element.get("href") or "", self.base) if tag == "a" else None
        styled = self.line = LineDraft(tag=tag, address=address)
        outer.parts.append(styled)
        self.content(element)
        self.nesting -= 1
        if self.is_empty(styled):
            outer.parts.pop()
        self.line = outer if self.boundaries == boundaries else None

    def line_break(self, _element: _Element) -> None:
        """Read the end of a line; at a boundary of blocks it has no effect."""
        if self.line is not None:
            self.line.parts.append(LineBreak())

    def preformatted(self, element: _Element) -> None:
        """Read preformatted text with the language that its class names."""
        text = "".join(self.preformatted_text(element))
        text = without_tokens(text)
        if self.one_line or not text.strip():
            return
        self.boundary()
        classes = " ".join(inner.get("class") or "" for inner in (element, *list(element)[:1]))
        language = _LANGUAGE.search(classes)
        self.container.parts.append(CodeBlock(text=text, language=language[1] if language else ""))
        self.settle_images(kept=True)

    def preformatted_text(self, element: _Element) -> Iterator[str]:
        """The kept text in an element as it is."""
        for inner in element.iter():
            if isinstance(inner.tag, str):
                yield "\n" if inner.tag == "br" else inner.text or "" if (inner, "text") not in self.dropped else ""
            if inner is not element and (inner, "tail") not in self.dropped:
                yield inner.tail or ""

    def image(self, element: _Element) -> None:
        """Read an image."""
        self.add_image(element, shown_image(element))

    def hidden(self, element: _Element) -> None:
        """Read an element that a browser does not show: only of a `<noscript>` the image."""
        self.add_image(element, noscript_image(element))

    def add_image(self, element: _Element, address_and_description: tuple[str, str] | None) -> None:
        """Draft an image, which stays or goes with the text behind it."""
        if address_and_description is None:
            return
        address, description = address_and_description
        image = Image(address=image_address(address, self.base), description=clean(description))
        if self.unsettled and is_same_picture(self.unsettled[-1].image, image):
            return
        in_figure = any(outer.tag == "figure" for outer in element.iterancestors("figure", "body"))
        draft = ImageDraft(image=image, in_figure=in_figure)
        self.open_line().parts.append(draft)
        self.unsettled.append(draft)
        self.is_captioned = in_figure

    def frame(self, element: _Element) -> None:
        """Read a video or another page in a frame as a link, which stays or goes with the text behind it."""
        address = absolute(element.get("src") or "", self.base)
        if address is None:
            return
        label = clean(element.get("title") or "") or address
        link = Link(address=address, content=(Text(text=label),))
        in_figure = any(outer.tag == "figure" for outer in element.iterancestors("figure", "body"))
        self.boundary()
        draft = ImageDraft(image=link, in_figure=in_figure)
        self.open_line().parts.append(draft)
        self.unsettled.append(draft)
        self.boundary()

    def other(self, element: _Element) -> None:
        """Look through an element that has no form of its own in Markdown."""
        if element.tag in INLINE and not is_boundary(element):
            self.content(element)
        else:
            self.other_block(element)

    def other_block(self, element: _Element) -> None:
        """Look through an element that only says where blocks end."""
        self.boundary()
        self.content(element)
        self.boundary()


_STYLES: Final = {
    "a": "a", "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "var": "i", "dfn": "i",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "del": "s", "s": "s", "strike": "s",
}  # fmt: skip
_CONTAINERS: Final = {
    "ul": "ul", "ol": "ol", "dl": "dl", "menu": "ul", "li": "li", "dt": "dt", "dd": "dd",
    "blockquote": "blockquote", "table": "table", "tr": "tr", "td": "td", "th": "td", "caption": "caption",
}  # fmt: skip
"""Elements that are read alike -> the tag of their draft."""

_PARENTS: Final = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}, "tr": {"table"}, "td": {"tr"}, "caption": {"table"},
}  # fmt: skip
"""Tags that are only drafted in others."""

_RULES: Final[Mapping[str, Callable[[_PageReader, _Element], None]]] = {
    **dict.fromkeys(HIDDEN, _PageReader.hidden),
    **dict.fromkeys(_STYLES, _PageReader.styled),
    **dict.fromkeys(_CONTAINERS, _PageReader.container_element),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _PageReader.heading),
    "figure": _PageReader.figure,
    "img": _PageReader.image,
    "iframe": _PageReader.frame,
    "br": _PageReader.line_break,
    "pre": _PageReader.preformatted,
}
"""Tag -> how its element is read; any other by `_PageReader.other`."""

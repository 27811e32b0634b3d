"""What trafilatura finds in a saved page, as this project's own values: the article as blocks, and its metadata.

This module alone knows trafilatura and the tags of its tree: p, head, list, item, quote, code, table, row, cell,
graphic, div, ab, and within a line hi, del, ref, lb, code; any other is looked through. Where they come from is said
in `trafilatura/htmlprocessing.py` and `trafilatura/xml.py`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from lxml.etree import _Element

from digest.extract.decoding.decode import clean
from digest.extract.facts.addresses import absolute
from digest.extract.facts.document import Dated, Document
from digest.extract.facts.names import people
from digest.extract.pages.blocks import (
    DEEPEST,
    Block,
    CodeBlock,
    Emphasis,
    Group,
    Heading,
    Image,
    Inline,
    Item,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    as_code,
    table,
)
from digest.extract.pages.metadata.htmldate_rules import restrict_htmldate
from digest.extract.pages.normal.tokens import token_inlines, without_tokens
from digest.extract.pages.page_images import image_address

_CONTAINERS: Final = frozenset({"div", "ab"})
_BLOCKS: Final = frozenset({"p", "head", "list", "quote", "table"}) | _CONTAINERS
_MOST_CHILDREN: Final = 4_000
_MOST_PADDING: Final = 20_000_000
"""Children of one element, and table rows times the square of the longest row's cells, in a page that is searched:
trafilatura's time grows with the square of the one, and with the other, since it fills all rows to that length."""

_SEPARATE: Final = frozenset({"p", "item", "row", "cell", "head"})
"""Blocks whose text must not touch what follows where they stand within a line."""


def article_blocks(tree: _Element, address: str | None) -> tuple[Block, ...] | None:
    """The blocks of the article that trafilatura finds in a page; None also where a hostile page gives it trouble.

    Args:
        tree: the page, which is left as it is.
        address: of the page, for relative links.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415

    rows = [len(row) for row in tree.iter("tr")]
    if len(rows) * max(rows, default=0) ** 2 > _MOST_PADDING or any(len(each) > _MOST_CHILDREN for each in tree.iter()):
        return None
    _silence_logs()
    try:
        extracted = bare_extraction(
            tree,
            url=address,
            output_format="xml",  # it is not written here, while that of "python" would be
            include_comments=False,
            include_formatting=True,
            include_images=True,
            include_links=True,
            include_tables=True,
            with_metadata=False,
        )
    except Exception:  # noqa: BLE001 (a parser's failure on a hostile page is a page without an article)
        return None
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return None
    return blocks_of(extracted.body, address)


def metadata(tree: _Element, address: str | None, latest: date, *, search_day: bool) -> Document:
    """What trafilatura and htmldate say of a page besides its text, as a document without a body.

    Their own trouble with hostile pages counts as nothing found.

    Args:
        tree: the page.
        address: of the page.
        latest: the last day that a date in it may name.
        search_day: whether htmldate searches the text for a day too, which takes most of the time.
    """
    from trafilatura import extract_metadata  # noqa: PLC0415

    _silence_logs()
    restrict_htmldate()
    dates = {"original_date": True, "extensive_search": search_day, "max_date": latest.isoformat()}
    try:
        extracted = extract_metadata(tree, default_url=address, date_config=dates)
    except Exception:  # noqa: BLE001 (as in `article_blocks`)
        return Document()
    day = _day(extracted.date)
    return Document(
        title=clean(extracted.title or "") or None,
        stated=(Dated(day=day, evidence="the page, as htmldate reads it"),) if day else (),
        authors=people((extracted.author or "").split(";")),
        source=clean(extracted.sitename or "") or None,
    )


def _silence_logs() -> None:
    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def blocks_of(body: _Element, base: str | None) -> tuple[Block, ...]:
    """The blocks in a tree of trafilatura.

    Args:
        body: its root; of a container in it the children are read, whatever text stands between them.
        base: the address of the page, for relative links.
    """
    reader = _TreeReader(base)
    return tuple(block for element in _outermost(body) for block in _grouped(tuple(reader.block(element))))


def _outermost(body: _Element) -> Iterator[_Element]:
    for child in body:
        has_blocks = any(inner.tag in _BLOCKS or inner.tag == "graphic" for inner in child)
        yield from child if child.tag in _CONTAINERS and has_blocks else (child,)


def _grouped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of one element as one block: a quote within a paragraph belongs to it."""
    return blocks if len(blocks) < 2 else (Group(blocks=blocks),)


class _TreeReader:
    """Reads elements of trafilatura's tree as blocks and inline content.

    Attributes:
        base: the address of the page, for relative links.
        nesting: how many elements within a line are open.
    """

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.nesting = 0

    def block(self, element: _Element) -> Iterator[Block]:
        """The blocks of an element that stands between others, not within a line."""
        match element.tag:
            case "head":
                level = re.fullmatch(r"h([1-6])", element.get("rend") or "")
                yield Heading(level=int(level[1]) if level else 2, content=self.content(element))
            case "list":
                items = tuple(Item(blocks=self.blocks(child)) for child in element if child.tag == "item")
                yield List(ordered=element.get("rend") == "ol", items=items)
            case "quote":
                yield Quote(blocks=self.blocks(element))
            case "code":
                yield CodeBlock(text=without_tokens(_text(element)), language="")
            case "table":
                yield self.table(element)
            case "graphic":
                yield Paragraph(content=(self.image(element),))
            case str():  # a comment has no text for a tag
                yield from self.blocks(element)

    def table(self, element: _Element) -> Table:
        """A table."""
        rows = ([cell for cell in row if cell.tag == "cell"] for row in element if row.tag == "row")
        return table([tuple(map(self.blocks, row)) for row in rows])

    def blocks(self, element: _Element) -> tuple[Block, ...]:
        """The blocks in an element, what stands within a line between them as paragraphs."""
        blocks: list[Block] = []
        line: list[Inline] = [*_text_as_inline(element.text)]
        for child in element:
            if child.tag in _BLOCKS or (child.tag == "code" and "\n" in _text(child)):
                blocks += _paragraph(line)
                blocks += self.block(child)
                line = []
            else:
                line += self.inline(child)
            line += _text_as_inline(child.tail)
        return (*blocks, *_paragraph(line))

    def content(self, element: _Element) -> tuple[Inline, ...]:
        """What stands in an element, as inline content."""
        if self.nesting >= DEEPEST:
            return tuple(_text_as_inline(_text(element)))
        self.nesting += 1
        content = tuple(self._content(element))
        self.nesting -= 1
        return content

    def _content(self, element: _Element) -> Iterator[Inline]:
        yield from _text_as_inline(element.text)
        for child in element:
            yield from self.inline(child)
            yield from _text_as_inline(child.tail)

    def inline(self, element: _Element) -> Iterator[Inline]:
        """An element that stands within a line."""
        match element.tag:
            case "lb":
                yield LineBreak()
            case "graphic":
                yield self.image(element)
            case "ref":
                yield Link(address=absolute(element.get("target") or "", self.base), content=self.content(element))
            case "del":
                yield Emphasis(kind="s", content=self.content(element))
            case "code":
                yield from as_code(self.content(element))
            case "hi":
                yield from self.highlighted(element)
            case str(tag):
                yield from self.content(element)
                if tag in _SEPARATE:
                    yield Text(text=" ")

    def highlighted(self, element: _Element) -> Iterator[Inline]:
        """Content that the page sets apart by its style; underlined, raised and lowered content is written as it is."""
        content = self.content(element)
        match element.get("rend"):
            case "#b":
                yield Emphasis(kind="b", content=content)
            case "#i":
                yield Emphasis(kind="i", content=content)
            case "#t":
                yield from as_code(content)
            case _:
                yield from content

    def image(self, element: _Element) -> Image:
        """A picture."""
        description = clean(element.get("alt") or element.get("title") or "")
        return Image(address=image_address(element.get("src") or "", self.base), description=description)


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _text_as_inline(text: str | None) -> Iterator[Inline]:
    if text:
        yield from token_inlines(text)


def _paragraph(content: Sequence[Inline]) -> Iterator[Paragraph]:
    """A paragraph of some content, if there is any but space."""
    if any(not isinstance(inline, Text) or inline.text.strip() for inline in content):
        yield Paragraph(content=tuple(content))

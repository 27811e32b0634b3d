"""The blocks of an article and the inline content in them, as values.

`page_blocks` makes them of a saved page, `block_furniture` drops what is not the article's,
`block_markdown` writes them. The names are those of CommonMark 0.31; struck-out text and tables are those of GitHub
Flavored Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from digest.dataclass import dataclass
from digest.extract.decoding.decode import clean

DEEPEST: Final = 50
"""Levels of inline content within inline content that a reader of pages makes at most, so that no stack overflows.

Text below them is kept without its style. No author nests so deeply, but pages with elements that are never closed do.
"""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Text as a browser shows it: clean, each run of white space one space (see `collapsed`)."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBreak:
    """The end of a line within a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSpan:
    """Code within a line; its white space is collapsed too."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture.

    Attributes:
        address: absolute, or None where it does not lead to the web: such a picture is not written.
        description: what the page says for those who do not see it.
    """

    address: str | None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Content that is set apart.

    Attributes:
        kind: `b` strongly, mostly in bold; `i` mostly in italics; `s` struck out.
        content: what is set apart.
    """

    kind: Literal["b", "i", "s"]
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link.

    Attributes:
        address: absolute, or None where it does not lead to the web: of such a link only the content is written.
        content: what is clicked.
    """

    address: str | None
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula in TeX; `display` says that it stands on lines of its own."""

    tex: str
    display: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteReference:
    """The place in the text that a note belongs to."""

    label: str


Inline: TypeAlias = Text | LineBreak | CodeSpan | Image | Emphasis | Link | Formula | NoteReference


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; an image that stands directly in it is written as a block of its own."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` is 1 to 6, as the page has it."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item of a list; without blocks it is counted, not written.

    Attributes:
        blocks: what stands in it.
        number: in a numbered list, or None for the one after the item before it.
        done: whether it is a task that is done, or None where it is not a task.
    """

    blocks: tuple[Block, ...]
    number: int | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A list.

    Attributes:
        ordered: whether its items are numbered.
        items: in their order.
        start: the number of the first item.
        step: from one number to the next; -1 counts down.
    """

    ordered: bool
    items: tuple[Item, ...]
    start: int = 1
    step: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A block quote, or a callout.

    Attributes:
        blocks: what stands in it.
        kind: of the callout ("note", "warning"), `-` behind it where it is folded; empty for a quotation.
        title: of the callout, or the empty text.
    """

    blocks: tuple[Block, ...]
    kind: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeBlock:
    """Preformatted text, its white space as it is, and the language that the page names, or an empty text."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table, the first row its head.

    Attributes:
        caption: what is written above it.
        rows: their cells, each with its blocks; they may have different lengths.
    """

    caption: tuple[Block, ...]
    rows: tuple[tuple[tuple[Block, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDefinition:
    """A note, which stands at the end of the article."""

    label: str
    blocks: tuple[Block, ...]


Block: TypeAlias = Paragraph | Heading | List | Quote | CodeBlock | Table | NoteDefinition


def collapsed(text: str) -> str:
    """Text of a page as a browser shows it: clean, each run of white space one space."""
    return _SPACES.sub(" ", clean(text))


def as_code(content: Iterable[Inline]) -> Iterator[Inline]:
    """Inline content whose text is code: links, emphasis and line breaks in it stay."""
    for inline in content:
        match inline:
            case Text(text=text):
                yield CodeSpan(text=text)
            case Emphasis() | Link():
                yield replace(inline, content=tuple(as_code(inline.content)))
            case _:
                yield inline


def table(rows: Sequence[tuple[tuple[Block, ...], ...]], caption: tuple[Block, ...] = ()) -> Table:
    """A table of some rows. A first row whose first cell alone has text is a caption over at least two others.

    Many pages have such a row, spanning all columns, in place of a `<caption>`. A row whose first cell is empty is the
    head of a table with named rows.
    """
    texts = [bool(plain_text(cell)) for cell in rows[0]] if rows else []
    if not caption and len(rows) > 2 and sum(texts) == 1 and texts[0]:
        return Table(caption=tuple(block for cell in rows[0] for block in cell), rows=tuple(rows[1:]))
    return Table(caption=caption, rows=tuple(rows))


def plain_text(content: Iterable[Block | Inline]) -> str:
    """The text of some blocks or inline content, on one line."""
    return " ".join("".join(_texts(content)).split())


def _texts(content: Iterable[Block | Inline]) -> Iterator[str]:
    for node in content:
        match node:
            case Text() | CodeSpan():
                yield node.text
            case Formula():
                yield node.tex
            case CodeBlock():
                yield clean(node.text)
            case _:
                yield from _texts(_inner(node))


def _inner(node: Block | Inline) -> Iterable[Block | Inline]:
    """The blocks or the inline content in a block or in inline content."""
    match node:
        case Emphasis() | Link() | Paragraph() | Heading():
            return node.content
        case Quote() | NoteDefinition():
            return node.blocks
        case List():
            return (block for item in node.items for block in item.blocks)
        case Table():
            return (*node.caption, *(block for row in node.rows for cell in row for block in cell))
        case _:
            return ()


def nodes(content: Iterable[Block | Inline]) -> Iterator[Block | Inline]:
    """Some blocks or inline content, and all that stands in them."""
    for node in content:
        yield node
        yield from nodes(_inner(node))

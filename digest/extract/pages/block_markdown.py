"""Blocks as Markdown; their inline content is written by `inline_markdown`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from digest.extract.decoding.decode import clean
from digest.extract.pages.blocks import (
    Block,
    CodeBlock,
    CodeSpan,
    Group,
    Heading,
    Image,
    Inline,
    Item,
    List,
    Paragraph,
    Quote,
    Table,
    Text,
    collapsed,
    plain_text,
)
from digest.extract.pages.inline_markdown import image_markdown, inline_markdown

_DEEPEST: Final = 50
"""Levels of nesting that are written as such; below them only the text is left."""

_COLUMNS: Final = range(2, 51)
_LONGEST_CELL: Final = 400
"""Columns of a table, and code points of its longest cell: any other table only lays out the page."""


def markdown(blocks: Iterable[Block]) -> str:
    """The Markdown of some blocks; of none the empty text."""
    written = "\n\n".join(_blocks(blocks, 0))
    return f"{written}\n" if written else ""


def _blocks(blocks: Iterable[Block], depth: int) -> Iterator[str]:
    for block in blocks:
        yield from filter(None, _block(block, depth))


def _block(block: Block, depth: int) -> Iterator[str]:
    """The Markdown blocks of one: of a paragraph with images, or a table that is layout, several."""
    if depth > _DEEPEST:
        yield inline_markdown((Text(text=plain_text((block,))),))
        return
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case Heading():
            text = _line(block.content)
            # The article's title, the only heading of level 1, stands in the front matter.
            yield f"{'#' * max(2, block.level)} {text}" if text else ""
        case List():
            yield "\n".join(_list(block, depth))
        case Quote():
            text = "\n\n".join(_blocks(block.blocks, depth + 1))
            yield "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""
        case CodeBlock():
            yield _code(block)
        case Group():
            yield from _blocks(block.blocks, depth + 1)
        case Table():
            yield from _layout(block, depth) if _is_layout(block) else _table(block, depth)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """The text before, between and after the images, and these."""
    for is_image, group in groupby(paragraph.content, key=lambda inline: isinstance(inline, Image)):
        if is_image:
            yield from (image_markdown(inline) for inline in group if isinstance(inline, Image))
        else:
            yield inline_markdown(group)


def _list(block: List, depth: int) -> Iterator[str]:
    """The lines of a list, all blocks of an item indented under its first line."""
    for number, item in enumerate(block.items, start=1):
        marker = f"{number}. " if block.ordered else "- "
        text = ("\n\n" if _is_loose(item) else "\n").join(_blocks(item.blocks, depth + 2))
        if text:
            first, *others = text.split("\n")
            yield marker + first
            yield from ((" " * len(marker) + line).rstrip() for line in others)


def _is_loose(item: Item) -> bool:
    """Whether blank lines must keep the blocks of an item apart."""
    return any(isinstance(block, Paragraph | Quote | Table) for block in item.blocks[1:]) or any(
        isinstance(block, Table) and _is_layout(block) for block in item.blocks
    )


def _code(block: CodeBlock) -> str:
    text = clean(block.text).strip("\n")
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{block.language}\n{text}\n{fence}"


def _is_layout(block: Table) -> bool:
    """Whether a table only lays out the page: by its columns, the text of a cell, or a table within it."""
    if max(map(len, block.rows), default=0) not in _COLUMNS:
        return True
    parts = [block.caption, *(cell.blocks for row in block.rows for cell in row)]
    return any(isinstance(part, Table) for blocks in parts for part in blocks) or any(
        len(plain_text(blocks)) > _LONGEST_CELL for blocks in parts
    )


def _layout(block: Table, depth: int) -> Iterator[str]:
    """The content of all cells, one after the other."""
    yield from _blocks(block.caption, depth + 2)
    for row in block.rows:
        for cell in row:
            yield from _blocks(cell.blocks, depth + 2)


def _table(block: Table, depth: int) -> Iterator[str]:
    """The caption, and the rows, of which Markdown demands that they have the same length."""
    yield from _blocks(block.caption, depth + 2)
    width = max(map(len, block.rows))
    rows = [[_cell(cell.blocks) for cell in row] + [""] * (width - len(row)) for row in block.rows if row]
    if any(map(any, rows)):
        rows.insert(1, ["---"] * width)
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(blocks: Sequence[Block]) -> str:
    return _line(tuple(_in_line(blocks))).replace("\n", " ").replace("|", "\\|")


def _line(content: Iterable[Inline]) -> str:
    """Inline content on one line."""
    return inline_markdown(content).replace("\\\n", " ")


def _in_line(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The inline content of blocks that must stand in a line: nothing but spaces keeps them apart."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield from block.content
            case CodeBlock():
                yield CodeSpan(text=collapsed(block.text))
            case Quote() | Group():
                yield from _in_line(block.blocks)
            case List():
                yield from _in_line(part for item in block.items for part in item.blocks)
            case Table():
                yield from _in_line(block.caption)
                yield from _in_line(part for row in block.rows for cell in row for part in cell.blocks)
        yield Text(text=" ")

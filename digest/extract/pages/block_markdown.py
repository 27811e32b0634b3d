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
    Formula,
    Heading,
    Image,
    Inline,
    Item,
    List,
    NoteDefinition,
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
            yield _heading(block)
        case List():
            yield "\n".join(_list(block, depth))
        case Quote():
            yield _quote(block, depth)
        case CodeBlock():
            yield _code(block)
        case NoteDefinition():
            yield _note(block, depth)
        case Table():
            yield from _layout(block, depth) if _is_layout(block) else _table(block, depth)


def _heading(block: Heading) -> str:
    """A heading; the article's title, the only one of level 1, stands in the front matter."""
    text = _line(block.content)
    return f"{'#' * max(2, block.level)} {text}" if text else ""


def _quote(block: Quote, depth: int) -> str:
    """A quotation or a callout."""
    text = "\n\n".join(_blocks(block.blocks, depth + 1))
    if text and block.kind:
        text = f"{_callout_line(block)}\n{text}"
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n")) if text else ""


def _callout_line(block: Quote) -> str:
    """The first line of a callout: `[!note] Title`."""
    folded = block.kind.endswith("-")
    title = inline_markdown((Text(text=block.title),)) if block.title else ""
    return f"[!{block.kind.rstrip('-')}]{'-' if folded else ''} {title}".rstrip()


def _note(block: NoteDefinition, depth: int) -> str:
    """A note; its further blocks are indented under its label."""
    first, *others = "\n\n".join(_blocks(block.blocks, depth + 1)).split("\n")
    return "\n".join((f"[^{block.label}]: {first}", *(f"    {line}".rstrip() for line in others)))


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """The text before, between and after the images and the formulas with lines of their own, and these."""
    for is_block, group in groupby(paragraph.content, key=_stands_alone):
        if is_block:
            yield from map(_alone, group)
        else:
            yield inline_markdown(group)


def _stands_alone(inline: Inline) -> bool:
    return isinstance(inline, Image) or (isinstance(inline, Formula) and inline.display)


def _alone(inline: Inline) -> str:
    """An image, or a formula with lines of its own."""
    if isinstance(inline, Formula):
        return f"$$\n{inline.tex}\n$$"
    return image_markdown(inline) if isinstance(inline, Image) else ""


def _list(block: List, depth: int) -> Iterator[str]:
    """The lines of a list, all blocks of an item indented under its first line."""
    number = block.start - block.step
    for item in block.items:
        number = max(0, number + block.step) if item.number is None else item.number
        marker = f"{number}. " if block.ordered else "- "
        text = ("\n\n" if _is_loose(item) else "\n").join(_blocks(item.blocks, depth + 2))
        if text:
            first, *others = text.split("\n")
            is_task = item.done is not None and isinstance(item.blocks[0], Paragraph)
            box = ("[x] " if item.done else "[ ] ") if is_task else ""
            yield marker + box + first
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
    parts = [block.caption, *(cell for row in block.rows for cell in row)]
    return any(isinstance(part, Table) for blocks in parts for part in blocks) or any(
        len(plain_text(blocks)) > _LONGEST_CELL for blocks in parts
    )


def _layout(block: Table, depth: int) -> Iterator[str]:
    """The content of all cells, one after the other."""
    yield from _blocks(block.caption, depth + 2)
    for row in block.rows:
        for cell in row:
            yield from _blocks(cell, depth + 2)


def _table(block: Table, depth: int) -> Iterator[str]:
    """The caption, and the rows, of which Markdown demands that they have the same length."""
    yield from _blocks(block.caption, depth + 2)
    width = max(map(len, block.rows))
    rows = [[_cell(cell) for cell in row] + [""] * (width - len(row)) for row in block.rows if row]
    if any(map(any, rows)):
        rows.insert(1, ["---"] * width)
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(blocks: Sequence[Block]) -> str:
    content = tuple(_in_cell(inline) for inline in _in_line(blocks))
    return _line(content).replace("\n", " ").replace("|", "\\|")


def _in_cell(inline: Inline) -> Inline:
    r"""Inline content as it can stand in a cell, which a `|` would end: in a formula that is `\vert`."""
    if isinstance(inline, Formula):
        return Formula(tex=inline.tex.replace("\\|", "\\Vert ").replace("|", "\\vert "), display=False)
    return inline


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
            case Quote() | NoteDefinition():
                yield from _in_line(block.blocks)
            case List():
                yield from _in_line(part for item in block.items for part in item.blocks)
            case Table():
                yield from _in_line(block.caption)
                yield from _in_line(part for row in block.rows for cell in row for part in cell)
        yield Text(text=" ")

"""The blocks of a body as they stand in its source, without the quotation marks and indents around them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from digest.markdown.plain import inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """A block that holds text directly.

    Attributes:
        text: plain.
        source: Markdown, the part of the block that is its text.
        lines: where each line of the source begins in the source, and where it stands in the body; None for a
            line that is not found there as it is.
    """

    text: str
    source: str
    lines: tuple[tuple[int, int | None], ...]

    def position(self, offset: int) -> int | None:
        """Where an offset in the source is in the body, or None where that cannot be told."""
        line = bisect_right(self.lines, offset, key=lambda pair: pair[0]) - 1
        begin, stands = self.lines[line]
        return None if stands is None else stands + offset - begin


def source_blocks(body: str, tokens: Sequence[Token]) -> tuple[SourceBlock, ...]:
    """The blocks of a normalised body, in reading order."""
    lines = body.split("\n")
    begins = [0, *accumulate(len(line) + 1 for line in lines)]
    reached: dict[int, int] = {}
    blocks: list[SourceBlock] = []
    kind, number = "", 0
    for token in tokens:
        number = token.map[0] if token.map else number
        if token.type != "inline":
            kind = token.type
            continue
        found: list[tuple[int, int | None]] = []
        offset = 0
        for index, part in enumerate(token.content.split("\n"), start=number):
            line = lines[index] if index < len(lines) else ""
            column = _column(line, part, reached.get(index, 0), whole=kind == "paragraph_open")
            found.append((offset, None if column is None else begins[index] + column))
            reached[index] = (column or 0) + len(part)
            offset += len(part) + 1
        text = inline_text(token.children or ())
        blocks.append(SourceBlock(text=text, source=token.content, lines=tuple(found)))
    return tuple(blocks)


def _column(line: str, part: str, reached: int, *, whole: bool) -> int | None:
    """Where a part of a block stands in its line: a paragraph's at the end, a cell's or heading's behind the last."""
    if whole:
        rest = line if line.endswith(part) else line.rstrip()
        return len(rest) - len(part) if rest.endswith(part) else None
    column = line.find(part, reached)
    return column if column >= 0 else None

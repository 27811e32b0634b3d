"""Where the blocks of a body stand in its source, which has quotation marks and indents before their lines."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from digest.dataclass import dataclass
from digest.markdown.plain import inline_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBlock:
    """A block that holds text directly.

    Attributes:
        text: its plain text.
        source: its Markdown, without what stands before its lines.
        lines: of each line, its offset in `source`, and its offset in the body; None for a line that does not stand
            in the body as it is.
    """

    text: str
    source: str
    lines: tuple[tuple[int, int | None], ...]

    def position(self, offset: int) -> int | None:
        """The offset in the body for one in the source, or None if that cannot be told."""
        line = bisect_right(self.lines, offset, key=lambda pair: pair[0]) - 1
        in_source, in_body = self.lines[line]
        return None if in_body is None else in_body + offset - in_source


def source_blocks(body: str, tokens: Sequence[Token]) -> tuple[SourceBlock, ...]:
    """The blocks of a normalised body, in reading order."""
    lines = body.split("\n")
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    searched: dict[int, int] = {}  # up to which column a line's blocks are found: cells of a table share one line
    blocks: list[SourceBlock] = []
    kind, number = "", 0
    for token in tokens:
        number = token.map[0] if token.map else number
        if token.type != "inline":
            kind = token.type
            continue
        block_lines: list[tuple[int, int | None]] = []
        offset = 0
        for index, part in enumerate(token.content.split("\n"), start=number):
            line = lines[index] if index < len(lines) else ""
            column = _column(line, part, searched.get(index, 0), is_paragraph=kind == "paragraph_open")
            block_lines.append((offset, None if column is None else offsets[index] + column))
            searched[index] = (column or 0) + len(part)
            offset += len(part) + 1
        text = inline_text(token.children or ())
        blocks.append(SourceBlock(text=text, source=token.content, lines=tuple(block_lines)))
    return tuple(blocks)


def _column(line: str, part: str, start: int, *, is_paragraph: bool) -> int | None:
    """Where a part of a block stands in its line: of a paragraph at the end, of a cell or heading after `start`."""
    if is_paragraph:
        trimmed = line if line.endswith(part) else line.rstrip()
        return len(trimmed) - len(part) if trimmed.endswith(part) else None
    column = line.find(part, start)
    return column if column >= 0 else None

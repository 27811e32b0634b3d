"""`%%private%%` text, which no output ever shows.

It stands within a paragraph, or is a block from a line that begins with `%%` to the next `%%`, blank lines included.
In code, `%%` is text, and so is a `%%` without its partner in the same paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest.markdown.rules.declaration import NOTHING, BlockRule, CoreRule, InlineRule, Mark, TokenType, content_end

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_DELIMITER: Final = "%%"
_SPAN = re.compile(r"%%.*?%%", re.DOTALL)
_SPAN_IN_ADDRESS = re.compile("%25%25.*?%25%25")

_PRIVATE: Final = "private"


def without_private(text: str) -> str:
    """A text that is not parsed as Markdown (a title, a note's source) without its private spans."""
    return _SPAN.sub("", text) if _DELIMITER in text else text


def without_private_in_address(address: str) -> str:
    """A percent-encoded address without its private spans."""
    return _SPAN_IN_ADDRESS.sub("", address)


def may_hold_private(text: str) -> bool:
    """Whether a text holds the delimiter of private text: a quick test before a thorough one."""
    return _DELIMITER in text


def cuts_private(source: str) -> bool:
    """Whether private text begins within a stretch of a block and ends after it, so that it must not be read alone."""
    return _DELIMITER in source and source.count(_DELIMITER) % 2 == 1


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read private text within a paragraph."""
    if not state.src.startswith(_DELIMITER, state.pos):
        return False
    end = state.src.find(_DELIMITER, state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push(_PRIVATE, "", 0).content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Skip a block from `%%` at the start of a line to the next `%%`; the text behind that on its line is read."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(_DELIMITER, begin) or state.is_code_block(start):
        return False
    close = state.src.find(_DELIMITER, begin + 2, state.eMarks[start])
    if close >= 0:  # `%%a%%` alone on its line; with text after it, it stands within a paragraph
        if state.src[close + 2 : state.eMarks[start]].strip():
            return False
        if not silent:
            state.line = start + 1
        return True
    for line in range(start + 1, end):
        close = state.src.find(_DELIMITER, state.bMarks[line], state.eMarks[line])
        if close >= 0:
            if not silent:
                _resume(state, line, close + 2)
            return True
    return False


def _resume(state: StateBlock, line: int, position: int) -> None:
    """Go on after a private block: on the next line, or behind the closing `%%` where more follows."""
    rest = state.src[position : state.eMarks[line]]
    if not rest.strip():
        state.line = line + 1
        return
    state.bMarks[line] = position
    state.tShift[line] = len(rest) - len(rest.lstrip())
    state.sCount[line] = state.blkIndent
    state.line = line


def _cells(state: StateCore) -> None:
    """Leave out private text that begins in one cell of a table's row and ends in another."""
    row: list[Token] = []
    for token in state.tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close" and any(cell.content.count(_DELIMITER) % 2 for cell in row):
            _leave_out_private(row)


def _leave_out_private(row: list[Token]) -> None:
    paired = sum(cell.content.count(_DELIMITER) for cell in row) // 2 * 2
    passed = 0
    for cell in row:
        first, *others = cell.content.split(_DELIMITER)
        public = [first] if passed % 2 == 0 or passed >= paired else []
        for part in others:
            passed += 1
            if passed > paired:  # the last of an odd number has no partner, and is text
                public += [_DELIMITER, part]
            elif passed % 2 == 0:
                public.append(part)
        cell.content = "".join(public)


PRIVATE: Final = Mark(
    name="private",
    example="Seen %%and not seen%%.",
    rules=(
        InlineRule(name="private", opens="%", read=_span),
        BlockRule(name="private_block", before="table", read=_block),
        CoreRule(name="private_cells", when="blocks", apply=_cells),
    ),
    tokens=(TokenType(name=_PRIVATE, is_hidden=True, source_end=content_end, page=NOTHING, feed=NOTHING),),
    escapes="%{2,}",
)

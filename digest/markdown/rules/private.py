"""`%%private%%` text, which no output ever shows.

It stands within a paragraph, or is a block from a line that begins with `%%` to the next `%%`, blank lines and all.
Code is code: `%%` in it is text. A `%%` without its partner in the same paragraph is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARK = "%%"
_SPAN = re.compile(r"%%.*?%%", re.DOTALL)


def private(md: MarkdownIt) -> None:
    """Teach the parser to leave private blocks out, and private text in cells."""
    md.block.ruler.before("table", "private_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.before("inline", "private_cells", _cells)


def without_private(text: str) -> str:
    """Text that is not parsed (a title, a note's source) without its private spans."""
    return _SPAN.sub("", text) if _MARK in text else text


def cuts_private(source: str) -> bool:
    """Whether private text begins within a stretch of a block and ends after it, so that it must not be read alone."""
    return _MARK in source and source.count(_MARK) % 2 == 1


def private_span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The inline rule for private text within a paragraph: an empty `private` token."""
    if not state.src.startswith(_MARK, state.pos):
        return False
    end = state.src.find(_MARK, state.pos + 2, state.posMax)
    if end < 0:
        return False
    if not silent:
        state.push("private", "", 0).content = state.src[state.pos : end + 2]
    state.pos = end + 2
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A block from `%%` at the start of a line to the next `%%`; what follows that on its line is read on."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(_MARK, begin):
        return False
    close = state.src.find(_MARK, begin + 2, state.eMarks[start])
    if close >= 0:  # `%%a%%` alone on its line; with text after it, it stands within a paragraph
        if state.src[close + 2 : state.eMarks[start]].strip():
            return False
        if not silent:
            state.line = start + 1
        return True
    for line in range(start + 1, end):
        close = state.src.find(_MARK, state.bMarks[line], state.eMarks[line])
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
    """Hide private text that the bars of a table have cut into cells."""
    row: list[Token] = []
    for token in state.tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close" and any(cell.content.count(_MARK) % 2 for cell in row):
            _hide(row)


def _hide(row: list[Token]) -> None:
    marks = sum(cell.content.count(_MARK) for cell in row) // 2 * 2
    seen = 0
    for cell in row:
        first, *others = cell.content.split(_MARK)
        shown = [first] if seen % 2 == 0 or seen >= marks else []
        for part in others:
            seen += 1
            if seen > marks:  # without a partner: text
                shown += [_MARK, part]
            elif seen % 2 == 0:
                shown.append(part)
        cell.content = "".join(shown)

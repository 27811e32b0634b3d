"""HTML comments, `<!-- remark -->`, which GitHub and Obsidian do not show either.

One stands within a block, or is a block of its own, blank lines included. In code it is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from digest.markdown.rules.declaration import NOTHING, BlockRule, CoreRule, InlineRule, Mark, TokenType, content_end
from digest.markdown.rules.hidden_text import HiddenText, collect_hidden, table_rows

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_OPENING: Final = "<!--"
_CLOSING: Final = "-->"

_COMMENT: Final = HiddenText(kind="html_comment", opening=_OPENING, closing=_CLOSING, earliest=2)
"""HTML's own rule lets `<!-->` and `<!--->` be whole comments."""

_CODE_OR_COMMENT = re.compile(
    r"(?P<code>(?<!`)(`+)(?!`).+?(?<!`)\2(?!`))|<!--(?:(?:-?>|.*?-->)|(?P<unclosed>))", re.DOTALL
)


def _cells(state: StateCore) -> None:
    """Leave out comments that begin in one cell of a table's row and end in another."""
    for row in table_rows(state.tokens) if _OPENING in state.src else ():
        if any(_OPENING in cell.content for cell in row):
            _leave_out(row, state.env)


def _leave_out(row: Sequence[Token], env: MutableMapping[str, Any]) -> None:
    first, rest = -1, ""
    contents = [cell.content for cell in row]
    for index, content in enumerate(contents):
        if first >= 0:
            before, closing, after = content.partition(_CLOSING)
            if not closing:
                continue
            collect_hidden(env, " ".join([contents[first][len(rest) :], *contents[first + 1 : index], before]))
            contents[first + 1 : index] = [""] * (index - first - 1)
            contents[first], contents[index], first = rest, after, -1
        at = _unclosed_at(contents[index])
        if at >= 0:
            first, rest = index, contents[index][:at]
    for cell, content in zip(row, contents, strict=True):
        cell.content = content


def _unclosed_at(content: str) -> int:
    """Where a comment begins that does not end in the same text, or -1."""
    matches = _CODE_OR_COMMENT.finditer(content)
    return next((match.start() for match in matches if match["unclosed"] is not None), -1)


HTML_COMMENT: Final = Mark(
    name="html comment",
    example="Seen <!-- and not seen -->.",
    rules=(
        InlineRule(name="html_comment", opens="<", read=_COMMENT.read),
        BlockRule(name="html_comment_block", opens="<", before="table", read=_COMMENT.read_block),
        CoreRule(name="html_comment_cells", when="blocks", apply=_cells),
    ),
    tokens=(TokenType(name=_COMMENT.kind, is_hidden=True, source_end=content_end, page=NOTHING, feed=NOTHING),),
    # CommonMark's own escapes cover `<!`.
)

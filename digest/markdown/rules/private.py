"""`%%private%%` text, which no output ever shows.

It stands within a paragraph, or is a block from a line that begins with `%%` to the next `%%`, blank lines included.
In code, `%%` is text. A `%%` without its partner in the same block is reported, and what follows it is not published
(`digest.markdown.unclosed`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from digest.markdown.html_escape import text_html
from digest.markdown.rules.declaration import (
    NOTHING,
    BlockRule,
    CoreRule,
    HtmlContext,
    InlineRule,
    Mark,
    TokenType,
    content_end,
)
from digest.markdown.rules.hidden_text import UNCLOSED, HiddenText, collect_hidden, table_rows

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DELIMITER: Final = "%%"
_COMMENT: Final = "<!--"
_SPAN = re.compile(
    r"(?P<kept>(?<!`)(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|(?:https?://|www\.)[^\s<>]*[^\s<>%])"
    r"|%%.*?%%|<!--(?:-?>|.*?-->)",
    re.DOTALL,
)
"""Hidden text of either kind, or code or an address, in which nothing is hidden."""

_SPAN_IN_ADDRESS = re.compile("%25%25.*?%25%25")

_PRIVATE: Final = HiddenText(kind="private", opening=_DELIMITER, closing=_DELIMITER, earliest=2)


def without_private(text: str) -> str:
    """A text that is not parsed as Markdown (a title, a note's source) without private spans and HTML comments."""
    return _SPAN.sub(lambda match: match["kept"] or "", text) if may_hold_private(text) else text


def public_part(text: str) -> str:
    """The same, cut at a `%%` that is never closed."""
    return without_private(text).partition(_DELIMITER)[0] if _DELIMITER in text else without_private(text)


def without_private_in_address(address: str) -> str:
    """A percent-encoded address without its private spans."""
    return _SPAN_IN_ADDRESS.sub("", address)


def may_hold_private(text: str) -> bool:
    """Whether a text holds a delimiter of hidden text: a quick test before a thorough one."""
    # One character, which most texts have not, is looked for in a fortieth of the time of two.
    return ("%" in text and _DELIMITER in text) or ("<" in text and _COMMENT in text)


def cuts_private(source: str) -> bool:
    """Whether private text begins within a stretch of a block and ends after it, so that it must not be read alone."""
    cuts = _DELIMITER in source and source.count(_DELIMITER) % 2 == 1
    return cuts or (_COMMENT in source and _COMMENT in without_private(source))


def _cells(state: StateCore) -> None:
    """Leave out private text that begins in one cell of a table's row and ends in another."""
    for row in table_rows(state.tokens) if may_hold_private(state.src) else ():
        if any(cell.content.count(_DELIMITER) % 2 for cell in row):
            _leave_out_private(row, state.env)


def _leave_out_private(row: list[Token], env: MutableMapping[str, Any]) -> None:
    paired = sum(cell.content.count(_DELIMITER) for cell in row) // 2 * 2
    passed = 0
    for cell in row:
        first, *others = cell.content.split(_DELIMITER)
        public = [first] if passed % 2 == 0 or passed >= paired else []
        if not public:
            collect_hidden(env, first)
        for part in others:
            passed += 1
            if passed > paired:  # the last of an odd number has no partner, and is text
                public += [_DELIMITER, part]
            elif passed % 2 == 0:
                public.append(part)
            else:
                collect_hidden(env, part)
        cell.content = "".join(public)


def _unclosed_html(token: Token, _: HtmlContext) -> str:
    return text_html(token.content)


PRIVATE: Final = Mark(
    name="private",
    example="Seen %%and not seen%%.",
    rules=(
        InlineRule(name="private", opens="%", read=_PRIVATE.read),
        BlockRule(name="private_block", opens="%", before="table", read=_PRIVATE.read_block),
        CoreRule(name="private_cells", when="blocks", apply=_cells),
    ),
    tokens=(
        TokenType(name=_PRIVATE.kind, is_hidden=True, source_end=content_end, page=NOTHING, feed=NOTHING),
        TokenType(name=UNCLOSED, is_text=True, source_end=content_end, page=_unclosed_html, feed=_unclosed_html),
    ),
    escapes="%{2,}",
)

"""The tokens of CommonMark and of GitHub's extensions that hold text, or stand in it.

Their rules are markdown-it's own, and their HTML is in `render`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest.markdown.rules.declaration import TokenType, content_end, markup_end, noted_end

if TYPE_CHECKING:
    from markdown_it.token import Token

OPENS: Final = "\n!&*<[\\]_`~"
"""The characters at which some rule of CommonMark may find something; `]` ends the label of a link."""

_BREAK = re.compile(r"[ \t]*\\?\n[ \t]*")


def _break_end(source: str, start: int, _token: Token) -> int | None:
    match = _BREAK.match(source, start)
    return match.end() if match else None


def _code_end(source: str, start: int, token: Token) -> int | None:
    closing = re.compile(rf"(?<!`){token.markup}(?!`)").search(source, start + len(token.markup))
    return closing.end() if closing else None


def _link_open_end(source: str, start: int, _token: Token) -> int | None:
    return start + 1 if source.startswith("[", start) else None


TOKENS: Final = (
    TokenType(name="text", is_text=True, source_end=content_end),
    TokenType(name="text_special", is_text=True, source_end=markup_end),  # an escape or entity, not yet joined to text
    TokenType(name="code_inline", is_text=True, source_end=_code_end),
    TokenType(name="code_block", is_text=True),
    TokenType(name="fence", is_text=True),
    TokenType(name="softbreak", reads_as=" ", source_end=_break_end),
    TokenType(name="hardbreak", reads_as="\n", source_end=_break_end),
    *(
        TokenType(name=f"{name}_{end}", source_end=markup_end)
        for name in ("em", "strong", "s")
        for end in ("open", "close")
    ),
    TokenType(name="link_open", source_end=_link_open_end),
    TokenType(name="link_close", source_end=noted_end),
    TokenType(name="image", source_end=noted_end),
)

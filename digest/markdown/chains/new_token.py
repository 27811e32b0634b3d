"""Tokens as markdown-it makes them, without the calls of its dataclass: a text has two or three hundred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from typing import Literal


def new_token(kind: str, tag: str, nesting: Literal[-1, 0, 1], content: str = "", level: int = 0) -> Token:
    """A token with these fields; all others are as they are in any new one."""
    token = object.__new__(Token)
    token.type, token.tag, token.nesting, token.content, token.level = kind, tag, nesting, content, level
    token.attrs, token.map, token.children, token.markup, token.info = {}, None, None, "", ""
    token.meta, token.block, token.hidden = {}, False, False
    return token

"""The marks that `content/` adds to CommonMark: the one table that all rooms read.

To add a mark, declare it in a file of `rules/`, list it here, and show what it gives in `tests/render/fixtures/`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final

from digest.markdown.rules import commonmark
from digest.markdown.rules.autolinks import ADDRESS
from digest.markdown.rules.block_ids import BLOCK_ID
from digest.markdown.rules.callouts import CALLOUT
from digest.markdown.rules.critic import CRITIC
from digest.markdown.rules.declaration import Mark, TokenType
from digest.markdown.rules.highlights import HIGHLIGHT
from digest.markdown.rules.html_comments import HTML_COMMENT
from digest.markdown.rules.html_elements import HTML_ELEMENT
from digest.markdown.rules.math import FORMULA
from digest.markdown.rules.notes import NOTE
from digest.markdown.rules.private import PRIVATE
from digest.markdown.rules.wikilinks import WIKILINK

MARKS: Final[tuple[Mark, ...]] = (
    HIGHLIGHT,
    WIKILINK,
    NOTE,
    CRITIC,
    CALLOUT,
    PRIVATE,
    HTML_COMMENT,
    HTML_ELEMENT,
    FORMULA,
    BLOCK_ID,
    ADDRESS,
)
"""In the order in which their rules are asked where several may begin with the same character."""

TOKENS: Final[Mapping[str, TokenType]] = {
    token.name: token for tokens in (commonmark.TOKENS, *(mark.tokens for mark in MARKS)) for token in tokens
}
"""Each type of token that holds text or stands in it, by its name."""

_OPTIONS: Final = tuple(mark.option for mark in MARKS if mark.option)


def options_in(env: Container[str]) -> frozenset[str]:
    """The options of marks that an `env` switches on."""
    return frozenset(option for option in _OPTIONS if option in env)

"""Rules for text that no output ever shows, between an opening and a closing delimiter.

It stands within a block, or is a block from a line that begins with the delimiter to the closing one, blank lines
included. An opening delimiter that is never closed, or only in a later block, is a token of its own: what follows it
was meant to be hidden, so `digest.markdown.unclosed` ends what is published there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from digest.dataclass import dataclass
from digest.markdown.rules.closing_delimiters import next_delimiter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, MutableMapping

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNCLOSED: Final = "unclosed"
"""The type of the token for a delimiter without its partner; its content is the delimiter."""

HIDDEN: Final = "digest_hidden"
"""The key of `env` at which a parse collects the sources of hidden text: what they refer to is hidden with them."""


def table_rows(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """The cells of each row of a table, as inline tokens: hidden text may begin in one and end in another."""
    row: list[Token] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            row.append(token)
        elif token.type == "tr_close":
            yield row


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenText:
    """One way to hide text.

    Attributes:
        kind: the type of the tokens that are made.
        opening: the delimiter at its start.
        closing: the delimiter at its end.
        earliest: how many characters behind its start the closing one may begin.
    """

    kind: str
    opening: str
    closing: str
    earliest: int

    def read(self, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        """Read hidden text within a block."""
        if not state.src.startswith(self.opening, state.pos):
            return False
        close = next_delimiter(self.closing, state.src, state.pos + self.earliest, state.posMax)
        end = state.pos + len(self.opening) if close < 0 else close + len(self.closing)
        if not silent:
            token = state.push(UNCLOSED if close < 0 else self.kind, "", 0)
            token.content = state.src[state.pos : end]
            token.meta["offset"] = state.pos
            if close >= 0:
                collect_hidden(state.env, token.content)
        state.pos = end
        return True

    def read_block(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        """Skip a block from the delimiter at the start of a line; the text behind its end on that line is read."""
        begin = state.bMarks[start] + state.tShift[start]
        if not state.src.startswith(self.opening, begin) or state.is_code_block(start):
            return False
        close = state.src.find(self.closing, begin + self.earliest, state.eMarks[start])
        if close >= 0:  # alone on its line; with text after it, it stands within a paragraph
            if state.src[close + len(self.closing) : state.eMarks[start]].strip():
                return False
            if not silent:
                collect_hidden(state.env, state.src[begin:close])
                state.line = start + 1
            return True
        if next_delimiter(self.closing, state.src, begin + self.earliest, len(state.src)) < 0:
            return False  # else a text of nothing but opening delimiters would be searched to its end for each
        for line in range(start + 1, end):
            close = state.src.find(self.closing, state.bMarks[line], state.eMarks[line])
            if close >= 0:
                if not silent:
                    collect_hidden(state.env, state.src[begin:close])
                    _resume(state, line, close + len(self.closing))
                return True
        return False


def collect_hidden(env: MutableMapping[str, Any], source: str) -> None:
    """Keep the source of hidden text."""
    env.setdefault(HIDDEN, []).append(source)


def _resume(state: StateBlock, line: int, position: int) -> None:
    """Go on after a hidden block: on the next line, or behind the closing delimiter if more follows."""
    rest = state.src[position : state.eMarks[line]]
    if not rest.strip():
        state.line = line + 1
        return
    state.bMarks[line] = position
    state.tShift[line] = len(rest) - len(rest.lstrip())
    state.sCount[line] = state.blkIndent
    state.line = line

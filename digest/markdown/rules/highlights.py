"""The inline rule for `==highlights==`.

Modelled on markdown-it's rule for `~~struck out~~`, so that highlights nest with emphasis, links and code. It is
laxer in one point: a delimiter opens where no white space follows it and closes where none precedes it, whatever
the punctuation, because a passage may begin with a quotation mark in the middle of a word (as all do in Chinese).
A run of an odd number of `=` is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARKER = ord("=")


def marks(md: MarkdownIt) -> None:
    """Teach the parser to pair the delimiters of highlights: tokens `mark_open` and `mark_close`."""
    md.inline.ruler2.after("balance_pairs", "mark", _pair)


def delimiters(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The inline rule: push each `==` of a run as text, and remember it as a possible delimiter."""
    if silent:
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == "=":
        end += 1
    length = end - state.pos
    if length % 2:
        state.append_pending("=" * length)
        state.pos = end
        return True
    can_open = end < state.posMax and not state.src[end].isspace()
    can_close = state.pos > 0 and not state.src[state.pos - 1].isspace()
    for _ in range(length // 2):
        state.push("text", "", 0).content = "=="
        state.delimiters.append(
            Delimiter(marker=_MARKER, length=0, token=len(state.tokens) - 1, end=-1, open=can_open, close=can_close)
        )
    state.pos = end
    return True


def _pair(state: StateInline) -> None:
    """Make tags of the delimiters that found their partner."""
    lists = [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    for found in (state.delimiters, *lists):
        for delimiter in found:
            if delimiter.marker != _MARKER or delimiter.end == -1:
                continue
            _become(state, delimiter.token, "mark_open", 1)
            _become(state, found[delimiter.end].token, "mark_close", -1)


def _become(state: StateInline, index: int, kind: str, nesting: int) -> None:
    token = state.tokens[index]
    token.type, token.tag, token.markup, token.content = kind, "mark", "==", ""
    token.nesting = 1 if nesting > 0 else -1

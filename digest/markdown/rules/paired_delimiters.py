"""Rules for marks that stand between two equal delimiters of two characters, as `==` in `==passage==`.

Modelled on markdown-it's rule for `~~struck out~~`, so that such marks nest with emphasis, links and code. It is
laxer in one point: a delimiter opens if no white space follows it and closes if none precedes it, whatever the
punctuation, because a passage may begin with a quotation mark in the middle of a word (as all do in Chinese).
A run of an odd number of the character is text.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markdown_it.rules_inline.state_inline import Delimiter

from digest.markdown.chains.new_token import new_token
from digest.markdown.rules.autolinks import may_hold_address
from digest.markdown.rules.declaration import InlineRule, PairingRule

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


_NEVER: Final = re.compile(r"(?!)")


def special_signs(state: StateInline) -> re.Pattern[str]:
    """Finds the next character at which a rule of the parser may begin; none where its chain does not tell."""
    return getattr(state.md.inline, "special", _NEVER)


def match_plain(state: StateInline, pattern: str) -> re.Match[str] | None:
    """The match of a mark around plain text, in which no rule begins.

    Args:
        state: at the mark.
        pattern: whose groups are the markup and the text; `PLAIN` in it stands for a character of plain text.
    """
    match = _compiled(pattern, special_signs(state).pattern).match(state.src, state.pos, state.posMax)
    return None if match is None or may_hold_address(match[2]) else match


@cache
def _compiled(pattern: str, special: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("PLAIN", f"[^{special[1:]}")) if special.startswith("[") else _NEVER


def push_around(state: StateInline, tag: str, match: re.Match[str]) -> None:
    """Push the tokens of a mark around plain text."""
    if state.pending:
        state.pushPending()
    level = state.level
    opening, closing = new_token(f"{tag}_open", tag, 1, "", level), new_token(f"{tag}_close", tag, -1, "", level)
    opening.markup = closing.markup = match[1]
    state.tokens += [opening, new_token("text", "", 0, match[2], level + 1), closing]
    state.pos = match.end()


def paired_rules(name: str, character: str, tag: str) -> tuple[InlineRule, PairingRule]:
    """The two rules for a mark, which make tokens `<tag>_open` and `<tag>_close`.

    Args:
        name: of the mark.
        character: stands twice in each delimiter.
        tag: the HTML element.
    """
    whole = rf"(?<![^ \n])({re.escape(character) * 2})(?!\s)(PLAIN+)(?<!\s)\1(?!{re.escape(character)})"

    def read(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        if silent:
            return False
        match = match_plain(state, whole)
        if match is None:
            return _push_delimiters(state, character)
        push_around(state, tag, match)
        return True

    def pair(state: StateInline) -> None:
        _pair(state, state.delimiters, character, tag)
        for meta in state.tokens_meta:
            if meta and "delimiters" in meta:
                _pair(state, meta["delimiters"], character, tag)

    return InlineRule(name=name, opens=character, read=read), PairingRule(
        name=f"{name}_pairs", marker=character, pair=pair
    )


def _push_delimiters(state: StateInline, character: str) -> bool:
    """Push each delimiter of a run as text, and remember it as one that may find its partner."""
    end = state.pos
    while end < state.posMax and state.src[end] == character:
        end += 1
    length = end - state.pos
    if length % 2:
        state.append_pending(character * length)
        state.pos = end
        return True
    can_open = end < state.posMax and not state.src[end].isspace()
    can_close = state.pos > 0 and not state.src[state.pos - 1].isspace()
    for _ in range(length // 2):
        state.push("text", "", 0).content = character * 2
        state.delimiters.append(
            Delimiter(
                marker=ord(character), length=0, token=len(state.tokens) - 1, end=-1, open=can_open, close=can_close
            )
        )
    state.pos = end
    return True


def _pair(state: StateInline, delimiters: list[Delimiter], character: str, tag: str) -> None:
    marker = ord(character)
    for delimiter in delimiters:
        if delimiter.marker != marker or delimiter.end == -1:
            continue
        _make_tag(state, delimiter.token, f"{tag}_open", 1)
        _make_tag(state, delimiters[delimiter.end].token, f"{tag}_close", -1)


def _make_tag(state: StateInline, index: int, kind: str, nesting: int) -> None:
    token = state.tokens[index]
    token.type, token.tag, token.markup, token.content = kind, kind.partition("_")[0], token.content, ""
    token.nesting = 1 if nesting > 0 else -1

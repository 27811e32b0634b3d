"""Rules for marks that stand between two equal delimiters of two characters, as `==` in `==passage==`.

Modelled on markdown-it's rule for `~~struck out~~`, so that such marks nest with emphasis, links and code. It is
laxer in one point: a delimiter opens if no white space follows it and closes if none precedes it, whatever the
punctuation, because a passage may begin with a quotation mark in the middle of a word (as all do in Chinese).
A run of an odd number of the character is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

from digest.markdown.rules.declaration import InlineRule, PairingRule

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline


def paired_rules(name: str, character: str, tag: str) -> tuple[InlineRule, PairingRule]:
    """The two rules for a mark, which make tokens `<tag>_open` and `<tag>_close`.

    Args:
        name: of the mark.
        character: stands twice in each delimiter.
        tag: the HTML element.
    """

    def read(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
        return not silent and _push_delimiters(state, character)

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

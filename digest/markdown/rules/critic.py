"""CriticMarkup, as editors and reviewers write it.

`{==passage==}` is a highlight and `{>>comment<<}` a note at its point, or of the highlight directly before it: the same
tokens as of `==passage==` and `^[comment]`. `{++added++}`, `{--removed--}` and `{~~old~>new~~}` are proposals to
change the text, and a reader sees both texts. Plain text is the text before the change, since that is compared with
the source. So an addition is not part of it, and is one token with children of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from digest.markdown.rules.closing_delimiters import next_delimiter
from digest.markdown.rules.declaration import InlineRule, Mark, TokenType, content_end, markup_end
from digest.markdown.rules.notes import comment_env, is_inside, note_here
from digest.markdown.rules.private import cuts_private

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_CHANGING: Final = "digest_changing"
"""The key of `env` while an addition is parsed, within which no further changes are read."""

_ENDS: Final = {"{==": "==}", "{>>": "<<}", "{++": "++}", "{--": "--}", "{~~": "~~}"}

_INSERTION: Final = "ins"


def _critic(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read one mark of CriticMarkup, the shortest there is; it needs some text, and its end in the same block."""
    opening = state.src[state.pos : state.pos + 3]
    closing = _ENDS.get(opening)
    if closing is None:
        return False
    start = state.pos + 3
    end = next_delimiter(closing, state.src, start, state.posMax)
    if end <= start or cuts_private(state.src[start:end]):
        return False
    if opening == "{>>":
        return not is_inside(state.env) and note_here(state, silent, start, end, end + 3)
    if opening != "{==" and _CHANGING in state.env:
        return False
    middle = next_delimiter("~>", state.src, start, end) if opening == "{~~" else end
    if middle < 0 or cuts_private(state.src[start:middle]):
        return False
    if not silent:
        _push(state, opening, start, middle, end)
    state.pos = end + 3
    return True


def _push(state: StateInline, opening: str, start: int, middle: int, end: int) -> None:
    match opening:
        case "{==":
            _within(state, "mark", start, end, opening, _ENDS[opening])
        case "{--":
            _within(state, "del", start, end, opening, _ENDS[opening])
        case "{++":
            _added(state, start, end, state.src[state.pos : end + 3])
        case _:
            if middle > start:
                _within(state, "del", start, middle, opening, "")
                _added(state, middle + 2, end, state.src[middle : end + 3])
            else:
                _added(state, middle + 2, end, state.src[state.pos : end + 3])


def _within(state: StateInline, tag: str, start: int, end: int, opening: str, closing: str) -> None:
    """Push an element around a stretch of the block, which is read as such."""
    state.push(f"{tag}_open", tag, 1).markup = opening
    block_end, state.pos, state.posMax = state.posMax, start, end
    state.md.inline.tokenize(state)
    state.posMax = block_end
    state.push(f"{tag}_close", tag, -1).markup = closing


def _added(state: StateInline, start: int, end: int, source: str) -> None:
    token = state.push(_INSERTION, "ins", 0)
    token.content = source
    token.children = []
    env = {**comment_env(state.env), _CHANGING: True}
    state.md.inline.parse(state.src[start:end], state.md, env, token.children)


CRITIC: Final = Mark(
    name="critic",
    example="What {--was removed--}{++was added++}.",
    rules=(InlineRule(name="critic", opens="{", read=_critic),),
    tokens=(
        TokenType(name="del_open", source_end=markup_end),
        TokenType(name="del_close", source_end=markup_end),
        TokenType(name=_INSERTION, has_own_text=True, source_end=content_end),
    ),
    escapes=r"\{ (?= ==|>>|\+\+|--|~~ )",
    elements={"del": frozenset(), "ins": frozenset()},
)

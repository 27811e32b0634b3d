"""Emphasis and strike-through beside Chinese, Japanese and Korean text, which has no spaces around its punctuation.

CommonMark lets `**` open or close only where spaces or punctuation stand right for European text, so `**「重点」**内容`
stays as it is written. The rules here follow the amendments known as CommonMark CJK-friendly (tats-u, 2024): beside a
CJK character, a delimiter opens if no white space follows it, and closes if none precedes it. All other text is read
as CommonMark says.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token

from digest.markdown.rules.paired_delimiters import match_plain, push_around, special_signs

_WHOLE: Final = (
    r"(?<![^ \n])(\*\*?|__?)([A-Za-z0-9]PLAIN*)"
    r"(?:(?<=[A-Za-z0-9])\1(?=[ \n.,;:!?)]|\Z)|(?<!\s)\1(?=[ \n]|\Z))"
)
"""Emphasis behind white space, around plain text, and before white space or the end of a sentence or clause."""

_ANY: Final = MarkdownIt()
"""A state wants a parser, though a run is judged without it."""


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Push each `*` or `_` of a run, as markdown-it's own rule does."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    if _push_whole(state):
        return True
    scanned = _scan(state, state.pos, can_split_word=marker == "*")
    for _ in range(scanned.length):
        _push(state, marker, marker, scanned, length=scanned.length)
    state.pos += scanned.length
    return True


def strikethrough(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Push each `~~` of a run, as markdown-it's own rule does."""
    if silent or state.src[state.pos] != "~":
        return False
    scanned = _scan(state, state.pos, can_split_word=True)
    if scanned.length < 2:
        return False
    if scanned.length % 2:
        state.push("text", "", 0).content = "~"
    for _ in range(scanned.length // 2):
        _push(state, "~~", "~", scanned, length=0)
    state.pos += scanned.length
    return True


def _push(state: StateInline, content: str, marker: str, scanned: Scanned, *, length: int) -> None:
    state.push("text", "", 0).content = content
    state.delimiters.append(
        Delimiter(
            marker=ord(marker),
            length=length,
            token=len(state.tokens) - 1,
            end=-1,
            open=scanned.can_open,
            close=scanned.can_close,
        )
    )


def _push_whole(state: StateInline) -> bool:
    """Push the tokens of emphasis around plain text that nothing else can be paired with.

    Two delimiters that became one leave an empty text behind, which is part of the text beside them if there is any.
    """
    match = match_plain(state, _WHOLE)
    if match is None:
        return False
    markup, is_text_before = match[1], bool(state.pending)
    if len(markup) == 1:
        push_around(state, "em", match)
        return True
    if not is_text_before:
        state.tokens.append(Token("text", "", 0))
    push_around(state, "strong", match)
    following = special_signs(state).search(state.src, state.pos, state.posMax)
    if not state.src[state.pos : following.start() if following else state.posMax].strip():
        state.tokens.append(Token("text", "", 0))
    return True


def _scan(state: StateInline, start: int, *, can_split_word: bool) -> Scanned:
    """Whether the run of delimiters at a position can open and close, and its length."""
    source, end = state.src, start + 1
    while end < state.posMax and source[end] == source[start]:
        end += 1
    before = source[start - 1] if start else " "
    after = source[end] if end < state.posMax else " "
    opens, closes = _flanks(before, after, can_split_word=can_split_word)
    return Scanned(opens, closes, end - start)


@lru_cache(maxsize=4096)
def _flanks(before: str, after: str, *, can_split_word: bool) -> tuple[bool, bool]:
    """Whether a run between two characters can open and close."""
    if (before.isascii() and after.isascii()) or not (_is_cjk(before) or _is_cjk(after)):
        marker = "*" if after != "*" else "_"  # as the run is judged that any marker makes
        state = StateInline(f"{before}{marker}{after}", _ANY, {}, [])
        return state.scanDelims(1, can_split_word)[:2]
    opens, closes = not isWhiteSpace(ord(after)), not isWhiteSpace(ord(before))
    if can_split_word:
        return opens, closes
    return opens and (not closes or _is_punctuation(before)), closes and (not opens or _is_punctuation(after))


@lru_cache(maxsize=1024)
def _is_cjk(character: str) -> bool:
    """Whether a character takes the width of an ideograph (Unicode Standard Annex 11), emoji apart."""
    return unicodedata.east_asian_width(character) in "WFH" and unicodedata.category(character) not in ("So", "Sk")


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)

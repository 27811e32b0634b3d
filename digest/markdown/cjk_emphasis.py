"""Emphasis and strike-through beside Chinese, Japanese and Korean text, which has no spaces around its punctuation.

CommonMark lets `**` open or close only where spaces or punctuation stand right for European text, so `**「重点」**内容`
stays as it is written. The rules here follow the amendments known as CommonMark CJK-friendly (tats-u, 2024): beside a
CJK character, a delimiter opens if no white space follows it, and closes if none precedes it. All other text is read
as CommonMark says.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter, Scanned
from markdown_it.token import Token

from digest.markdown.rules.autolinks import may_hold_address

_NEVER = re.compile(r"(?!)")
_ANY: Final = MarkdownIt()
"""A state wants a parser, though a run is judged without it."""


def emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Push each `*` or `_` of a run, as markdown-it's own rule does."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = _scan(state, state.pos, can_split_word=marker == "*")
    if scanned.length <= 2 and scanned.can_open and not scanned.can_close and _push_whole(state, scanned.length):
        return True
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


def _push_whole(state: StateInline, length: int) -> bool:
    """Push the tokens of emphasis around plain text, if its end is the next special sign: no other can be paired.

    Two delimiters that became one leave an empty text behind, which is part of the text beside them if there is any.
    """
    source, start = state.src, state.pos + length
    special: re.Pattern[str] = getattr(state.md.inline, "special", _NEVER)
    match = special.search(source, start, state.posMax)
    text = source[start : match.start()] if match else ""
    if match is None or match[0] != source[state.pos] or may_hold_address(text):
        return False
    closing = _scan(state, match.start(), can_split_word=match[0] == "*")
    if closing.length != length or closing.can_open or not closing.can_close:
        return False
    end = match.start() + length
    name, markup = ("strong", match[0] * 2) if length == 2 else ("em", match[0])
    if is_text_before := bool(state.pending):
        state.pushPending()
    following = special.search(source, end, state.posMax)
    is_text_behind = bool(source[end : following.start() if following else state.posMax].strip())
    state.tokens += [
        *([] if length == 1 or is_text_before else [Token("text", "", 0)]),
        Token(f"{name}_open", name, 1, markup=markup),
        Token("text", "", 0, content=text),
        Token(f"{name}_close", name, -1, markup=markup),
        *([] if length == 1 or is_text_behind else [Token("text", "", 0)]),
    ]
    state.pos = end
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

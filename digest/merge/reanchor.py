"""Decides where an annotation belongs in a text that has changed.

Its passage is anchored (`annotations.anchoring`) among the blocks that are new. The old text is known, so a place is
sure only if its words lead back to the passage. The place is then fitted to one block and to whole words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from digest.annotations.anchoring import SENTENCE_END, Place, QuotedText, SearchText, anchor
from digest.annotations.block_text import BlockText
from digest.dataclass import dataclass
from digest.markdown.source_map import SourceBlock
from digest.markdown.text_positions import pieces
from digest.merge.written_marks import WrittenMark
from digest.model.annotation import CONTEXT, TextQuoteSelector

_MOST_BEFORE: Final = 120
_LEAST_BEFORE: Final = 16
"""Code points before a point that stand for it: at most so many, at least so many where the block has them."""

_WITHOUT_SPACES: Final = 0x2E80
"""The first code point of the scripts that put no spaces between words (CJK Radicals Supplement)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPlace:
    """Where an annotation goes.

    Attributes:
        block: its number.
        start: in the block's text.
        end: in the block's text; equal to start for a point.
        sure: whether a person need not look.
    """

    block: int
    start: int
    end: int
    sure: bool


def reanchor(mark: WrittenMark, old: str, text: BlockText, fresh: SearchText, hint: int) -> BlockPlace | None:
    """Where an annotation of the old text belongs among what is fresh in the new; None if nowhere.

    The mark has offsets in the old text. Only what is fresh may be searched, about where the hint says.
    """
    if not mark.text.strip():
        return _reanchor_point(mark, old, text, fresh, hint)
    place = _anchor(old, mark.start, mark.end, fresh, hint)
    return _within_block(place, text) if place else None


def _anchor(old: str, start: int, end: int, fresh: SearchText, hint: int) -> Place | None:
    """Where the words of a range of the old text stand in what is fresh."""
    quote = TextQuoteSelector(
        exact=old[start:end], prefix=old[max(0, start - CONTEXT) : start], suffix=old[end : end + CONTEXT]
    )
    return anchor(quote, fresh, hint=hint, quoted_text=QuotedText(text=old, start=start))


def _within_block(place: Place, text: BlockText) -> BlockPlace | None:
    """The place within one block, the one that has most of it, with its ends at the ends of words."""
    touched = range(text.block_at(place.start), text.block_at(max(place.start, place.end - 1)) + 1)
    number = max(
        touched, key=lambda each: min(place.end, text.begins[each + 1] - 1) - max(place.start, text.begins[each])
    )
    words, begin = text.blocks[number].text, text.begins[number]
    low, high = to_words(words, max(place.start - begin, 0), min(place.end - begin, len(words)))
    sure = place.sure and len(touched) == 1
    return BlockPlace(block=number, start=low, end=high, sure=sure) if low < high else None


def to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage widened so that it cuts no word, without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        while start > 0 and _is_within_word(text, start):
            start -= 1
        while end < len(text) and _is_within_word(text, end):
            end += 1
    return (start, end)


def _is_within_word(text: str, at: int) -> bool:
    """Whether a place is inside a word; scripts without spaces have no such places."""
    return (
        text[at - 1].isalnum()
        and text[at].isalnum()
        and ord(text[at]) < _WITHOUT_SPACES
        and ord(text[at - 1]) < _WITHOUT_SPACES
    )


def _reanchor_point(mark: WrittenMark, old: str, text: BlockText, fresh: SearchText, hint: int) -> BlockPlace | None:
    """A point goes behind the sentence, or the part of one, that stood before it."""
    low, high = _words_at(mark.start, old)
    if not old[low:high].strip():
        return None
    place = _anchor(old, low, high, fresh, hint)
    if place is None:
        return None
    number = text.block_at(place.start)
    block = text.blocks[number]
    words = old[low:high]
    if high == mark.start:
        offset = place.end - text.begins[number] + _spaces(block.text[place.end - text.begins[number] :], words[::-1])
    else:
        begin = place.start - text.begins[number]
        offset = begin - _spaces(block.text[:begin][::-1], words)
    while 0 < offset < len(block.text) and _is_within_word(block.text, offset):
        offset += 1
    return (
        BlockPlace(block=number, start=offset, end=offset, sure=place.sure) if 0 <= offset <= len(block.text) else None
    )


def _spaces(text: str, words: str) -> int:
    """How much of the white space that words begin with a text begins with too."""
    most = len(words) - len(words.lstrip())
    return min(most, len(text) - len(text.lstrip()))


def _words_at(at: int, old: str) -> tuple[int, int]:
    """The words that stand for a point: of its sentence those before it, or what follows where nothing does."""
    begin = old.rfind("\n", 0, at) + 1
    low = max(begin, at - _MOST_BEFORE)
    for sentence_end in SENTENCE_END.finditer(old, low, max(low, at - _LEAST_BEFORE)):
        low = sentence_end.end()
    low += len(old[low:at]) - len(old[low:at].lstrip())
    if low < at:
        return (low, at)
    stop = old.find("\n", at)
    return (at, min(stop if stop >= 0 else len(old), at + _MOST_BEFORE))


def widen(block: SourceBlock, env: Mapping[str, Any], start: int, end: int) -> tuple[int, int]:
    """A passage widened so that it cuts no link, code span or emphasis of its block in half."""
    spans = _spans(block, env)
    while True:
        low, high = start, end
        for first, last, whole in spans:
            if first < high and low < last and (whole or not (first <= low and high <= last)):
                low, high = min(low, first), max(high, last)
        if (low, high) == (start, end):
            return (start, end)
        start, end = low, high


def _spans(block: SourceBlock, env: Mapping[str, Any]) -> list[tuple[int, int, bool]]:
    """The stretches of a block's text that belong together, and whether nothing within them can be marked alone."""
    spans: list[tuple[int, int, bool]] = []
    opened: list[int] = []
    at = 0
    for piece in pieces(block.source, env):
        if piece.nesting > 0:
            opened.append(at)
        elif piece.nesting < 0 and opened:
            spans.append((opened.pop(), at, False))
        elif piece.length and not piece.letters:
            spans.append((at, at + piece.length, True))
        at += piece.length
    return spans

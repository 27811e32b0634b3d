"""Decides where an annotation belongs in a text that has changed, and how sure that is.

A place counts as sure only if the way back leads to the annotation as well: of all passages of the old text, its own
must be the one most like the new place. So a sentence that was deleted does not lend its annotation to a neighbour
that is built alike.

The thresholds were chosen on cases of `tests/support/edited_stories.py` with seeds below 10,000. The law is measured
on others, from 100,000 on (`tests/content/merge/test_merge_law.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final, Literal

from digest.annotations.anchoring.fuzzy_match import Match, Wanted, candidates, carried, find_alike
from digest.markdown.source_map import SourceBlock
from digest.markdown.text_positions import pieces
from digest.merge.annotation_marks import Mark
from digest.model.annotation import CONTEXT

Standing = Literal["anchored", "moved", "orphan"]

LONG_ENOUGH: Final = 12
"""Code points of a passage that is itself wherever it stands; a shorter one needs its context."""

SURE: Final = 0.85
"""Likeness from which a passage with a way back and familiar surroundings is taken for the old one."""

ALIKE: Final = 0.6
"""Likeness below which a passage is another."""

FAMILIAR: Final = 0.5
"""Likeness of the text before or behind a passage that makes its surroundings familiar."""

SHORT: Final = 0.75
"""Likeness of the text on both sides that makes a short passage, or one of several equal ones, sure."""

_MOST_TRIED: Final = 4
"""Places whose words are not quite the passage's that are looked at, each the best of what is left."""

_STARTS = re.compile(r"(?:^|[\n\0]|[.?!…][\"”’»)]*\s|[。！？])\Z")
_ENDS = re.compile(r"[.?!…。！？][\"”’»)]*\Z")
_SENTENCE_END = re.compile(r"[.?!…][\"”’»)]*(?=\s|$)|[。！？]")

_BEFORE: Final = 120
_LEAST: Final = 16
"""Code points before a point that stand for it: at most so many, at least so many where the block has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A body's blocks and their plain text, a line feed after each.

    Attributes:
        fresh: the text with everything masked that stands as it stood: nothing moves into such a place.
    """

    blocks: tuple[SourceBlock, ...]
    text: str
    fresh: str
    begins: tuple[int, ...]

    @classmethod
    def of(cls, blocks: Sequence[SourceBlock], fresh: Sequence[bool]) -> Text:
        """The text of blocks, some of which are fresh."""
        shown = zip(blocks, fresh, strict=True)
        return cls(
            blocks=tuple(blocks),
            text="".join(f"{block.text}\n" for block in blocks),
            fresh="".join((block.text if new else "\0" * len(block.text)) + "\0" for block, new in shown),
            begins=tuple(accumulate((len(block.text) + 1 for block in blocks), initial=0)),
        )

    def block_at(self, offset: int) -> int:
        """The number of the block that holds an offset."""
        return min(bisect_right(self.begins, offset), len(self.blocks)) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
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


def find_place(mark: Mark, old: str, new: Text, hint: int) -> Place | None:
    """Where an annotation of the old text belongs among what is fresh in the new; None if nowhere.

    Args:
        mark: with offsets in the old text.
        old: the old plain text.
        new: the new text.
        hint: about where in the new text it is expected.
    """
    if mark.text.strip():
        return _passage(mark, old, new, hint)
    return _point(mark, old, new, hint)


def _wanted(old: str, start: int, end: int, hint: int) -> Wanted:
    return Wanted(
        exact=old[start:end],
        prefix=old[max(0, start - CONTEXT) : start],
        suffix=old[end : end + CONTEXT],
        hint=hint,
    )


def _passage(mark: Mark, old: str, new: Text, hint: int) -> Place | None:
    found = _match(_wanted(old, mark.start, mark.end, hint), mark.start, old, new)
    if found is None:
        return None
    match, sure = found
    wanted = _wanted(old, mark.start, mark.end, hint)
    start, end = (match.start, match.end) if match.likeness == 1 else _ends(match, wanted, new)
    return _within_block(start, end, new, sure=sure)


def _match(wanted: Wanted, at: int, old: str, new: Text) -> tuple[Match, bool] | None:
    """The best place for a passage that stood at an offset of the old text, and whether it is sure."""
    unsure: Match | None = None
    for match in candidates(new.fresh, wanted, new.text, _MOST_TRIED):
        if match.likeness < ALIKE:
            continue
        standing = _standing(match, wanted, at, old, new)
        if standing == "anchored":
            return (match, True)
        if standing == "moved" and unsure is None:
            unsure = match
    return (unsure, False) if unsure else None


def _standing(match: Match, wanted: Wanted, at: int, old: str, new: Text) -> Standing:
    """Whether the way back leads from a place to the passage: from its own words, or with those around them."""
    exact = match.likeness == 1
    unique = exact and old.count(wanted.exact) == new.fresh.count(wanted.exact) == 1
    if unique and len(wanted.exact) >= LONG_ENOUGH:
        return "anchored"
    low, high = (match.start - CONTEXT, match.end + CONTEXT) if exact else (match.start, match.end)
    ways = [_leads_back(new.text[max(0, low) : high], wanted, at, old)]
    if exact and ways == [0]:  # a sentence that moved has kept what is on one side of the passage
        ways += [
            _leads_back(new.text[max(0, low) : match.end], wanted, at, old),
            _leads_back(new.text[match.start : high], wanted, at, old),
        ]
    if not any(ways):
        return "moved" if unique else "orphan"
    familiar = min(match.prefix, match.suffix) >= SHORT if exact else match.context >= FAMILIAR
    return "anchored" if ways[0] == 1 and match.likeness >= SURE and familiar else "moved"


def _leads_back(passage: str, wanted: Wanted, at: int, old: str) -> float:
    """The part of the passages of the old text most like a new one that are the wanted one."""
    own = [start < at + len(wanted.exact) and at < end for start, end, _ in find_alike(old, passage)]
    return sum(own) / len(own) if own else 0


def _ends(match: Match, wanted: Wanted, new: Text) -> tuple[int, int]:
    """The passage's ends: found with the help of what stands around it still, and at ends of sentences if they were."""
    prefix = wanted.prefix if match.prefix >= FAMILIAR else ""
    suffix = wanted.suffix if match.suffix >= FAMILIAR else ""
    low = max(0, match.start - len(prefix))
    window = new.text[low : match.end + len(suffix)]
    start, end = carried(prefix + wanted.exact + suffix, window, (len(prefix), len(prefix) + len(wanted.exact)))
    start, end = low + start, low + end
    slack = max(4, len(wanted.exact) // 4)
    if start >= end or abs(start - match.start) > slack or abs(end - match.end) > slack:
        start, end = match.start, match.end
    return _to_sentences(start, end, wanted, new.text, slack)


def _to_sentences(start: int, end: int, wanted: Wanted, text: str, slack: int) -> tuple[int, int]:
    """Ends that were ends of sentences are such again, if there are any near."""
    first, last = start, end
    if _STARTS.search(wanted.prefix):
        places = [
            low for low in range(max(0, start - slack), start + slack) if _STARTS.search(text, max(0, low - 4), low)
        ]
        first = min(places, key=lambda place: abs(place - start), default=start)
    if _ENDS.search(wanted.exact):
        begin = max(first + 1, end - slack)
        places = [found.end() for found in _SENTENCE_END.finditer(text, begin, end + slack)]
        last = min(places, key=lambda place: abs(place - end), default=end)
    return (first, last) if first < last else (start, end)


def _within_block(start: int, end: int, new: Text, *, sure: bool) -> Place | None:
    """The passage within one block, its ends at the ends of words."""
    touched = range(new.block_at(start), new.block_at(max(start, end - 1)) + 1)
    number = max(touched, key=lambda each: min(end, new.begins[each + 1] - 1) - max(start, new.begins[each]))
    text, begin = new.blocks[number].text, new.begins[number]
    low, high = to_words(text, max(start - begin, 0), min(end - begin, len(text)))
    return Place(block=number, start=low, end=high, sure=sure and len(touched) == 1) if low < high else None


def to_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A passage widened so that it cuts no word, without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        while start > 0 and _joined(text, start):
            start -= 1
        while end < len(text) and _joined(text, end):
            end += 1
    return (start, end)


def _joined(text: str, at: int) -> bool:
    """Whether a place is inside a word; scripts without spaces have no such places."""
    return text[at - 1].isalnum() and text[at].isalnum() and ord(text[at]) < 0x2E80 and ord(text[at - 1]) < 0x2E80


def _point(mark: Mark, old: str, new: Text, hint: int) -> Place | None:
    """A point goes behind the sentence, or the part of one, that stood before it."""
    low, high = _words_at(mark.start, old)
    if not old[low:high].strip():
        return None
    wanted = _wanted(old, low, high, hint)
    found = _match(wanted, low, old, new)
    if found is None:
        return None
    match, sure = found
    number = new.block_at(match.start)
    block = new.blocks[number]
    start, end = (match.start, match.end) if match.likeness == 1 else _ends(match, wanted, new)
    offset = (end if high == mark.start else start) - new.begins[number]
    while 0 < offset < len(block.text) and _joined(block.text, offset):
        offset += 1
    return Place(block=number, start=offset, end=offset, sure=sure) if 0 <= offset <= len(block.text) else None


def _words_at(at: int, old: str) -> tuple[int, int]:
    """The words that stand for a point: of its sentence those before it, or what follows where nothing does."""
    begin = old.rfind("\n", 0, at) + 1
    low = max(begin, at - _BEFORE)
    for found in _SENTENCE_END.finditer(old, low, max(low, at - _LEAST)):
        low = found.end()
    low += len(old[low:at]) - len(old[low:at].lstrip())
    if low < at:
        return (low, at)
    stop = old.find("\n", at)
    return (at, min(stop if stop >= 0 else len(old), at + _BEFORE))


def widened(block: SourceBlock, env: Mapping[str, Any], start: int, end: int) -> tuple[int, int]:
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

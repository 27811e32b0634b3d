"""Finds a passage again in a text that has changed.

Exact search first, then approximate search; candidates are scored by the words of the passage, of what stands
before and behind it, and by their place: 50, 20, 20 and 2 parts, as Hypothesis's client does
(github.com/hypothesis/client, src/annotator/anchoring/match-quote.ts). Edit distances are edlib's (Šošić, Šikić:
Edlib, 2017), which finds the places of least distance in a text in time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

import edlib

MOST_ERRORS: Final = 256
"""Edits that any passage may have undergone; half its length is the other limit."""

_MOST_PLACES: Final = 64
_QUOTE, _PREFIX, _SUFFIX, _PLACE = 50, 20, 20, 2

_STEP = re.compile(r"(\d+)([=XID])")
_LETTERS: Final = 250
"""Distinct characters of a passage that edlib can tell apart; it knows 256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A passage, what stood around it, and where it is expected."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    hint: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A place where a passage may stand now.

    Attributes:
        start: in the text.
        end: in the text.
        likeness: of its words, 0 to 1.
        prefix: likeness of what stands before it, 0 to 1.
        suffix: likeness of what stands behind it, 0 to 1.
        score: of all together, 0 to 1.
    """

    start: int
    end: int
    likeness: float
    prefix: float
    suffix: float
    score: float

    @property
    def context(self) -> float:
        """Likeness of what stands around it, the better of the two sides."""
        return max(self.prefix, self.suffix)


def candidates(text: str, wanted: Wanted, around: str | None = None, most: int = 1) -> list[Match]:
    """Where a passage may stand, the best first; of equals the first in the text.

    Args:
        text: which is searched.
        wanted: the passage.
        around: the text of the same length from which contexts are taken, where another than that is searched.
        most: how often the search begins anew without the places found, where none is the passage itself.
    """
    context = text if around is None else around
    found: list[Match] = []
    for _ in range(most):
        places = list(_places(text, wanted.exact))
        found += [_scored(context, wanted, start, end, errors) for start, end, errors in places]
        if not places or not places[0][2]:
            break
        for start, end, _ in places:
            text = text[:start] + "\0" * (end - start) + text[end:]
    return sorted(found, key=lambda match: (-match.score, match.start))


def distance(one: str, other: str) -> int:
    """How many characters must be put in, taken out or replaced to make one text of the other."""
    if one == other or not one or not other:
        return max(len(one), len(other)) if one != other else 0
    query, target = _coded(one, other)
    errors: int = edlib.align(query, target, mode="NW", task="distance")["editDistance"]
    return errors


def find_alike(text: str, passage: str) -> list[tuple[int, int, int]]:
    """The places in a text most like a passage: start, end and edit distance, all of them equal."""
    if not passage or not text:
        return []
    query, target = _coded(passage, text)
    found = edlib.align(query, target, mode="HW", task="locations", k=min(MOST_ERRORS, len(passage) // 2))
    if found["editDistance"] < 0:
        return []
    places = ((start or 0, end + 1) for start, end in found["locations"])
    return [(start, end, found["editDistance"]) for start, end in islice(places, _MOST_PLACES)]


def carried(passage: str, text: str, offsets: tuple[int, int]) -> tuple[int, int]:
    """Where two places in a passage are in a text that it has become; what was put in between lies outside."""
    query, target = _coded(passage, text)
    path = edlib.align(query, target, mode="NW", task="path")["cigar"] or ""
    start, end = offsets
    at = reached = 0
    new_start, new_end = len(text), 0
    for length, step in ((int(count), step) for count, step in _STEP.findall(path)):
        taken, given = (length if step in "=XI" else 0), (length if step in "=XD" else 0)
        # Letters of the passage that lie between the two places, and where those stand that are left.
        first, last = max(at, start), min(at + taken, end)
        if first < last and given:
            new_start = min(new_start, reached + first - at)
            new_end = max(new_end, reached + last - at)
        at, reached = at + taken, reached + given
    return (new_start, new_end) if new_start < new_end else (0, 0)


def _places(text: str, exact: str) -> Iterator[tuple[int, int, int]]:
    at = text.find(exact) if exact else -1
    if at < 0:
        yield from find_alike(text, exact)
        return
    for _ in range(_MOST_PLACES):
        yield (at, at + len(exact), 0)
        at = text.find(exact, at + 1)
        if at < 0:
            return


def _scored(text: str, wanted: Wanted, start: int, end: int, errors: int) -> Match:
    likeness = 1 - errors / len(wanted.exact)
    prefix = _alike(text[max(0, start - len(wanted.prefix)) : start], wanted.prefix)
    suffix = _alike(text[end : end + len(wanted.suffix)], wanted.suffix)
    place = 1 - abs(start - wanted.hint) / max(1, len(text))
    total = _QUOTE * likeness + _PREFIX * prefix + _SUFFIX * suffix + _PLACE * place
    score = total / (_QUOTE + _PREFIX + _SUFFIX + _PLACE)
    return Match(start=start, end=end, likeness=likeness, prefix=prefix, suffix=suffix, score=score)


def _alike(text: str, context: str) -> float:
    if not context:
        return 1.0
    return 1 - min(1.0, distance(text, context) / len(context))


def _coded(passage: str, text: str) -> tuple[bytes, bytes]:
    """Both in an alphabet small enough for edlib; what the passage does not hold is one letter."""
    if passage.isascii() and text.isascii():
        return passage.encode(), text.encode()
    codes = {ord(letter): 1 + number % _LETTERS for number, letter in enumerate(dict.fromkeys(passage))}
    return _bytes(passage, codes), _bytes(text, codes)


def _bytes(text: str, codes: dict[int, int]) -> bytes:
    return bytes(codes.get(ord(letter), 0) for letter in text)

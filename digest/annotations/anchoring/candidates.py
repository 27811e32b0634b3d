"""Where a quotation may stand in a text: three searches, each of which gives its candidates with their scores.

A candidate's score weighs its words, what stands before and behind it, and its position, with 50, 20, 20 and 2 parts,
as Hypothesis's client does (github.com/hypothesis/client, src/annotator/anchoring/match-quote.ts).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import islice
from typing import Final, TypeAlias

from digest.annotations.anchoring.edit_distance import nearest_ranges, similarity
from digest.annotations.anchoring.search_text import Method, Place, SearchText
from digest.annotations.anchoring.typography import BARRIER, fold
from digest.dataclass import dataclass
from digest.model.annotation import TextQuoteSelector

MIN_SIMILARITY: Final = 0.6
"""Similarity below which a passage is another one."""

_MAX_OCCURRENCES: Final = 1000
"""Occurrences of the same words that are compared by their context."""

_MAX_SCORED: Final = 32
"""Occurrences whose whole context is compared, those whose nearest context agrees best."""

_FUZZY_ROUNDS: Final = 4
"""Fuzzy searches in one text, each in what the ones before it have left."""

_WORDS, _PREFIX, _SUFFIX, _POSITION = 50, 20, 20, 2

Search: TypeAlias = Callable[[TextQuoteSelector, SearchText, int | None], tuple[Place, ...]]


def exact_candidates(quote: TextQuoteSelector, text: SearchText, hint: int | None) -> tuple[Place, ...]:
    """Where the words stand letter by letter, the best place first; of equals the first in the text."""
    context = _Context(text=text.text, boundaries=text.boundaries, quote=quote, hint=hint)
    size = len(quote.exact)
    ranges = [(at, at + size) for at in _occurrences(text.searched, quote.exact)]
    unique = len(ranges) == 1
    return _ranked([context.place(start, end, "exact", unique=unique) for start, end in context.closest(ranges)])


def normalised_candidates(quote: TextQuoteSelector, text: SearchText, hint: int | None) -> tuple[Place, ...]:
    """Where the words stand once typography is folded, the best place first; the exact places are among them."""
    exact, prefix, suffix = (fold(part).text for part in (quote.exact, quote.prefix, quote.suffix))
    folded, offsets = text.folded_context, text.folded_context.offsets
    context = _Context(
        text=folded.text,
        boundaries=text.folded_boundaries,
        quote=TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix),
        hint=None if hint is None else bisect_left(offsets, hint),
    )
    originals = [text.folded.original(at, at + len(exact)) for at in _occurrences(text.folded.text, exact)]
    ranges = [(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in originals]
    places: list[Place] = []
    for low, high in context.closest(ranges):
        start, end = folded.original(low, high)
        method: Method = "exact" if text.text[start:end] == quote.exact else "normalised"
        place = context.place(low, high, method, unique=len(ranges) == 1)
        places.append(replace(place, start=start, end=end))
    return _ranked(places)


def fuzzy_candidates(quote: TextQuoteSelector, text: SearchText, hint: int | None) -> tuple[Place, ...]:
    """Where similar words stand, the best place first."""
    context = _Context(text=text.text, boundaries=text.boundaries, quote=quote, hint=hint)
    places: list[Place] = []
    searched = text.searched
    for _ in range(_FUZZY_ROUNDS):
        ranges = nearest_ranges(searched, quote.exact)
        if not ranges:
            break
        for start, end, errors in ranges:
            places.append(context.place(start, end, "fuzzy", 1 - errors / len(quote.exact)))
            searched = searched[:start] + BARRIER * (end - start) + searched[end:]
    return _ranked([place for place in places if place.similarity >= MIN_SIMILARITY])


SEARCHES: Final[Mapping[Method, Search]] = {
    "exact": exact_candidates,
    "normalised": normalised_candidates,
    "fuzzy": fuzzy_candidates,
}
"""The searches by their method, the strictest first."""


def _ranked(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(places, key=_order))


def _order(place: Place) -> tuple[float, int, bool, int]:
    return (-place.score, -place.at_boundaries, place.method != "exact", place.start)


def _occurrences(text: str, words: str) -> Iterator[int]:
    return islice(_all_occurrences(text, words), _MAX_OCCURRENCES) if words else iter(())


def _all_occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What the surroundings of a quotation's places are compared with.

    Attributes:
        text: in which the places are, folded if the quotation is.
        boundaries: the offsets at which a block of it begins or ends, sorted.
        quote: the quotation.
        hint: about where in the text it is expected.
    """

    text: str
    boundaries: Sequence[int]
    quote: TextQuoteSelector
    hint: int | None

    def closest(self, ranges: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """The ranges whose surroundings agree with the context in the most code points next to them; of few all."""
        if len(ranges) <= _MAX_SCORED:
            return ranges
        return nlargest(_MAX_SCORED, ranges, key=self._agreeing)

    def _agreeing(self, place: tuple[int, int]) -> int:
        """How many code points next to a range agree with the context."""
        start, end = place
        prefix, suffix = self.quote.prefix, self.quote.suffix
        before = self.text[max(0, start - len(prefix)) : start]
        return _common_length(before[::-1], prefix[::-1]) + _common_length(self.text[end : end + len(suffix)], suffix)

    def place(self, start: int, end: int, method: Method, likeness: float = 1.0, *, unique: bool = False) -> Place:
        """A candidate with its score."""
        prefix = similarity(self.text[max(0, start - len(self.quote.prefix)) : start], self.quote.prefix)
        suffix = similarity(self.text[end : end + len(self.quote.suffix)], self.quote.suffix)
        position = 1 - abs(start - self.hint) / max(1, len(self.text)) if self.hint is not None else 1
        total = _WORDS * likeness + _PREFIX * prefix + _SUFFIX * suffix + _POSITION * position
        return Place(
            start=start,
            end=end,
            method=method,
            similarity=likeness,
            prefix=prefix,
            suffix=suffix,
            score=total / (_WORDS + _PREFIX + _SUFFIX + _POSITION),
            at_boundaries=self._at_boundaries(start, end),
            unique=unique,
        )

    def _at_boundaries(self, start: int, end: int) -> int:
        """At how many ends of a place the context is all that its block has there."""
        first = self.boundaries[max(0, bisect_right(self.boundaries, start) - 1)]
        last = self.boundaries[min(bisect_left(self.boundaries, end), len(self.boundaries) - 1)]
        prefix, suffix = self.quote.prefix, self.quote.suffix
        return (start - first == len(prefix) and self.text.startswith(prefix, first)) + (
            last - end == len(suffix) and self.text.startswith(suffix, end)
        )


def _common_length(left: str, right: str) -> int:
    """How many code points two texts begin with alike."""
    for index, (first, second) in enumerate(zip(left, right, strict=False)):
        if first != second:
            return index
    return min(len(left), len(right))

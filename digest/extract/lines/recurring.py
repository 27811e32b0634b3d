"""Lines that occur in several sources: they belong to the site, not to the article.

A site's appeal for subscribers or its note on the author reads like a paragraph; it is known by occurring in other
sources too. Lines are counted in a count-min sketch (Cormode and Muthukrishnan, "An Improved Data Stream Summary",
2005), which takes the same memory for any number of sources: it may count a line too often, never too seldom.

Where much of a source recurs, it is a copy of others, and its lines are left in: see `same_story`.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from digest.extract.lines.text_lines import lines

_SHORTEST: Final = 40
"""Code points: shorter lines are menus, which their words tell, or subheads, which a newsletter has each week."""

_LONGEST: Final = 0xFFF
"""Code points that are counted of one line."""

_SOURCES: Final = 3
"""A line recurs that occurs in so many sources; two articles may quote one another."""

_COPIED: Final = 0.3
"""The share of a source's text that recurs where it is a copy; what a site adds to an article is less."""

_WIDTH: Final = 2**21
_ROWS: Final = 2
"""With a million lines, one in six thousand that occurs once is counted three times."""

_STUDIED: Final = 1_000_000
"""Code points of a source in which lines are looked for."""


def line_fingerprints(text: str) -> tuple[int, ...]:
    """A number for each different line that could recur; its lowest twelve bits hold how long the line is."""
    return tuple(_fingerprint(line) for line in dict.fromkeys(_long_lines(text)))


def recurring_lines(text: str, known: frozenset[int]) -> frozenset[str]:
    """The lines of a text that are known to recur."""
    if not known:
        return frozenset()
    return frozenset(line for line in _long_lines(text) if _fingerprint(line) in known)


class Recurrence:
    """Counts in how many sources each line occurs."""

    def __init__(self, sources: Iterable[Iterable[int]]) -> None:
        """Count the lines of sources, each given by its `line_fingerprints`."""
        self._rows = [array("B", bytes(_WIDTH)) for _ in range(_ROWS)]
        for source in sources:
            for number in source:
                for row, place in zip(self._rows, _places(number), strict=True):
                    row[place] = min(_SOURCES, row[place] + 1)

    def of(self, source: Iterable[int]) -> frozenset[int]:
        """The lines of a source that recur; none where it is a copy."""
        numbers = tuple(source)
        recurring = frozenset(number for number in numbers if self._count(number) >= _SOURCES)
        return recurring if _length(recurring) <= _COPIED * _length(numbers) else frozenset()

    def _count(self, number: int) -> int:
        return min(row[place] for row, place in zip(self._rows, _places(number), strict=True))


def _long_lines(text: str) -> Iterator[str]:
    return (line.text for line in lines(text[:_STUDIED]) if len(line.text) >= _SHORTEST)


def _places(number: int) -> Iterator[int]:
    """Where a line is counted in each row: independent parts of its hash."""
    number >>= _LONGEST.bit_length()
    for _ in range(_ROWS):
        yield number % _WIDTH
        number //= _WIDTH


def _length(numbers: Iterable[int]) -> int:
    return sum(number & _LONGEST for number in numbers)


def _fingerprint(line: str) -> int:
    digest = hashlib.blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") & ~_LONGEST | min(len(line), _LONGEST)

"""Approximate string matching, by edit distance.

Distances are edlib's (Šošić, Šikić: Edlib, 2017), which finds the ranges of least distance in a text in time linear
in its length.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

import edlib

MAX_ERRORS: Final = 256
"""Edits that any passage may have undergone; half its length is the other limit."""

MAX_RANGES: Final = 64
"""Ranges of equal distance that are returned."""

_STEP = re.compile(r"(\d+)([=XID])")
_ALPHABET: Final = 250
"""Distinct characters of a passage that edlib can tell apart; it knows 256."""


def distance(left: str, right: str) -> int:
    """The Levenshtein distance of two texts: insertions, deletions and substitutions of code points."""
    if left == right or not left or not right:
        return max(len(left), len(right)) if left != right else 0
    query, target = _encoded(left, right)
    errors: int = edlib.align(query, target, mode="NW", task="distance")["editDistance"]
    return errors


def similarity(text: str, expected: str) -> float:
    """How much of an expected text is left in another, 0 to 1; 1 where nothing is expected."""
    if not expected:
        return 1.0
    return 1 - min(1.0, distance(text, expected) / len(expected))


def nearest_ranges(text: str, passage: str) -> list[tuple[int, int, int]]:
    """The ranges of a text nearest to a passage: start, end, and their edit distance, which is the same for all."""
    if not passage or not text:
        return []
    query, target = _encoded(passage, text)
    aligned = edlib.align(query, target, mode="HW", task="locations", k=min(MAX_ERRORS, len(passage) // 2))
    errors: int = aligned["editDistance"]
    if errors < 0:
        return []
    return [(start or 0, end + 1, errors) for start, end in islice(aligned["locations"], MAX_RANGES)]


def map_range(passage: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Where a range of a passage is in the text that the passage has become; (0, 0) if nothing of it is left.

    What was inserted at the ends of the range lies outside.
    """
    query, target = _encoded(passage, text)
    path = edlib.align(query, target, mode="NW", task="path")["cigar"] or ""
    at = text_at = 0
    new_start, new_end = len(text), 0
    for length, step in ((int(count), step) for count, step in _STEP.findall(path)):
        consumed, produced = (length if step in "=XI" else 0), (length if step in "=XD" else 0)
        # The code points of the range that this step consumes, and where they are in the text if they are left.
        first, last = max(at, start), min(at + consumed, end)
        if first < last and produced:
            new_start = min(new_start, text_at + first - at)
            new_end = max(new_end, text_at + last - at)
        at, text_at = at + consumed, text_at + produced
    return (new_start, new_end) if new_start < new_end else (0, 0)


def _encoded(passage: str, text: str) -> tuple[bytes, bytes]:
    """Both in an alphabet small enough for edlib; what the passage does not hold is one letter."""
    if passage.isascii() and text.isascii():
        return passage.encode(), text.encode()
    codes = {ord(letter): 1 + number % _ALPHABET for number, letter in enumerate(dict.fromkeys(passage))}
    return _bytes(passage, codes), _bytes(text, codes)


def _bytes(text: str, codes: dict[int, int]) -> bytes:
    return bytes(codes.get(ord(letter), 0) for letter in text)

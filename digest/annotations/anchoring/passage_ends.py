"""Where exactly a passage that was found by similarity begins and ends.

The range of least edit distance may take in or leave out a word at its ends. What stands around the passage, aligned
with what stood around it, says more; and what began or ended a sentence does so again, if a sentence ends nearby.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from digest.annotations.anchoring.edit_distance import map_range
from digest.annotations.anchoring.search_text import Place
from digest.model.annotation import TextQuoteSelector

FAMILIAR: Final = 0.5
"""Similarity of the text before or behind a passage from which it is taken for what stood there."""

SENTENCE_END: Final = re.compile(r"[.?!…][\"”’»)]*(?=\s|$)|[。！？]")

_SENTENCE_STARTS = re.compile(r"(?:^|[\n\0]|[.?!…][\"”’»)]*\s|[。！？])\Z")
_SENTENCE_ENDS = re.compile(r"[.?!…。！？][\"”’»)]*\Z")
_LONGEST_START: Final = 4
"""Code points before an offset that show whether a sentence starts there."""


def with_exact_ends(place: Place, quote: TextQuoteSelector, text: str) -> Place:
    """A place that was found by similarity, with its ends corrected by at most a quarter of the passage."""
    prefix = quote.prefix if place.prefix >= FAMILIAR else ""
    suffix = quote.suffix if place.suffix >= FAMILIAR else ""
    low = max(0, place.start - len(prefix))
    window = text[low : place.end + len(suffix)]
    start, end = map_range(prefix + quote.exact + suffix, window, len(prefix), len(prefix) + len(quote.exact))
    start, end = low + start, low + end
    slack = max(4, len(quote.exact) // 4)
    if start >= end or abs(start - place.start) > slack or abs(end - place.end) > slack:
        start, end = place.start, place.end
    start, end = _at_sentences(start, end, quote, text, slack)
    return replace(place, start=start, end=end)


def _at_sentences(start: int, end: int, quote: TextQuoteSelector, text: str, slack: int) -> tuple[int, int]:
    """The ends, moved to the nearest start or end of a sentence where the quotation's were such."""
    first, last = start, end
    if _SENTENCE_STARTS.search(quote.prefix):
        near = range(max(0, start - slack), start + slack)
        starts = [at for at in near if _SENTENCE_STARTS.search(text, max(0, at - _LONGEST_START), at)]
        first = min(starts, key=lambda at: abs(at - start), default=start)
    if _SENTENCE_ENDS.search(quote.exact):
        ends = [match.end() for match in SENTENCE_END.finditer(text, max(first + 1, end - slack), end + slack)]
        last = min(ends, key=lambda at: abs(at - end), default=end)
    return (first, last) if first < last else (start, end)

"""The text blocks of a page that an extraction is made of, so that it can be written with the page's own structure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from digest.extract.pages.text_blocks import TextBlock

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"!\[[^\]]*\]\([^)\s]*\)|(?<=\])\([^)\s]*\)")
_SHINGLE: Final = 4
"""Consecutive words by which a block is found in the extraction; a shorter block must touch one that is found."""

_GAP: Final = 2
"""Words of the extraction that may stand between two blocks: the number of an item, the name of a picture."""


def extracted_blocks(blocks: Sequence[TextBlock], body: str) -> list[bool]:
    """Which blocks of a page the text of an extraction is made of.

    Args:
        blocks: of the page, in their order.
        body: the Markdown of the extraction.
    """
    words = _words(_ADDRESS.sub(" ", body))
    texts = [_words(block.text) for block in blocks]
    places = _places(texts, words)
    result = [place is not None for place in places]
    end = 0
    for index, (text, place) in enumerate(zip(texts, places, strict=True)):
        if place is not None:
            end = place + len(text)
        elif 0 < len(text) < _SHINGLE and (start := _touching(text, words, end)) is not None:
            result[index] = True
            end = start + len(text)
    return result


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _places(texts: Sequence[Sequence[str]], words: Sequence[str]) -> list[int | None]:
    """Where in the extraction each block begins, if at least half of it stands there; the order of the page is kept."""
    positions: dict[tuple[str, ...], list[int]] = {}
    for index in range(len(words) - _SHINGLE + 1):
        positions.setdefault(tuple(words[index : index + _SHINGLE]), []).append(index)
    places: list[int | None] = []
    end = 0
    for text in texts:
        place = _place(text, positions, end)
        places.append(place)
        end = end if place is None else place + 1
    return places


def _place(text: Sequence[str], positions: dict[tuple[str, ...], list[int]], end: int) -> int | None:
    """The first place of a block behind some place."""
    count = covered = 0
    place: int | None = None
    for index in range(len(text) - _SHINGLE + 1):
        found = positions.get(tuple(text[index : index + _SHINGLE]))
        if not found:
            continue
        covered += index + _SHINGLE - max(index, count)
        count = index + _SHINGLE
        if place is None and (number := bisect_left(found, end)) < len(found):
            place = max(end, found[number] - index)
    return place if 2 * covered >= len(text) else None


def _touching(text: Sequence[str], words: Sequence[str], end: int) -> int | None:
    """Where a short block stands right behind a place of the extraction, or None."""
    return next((start for start in range(end, end + _GAP + 1) if list(words[start : start + len(text)]) == text), None)

"""Which text blocks of a saved page are the article, after an extraction that is one of the reasons.

Each block has a score, the log-odds that it is the article's: the sum of the weights of its features (`block_features`,
`block_weights.tsv`). Those kept are the path of highest sum, as for lines (`boilerplate.keep`). Where they have too
little in common with the extraction to be of one article, the extraction stands; `extracted_blocks` are those it has.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Final

from digest.extract.feature_weights import block_weights, weights
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_features import block_features
from digest.extract.pages.text_blocks import TextBlock
from digest.extract.pages.weighed_page import WeighedPage, weighed_page, words_of

_ADDRESS = re.compile(r"!\[[^\]]*\]\([^)\s]*\)|(?<=\])\([^)\s]*\)")
_SHINGLE: Final = 4
"""Consecutive words by which a block is found in the extraction; a shorter block must touch one that is found."""

_GAP: Final = 2
"""Words of the extraction that may stand between two blocks: the number of an item, the name of a picture."""

BONUS: Final = 0.25
CHANGE: Final = 1.0
"""Log-odds for keeping a block, and that a change between kept and dropped ones costs (five-fold cross-validation over
sites, `tests/quality/fit_blocks.py`)."""

_EXTRACTED: Final = 0.3
"""Log-odds for a block that the extraction has, besides its weights: a standfirst set apart from the text stays.
The same cross-validation gives 0.0004 more for articles with it, and 0.0006 less for all kinds of page."""

_NAVIGATION: Final = 2.0
"""Log-odds against a block within `<nav>` besides its weights: on few pages trafilatura takes one, so these are small.
Without it the same cross-validation gives 0.0004 less."""

_COMMON_KEPT: Final = 0.4
_COMMON_EXTRACTED: Final = 0.7
"""The least share of the words of the kept blocks, and of the extracted ones, that the other has too.

Chosen by the same cross-validation, where a page that loses more than 0.2 of F1 costs as much as half a page: the
blocks may more than double an extraction, but hardly throw any of it away.
"""


def classify(blocks: Sequence[TextBlock], body: str) -> list[bool] | None:
    """Decide for each block whether it is the article's; None where the extraction stands.

    Args:
        blocks: of the page, in their order.
        body: the Markdown of the extraction.
    """
    page = weighed_page(blocks, body, weights())
    kept = keep(scores(page, block_weights()), bonus=BONUS, change=CHANGE)
    return kept if replaces_extraction(page, kept) else None


def scores(page: WeighedPage, table: Mapping[str, float]) -> list[float]:
    """The log-odds of every block.

    Args:
        page: the blocks.
        table: what each feature adds to them, the intercept under an empty name.
    """
    intercept, get = table[""], table.get
    return [
        intercept
        + sum([get(name, 0.0) for name in names])
        + _EXTRACTED * extracted
        - _NAVIGATION * ("nav" in block.tags)
        for block, extracted, names in zip(page.blocks, page.extracted, block_features(page), strict=True)
    ]


def replaces_extraction(page: WeighedPage, kept: Sequence[bool]) -> bool:
    """Whether the kept blocks differ from the extracted ones, and both are of one article."""
    if list(kept) == list(page.extracted):
        return False
    both, all_kept, all_extracted = page.words_in_common(kept)
    return both >= _COMMON_KEPT * all_kept and both >= _COMMON_EXTRACTED * all_extracted and all_kept > 0


def extracted_blocks(blocks: Sequence[TextBlock], body: str) -> list[bool]:
    """Which blocks of a page the text of an extraction is made of.

    Args:
        blocks: of the page, in their order.
        body: the Markdown of the extraction.
    """
    words = words_of(_ADDRESS.sub(" ", body))
    texts = [words_of(block.text) for block in blocks]
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
        starts = positions.get(tuple(text[index : index + _SHINGLE]))
        if not starts:
            continue
        covered += index + _SHINGLE - max(index, count)
        count = index + _SHINGLE
        if place is None and (number := bisect_left(starts, end)) < len(starts):
            place = max(end, starts[number] - index)
    return place if 2 * covered >= len(text) else None


def _touching(text: Sequence[str], words: Sequence[str], end: int) -> int | None:
    """Where a short block stands right behind a place of the extraction, or None."""
    return next((start for start in range(end, end + _GAP + 1) if list(words[start : start + len(text)]) == text), None)

"""The second opinion on a saved page: which of its blocks are the article, the first reading being one of the reasons.

Each block has a score, the log-odds that it is the article's, the sum of the weights of its features (`block_features`,
`block_weights.tsv`). Those kept are the path of highest sum, as for lines (`boilerplate.keep`). Where the two readings
have too little in common to be of one article, the first one stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from digest.extract.feature_weights import block_weights
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_features import Page, block_features, page
from digest.extract.pages.text_blocks import Block

BONUS: Final = 0.25
CHANGE: Final = 1.0
"""Log-odds for keeping a block, and that a change between kept and dropped ones costs (five-fold cross-validation over
sites, `tests/quality/fit_blocks.py`)."""

_COMMON_SECOND: Final = 0.3
_COMMON_FIRST: Final = 0.5
"""The shares of the words of the second and of the first reading that the other has at least; chosen there too."""


def second_reading(blocks: Sequence[Block], body: str, *, by_lines: bool) -> list[bool] | None:
    """Which blocks are the article, or None where the first reading stands.

    Args:
        blocks: of the page, in their order.
        body: the Markdown of the first reading.
        by_lines: whether that was one of lines.
    """
    weighed = page(blocks, body, by_lines=by_lines)
    kept = keep(scores(weighed), bonus=BONUS, change=CHANGE)
    return kept if agrees(weighed, kept) else None


def scores(weighed: Page) -> list[float]:
    """The log-odds of every block."""
    table = block_weights()
    intercept, get = table[""], table.get
    return [intercept + sum([get(name, 0.0) for name in its]) for its in block_features(weighed)]


def agrees(weighed: Page, kept: Sequence[bool]) -> bool:
    """Whether both readings are of one article, and differ."""
    if list(kept) == list(weighed.first):
        return False
    sizes = [len(shape.words) for shape in weighed.shapes]
    both = sum(size for size, a, b in zip(sizes, weighed.first, kept, strict=True) if a and b)
    first = sum(size for size, its in zip(sizes, weighed.first, strict=True) if its)
    second = sum(size for size, its in zip(sizes, kept, strict=True) if its)
    return both >= _COMMON_SECOND * second and both >= _COMMON_FIRST * first and second > 0

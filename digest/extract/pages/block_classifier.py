"""Which text blocks of a saved page are the article, after an extraction that is one of the reasons.

Each block has a score, the log-odds that it is the article's: the sum of the weights of its features (`block_features`,
`block_weights.tsv`). Those kept are the path of highest sum, as for lines (`boilerplate.keep`). Where they have too
little in common with the extraction to be of one article, the extraction stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from digest.extract.feature_weights import block_weights
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_features import block_features
from digest.extract.pages.weighed_page import WeighedPage

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


def classify(page: WeighedPage) -> list[bool] | None:
    """Decide for each block of a page whether it is the article's; None where the extraction stands."""
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

"""Which text blocks of a saved page are the article, after an extraction that is one of the reasons.

Each block has a score, the log-odds that it is the article's: the sum of the weights of its features (`block_features`,
`block_weights.tsv`). Those kept are the path of highest sum, as for lines (`boilerplate.keep`). Where they have too
little in common with the extraction to be of one article, the extraction stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from digest.extract.feature_weights import block_weights
from digest.extract.lines.boilerplate import keep
from digest.extract.pages.block_features import WeighedPage, block_features, weighed_page
from digest.extract.pages.text_blocks import TextBlock

BONUS: Final = 0.25
CHANGE: Final = 1.0
"""Log-odds for keeping a block, and that a change between kept and dropped ones costs (five-fold cross-validation over
sites, `tests/quality/fit_blocks.py`)."""

_COMMON_KEPT: Final = 0.3
_COMMON_EXTRACTED: Final = 0.5
"""The least share of the words of the kept blocks, and of the extracted ones, that the other has too; chosen there."""


def classify(blocks: Sequence[TextBlock], body: str, *, by_lines: bool) -> list[bool] | None:
    """Decide for each block whether it is the article's; None where the extraction stands.

    Args:
        blocks: of the page, in their order.
        body: the Markdown of the extraction.
        by_lines: whether that was one of lines.
    """
    page = weighed_page(blocks, body, by_lines=by_lines)
    kept = keep(scores(page), bonus=BONUS, change=CHANGE)
    return kept if replaces_extraction(page, kept) else None


def scores(page: WeighedPage) -> list[float]:
    """The log-odds of every block."""
    table = block_weights()
    intercept, get = table[""], table.get
    return [intercept + sum([get(name, 0.0) for name in names]) for names in block_features(page)]


def replaces_extraction(page: WeighedPage, kept: Sequence[bool]) -> bool:
    """Whether the kept blocks differ from the extracted ones, and both are of one article."""
    if list(kept) == list(page.extracted):
        return False
    sizes = [len(shape.words) for shape in page.shapes]
    triples = list(zip(sizes, page.extracted, kept, strict=True))
    both = sum(size for size, is_extracted, is_kept in triples if is_extracted and is_kept)
    all_extracted = sum(size for size, is_extracted, _ in triples if is_extracted)
    all_kept = sum(size for size, _, is_kept in triples if is_kept)
    return both >= _COMMON_KEPT * all_kept and both >= _COMMON_EXTRACTED * all_extracted and all_kept > 0

"""The title, the authors and the days of a scraped text, chosen together among its lines.

Each candidate has a score, the sum of the weights of its features (`head_candidates`, `head_weights.tsv`). The weights
are those of a conditional logit (McFadden, "Conditional logit analysis of qualitative choice behavior", 1974): the
chance of a candidate is its share among all of its text, of which one is that the text does not say. The title is
chosen first, from what stands above and below each line; authors and days then by where they stand from it. Equal
candidates add up: a title that stands twice is the likelier one. Below a least chance nothing is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp
from typing import Final

from digest.extract.feature_weights import head_weights
from digest.extract.lines.head_candidates import (
    Candidate,
    Page,
    author_candidates,
    day_candidates,
    from_title,
    title_candidates,
)

LEAST_TITLE: Final = 0.2
LEAST_AUTHORS: Final = 0.45
LEAST_DAY: Final = 0.3
"""The least chances, chosen on sites left out (`tests/quality/fit_head.py`): what each gains in right ones, and what
a wrong one costs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines around a text say of it.

    Attributes:
        title: its line, with the title's text where that is less than the line; None where nothing is sure.
        authors: the line of the byline, with the names.
        days: the line of each day that the text may be of, the likeliest first.
    """

    title: tuple[int, str] | None = None
    authors: tuple[int, tuple[str, ...]] | None = None
    days: tuple[tuple[int, date], ...] = ()


def head(page: Page) -> Head:
    """The title, the authors and the day of a page."""
    table = head_weights()
    titles = title_candidates(page)
    chosen = best(titles, chances([each.features for each in titles], table), LEAST_TITLE)
    index = chosen.index if chosen else None
    authors = _chosen(author_candidates(page), index, "author", table, LEAST_AUTHORS)
    day = _chosen(day_candidates(page), index, "day", table, LEAST_DAY)
    return Head(
        title=(chosen.index, chosen.text) if chosen else None,
        authors=(authors.index, authors.names) if authors else None,
        days=((day.index, day.day),) if day and day.day else (),
    )


def _chosen(
    candidates: Sequence[Candidate], title: int | None, kind: str, table: Mapping[str, float], least: float
) -> Candidate | None:
    """The likeliest candidate for authors or a day, given the title's line."""
    if not candidates:
        return None
    features = [(*each.features, from_title(each, title, kind)) for each in candidates]
    return best(candidates, chances([*features, (f"{kind}:none",)], table), least)


def chances(features: Sequence[Sequence[str]], table: Mapping[str, float]) -> list[float]:
    """The share of each candidate."""
    scores = [sum([table.get(feature, 0.0) for feature in each]) for each in features]
    highest = max(scores, default=0.0)
    odds = [exp(score - highest) for score in scores]
    total = sum(odds)
    return [each / total for each in odds]


def best(candidates: Sequence[Candidate], shares: Sequence[float], least: float) -> Candidate | None:
    """The likeliest candidate, where equal ones add up; None below the least chance."""
    sums: dict[str, float] = defaultdict(float)
    for candidate, share in zip(candidates, shares, strict=False):
        sums[candidate.text] += share
    ranked = max(
        zip(candidates, shares, strict=False),
        key=lambda pair: (sums[pair[0].text], pair[1]),
        default=None,
    )
    return ranked[0] if ranked is not None and sums[ranked[0].text] >= least else None

"""The title, the authors and the days of a scraped text, chosen together among its lines.

Each candidate has a score, the sum of the weights of its features (`title_candidates`, `author_candidates`,
`day_candidates`; the weights are in `head_weights.tsv`). The weights are those of a conditional logit (McFadden,
"Conditional logit analysis of qualitative choice behavior", 1974): the chance of a candidate is its share among all of
its text, of which one is that the text does not say. The title is chosen first, from what stands above and below each
line, a byline or a day among it; authors and days then by where they stand from the title. Equal candidates add up: a
title that stands twice is the likelier one. Below a least chance nothing is chosen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import exp
from typing import Final

from digest.extract.feature_weights import head_weights
from digest.extract.lines.head.author_candidates import author_candidates
from digest.extract.lines.head.day_candidates import day_candidates
from digest.extract.lines.head.head_page import Candidate, Page, from_title
from digest.extract.lines.head.title_candidates import title_candidates

LEAST_TITLE: Final = 0.3
LEAST_AUTHORS: Final = 0.55
LEAST_DAY: Final = 0.2
LEAST_BYLINE: Final = 0.3
"""The least chances, the last for a byline between the title and the text; chosen on sites left out
(`tests/quality/fit_head.py`) by what each gains in right ones, and what a wrong one costs."""


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
    chosen = chosen_title(title_candidates(page), table)
    index = chosen.index if chosen else None
    authors = chosen_authors(page, author_candidates(page), index, table)
    day = chosen_day(page, day_candidates(page), index, table)
    return Head(
        title=(chosen.index, chosen.text) if chosen else None,
        authors=(authors.index, authors.names) if authors else None,
        days=((day.index, day.day),) if day and day.day else (),
    )


def chosen_title(candidates: Sequence[Candidate], table: Mapping[str, float]) -> Candidate | None:
    """The likeliest title; where it stands on several lines, the last of them, since a browser's tab comes first."""
    likeliest = best(candidates, chances([each.features for each in candidates], table), LEAST_TITLE)
    return max((each for each in candidates if likeliest and each.text == likeliest.text), key=_index, default=None)


def _index(candidate: Candidate) -> int:
    return candidate.index


def chosen_authors(
    page: Page, candidates: Sequence[Candidate], title: int | None, table: Mapping[str, float]
) -> Candidate | None:
    """The likeliest authors, given the title's line; a byline between it and the text needs less to be believed."""
    shares = _shares(page, candidates, title, "author", table)
    chosen = best(candidates, shares, LEAST_BYLINE)
    if chosen and chosen.how == "by" and title is not None and title < chosen.index < page.first:
        return chosen
    return best(candidates, shares, LEAST_AUTHORS)


def chosen_day(
    page: Page, candidates: Sequence[Candidate], title: int | None, table: Mapping[str, float]
) -> Candidate | None:
    """The likeliest day, given the title's line; the only one on a byline between it and the text is the day."""
    bylines = [
        each
        for each in candidates
        if title is not None and title < each.index < page.first and page.heads[each.index].how == "by"
    ]
    if len({each.text for each in bylines}) == 1:
        return bylines[0]
    return best(candidates, _shares(page, candidates, title, "day", table), LEAST_DAY)


def _shares(
    page: Page, candidates: Sequence[Candidate], title: int | None, kind: str, table: Mapping[str, float]
) -> list[float]:
    """The share of each candidate, the last one being that the text does not say."""
    features = [(*each.features, *from_title(page, each, title, kind)) for each in candidates]
    return chances([*features, (f"{kind}:none",)], table) if candidates else []


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

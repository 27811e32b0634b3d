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
from datetime import date
from math import exp
from typing import Final

from digest.dataclass import dataclass
from digest.extract.feature_weights import head_weights
from digest.extract.lines.head.author_candidates import author_candidates
from digest.extract.lines.head.day_candidates import day_candidates
from digest.extract.lines.head.east_asian_head import is_spaceless, spaceless_authors, spaceless_title
from digest.extract.lines.head.head_page import Candidate, Page, from_title
from digest.extract.lines.head.title_candidates import CLAUSE, title_candidates

LEAST_TITLE: Final = 0.1
SURE_TITLE: Final = 0.42
LEAST_AUTHORS: Final = 0.69
LEAST_DAY: Final = 0.33
"""The least chances with which a title is taken, a title is not called a guess, authors and a day are taken.

Chosen on sites left out (`tests/quality/head_thresholds.py`).
"""


NOT_SAID: Final = ("none",)
"""The features of a text that does not say what it is called, by whom or of when it is: one more candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines around a text say of it.

    Attributes:
        title: its line, with the title's text where that is less than the line; None where nothing is likely.
        is_title_sure: whether it is likely enough not to be called a guess.
        authors: the line of the byline, with the names.
        days: the line of each day that the text may be of, the likeliest first.
        slashed: the date of the text where it can be read two ways ("03/04/2025"), as it stands there; else empty.
    """

    title: tuple[int, str] | None = None
    is_title_sure: bool = True
    authors: tuple[int, tuple[str, ...]] | None = None
    days: tuple[tuple[int, date], ...] = ()
    slashed: tuple[tuple[int, str], ...] = ()


def head(page: Page) -> Head:
    """The title, the authors and the day of a page."""
    return _spaceless(page) if is_spaceless(page.shapes[page.first].text) else _weighed(page)


def _spaceless(page: Page) -> Head:
    title, is_sure = spaceless_title(page)
    dated = ((index, day.full) for index in range(page.start, page.first) for day in page.heads[index].days)
    days = tuple((index, day) for index, day in dated if day)[:1]
    return Head(title=title, is_title_sure=is_sure, authors=spaceless_authors(page), days=days)


def _weighed(page: Page) -> Head:
    title, share = chosen_title(title_candidates(page), head_weights("title"))
    line = title.index if title and share >= LEAST_TITLE else None
    authors, authors_share = chosen_from(page, author_candidates(page), line, head_weights("author"))
    day, day_share = chosen_from(page, day_candidates(page), line, head_weights("day"))
    is_day = day is not None and day_share >= LEAST_DAY
    return Head(
        title=(line, title.text) if title and line is not None else None,
        is_title_sure=share >= SURE_TITLE,
        authors=(authors.index, authors.names) if authors and authors_share >= LEAST_AUTHORS else None,
        days=((day.index, day.day),) if is_day and day and day.day else (),
        slashed=((day.index, day.text),) if is_day and day and not day.day else (),
    )


def chosen_title(candidates: Sequence[Candidate], table: Mapping[str, float]) -> tuple[Candidate | None, float]:
    """The likeliest title and its chance.

    Where it stands on several lines, the last of them is taken, since a browser's tab comes first. A part of a
    sentence is never it; fitting has these parts too, since they teach what wrong cuts look like.
    """
    whole = [each for each in candidates if CLAUSE not in each.features]
    if not whole:
        return None, 0.0
    likeliest, share = best(whole, chances(title_features(whole), table))
    same = (each for each in candidates if likeliest and each.text == likeliest.text)
    return max(same, key=lambda each: each.index, default=None), share


def title_features(candidates: Sequence[Candidate]) -> list[tuple[str, ...]]:
    """The features of each candidate for the title, and last of a text that has none, which depends on their number."""
    return [*(each.features for each in candidates), (*NOT_SAID, f"few{min(len(candidates), 12) // 3}")]


def chosen_from(
    page: Page, candidates: Sequence[Candidate], title: int | None, table: Mapping[str, float]
) -> tuple[Candidate | None, float]:
    """The likeliest authors or day by the weights for these, given the title's line, and its chance."""
    if not candidates:
        return None, 0.0
    features = [(*each.features, *from_title(page, each, title)) for each in candidates]
    return best(candidates, chances([*features, NOT_SAID], table))


def chances(features: Sequence[Sequence[str]], table: Mapping[str, float]) -> list[float]:
    """The share of each candidate."""
    scores = [sum([table.get(feature, 0.0) for feature in each]) for each in features]
    highest = max(scores, default=0.0)
    odds = [exp(score - highest) for score in scores]
    total = sum(odds)
    return [each / total for each in odds]


def best(candidates: Sequence[Candidate], shares: Sequence[float]) -> tuple[Candidate | None, float]:
    """The likeliest candidate and its chance, where the chances of equal ones add up; without candidates None and 0."""
    sums: dict[str, float] = defaultdict(float)
    for candidate, share in zip(candidates, shares, strict=False):
        sums[candidate.text] += share
    ranked = max(
        zip(candidates, shares, strict=False),
        key=lambda pair: (sums[pair[0].text], pair[1]),
        default=None,
    )
    return (None, 0.0) if ranked is None else (ranked[0], sums[ranked[0].text])

"""How alike articles are, by their key terms; which are alike enough to name one beside the other.

Likeness is the cosine of two articles' terms, each weighted by how few articles have it (tf-idf with a term frequency
of 1; Manning, Raghavan and Schütze, "Introduction to Information Retrieval", chapter 6). Not every pair is compared:
two articles are if they share some rare terms, which an index of terms finds. The number of articles counts by the next
power of two, so that one more article changes weights of its own terms alone, and with them few lists.

Floors are judged by hand on 742 pages of as many sites and on the example: of the pairs that they let pass nearly all
are on one subject, and those above the higher ones tell one story. Most articles have nothing that is alike enough.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from sys import intern
from typing import Final, NamedTuple

from digest.classify.key_terms import BAR

ALIKE: Final = 0.22
"""The least likeness of two articles on one subject."""

SAME_STORY: Final = 0.33
"""The least likeness of two that tell one story, over which the world goes on."""

_SHARED: Final = 4
"""Rare terms that both must have."""

_EVIDENCE: Final = 7
"""The least of shared rare terms and shared names together: a council votes in the same words about a tram and a pool.
"""

_SHARED_BY_STORY: Final = 6
_NAMES_OF_STORY: Final = 4
"""Rare terms, and names among all terms, that two articles on one story must share."""

ALIKE_UNKNOWN: Final = 0.30
_SHARED_UNKNOWN: Final = 6
"""The same floors where a text is in a language whose ordinary words are not known."""

_RARE: Final = 12
"""Articles that a rare term has at most, in a large site; in a small one an eighth of all, at least four."""

_FEWEST_TERMS: Final = 16
"""Rare terms that an article counts as having at least: a few words in common of a short text say little."""

_FEWEST: Final = 64
"""Articles that a site counts as at least: in a small one a term is rare by chance."""


class Terms(NamedTuple):
    """The terms of an article.

    Attributes:
        terms: as of `key_terms`.
        sure: whether the ordinary words of its language are known, and not among them.
    """

    terms: str
    sure: bool = True


class Like(NamedTuple):
    """An article that is like another one.

    Attributes:
        at: its place among the articles.
        likeness: of the two, 0 to 1.
        same_story: whether both tell one story.
    """

    at: int
    likeness: float
    same_story: bool


def alike(articles: Sequence[Terms]) -> Mapping[int, tuple[Like, ...]]:
    """Of articles the others that are like them, the most alike first; of equals the earlier one.

    Args:
        articles: by date.
    """
    terms = [list(map(intern, article.terms.split())) for article in articles]  # most are terms of others too
    numbers = Counter(chain.from_iterable(terms))
    weighted = _Weighted(terms, numbers)
    found: defaultdict[int, list[Like]] = defaultdict(list)
    for one, other, shared in _candidates(terms, numbers):
        sure = articles[one].sure and articles[other].sure
        if shared < (_SHARED if sure else _SHARED_UNKNOWN):
            continue
        likeness = weighted.likeness(one, other)
        if likeness >= (ALIKE if sure else ALIKE_UNKNOWN):
            names = len(_names(terms[one]) & _names(terms[other]))
            story = likeness >= SAME_STORY and shared >= _SHARED_BY_STORY and names >= _NAMES_OF_STORY
            if shared + names >= _EVIDENCE:
                found[one].append(Like(other, likeness, story))
                found[other].append(Like(one, likeness, story))
    return {at: tuple(sorted(likes, key=_best_first)) for at, likes in found.items()}


def _best_first(like: Like) -> tuple[float, int]:
    return -like.likeness, like.at


def _names(terms: Sequence[str]) -> set[str]:
    return set(terms[: terms.index(BAR)])


def _candidates(terms: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> Iterator[tuple[int, int, int]]:
    """Pairs of articles that share rare terms, with the number of these."""
    most = max(4, min(_RARE, len(terms) // 8))
    earlier: dict[str, list[int]] = {term: [] for term, number in numbers.items() if 1 < number <= most}
    for one, own in enumerate(terms):
        places = [places for term in own if (places := earlier.get(term)) is not None]
        for other, count in Counter(chain.from_iterable(places)).items():
            if count >= _SHARED:
                yield one, other, count
        for others in places:
            others.append(one)


class _Weighted:
    """The terms of articles with their weights: whole numbers, so that sums do not depend on their order."""

    def __init__(self, terms: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> None:
        self._terms = terms
        bits = math.ceil(math.log2(max(_FEWEST, len(terms))))
        weights = [0, *(round(100 * (bits - math.log2(number)) ** 2) for number in range(1, len(terms) + 2))]
        self._weights = {term: weights[number] for term, number in numbers.items()} | {BAR: 0}
        self._least = _FEWEST_TERMS * weights[1]
        self._kept: dict[int, tuple[frozenset[str], int]] = {}

    def likeness(self, one: int, other: int) -> float:
        """The cosine of two articles' terms."""
        (own, length), (others, other_length) = self._vector(one), self._vector(other)
        return sum(map(self._weights.__getitem__, own & others)) / math.sqrt(length * other_length)

    def _vector(self, at: int) -> tuple[frozenset[str], int]:
        """The terms of an article, and the square of their length."""
        if at not in self._kept:
            terms = self._terms[at]
            self._kept[at] = frozenset(terms), max(self._least, sum(map(self._weights.__getitem__, terms)))
        return self._kept[at]

"""Topics learned from labelled articles: which words tell a topic from the others, and with what probability.

A binary classifier for each topic, naive Bayes over the presence of words (Maron 1961; the smoothing is Laplace's). It
is light, needs a handful of examples, gives the same answer on every machine, and each word's weight can be shown to
an editor, which is why it was chosen over those that score a few percent better. Since words do not occur
independently, naive Bayes is too sure of itself: the sum of the weights is divided by the square root of their number.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from digest.classify.language import STOP_WORDS
from digest.dataclass import dataclass

LEAST_EXAMPLES: Final = 3
"""Labelled articles from which a topic is learned, as many as must be labelled otherwise."""

SURE: Final = 0.8
"""Probability from which a learned topic is given."""

DOUBTED: Final = 0.2
"""Probability below which a topic that keywords chose is taken back."""

_STRONGEST: Final = 40
"""Words of a text that count: those with the largest weights."""

_STUDIED: Final = 50_000
"""Code points of a text that are read for its words."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSPACED: Final = re.compile("[\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff]+")
_PAIR: Final = re.compile("(?=([\u3400-\u9fff]{2}))|([\u30a1-\u30fc]{2,})")
"""Of ideographs, which stand without spaces, every two in a row; a word in katakana."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article whose topics a person has checked.

    Attributes:
        topics: slugs; none says that it belongs to none.
        text: title and body, plain.
    """

    topics: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What was learned of one topic.

    Attributes:
        examples: how many labelled articles bear it.
        prior: log-odds of the topic before a word is read.
        weights: what each word that speaks for or against it adds.
    """

    examples: int
    prior: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """How likely a text is about a topic.

    Attributes:
        probability: between 0 and 1.
        words: those that decided, strongest first, each with its log-odds.
    """

    probability: float
    words: tuple[tuple[str, float], ...]


def words_of(text: str) -> frozenset[str]:
    """The words of a text that can tell its topic, lower case, without a final s; of ideographs each pair."""
    text = text[:_STUDIED].casefold()
    pairs: list[str] = []
    if not text.isascii() and _UNSPACED.search(text):
        pairs = [pair or katakana for pair, katakana in _PAIR.findall(text)]
        text = _UNSPACED.sub(" ", text)
    words = (word.removesuffix("s") for word in _WORD.findall(text) if word not in STOP_WORDS)
    return frozenset((*words, *pairs))


def learn(labelled: Iterable[Labelled]) -> dict[str, Learned]:
    """Learn every topic that enough articles bear and enough do not.

    Args:
        labelled: the articles, read once, none kept; their order does not matter.
    """
    total = 0
    spread: Counter[str] = Counter()
    examples: Counter[str] = Counter()
    inside: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for article in labelled:
        words = words_of(article.text)
        total += 1
        spread.update(words)
        for slug in frozenset(article.topics):
            examples[slug] += 1
            inside[slug].update(words)
    return {
        slug: _learn_one(inside[slug], spread, count, total - count)
        for slug, count in sorted(examples.items())
        if count >= LEAST_EXAMPLES and total - count >= LEAST_EXAMPLES
    }


def _learn_one(inside: Mapping[str, int], spread: Mapping[str, int], examples: int, others: int) -> Learned:
    weights = {
        word: math.log((inside[word] + 1) / (examples + 2)) - math.log((count - inside[word] + 1) / (others + 2))
        for word, count in sorted(spread.items())
        if count > 1
    }
    prior = math.log((examples + 1) / (others + 1))
    return Learned(examples=examples, prior=prior, weights={word: round(weight, 6) for word, weight in weights.items()})


def judge(text: str, topic: Learned) -> Likelihood:
    """How likely a text is about a topic, by the words in it that say most."""
    weighed = ((topic.weights[word], word) for word in words_of(text) if word in topic.weights)
    strongest = sorted(weighed, key=lambda item: (-abs(item[0]), item[1]))[:_STRONGEST]
    odds = topic.prior + sum(weight for weight, _ in strongest) / math.sqrt(max(1, len(strongest)))
    return Likelihood(
        probability=1 / (1 + math.exp(-max(-50.0, min(50.0, odds)))),
        words=tuple((word, weight) for weight, word in strongest),
    )


def with_learned(
    chosen: Sequence[str], text: str, learned: Mapping[str, Learned], order: Sequence[str]
) -> tuple[str, ...]:
    """The topics that keywords chose, less those that examples speak against, and those that examples are sure of.

    Args:
        chosen: by keywords, best first.
        text: title and body.
        learned: by slug.
        order: of the taxonomy, for equal certainty; topics that are not in it any more are not given.
    """
    certainty = {slug: judge(text, learned[slug]).probability for slug in order if slug in learned}
    kept = [slug for slug in chosen if certainty.get(slug, 1.0) >= DOUBTED]
    sure = [slug for slug in order if certainty.get(slug, 0.0) >= SURE and slug not in kept]
    ranked = sorted(sure, key=lambda slug: -certainty[slug])
    return tuple([*ranked, *kept] if ranked and not kept else [*kept, *ranked])

"""How much each sentence of a text has in common with the others: TextRank over TF-IDF vectors.

Centrality is TextRank's (Mihalcea and Tarau, "TextRank: Bringing Order into Texts", 2004) over the cosine of TF-IDF
vectors as in LexRank (Erkan and Radev, 2004).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import mul
from typing import TypeAlias

_Row: TypeAlias = tuple[tuple[int, ...], tuple[float, ...]]
"""A row of a sparse matrix: the columns that are not zero, and their values."""

_DAMPING, _ROUNDS = 0.85, 12
_ZERO = 1e-12
"""A similarity below this is only the rounding of sums."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")


def stems(text: str) -> list[str]:
    """Words with a rough stem: the first seven letters, which joins most inflections of European languages."""
    return [word[:7] for word in _WORD.findall(text.casefold())]


def vectors(texts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Unit vectors of TF-IDF, words in the order of the text."""
    counts = [Counter(words) for words in texts]
    spread = Counter(word for count in counts for word in count)
    weighted = []
    for count in counts:
        weights = {
            word: times * math.log(len(texts) / spread[word] + 1e-9)
            for word, times in count.items()
            if spread[word] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        weighted.append({word: weight / length for word, weight in weights.items()})
    return weighted


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """The similarity of two unit vectors."""
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    return sum(weight * longer[word] for word, weight in shorter.items() if word in longer)


def centrality(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    """PageRank over the similarity of sentences (the cosine), by power iteration.

    The similarities are never written down: what all sentences together give to one is the product of its vector with
    the sum of theirs, less what it gives itself. So a round takes time by the words, not by the pairs of sentences.
    """
    sentences, words = _matrix(vectors)
    lengths = [sum(map(mul, weights, weights)) for _, weights in sentences]
    degrees = _flows(sentences, words, [1.0] * len(vectors), lengths)
    ranks = [1.0] * len(vectors)
    for _ in range(_ROUNDS):
        shares = [rank / degree if degree > _ZERO else 0.0 for rank, degree in zip(ranks, degrees, strict=True)]
        ranks = [1 - _DAMPING + _DAMPING * flow for flow in _flows(sentences, words, shares, lengths)]
    return ranks


def _matrix(vectors: Sequence[Mapping[str, float]]) -> tuple[list[_Row], list[_Row]]:
    """The vectors by numbers: for each sentence its words and their weights, for each word its sentences and those."""
    places: dict[str, int] = {}
    sentences = [
        (tuple([places.setdefault(word, len(places)) for word in vector]), tuple(vector.values())) for vector in vectors
    ]
    columns: list[tuple[list[int], list[float]]] = [([], []) for _ in places]
    for number, (words, weights) in enumerate(sentences):
        for word, weight in zip(words, weights, strict=True):
            columns[word][0].append(number)
            columns[word][1].append(weight)
    return sentences, [(tuple(numbers), tuple(weights)) for numbers, weights in columns]


def _flows(
    sentences: Sequence[_Row], words: Sequence[_Row], shares: Sequence[float], lengths: Sequence[float]
) -> list[float]:
    """For each sentence the sum of what the others share out, by their likeness to it.

    Args:
        sentences: for each its words and their weights.
        words: for each its sentences and its weights in them.
        shares: what each sentence gives to all others together.
        lengths: the squared length of each one's vector.
    """
    share_of = shares.__getitem__
    together = [sum(map(mul, map(share_of, numbers), weights)) for numbers, weights in words]
    weight_of = together.__getitem__
    flows = [sum(map(mul, weights, map(weight_of, numbers))) for numbers, weights in sentences]
    return [flow - share * length for flow, share, length in zip(flows, shares, lengths, strict=True)]

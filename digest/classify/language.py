"""Which language a text is in, guessed from its function words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

_FUNCTION_WORDS = {
    "de": "der die das und ist nicht mit von den dem ein eine zu auf für sich auch wird sind wie als es im",
    "en": "the and of to is that for with was are not this from have which it by be as has but they their",
    "es": "el los las que una por con del para es como más pero su sus lo al fue han este sobre entre",
    "fr": "le les des est une dans pour que qui sur pas avec plus par sont au ce cette mais il elle ont",
    "it": "il che di della per una non sono con del gli più anche dei nel alla come ma è questo le ha",
    "nl": "de het een van en niet met zijn dat op voor die ook aan er maar bij wordt naar uit te als",
    "pt": "os uma não para com que do da em mais dos ao por são mas pelo como foi ele das seu sua é",
}
STOP_WORDS: Final = frozenset(word for words in _FUNCTION_WORDS.values() for word in words.split())
"""The function words of all these languages."""

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000


def guess_language(text: str) -> str | None:
    """A code among de, en, es, fr, it, nl and pt, or None when unsure.

    The score of a language is the share of the words that are among its most frequent function words (lists
    own, after the usual frequency lists). It is taken where it reaches 12 % and lies a quarter above the
    next; running text reaches 25 %.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < 8:
        return None
    counts = Counter(words)
    scores = sorted(
        ((sum(counts[word] for word in known.split()) / len(words), code) for code, known in _FUNCTION_WORDS.items()),
        reverse=True,
    )
    (best, code), (second, _) = scores[0], scores[1]
    return code if best >= 0.12 and best > 1.25 * second else None

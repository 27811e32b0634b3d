"""Ordinary words of English pages, by which a heading in capitals ("Privacy Policy") is told from a person's name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""Code points of the shortest word that is looked up: shorter ones are initials and particles as well."""


def is_ordinary(text: str) -> bool:
    """Whether a text has words and all of them are ordinary; those of fewer than three letters do not count."""
    words = [word for word in _WORD.findall(text.lower()) if len(word) >= _SHORTEST]
    return bool(words) and ordinary_words().issuperset(words)


@cache
def ordinary_words() -> frozenset[str]:
    """Words that running text has in lower case (`tests/quality/fit_ordinary_words.py` says how they are chosen)."""
    return frozenset(Path(__file__).with_name("ordinary_words.txt").read_text(encoding="utf-8").split())

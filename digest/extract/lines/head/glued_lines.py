"""Lines whose elements a scraper glued to each other: "ByJane DoeAugust 5, 2024"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from digest.extract.facts.dates import MONTHS

LONGEST: Final = 240
"""Code points of the longest line that may be a byline or a dateline."""

_MONTH: Final = f"(?:{'|'.join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))})"
_SMALL: Final = r"(?<=[^\W\d_A-Z])"
_NOUNS: Final = r"(?:Last )?(?:Updated|Published|Posted|Modified|Reviewed|Founder|Contribut|Senior|Staff)\b"
_GLUED: Final = (
    (rf"{_SMALL}(?={_MONTH}\.? \d)", " "),  # DoeAugust 5, onAugust 5
    (rf"(?<=[:.,|])(?={_MONTH}\.? \d)", " "),  # Updated:August 5
    (rf"(?<=\d)(?={_MONTH}\b)", " "),  # 2024December 30
    (rf"(?<=[A-Z]{{2}})(?={_MONTH}\.? \d)", " "),  # PhDAugust 5, JANE DOEAugust 5
    (r"(?<=[ ./-])((?:19|20)\d\d)(?=\d{1,3} ?[^\W\d_]|[^\W\d_]|\d{1,2}$)", r"\1 · "),  # 20262 Comments, 2026By
    (rf"{_SMALL}(?=\d{{1,2}} ?min(?:s|utes?)?\b|\d{{1,2}} {_MONTH}\b|\d{{1,2}}/\d{{1,2}}/\d)", " · "),  # Doe3/4/2025
    (r"\b([Bb]y|BY)(?:[Bb]y\b)?(?=[A-Z][\w.’'-]+ [A-Z])", r"\1 "),  # ByJane Doe, byby Jane Doe
    (rf"{_SMALL}(?={_NOUNS})", " · "),  # DoePublished
    (r"(?<=[^\W\d_A-Z.])(?=By [A-Z])", " · "),  # NewsBy Jane Doe
    (r"(\b[Bb]y (?:[^\W\d_][\w.’'-]* ){1,3}[^\W\d_]\w*[a-z])(?=(?:In|On) ?(?:[A-Z]|$))", r"\1 · "),  # By Jane DoeIn
    (r"\b([Bb]y|BY) ?[Bb]y\b", r"\1"),  # By By Jane Doe
)  # fmt: skip


_PATTERNS: Final = tuple((re.compile(pattern), replacement) for pattern, replacement in _GLUED)
"""What is looked for, with what is put in its place."""

_YEAR_FIRST = re.compile(
    rf"(?<!\d )(?<!\d, )(?<!(?:st|nd|rd|th), )\b((?:19|20)\d\d),? ({_MONTH})\.? (\d{{1,2}})"
    r"(?!\d|,? (?:19|20)\d\d|st|nd|rd|th)\b"
)
"""How journals write a day: "2023 Jan 7"; not the year of a day before it."""

_PERHAPS_GLUED = re.compile(
    r"[^\W\d_]\d|\d[^\W\d_]|\d{5}|[^\W_A-Z][A-Z]|[Bb][Yy] ?[Bb]y|BY[A-Z]|[A-Z]{3}[a-z]|\d{4} [A-Z]|[:.,|][A-Z]"
)


@lru_cache(maxsize=512)
def unglued(text: str) -> str:
    """A line with a space, or a dot, between a name, a day and what stands beside them."""
    if len(text) > LONGEST or not _PERHAPS_GLUED.search(text):
        return text
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return _YEAR_FIRST.sub(r"\2 \3, \1", text)

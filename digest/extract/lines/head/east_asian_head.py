"""The title, the authors and the day of a scraped text in Japanese or Chinese.

The weights of the other candidates count words, which these scripts do not set apart: a whole title would read like a
name. Here a title is the line above the text that shares most pairs of letters with it, authors are named by a label,
and the day is the first above the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest.extract.facts.east_asian_names import east_asian_byline
from digest.extract.lines.wide_letters import wide_letters

if TYPE_CHECKING:
    from digest.extract.lines.head.head_page import Page

_HANGUL: Final = re.compile("[\uac00-\ud7a3]")
_LONGEST_TITLE: Final = 80
"""Code points."""

_STUDIED: Final = 4000
"""Code points of the text that titles are compared with."""

_LEAST: Final = 0.15
_SURE: Final = 0.3
"""The share of its pairs of letters that a title has in common with the text, at least; and where no line but it may be
the title, the one from which it is not called a guess."""


def is_spaceless(text: str) -> bool:
    """Whether a text is in a script without spaces between words."""
    return 2 * wide_letters(text) > len(text) and not _HANGUL.search(text)


def spaceless_title(page: Page) -> tuple[tuple[int, str] | None, bool]:
    """The line of the title with its text, and whether it is sure."""
    prose = "".join(line.text for line in page.shapes[page.first : page.last + 1])[:_STUDIED]
    known = _pairs(prose)
    shares = {index: _share(page.shapes[index].text, known) for index in _titles(page)}
    best = max(shares, key=lambda index: (shares[index], index), default=None)
    if best is None or shares[best] < _LEAST:
        return None, True
    return (best, page.shapes[best].text), len(shares) == 1 and shares[best] >= _SURE


def spaceless_authors(page: Page) -> tuple[int, tuple[str, ...]] | None:
    """The line above the text that names its authors, with their names."""
    bylines = ((index, east_asian_byline(page.shapes[index].text)) for index in range(page.start, page.first))
    return next(((index, names) for index, names in bylines if names), None)


def _titles(page: Page) -> list[int]:
    """The lines above the text that may be its title."""
    return [
        index
        for index in range(page.start, page.first)
        if 3 <= len(page.shapes[index].text) <= _LONGEST_TITLE
        and page.shapes[index].reason is None
        and not page.heads[index].dated
        and not page.shapes[index].text.endswith("。")
        and not east_asian_byline(page.shapes[index].text)
    ]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _share(text: str, known: set[str]) -> float:
    pairs = _pairs(text)
    return len(pairs & known) / len(pairs) if pairs else 0.0

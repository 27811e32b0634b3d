"""The lines of a text as its title, authors and days are chosen from them, and a candidate for one of these."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from digest.classify.language import STOP_WORDS
from digest.dataclass import dataclass
from digest.extract.lines.head.head_lines import HeadLine, head_line, kinds_of_line
from digest.extract.lines.line_features import Shape, densest

STEM: Final = 7
"""Code points by which words are compared, so that `energy` meets `energies`."""

NEAR: Final = (1, 2, 3, 5, 9, 19, 49)
"""Distances in lines that count as different."""

_BEHIND_LAST: Final = (-20, -8, -3, 0, 1, 2, 4, 8, 16)
"""Distances in lines from the last paragraph that count as different."""

_ABOVE: Final = 400
"""Lines above the first paragraph among which the title is looked for."""

_BELOW: Final = 10
"""Lines from the first paragraph on, where what was kept first is a notice above the title."""

_LONGEST_NOTICE: Final = 400
"""Lines between a notice that was kept and the article."""

_BEHIND: Final = 40
"""Lines behind the article in which its author may be named."""

_LONGEST_ARTICLE: Final = 2_000
"""Lines of an article that are looked through for a byline."""

_LONGEST_DATELINE: Final = 10
"""Words of the longest line within the article that may be a dateline without a word that says so."""

_LAST: Final = 8
"""Last lines of the article in which its author may be named."""

_NAMES_AUTHOR = re.compile(
    r"(?:\W*(?:by|written|authors?|posted|published|updated|von|par|por|autor\w*"
    r"|(?:guest|interview|story|text|words|article|report)\w* (?:by|post))\b|about the author)",
    re.IGNORECASE,
)
_LONGEST_BYLINE: Final = 14
"""Words of the longest line within the article that may be its byline or dateline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What may be a fact.

    Attributes:
        index: of its line.
        text: the title, the names joined by commas, or the day as an ISO date.
        names: the authors.
        form: the form in which its line names them, see `line_names`; `slashed` for a day that can be read two ways.
        day: the day.
        features: what speaks for and against it; `head_weights.tsv` says how much.
    """

    index: int
    text: str
    names: tuple[str, ...] = ()
    form: str = ""
    day: date | None = None
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The lines of a text with what candidates are judged by.

    Attributes:
        shapes: of its lines.
        kept: whether each is kept.
        blanks: whether a blank line stands before each.
        first, last: indices of the first and last kept paragraph.
        start, end: the lines above and around the first paragraph that may hold a fact; the end is not one of them.
        words: how often each word stands in the kept paragraphs, by its stem.
        site: names of the site.
        heads: the lines that may hold a fact, those behind the article among them.
        kinds: what each of these may be beside a title, see `kinds_of_line`.
    """

    shapes: Sequence[Shape]
    kept: Sequence[bool]
    blanks: Sequence[bool]
    first: int
    last: int
    start: int
    end: int
    words: Counter[str]
    site: Sequence[str]
    heads: Mapping[int, HeadLine]
    kinds: Mapping[int, tuple[str, ...]]

    def zone(self, index: int) -> str:
        """Whether a line stands above the article (`-`), in it (`=`) or behind it (`+`)."""
        return "-" if self.first > index else "+" if index > self.last else "="

    def behind(self, index: int) -> int:
        """How far behind the last paragraph, or before it, a line stands."""
        return bisect_right(_BEHIND_LAST, index - self.last)

    def near(self, index: int) -> str:
        """How far above the first paragraph a line stands."""
        distance = self.first - index
        return str(bisect_right(NEAR, distance)) if distance > 0 else "-1"


def head_page(
    shapes: Sequence[Shape], kept: Sequence[bool], blanks: Sequence[bool], *, first: int, last: int, site: Sequence[str]
) -> Page:
    """Read the lines that may hold a fact.

    Args:
        shapes: the lines that are not blank.
        kept: for each whether it is the article's.
        blanks: for each whether a blank line stands before it.
        first: index of the first kept paragraph.
        last: of the last.
        site: names of the site, as its lines give them.
    """
    dense = min(densest(shapes)[0], first + _LONGEST_NOTICE)
    start, end = max(0, first - _ABOVE), min(len(shapes), max(first, dense) + _BELOW)
    behind = max(end, last - _LAST)
    within = (index for index in range(end, min(behind, end + _LONGEST_ARTICLE)) if _may_name(shapes[index]))
    indices = (*range(start, end), *within, *range(behind, min(len(shapes), last + 1 + _BEHIND)))
    heads = {index: head_line(shapes[index].text) for index in indices}
    prose = [line for line, is_kept in zip(shapes, kept, strict=True) if is_kept and line.kind in "PS"]
    return Page(
        shapes=shapes,
        kept=kept,
        blanks=blanks,
        first=first,
        last=last,
        start=start,
        end=end,
        words=Counter([word[:STEM] for line in prose for word in line.words]),
        site=site,
        heads=heads,
        kinds={index: tuple(kinds_of_line(line, shapes[index])) for index, line in heads.items()},
    )


def _may_name(line: Shape) -> bool:
    """Whether a line within the article may be a byline or a dateline."""
    count = len(line.words)
    return count <= _LONGEST_BYLINE and (
        (line.dated and count <= _LONGEST_DATELINE) or bool(_NAMES_AUTHOR.match(line.text))
    )


def stems(words: Sequence[str]) -> set[str]:
    """The words of a line that say something, by their stems."""
    return {word[:STEM] for word in words if len(word) > 2 and word not in STOP_WORDS}


_FAR: Final = (-20, -8, -3, -1, 0, 1, 2, 3, 5, 9, 20)


def from_title(page: Page, candidate: Candidate, title: int | None) -> tuple[str, ...]:
    """The features of where a byline or a day stands from the title's line."""
    if title is None:
        return ("no title",)
    distance = f"from title{bisect_right(_FAR, candidate.index - title)}"
    between = title < candidate.index < page.first
    return (distance, f"between:{candidate.form}") if between else (distance,)

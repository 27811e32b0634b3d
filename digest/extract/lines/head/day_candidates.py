"""The candidates for the day of a scraped text: every date with a year around it, with what is said of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from digest.extract.lines.head.author_candidates import around
from digest.extract.lines.head.head_lines import HeadLine
from digest.extract.lines.head.head_page import Candidate, Page

_PUBLISHED: Final = (
    r"\b(?:published|posted|publication|first|issued|created|written|erschienen|veröffentlicht|publié|paru|publicado"
    r"|pubblicato|date|on)\b\W*(?:\w+\W*){0,3}$"
)
_UPDATED: Final = (
    r"\b(?:updated?|modified|revised|edited|stand|aktualisiert|geändert|mis à jour|modifié|actualizado|changed)\b"
    r"\W*(?:\w+\W*){0,3}$"
)
_EVENT: Final = (
    r"\b(?:until|by|from|before|since|through|ends?|starts?|expires?|deadline|as of|comment\w*|says?|joined|accessed"
    r"|retrieved|version)\b\W*$"
)
_CUES: Final = {
    "updated": _UPDATED, "reviewed": r"\breviewed\b[^.]{0,40}$", "published": _PUBLISHED,
    "copyright": r"©|copyright", "event": _EVENT,
}  # fmt: skip
"""What stands before a day, by the patterns of its end; the first that fits counts."""

_PATTERNS: Final = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _CUES.items())
_LABEL_WORDS: Final = 4
"""Words of the longest line that says what the day on the next line is."""


def day_candidates(page: Page) -> list[Candidate]:
    """Every day that the lines around the text name with its year."""
    dated = {index: line for index, line in page.heads.items() if line.days}
    days = sorted({mention.full for line in dated.values() for mention in line.days if mention.full})
    result = []
    for index, line in dated.items():
        for number, mention in enumerate(line.days):
            if day := mention.full:
                features = (*_of_mention(page, index, number), *_of_line(page, index, dated), _of_day(day, days))
                prefixed = tuple(f"day:{feature}" for feature in features)
                result.append(Candidate(index=index, text=str(day), day=day, features=prefixed))
    return result


def _of_mention(page: Page, index: int, number: int) -> Iterator[str]:
    """What stands before and behind a date on its line."""
    line = page.heads[index]
    mention = line.days[number]
    before = line.text[line.days[number - 1].end if number else 0 : mention.start]
    above = page.heads.get(index - 1)
    cue = _cue(before)
    if not cue and above is not None and not before.strip(" :|·•-–—(") and _is_label(page, index - 1):
        cue = _cue(above.text)
    yield f"cue:{cue}"
    yield f"number{min(number, 2)} of {min(len(line.days), 3)}"
    yield f"before{bisect_right((1, 2, 4, 8), len(before.split()))}"
    yield f"behind{bisect_right((1, 2, 4, 8), len(line.text[mention.end :].split()))}"


def _is_label(page: Page, index: int) -> bool:
    return len(page.shapes[index].words) <= _LABEL_WORDS


def _of_line(page: Page, index: int, dated: Mapping[int, HeadLine]) -> Iterator[str]:
    line, shape = page.heads[index], page.shapes[index]
    zone = "-" if page.first > index else "+" if index > page.last else "="
    yield f"zone{zone}{page.kept[index]:d}{shape.kind}"
    yield f"words{bisect_right((3, 4, 6, 9, 14, 22), len(shape.words))}"
    yield f"near{page.near(index)}"
    yield f"in line:{line.how}"
    if line.minutes:
        yield "minutes"
    if line.other:
        yield "other"
    if shape.reason:
        yield f"is:{shape.reason}"
    yield from around(page, index)
    crowd = sum(index + away in dated for away in range(-8, 9) if away)
    yield f"crowd{bisect_right((1, 2, 3, 5), crowd)}"


def _of_day(day: date, days: Sequence[date]) -> str:
    """How many days there are, and whether this is the first or the last of them."""
    order = "<" if day == days[0] else ">" if day == days[-1] else "="
    return f"days{bisect_right((1, 2, 3, 5), len(days))}{order}"


def _cue(before: str) -> str:
    return next((name for name, pattern in _PATTERNS if pattern.search(before)), "")

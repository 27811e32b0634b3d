"""The candidates for the day of a scraped text: every date with a year around it, with what is said of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

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
    "received": r"\b(?:received|submitted|accepted|collection date)\W*$",
    "updated": _UPDATED, "reviewed": r"\breviewed\b[^.]{0,40}$", "published": _PUBLISHED,
    "copyright": r"©|copyright", "event": _EVENT,
}  # fmt: skip
"""What stands before a day, by the patterns of its end; the first that fits counts."""

_NEVER: Final = "cue:received"
"""A day on which a journal got a text or took it, which is not that of its publication."""

_PATTERNS: Final = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _CUES.items())
_LABEL_WORDS: Final = 4
"""Words of the longest line that says what the day on the next line is."""

_Dated: TypeAlias = tuple[int, int, date, bool]
"""A date on a line: start and end in code points, the day (the month first where it can be read two ways), and whether
it can."""


def day_candidates(page: Page) -> list[Candidate]:
    """Every day that the lines around the text name with its year."""
    dated = {index: _dates(line) for index, line in page.heads.items() if line.dated}
    days = sorted({day for of_line in dated.values() for _, _, day, _ in of_line})
    result = []
    for index, of_line in dated.items():
        shared = (*_of_line(page, index, dated),)
        for number, (start, end, day, is_slashed) in enumerate(of_line):
            mention = tuple(_of_mention(page, index, of_line, number))
            if _NEVER in mention:
                continue
            features = (*mention, *shared, _of_day(day, days))
            result.append(
                Candidate(
                    index=index,
                    text=page.heads[index].text[start:end] if is_slashed else str(day),
                    form="slashed" if is_slashed else page.heads[index].form,
                    day=None if is_slashed else day,
                    features=features,
                )
            )
    return result


def _dates(line: HeadLine) -> list[_Dated]:
    """The dates of a line in the order in which they stand."""
    full = [(each.start, each.end, each.full, False) for each in line.days if each.full]
    slashed = [(each.start, each.end, each.month_first, True) for each in line.slashed]
    return sorted((*full, *slashed), key=lambda each: each[0])


def _of_mention(page: Page, index: int, dates: Sequence[_Dated], number: int) -> Iterator[str]:
    """What stands before and behind a date on its line."""
    line = page.heads[index]
    start, end, _, is_slashed = dates[number]
    before, behind = line.text[dates[number - 1][1] if number else 0 : start], line.text[end:]
    above = page.heads.get(index - 1)
    cue = _cue(before)
    if not cue and above is not None and not before.strip(" :|·•-–—(") and _is_label(page, index - 1):
        cue = _cue(above.text)
    zone = page.zone(index)
    yield f"cue:{cue}"
    yield f"cue:{cue}{zone}{page.kept[index]:d}"
    yield f"number{min(number, 2)} of {min(len(dates), 3)}"
    yield f"before{bisect_right((1, 2, 4, 8), len(before.split()))}"
    yield f"behind{bisect_right((1, 2, 4, 8), len(behind.split()))}"
    yield f"then:{_character(behind.lstrip()[:1])}"
    if is_slashed:
        yield "slashed"


def _character(text: str) -> str:
    return "a" if text.isalpha() else "0" if text.isdigit() else text


def _is_label(page: Page, index: int) -> bool:
    return len(page.shapes[index].words) <= _LABEL_WORDS


def _of_line(page: Page, index: int, dated: Mapping[int, Sequence[_Dated]]) -> Iterator[str]:
    line, shape = page.heads[index], page.shapes[index]
    yield f"zone{page.zone(index)}{page.kept[index]:d}{shape.kind}"
    yield f"far{page.behind(index)}"
    yield f"words{bisect_right((3, 4, 6, 9, 14, 22), len(shape.words))}"
    yield f"near{page.near(index)}"
    yield f"in line:{line.form}"
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

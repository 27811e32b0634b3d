"""Dates written in words and digits, in English, German, French, Spanish and, months only, ten other languages.

It finds full dates (`December 19, 2024`, `19. Dezember 2024`, `le 19 décembre 2024`, `2024-12-19`,
`19.12.2024`) and days without a year (`March 18`, `18 de marzo`). `19/12/2024` is read only where one
of the numbers cannot be a month; `slashed_dates` infers the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from digest.extract.facts.east_asian_dates import east_asian_dates
from digest.extract.facts.mention import Mention, day_of
from digest.extract.facts.right_to_left_dates import right_to_left_dates

_MONTH_NAMES = (
    "january jan januar jänner janvier janv enero ene gennaio janeiro januari stycznia января січня",
    "february feb februar feber février fevrier févr febrero febbraio fevereiro februari lutego февраля лютого",
    "march mar märz mrz mars marzo março maart marca марта березня",
    "april apr avril avr abril abr aprile kwietnia апреля квітня",
    "may mai mayo maggio maio mei maj maja мая травня",
    "june jun juni juin junio giugno junho czerwca июня червня",
    "july jul juli juillet juil julio luglio julho lipca июля липня",
    "august aug août aout agosto ago augustus augusti sierpnia августа серпня",
    "september sep sept septembre septiembre setiembre settembre setembro września сентября вересня",
    "october oct oktober okt octobre octubre ottobre outubro października октября жовтня",
    "november nov novembre noviembre listopada ноября листопада",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia декабря грудня",
)
MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}

_WEEKDAY_NAMES = (
    "monday mon montag lundi lunes",
    "tuesday tue tues dienstag mardi martes",
    "wednesday wed mittwoch mercredi miércoles",
    "thursday thu thur thurs donnerstag jeudi jueves",
    "friday fri freitag vendredi viernes",
    "saturday sat samstag sonnabend samedi sábado",
    "sunday sun sonntag dimanche domingo",
)
WEEKDAYS: Final = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}


def _alternatives(names: dict[str, int]) -> str:
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


MONTH: Final = _alternatives(MONTHS)
WEEKDAY_NAME: Final = _alternatives(WEEKDAYS)
"""The names, for patterns."""

_MONTH = rf"(?P<month>{MONTH})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|er|\.|º)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-])"
_WEEKDAY = rf"(?:\b(?P<weekday>{WEEKDAY_NAME})\b\.?,?\s+\(?(?:the\s+|den\s+|le\s+|dem\s+)?)?"

_IN_WORDS = re.compile(
    rf"{_WEEKDAY}(?<![\d.,:/-])\b(?:{_MONTH}\s+{_DAY}(?!\d)(?:,?\s+(?:de\s+)?{_YEAR})?)"
    rf"|{_WEEKDAY.replace('weekday', 'weekday2')}(?<![\d.,:/-])\b{_DAY.replace('<day>', '<day2>')}"
    rf"\s+(?:de\s+|of\s+)?{_MONTH.replace('<month>', '<month2>')}"
    rf"(?:,?\s+(?:de\s+|del\s+)?{_YEAR.replace('<year>', '<year2>')})?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_OTHER_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]")
_ASCII_DIGITS: Final = {first + digit: str(digit) for first in (0x660, 0x6F0, 0xFF10) for digit in range(10)}
"""Arabic and Persian digits, and those as wide as ideographs."""
_LETTERS = re.compile(r"[^\W\d_]+")
_BEFORE, _BEHIND = 60, 40
"""Code points before and behind a month's name in which the rest of a date stands."""
_IN_DIGITS = re.compile(
    r"(?<![\d./-])(?:(?P<year>(?:19|20)\d\d)(?P<rule>[-/.])(?P<month>[01]?\d)(?P=rule)(?P<day>[0-3]?\d)"
    r"|(?P<first>[0-3]?\d)(?P<mark>[./-])(?P<second>[0-3]?\d)(?P=mark)(?P<year2>(?:19|20)\d\d)"
    r"|(?P<day2>[0-3]?\d)\.\s(?P<month2>[01]?\d)\.\s(?P<year3>(?:19|20)\d\d))(?![\d/-]|[.:]\d)"
)


@lru_cache(maxsize=256)
def mentions(text: str) -> tuple[Mention, ...]:
    """Every date of a text in the order in which they stand."""
    if not _DIGIT.search(text) and "月" not in text:
        return ()
    text = in_ascii_digits(text)
    every = [*_in_words(text), *_in_digits(text), *east_asian_dates(text), *right_to_left_dates(text)]
    return tuple(sorted(every, key=lambda mention: mention.start))


def in_ascii_digits(text: str) -> str:
    """The text with these digits instead of Arabic, Persian and wide ones; every code point keeps its place."""
    return text.translate(_ASCII_DIGITS) if not text.isascii() and _OTHER_DIGIT.search(text) else text


def first_full(text: str) -> date | None:
    """The first date of a text that names its year."""
    return next((mention.full for mention in mentions(text) if mention.full), None)


def parse_timestamp(text: str) -> date | None:
    """The day of an ISO 8601 time or of a date as `mentions` finds it; the day as written, in no other zone."""
    match = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", text)
    if match:
        return day_of(int(match[1]), int(match[2]), int(match[3]))
    return first_full(text[:200])


def _around_months(text: str) -> Iterator[tuple[int, int]]:
    """The spans of a text around names of months, in which dates in words are looked for.

    Looking up each word takes a tenth of the time in which the pattern finds that there is no date.
    """
    start = end = -1
    for word in _LETTERS.finditer(text):
        if word[0].lower() in MONTHS:
            if word.start() - _BEFORE > end >= 0:
                yield start, end
                start = -1
            start = max(0, word.start() - _BEFORE) if start < 0 else start
            end = word.end() + _BEHIND
    if end >= 0:
        yield start, end


def _in_words(text: str) -> Iterator[Mention]:
    for match in (match for start, end in _around_months(text) for match in _IN_WORDS.finditer(text, start, end)):
        suffix = "2" if match["month2"] else ""
        year, weekday = match[f"year{suffix}"], match[f"weekday{suffix}"]
        mention = Mention(
            start=min(match.start(f"month{suffix}"), match.start(f"day{suffix}")),
            end=match.end(),
            year=int(year) if year else None,
            month=MONTHS[match[f"month{suffix}"].lower()],
            day=int(match[f"day{suffix}"]),
            weekday=WEEKDAYS[weekday.lower()] if weekday else None,
        )
        if mention.exists:
            yield mention


def _in_digits(text: str) -> Iterator[Mention]:
    for match in _IN_DIGITS.finditer(text):
        if match["year"]:
            year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
        elif match["year3"]:
            year, month, day = int(match["year3"]), int(match["month2"]), int(match["day2"])
        else:
            year, day, month = int(match["year2"]), int(match["first"]), int(match["second"])
            if month > 12:
                day, month = month, day
            elif match["mark"] in "/-" and day <= 12 and day != month:
                continue  # 3/4/2025 is March in one country and April in another
        mention = Mention(start=match.start(), end=match.end(), year=year, month=month, day=day)
        if mention.exists:
            yield mention

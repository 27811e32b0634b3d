"""Dates as Japanese, Chinese and Korean texts write them.

`2025年2月11日`, `二〇二五年二月十一日`, `令和7年2月11日` (the seventh year of an era), `民國114年2月11日`,
`2025년 2월 11일` and `2025. 2. 11.`; digits may be of full width.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from digest.extract.facts.mention import Mention

_ERAS: Final = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The year before the first of an era: the Japanese eras since 1868, and that of the Republic of China."""

_NUMERALS: Final = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_NUMERAL: Final = rf"[{''.join(_NUMERALS)}十廿卅元\d]"

_HAN = re.compile(
    rf"(?:(?P<era>{'|'.join(_ERAS)})[ ]?)?(?P<year>{_NUMERAL}{{1,4}})[ ]?年"
    rf"[ ]?(?P<month>{_NUMERAL}{{1,3}})[ ]?月[ ]?(?P<day>{_NUMERAL}{{1,4}})[ ]?[日号號]"
)
_WITHOUT_YEAR = re.compile(
    rf"(?<![年/])(?<!{_NUMERAL})(?P<month>{_NUMERAL}{{1,3}})[ ]?月[ ]?(?P<day>{_NUMERAL}{{1,4}})[ ]?(?P<unit>[日号號])"
    r"(?![間间])(?:[ ]?[（(](?P<weekday>[月火水木金土日])(?:曜日?)?[）)])?"
)
_WEEKDAYS: Final = "月火水木金土日"
_HANGUL = re.compile(r"(?P<year>\d{4})[ ]?년[ ]?(?P<month>\d\d?)[ ]?월[ ]?(?P<day>\d\d?)[ ]?일")
_KOREAN_DIGITS = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)\.[ ](?P<month>\d\d?)\.[ ](?P<day>\d\d?)(?:\.|(?!\d))")


def east_asian_dates(text: str) -> Iterator[Mention]:
    """The dates of a text, also days without a year (`11月26日（水）`); the order is not that of the text."""
    if "年" in text:
        yield from _matches(_HAN, text)
    if "년" in text:
        yield from _matches(_HANGUL, text)
    if ". " in text:
        yield from _matches(_KOREAN_DIGITS, text)
    if "月" in text:
        yield from _without_year(text)


def _without_year(text: str) -> Iterator[Mention]:
    for match in _WITHOUT_YEAR.finditer(text):
        month, day, weekday = _number(match["month"]), _number(match["day"]), match["weekday"]
        number = _WEEKDAYS.index(weekday) if weekday else None
        mention = Mention(start=match.start(), end=match.end("unit"), year=None, month=month, day=day, weekday=number)
        if mention.exists:
            yield mention


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        era = match.groupdict().get("era")
        year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
        year += _ERAS[era] if era else 0
        mention = Mention(start=match.start(), end=match.end(), year=year, month=month, day=day)
        if 1900 <= year < 2100 and mention.exists:
            yield mention


def _number(written: str) -> int:
    """The value of digits, of numerals one by one (`二〇二五`), or of numerals with ten (`二十一`); 元 is the first."""
    if written.isdecimal():
        return int(written)
    if written == "元":
        return 1
    written = written.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = written.rpartition("十")
    if ten:
        return 10 * (_digits(tens) if tens else 1) + (_digits(ones) if ones else 0)
    return _digits(written)


def _digits(written: str) -> int:
    """The value of numerals one by one; -1, which is part of no date, where one of them is not a digit."""
    values = [int(numeral) if numeral.isdecimal() else _NUMERALS.get(numeral, -1) for numeral in written]
    return -1 if -1 in values else int("".join(map(str, values)))

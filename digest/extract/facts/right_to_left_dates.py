"""Dates in Arabic and Hebrew words: `26 نوفمبر 2025`, `٢٦ تشرين الثاني ٢٠٢٥`, `26 בנובמבר 2025`.

The names of months in Arabic are European ones in Egypt, the Gulf and Sudan, Syrian ones in the Levant and Iraq, French
ones in Algeria and Tunisia, and Moroccan ones (Unicode CLDR, locales `ar`, `ar-SY`, `ar-DZ`, `ar-MA`).
Some publishers write two of them, `نوفمبر/تشرين الثاني`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from digest.extract.facts.mention import Mention

_MONTH_NAMES = (
    "يناير|كانون الثاني|جانفي|ינואר",
    "فبراير|شباط|فيفري|פברואר",
    "مارس|آذار|اذار|מרץ|מרס",
    "أبريل|ابريل|إبريل|نيسان|أفريل|אפריל",
    "مايو|أيار|ايار|ماي|מאי",
    "يونيو|يونيه|حزيران|جوان|יוני",
    "يوليو|يوليه|تموز|جويلية|يوليوز|יולי",
    "أغسطس|اغسطس|آب|أوت|غشت|אוגוסט",
    "سبتمبر|أيلول|ايلول|شتنبر|ספטמבר",
    "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول|אוקטובר",
    "نوفمبر|تشرين الثاني|نونبر|נובמבר",
    "ديسمبر|كانون الأول|كانون الاول|دجنبر|דצמבר",
)
_MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split("|")}
_WEEKDAY_NAMES = (
    "الاثنين|الإثنين|יום שני",
    "الثلاثاء|יום שלישי",
    "الأربعاء|الاربعاء|יום רביעי",
    "الخميس|יום חמישי",
    "الجمعة|יום שישי",
    "السبت|שבת",
    "الأحد|الاحد|יום ראשון",
)
_WEEKDAYS: Final = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split("|")}

_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)})[،,]?\s+)?(?<![\d./:-])(?P<day>\d{{1,2}})\s+(?:من\s+)?ב?(?P<month>{_MONTH})\b"
    rf"(?:\s?/\s?(?:{_MONTH})\b)?(?:[،,]?\s+(?:من\s+)?(?:عام\s+|سنة\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})[،,]\s+(?P<year2>(?:19|20)\d\d)(?!\d)"
)
_LETTER: Final = re.compile("[\u05d0-\u06ff]")


def right_to_left_dates(text: str) -> Iterator[Mention]:
    """Every date in Arabic or Hebrew words.

    Args:
        text: its digits in ASCII.
    """
    if text.isascii() or not _LETTER.search(text):
        return
    for match in _DATE.finditer(text):
        suffix = "2" if match["month2"] else ""
        year = match[f"year{suffix}"]
        mention = Mention(
            start=min(match.start(f"month{suffix}"), match.start(f"day{suffix}")),
            end=match.end(),
            year=int(year) if year else None,
            month=_MONTHS[match[f"month{suffix}"]],
            day=int(match[f"day{suffix}"]),
            weekday=_WEEKDAYS.get(match["weekday"] or ""),
        )
        if mention.exists:
            yield mention

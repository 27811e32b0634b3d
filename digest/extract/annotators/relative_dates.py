"""Dates that a text does not state whole, worked out from the day of its publication.

A day or month without a year, a weekday, `three weeks ago`. The tense of the sentence says whether to count
back or ahead; where its verbs do not show a tense, no date is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from digest.dataclass import dataclass
from digest.extract.annotators.lexicon import VERB, forms, words
from digest.extract.annotators.tense import Tense, tense
from digest.extract.facts.dates import MONTH, MONTHS, WEEKDAYS
from digest.extract.facts.mention import Mention
from digest.model.findings import Basis

_NUMBERS: Final = {
    word: number
    for number, written in enumerate(
        (
            "one a an ein eine einem einer un une uno una", "two zwei deux dos", "three drei trois tres",
            "four vier quatre cuatro", "five fünf cinq cinco", "six sechs seis", "seven sieben sept siete",
            "eight acht huit ocho", "nine neun neuf nueve", "ten zehn dix diez",
        ),
        start=1,
    )
    for word in written.split()
}  # fmt: skip
_NUMBER: Final = rf"(?P<number>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNITS: Final = {"day": 1, "tag": 1, "jour": 1, "día": 1, "week": 7, "woche": 7, "semaine": 7, "semana": 7}

MONTH_WORDS: Final = frozenset(MONTHS) | {month.capitalize() for month in MONTHS}
DAY_WORDS: Final = frozenset(form for day in WEEKDAYS for form in (day, day.capitalize()))
AGO_WORDS: Final = forms("ago vor Vor il Il hace Hace")
NEAR_WORDS: Final = forms("yesterday Yesterday gestern Gestern hier Hier ayer Ayer month Monat mois mes")
ALL_WORDS: Final = MONTH_WORDS | DAY_WORDS | AGO_WORDS | NEAR_WORDS
"""A sentence with none of these has no date in words."""
_SHORT_MONTHS: Final = forms("may june july mai mars juin août juni juli märz mayo")
_MONTHS: Final = "|".join(name for name in MONTHS if len(name) > 4 or name in _SHORT_MONTHS)
_DAYS: Final = "|".join(name for name in WEEKDAYS if len(name) > 4)
"""Whole names: alone, abbreviations are other words too (`sun`, `mar`)."""

_MONTH_ALONE: Final = re.compile(
    r"\b(?P<before>[Ii]n|this|[Ll]ast|[Nn]ext|[Ii]m|letzten|vergangenen|nächsten|[Ee]n|el pasado|el próximo)"
    rf" (?:early |late |mid-|Anfang |Mitte |Ende )?(?P<month>(?i:{_MONTHS}))\b"
    r"(?P<behind> dernier| prochain| pasado| próximo)?"
    rf"(?!\.? ?\d|\.? (?:of|de) |\.? (?:and|und|et|y|or|bis|to) (?i:{MONTH})\b)"
)
_WEEKDAY: Final = re.compile(
    rf"\b(?P<weekday>(?i:{_DAYS}))\b(?P<behind> dernier| prochain| pasado| próximo)?"
    rf"(?! (?:of|nach|before|after) )(?! (?:in|im|de|en|of) (?:next |last )?(?i:{MONTH}))(?!s\b)"
)
_BEFORE_WEEKDAY: Final = re.compile(
    r"\b(?:[Oo]n|[Ll]ast|[Nn]ext|this|[Aa]m|vergangenen|letzten|nächsten|kommenden|[Ee]l|el pasado|el próximo|[Ll]e|ce"
    r"|\w+ed|said) \Z"
)
_AGO: Final = re.compile(
    rf"\b{_NUMBER} (?P<unit>day|week|month)s? ago\b"
    rf"|\b(?:vor|il y a|hace) {_NUMBER.replace('number', 'number2')} "
    r"(?P<unit2>Tag|Woche|Monat|jour|semaine|mois|día|semana|mes)(?:e[ns]?|n|s|es)?\b",
    re.IGNORECASE,
)
_YESTERDAY: Final = re.compile(r"\b(?:yesterday|gestern|ayer|hier)\b(?! (?:et|and|y|in))", re.IGNORECASE)
_LAST_MONTH: Final = re.compile(
    r"(?<!the )\b(?:last month|(?:im )?(?:vergangenen|letzten) Monat|le mois dernier|el mes pasado|next month"
    r"|(?:im )?nächsten Monat|le mois prochain|el próximo mes)\b",
    re.IGNORECASE,
)
_ON: Final = re.compile(r"\b(?:[Oo]n|[Aa]m|[Ll]e|[Ee]l)(?: (?:the|dem))? \Z")
_SAID: Final = re.compile(
    rf"\b(?:{VERB}|ruled|voted|agreed|teilte|teilten|entschied)(?: (?:reporters|mit))?"
    r"(?: (?:on|am|late|early|in|le|el)){0,3} ?\Z"
)
_DONE: Final = re.compile(r"(?:, |\b(?:was|were|had) )(?:\w+ )?\w+[^e\W]ed (?:on|in) \Z")
"""`…, commissioned in April, …` is in the past, whatever the tense of the sentence."""

_SINCE: Final = re.compile(r"\b(?:from|than|of|until|since|as) \Z")

_FARTHEST: Final = timedelta(days=330)
_CALENDAR: Final = range(1000, 9000)
"""Years of publication from which days can be counted on and back without an end of the calendar in between."""

_NEXT: Final = re.compile(r"next|nächst|kommend|prochain|próximo", re.IGNORECASE)
_LAST: Final = re.compile(r"last|vergangen|letzt|dernier|pasado", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateInSentence:
    """A date in a sentence: `2025-03-18` or `2025-03`, and its place in code points."""

    at: int
    date: str
    basis: Basis


def worked_out(text: str, mentions: Sequence[Mention], day: date) -> Iterator[DateInSentence]:
    """The dates of a sentence that are not stated whole.

    Args:
        text: the sentence.
        mentions: its days, with a year or without.
        day: of publication.
    """
    if day.year not in _CALENDAR:
        return
    present = words(text)
    yield from _yearless(text, mentions, day)
    if not MONTH_WORDS.isdisjoint(present):
        yield from _months(text, day)
    if not DAY_WORDS.isdisjoint(present):
        yield from _weekdays(text, day)
    if not AGO_WORDS.isdisjoint(present):
        yield from _agos(text, day)
    if not NEAR_WORDS.isdisjoint(present):
        yield from _near(text, day)


def _agos(text: str, day: date) -> Iterator[DateInSentence]:
    """`three weeks ago`, where the sentence says what happened then."""
    for match in _AGO.finditer(text):
        if _way(text, match.start()) == "past" and not _SINCE.search(text, max(0, match.start() - 8), match.start()):
            yield DateInSentence(match.start(), _ago(match, day), "relative")


def _way(text: str, at: int) -> Tense | None:
    """The tense of what has the date: in `it will close, the firm said on Monday`, of what was said."""
    if _SAID.search(text, max(0, at - 40), at):
        return "past"
    return tense(text) or ("past" if _DONE.search(text, max(0, at - 40), at) else None)


def _yearless(text: str, days: Sequence[Mention], day: date) -> Iterator[DateInSentence]:
    """Days without a year, each taken as the nearest to the publication on the side that the tense says."""
    for mention in days:
        if mention.year is not None or not (mention.weekday is not None or _ON.search(text, 0, mention.start)):
            continue
        way = _way(text, mention.start)
        years = (day.year, day.year - 1) if way == "past" else (day.year, day.year + 1)
        fits = [
            dated
            for year in years
            if (dated := mention.in_year(year)) and (dated <= day if way == "past" else dated >= day)
        ]
        agrees = bool(fits) and mention.weekday in {None, fits[0].weekday()}
        if way is not None and agrees and abs(fits[0] - day) <= _FARTHEST:
            yield DateInSentence(mention.start, fits[0].isoformat(), "yearless")


def _months(text: str, day: date) -> Iterator[DateInSentence]:
    for match in _MONTH_ALONE.finditer(text):
        qualifiers = f"{match['before']}{match['behind'] or ''}"
        way = (
            "future" if _NEXT.search(qualifiers) else "past" if _LAST.search(qualifiers) else _way(text, match.start())
        )
        month = MONTHS[match["month"].lower()]
        if way is None or match["month"][0].islower() is not _is_small(match["before"]):
            continue
        ahead = month < day.month if way == "future" else False
        back = month > day.month or (month == day.month and bool(_LAST.search(qualifiers))) if way == "past" else False
        year = day.year + 1 if ahead else day.year - 1 if back else day.year
        yield DateInSentence(match.start("month"), f"{year}-{month:02}", "yearless")


def _is_small(before: str) -> bool:
    """Whether a preposition is French or Spanish, whose months begin with a small letter."""
    return before.lower() in {"en", "el pasado", "el próximo"}


def _near(text: str, day: date) -> Iterator[DateInSentence]:
    for match in _YESTERDAY.finditer(text):
        yield DateInSentence(match.start(), (day - timedelta(days=1)).isoformat(), "relative")
    for match in _LAST_MONTH.finditer(text):
        yield DateInSentence(match.start(), _month_away(day, 1 if _NEXT.search(match[0]) else -1), "relative")


def _weekdays(text: str, day: date) -> Iterator[DateInSentence]:
    for match in _WEEKDAY.finditer(text):
        before = _BEFORE_WEEKDAY.search(text, max(0, match.start() - 16), match.start())
        qualifiers = f"{before[0] if before else ''}{match['behind'] or ''}"
        if not qualifiers and match["weekday"][0].isupper():
            continue  # a weekday in French stands alone; in English and German something leads it in
        dated = _weekday(WEEKDAYS[match["weekday"].lower()], qualifiers, _way(text, match.start()), day)
        if dated is not None:
            yield DateInSentence(match.start(), dated.isoformat(), "relative")


def _weekday(wanted: int, qualifiers: str, way: Tense | None, day: date) -> date | None:
    """The day that a weekday means.

    `last` and `next` mean the nearest to some, to others that of another week: there is an answer where both agree.
    """
    back = day - timedelta(days=(day.weekday() - wanted) % 7)
    ahead = day + timedelta(days=(wanted - day.weekday() - 1) % 7 + 1)
    if _LAST.search(qualifiers) or _NEXT.search(qualifiers):
        last = back if back < day else back - timedelta(days=7)
        nearest = last if _LAST.search(qualifiers) else ahead
        return None if nearest.isocalendar()[:2] == day.isocalendar()[:2] else nearest
    return None if way is None else back if way == "past" else ahead


def _ago(match: re.Match[str], day: date) -> str:
    number, unit = (match["number"] or match["number2"]).lower(), (match["unit"] or match["unit2"]).lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    if unit not in _UNITS:
        return _month_away(day, -count)
    return (day - timedelta(days=count * _UNITS[unit])).isoformat()


def _month_away(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"

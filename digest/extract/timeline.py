"""What happened when: sentences with a date that is known at least to the month.

A date stands whole in its sentence, or is worked out from the day of publication: a day or month without a year, a
weekday, `three weeks ago`. Which way to count, back or ahead, is told by the tense of the sentence; where its verbs do
not tell, or a year named before in the paragraph says that the text is about another time, there is no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from digest.extract.dates import MONTH, MONTHS, WEEKDAY_NAME, WEEKDAYS, Mention, mentions
from digest.extract.key_sentences import Sentence
from digest.extract.reading import Reading
from digest.extract.lexicon import VERB
from digest.extract.tense import Tense
from digest.extract.tense import tense as tense_of
from digest.model.findings import Basis, Event

LEAST: Final = 2
"""Events; a single one is no timeline."""

MOST: Final = 12
LONGEST: Final = 320
"""Code points of a sentence."""

_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "one a an ein eine einem einer un une uno una", "two zwei deux dos", "three drei trois tres",
            "four vier quatre cuatro", "five fünf cinq cinco", "six sechs seis", "seven sieben sept siete",
            "eight acht huit ocho", "nine neun neuf nueve", "ten zehn dix diez",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_NUMBER: Final = rf"(?P<number>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNITS: Final = {"day": 1, "tag": 1, "jour": 1, "día": 1, "week": 7, "woche": 7, "semaine": 7, "semana": 7}

_MONTH_WORDS: Final = frozenset(MONTHS) | {month.capitalize() for month in MONTHS}
_DAY_WORDS: Final = frozenset(form for day in WEEKDAYS for form in (day, day.capitalize()))
_AGO_WORDS: Final = frozenset("ago vor Vor il Il hace Hace".split())
_NEAR_WORDS: Final = frozenset("yesterday Yesterday gestern Gestern hier Hier ayer Ayer month Monat mois mes".split())
_WORDS: Final = _MONTH_WORDS | _DAY_WORDS | _AGO_WORDS | _NEAR_WORDS
_NUMERIC: Final = re.compile(r"\d[./-]\d")

_YEAR: Final = re.compile(r"(?<![\d.,€$£-])(?:1[0-9]|20)\d\d(?![\d,.%-]?\d|-)")

_MONTH_AND_YEAR: Final = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th|er)? (?:de |of )?)?(?P<month>{MONTH})\.?,? (?:de |del |of )?(?P<year>(?:1[5-9]|20)\d\d)(?![\d%-]|,\d)",
    re.IGNORECASE,
)
_SHORT_MONTHS: Final = frozenset("may june july mai mars juin août juni juli märz mayo".split())
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
    r"\b(?:[Oo]n|[Ll]ast|[Nn]ext|this|[Aa]m|vergangenen|letzten|nächsten|kommenden|[Ee]l|el pasado|el próximo|[Ll]e|ce|\w+ed"
    r"|said) \Z"
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
_BOUNDS: Final = (
    "since|until|till|through|by|before|after|as of|than in|between|seit|bis|vor|nach|depuis|jusqu[’']en|avant|après|hasta"
    "|antes de|después de"
)
_BOUND: Final = re.compile(
    rf"(?:\d(?:st|nd|rd|th|\.)? (?:to|and|or|bis|und|au|et|a|y)|\b(?:{_BOUNDS}))"
    r"(?: the| dem| le| el| zum)?(?: early| late| mid| Anfang| Ende)? ?-?\Z",
    re.IGNORECASE,
)
"""A date behind these is the end of a stretch of time, not when something happened."""

_SAID: Final = re.compile(
    rf"\b(?:{VERB}|ruled|voted|agreed|teilte|teilten|entschied)(?: (?:reporters|mit))?(?: (?:on|am|late|early|in|le|el))* ?\Z"
)
_DONE: Final = re.compile(r"(?:, |\b(?:was|were|had) )(?:\w+ )?\w+[^e\W]ed (?:on|in) \Z")
"""`…, commissioned in April, …` is past whatever else may be."""

_HABIT: Final = re.compile(
    r"\b(?:every|each|usually|traditionally|annually|always|jede[nrs]?|jährlich|meist|chaque|toujours|cada|siempre)\b",
    re.IGNORECASE,
)
_FARTHEST: Final = timedelta(days=330)
_NEXT: Final = re.compile(r"next|nächst|kommend|prochain|próximo", re.IGNORECASE)
_LAST: Final = re.compile(r"last|vergangen|letzt|dernier|pasado", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A date in a sentence: `2025-03-18` or `2025-03`, and where it stands."""

    at: int
    date: str
    basis: Basis


def timeline(reading: Reading) -> tuple[Event, ...]:
    """The events of an article by date; nothing where there are fewer than two."""
    events: dict[str, Event] = {}
    dated: dict[int, bool] = {}
    for sentence in reading.sentences:
        number = sentence.paragraph
        if number not in dated:
            dated[number] = _may_be_dated(reading.paragraphs[number])
        found = _first(reading, sentence) if dated[number] else None
        if found is not None:
            events.setdefault(found.date, Event(date=found.date, text=sentence.text, basis=found.basis))
    ordered = sorted(events.values(), key=lambda event: event.date)[:MOST]
    return tuple(ordered) if len(ordered) >= LEAST else ()


def _words(text: str) -> list[str]:
    """The words of a text, roughly: enough to look some up, and much faster than a pattern."""
    for mark in ",.();:“”":
        if mark in text:
            text = text.replace(mark, " ")
    return text.split()


def _may_be_dated(text: str) -> bool:
    """Whether a text has a word or number of dates. Words are looked up before patterns are tried: most have none."""
    return not _WORDS.isdisjoint(_words(text)) or _NUMERIC.search(text) is not None


def _first(reading: Reading, sentence: Sentence) -> _Found | None:
    """The first date of a sentence."""
    text = sentence.text
    if len(text) > LONGEST or not _may_be_dated(text) or not _whole(text):
        return None
    days = mentions(text)
    found = [*_stated(text, days)]
    if reading.day is not None and not _HABIT.search(text) and not _other_time(reading, sentence):
        found += [*_yearless(text, days, reading.day), *_relative(text, reading.day), *_months(text, reading.day)]
    found = [each for each in found if not _BOUND.search(text, max(0, each.at - 30), each.at)]
    return min(found, key=lambda each: each.at, default=None)


def _whole(text: str) -> bool:
    """Whether a sentence is one: no question, no half of a quotation, with its stop."""
    pairs = (("“", "”"), ("«", "»"), ("(", ")"))
    balanced = "„" in text or all(text.count(left) == text.count(right) for left, right in pairs)
    return balanced and text.count('"') % 2 == 0 and text[-1] in '.!…”»“"' and "\n" not in text and "://" not in text


def _stated(text: str, days: Sequence[Mention]) -> Iterator[_Found]:
    for mention in days:
        if mention.full:
            yield _Found(mention.start, mention.full.isoformat(), "stated")
    for match in _MONTH_AND_YEAR.finditer(text):
        if match["day"] is None:
            yield _Found(match.start(), f"{match['year']}-{MONTHS[match['month'].lower()]:02}", "stated")
        elif match["year"] < "1900":  # `mentions` finds the later ones
            day = f"{match['year']}-{MONTHS[match['month'].lower()]:02}-{int(match['day']):02}"
            yield _Found(match.start(), day, "stated")


def _tense(text: str, at: int) -> Tense | None:
    """The tense of what has the date: in `it will close, the firm said on Monday`, of what was said."""
    if _SAID.search(text, max(0, at - 40), at):
        return "past"
    return tense_of(text) or ("past" if _DONE.search(text, max(0, at - 40), at) else None)


def _other_time(reading: Reading, sentence: Sentence) -> bool:
    """Whether the paragraph, up to the end of the sentence, names a year that is not that of the publication."""
    assert reading.day is not None
    text = reading.paragraphs[sentence.paragraph]
    years = {int(match[0]) for match in _YEAR.finditer(text, 0, sentence.end)}
    return any(year != reading.day.year for year in years)


def _yearless(text: str, days: Sequence[Mention], day: date) -> Iterator[_Found]:
    """Days without a year, each taken as the nearest to the publication on the side that the tense says."""
    for mention in days:
        if mention.year is not None or not (mention.weekday is not None or _ON.search(text, 0, mention.start)):
            continue
        tense = _tense(text, mention.start)
        years = (day.year, day.year - 1) if tense == "past" else (day.year, day.year + 1)
        fits = [
            found
            for year in years
            if (found := mention.in_year(year)) and (found <= day if tense == "past" else found >= day)
        ]
        agrees = bool(fits) and mention.weekday in {None, fits[0].weekday()}
        if tense is not None and agrees and abs(fits[0] - day) <= _FARTHEST:
            yield _Found(mention.start, fits[0].isoformat(), "yearless")


def _months(text: str, day: date) -> Iterator[_Found]:
    for match in _MONTH_ALONE.finditer(text):
        said = f"{match['before']}{match['behind'] or ''}"
        tense = "future" if _NEXT.search(said) else "past" if _LAST.search(said) else _tense(text, match.start())
        month = MONTHS[match["month"].lower()]
        if tense is None or match["month"][0].islower() is not _is_small(match["before"]):
            continue
        ahead = month < day.month if tense == "future" else False
        back = month > day.month or (month == day.month and bool(_LAST.search(said))) if tense == "past" else False
        year = day.year + 1 if ahead else day.year - 1 if back else day.year
        yield _Found(match.start("month"), f"{year}-{month:02}", "yearless")


def _is_small(before: str) -> bool:
    """Whether the months of the language of a preposition are written small: in French and Spanish they are."""
    return before.lower() in {"en", "el pasado", "el próximo"}


def _relative(text: str, day: date) -> Iterator[_Found]:
    words = _words(text)
    if not _DAY_WORDS.isdisjoint(words):
        yield from _weekdays(text, day)
    if not _AGO_WORDS.isdisjoint(words):
        for match in _AGO.finditer(text):
            yield _Found(match.start(), _ago(match, day), "relative")
    if not _NEAR_WORDS.isdisjoint(words):
        for match in _YESTERDAY.finditer(text):
            yield _Found(match.start(), (day - timedelta(days=1)).isoformat(), "relative")
        for match in _LAST_MONTH.finditer(text):
            yield _Found(match.start(), _month_away(day, 1 if _NEXT.search(match[0]) else -1), "relative")


def _weekdays(text: str, day: date) -> Iterator[_Found]:
    for match in _WEEKDAY.finditer(text):
        before = _BEFORE_WEEKDAY.search(text, max(0, match.start() - 16), match.start())
        said = f"{before[0] if before else ''}{match['behind'] or ''}"
        if not said and match["weekday"][0].isupper():
            continue  # a weekday in French stands alone; in English and German something leads it in
        found = _weekday(WEEKDAYS[match["weekday"].lower()], said, _tense(text, match.start()), day)
        if found is not None:
            yield _Found(match.start(), found.isoformat(), "relative")


def _weekday(wanted: int, said: str, tense: Tense | None, day: date) -> date | None:
    """The day that a weekday means.

    `last` and `next` mean the nearest to some, to others that of another week: only where both agree there is an answer.
    """
    back = day - timedelta(days=(day.weekday() - wanted) % 7)
    ahead = day + timedelta(days=(wanted - day.weekday() - 1) % 7 + 1)
    if _LAST.search(said) or _NEXT.search(said):
        last = back if back < day else back - timedelta(days=7)
        found = last if _LAST.search(said) else ahead
        return None if found.isocalendar()[:2] == day.isocalendar()[:2] else found
    return None if tense is None else back if tense == "past" else ahead


def _ago(match: re.Match[str], day: date) -> str:
    number, unit = (match["number"] or match["number2"]).lower(), (match["unit"] or match["unit2"]).lower()
    count = int(number) if number.isdigit() else _NUMBERS[number]
    if unit not in _UNITS:
        return _month_away(day, -count)
    return (day - timedelta(days=count * _UNITS[unit])).isoformat()


def _month_away(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{year:04}-{month + 1:02}"

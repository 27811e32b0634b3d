"""What happened when: sentences with a date that is known at least to the month.

A date stands whole in its sentence, or is worked out from the day of publication (`relative_dates`). Where a year named
before in the paragraph says that the text is about another time, nothing is worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from digest.extract.annotators.lexicon import words
from digest.extract.annotators.relative_dates import ALL_WORDS, MONTH_WORDS, DateInSentence, worked_out
from digest.extract.annotators.summary.sentences import Sentence
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.extract.facts.dates import MONTH, MONTHS, mentions
from digest.extract.facts.mention import Mention, day_of
from digest.model.findings import Event

LEAST: Final = 2
"""Events of the shortest timeline."""

MOST: Final = 12
LONGEST: Final = 320
"""Code points of a sentence."""

_KNOWN_YEARS: Final = range(1800, 2800)
"""Of a publication from which anything is worked out."""

_NUMERIC: Final = re.compile(r"\d[./-]\d")

_YEAR: Final = re.compile(r"(?<![\d.,€$£-])(?:1[0-9]|20)\d\d(?![\d,.%-]?\d|-)")

_MONTH_AND_YEAR: Final = re.compile(
    rf"\b(?:(?P<day>[0-3]?\d)(?:\.|st|nd|rd|th|er)? (?:de |of )?)?(?P<month>{MONTH})\.?,? (?:de |del |of )?"
    r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%-]|,\d)",
    re.IGNORECASE,
)
_FOUR_DIGITS: Final = re.compile(r"\d{4}")

_BOUNDS: Final = (
    "since|until|till|through|by|before|after|as of|than in|between|seit|bis|vor|nach|depuis|jusqu[’']en|avant|après"
    "|hasta|antes de|después de"
)
_BOUND: Final = re.compile(
    rf"(?:\d(?:st|nd|rd|th|\.)? (?:to|and|or|bis|und|au|et|a|y)|\b(?:{_BOUNDS}))"
    r"(?: the| dem| le| el| zum)?(?: early| late| mid| Anfang| Ende)? ?-?\Z",
    re.IGNORECASE,
)
"""A date behind these is the limit of a period, not the day of an event."""

_HABIT: Final = re.compile(
    r"\b(?:every|each|usually|traditionally|annually|always|jede[nrs]?|jährlich|meist|chaque|toujours|cada|siempre)\b",
    re.IGNORECASE,
)


def timeline(analysis: TextAnalysis) -> tuple[Event, ...]:
    """The events of an article by date; nothing where there are fewer than two."""
    events: dict[str, Event] = {}
    dated: dict[int, bool] = {}
    for sentence in analysis.sentences:
        number = sentence.paragraph
        if number not in dated:
            dated[number] = _may_be_dated(analysis.paragraphs[number])
        first = _first(analysis, sentence) if dated[number] else None
        if first is not None:
            events.setdefault(first.date, Event(date=first.date, text=sentence.text, basis=first.basis))
    ordered = sorted(events.values(), key=lambda event: event.date)[:MOST]
    return tuple(ordered) if len(ordered) >= LEAST else ()


def _may_be_dated(text: str) -> bool:
    """Whether a text has a word or number of dates. Words are looked up before patterns are tried: most have none."""
    return not ALL_WORDS.isdisjoint(words(text)) or _NUMERIC.search(text) is not None


def _first(analysis: TextAnalysis, sentence: Sentence) -> DateInSentence | None:
    """The first date of a sentence."""
    text = sentence.text
    if len(text) > LONGEST or not _may_be_dated(text) or not _whole(text):
        return None
    has_month = not MONTH_WORDS.isdisjoint(words(text))
    days = mentions(text) if has_month or _NUMERIC.search(text) else ()
    dates = [*_stated(text, days)] if has_month or days else []
    if analysis.day and not _HABIT.search(text) and not _other_time(analysis, sentence, analysis.day):
        dates += worked_out(text, days, analysis.day)
    events = [dated for dated in dates if not _BOUND.search(text, max(0, dated.at - 30), dated.at)]
    return min(events, key=lambda dated: dated.at, default=None)


def _whole(text: str) -> bool:
    """Whether a sentence is whole: with its full stop, not a question, not half of a quotation."""
    pairs = (("“", "”"), ("«", "»"), ("(", ")"))
    balanced = "„" in text or all(text.count(left) == text.count(right) for left, right in pairs)
    return balanced and text.count('"') % 2 == 0 and text[-1] in '.!…”»“"' and "\n" not in text and "://" not in text


def _stated(text: str, days: Sequence[Mention]) -> Iterator[DateInSentence]:
    for mention in days:
        if mention.full:
            yield DateInSentence(mention.start, mention.full.isoformat(), "stated")
    for match in _MONTH_AND_YEAR.finditer(text) if _FOUR_DIGITS.search(text) else ():
        if match["day"] is None:
            yield DateInSentence(match.start(), f"{match['year']}-{MONTHS[match['month'].lower()]:02}", "stated")
        elif match["year"] < "1900":  # `mentions` finds the later ones
            day = day_of(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
            yield from [DateInSentence(match.start(), day.isoformat(), "stated")] if day else []


def _other_time(analysis: TextAnalysis, sentence: Sentence, day: date) -> bool:
    """Whether the paragraph, up to the end of the sentence, names a year that is not that of the publication."""
    years = _YEAR.finditer(analysis.paragraphs[sentence.paragraph], 0, sentence.end)
    return day.year not in _KNOWN_YEARS or any(int(match[0]) != day.year for match in years)

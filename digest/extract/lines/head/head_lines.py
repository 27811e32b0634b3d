"""The lines around an article that may hold its title, byline or dateline, each read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from digest.dataclass import dataclass
from digest.extract.facts.dates import mentions
from digest.extract.facts.mention import Mention
from digest.extract.facts.slashed_dates import SlashedDate, slashed_dates
from digest.extract.lines.head.glued_lines import LONGEST, unglued
from digest.extract.lines.head.line_names import biography_name, labelled_names, line_names
from digest.extract.lines.line_features import Shape

_LABEL = re.compile(
    r"\W*(?:(?:(?:written|posted|published|words|reported|story|text|article|created|authored|recommended|a post"
    r"|medically reviewed|reviewed|edited|fact[- ]checked|researched)\s+)?by|authors?|the author"
    r"|(?:about|meet) the author|author info\w*|von|par|por|autor(?:in|en)?|auteure?s?|autora|verfasst von"
    r"|geschrieben von|rédigé par|escrito por)\s*:?\W*",
    re.IGNORECASE,
)
_NOT_THE_AUTHOR = re.compile(
    r"\b(?:review(?:ed|er)|edit(?:ed|ing)|fact[- ]check\w*|photo\w*|image|illustrat\w+|credit|translated|updated by"
    r"|comment\w*|repl(?:y|ies)|says|liked|powered|sponsor\w*|presented|lektor\w*|foto|bild)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|writer|reporter|correspondent|contribut\w+|author|journalist|columnist|staff|founder|ceo|director"
    r"|manager|professor|blogger|expert|specialist|redakteur\w*|autorin|journaliste)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|reviewed|revised|edited|edits|stand|aktualisiert|geändert|mis à jour|modifié|actualizado"
    r"|changed)\b",
    re.IGNORECASE,
)
_READING_TIME = re.compile(r"\b\d+\s*-?\s*(?:min|minuten?|minutes?|mins)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine:
    """A line as far as it may name an author or a day.

    Attributes:
        text: unglued.
        names: those that it gives as the author's.
        form: the form in which it names them, see `line_names`; empty where there are none.
        days: dates with a year.
        slashed: dates in digits that can be read two ways.
        yearless: whether it names a day without a year.
        label: whether it announces a name on the line below ("Written by").
    """

    text: str = ""
    names: tuple[str, ...] = ()
    form: str = ""
    days: tuple[Mention, ...] = ()
    slashed: tuple[SlashedDate, ...] = ()
    yearless: bool = False
    label: bool = False

    @property
    def dated(self) -> bool:
        """Whether it holds a date with a year."""
        return bool(self.days or self.slashed)

    @property
    def other(self) -> bool:
        """Whether it names somebody who is not the author: a reviewer, a photographer, a reader who comments."""
        return _has(_NOT_THE_AUTHOR, self.text)

    @property
    def role(self) -> bool:
        """Whether it holds a profession ("Staff Writer")."""
        return _has(_ROLE, self.text)

    @property
    def updated(self) -> bool:
        """Whether it speaks of a change."""
        return _has(_UPDATED, self.text)

    @property
    def minutes(self) -> bool:
        """Whether it gives a reading time."""
        return _has(_READING_TIME, self.text)

    @property
    def labelled(self) -> tuple[str, ...]:
        """The names, if a label stands above."""
        return self.names or labelled_names(self.text)


@lru_cache(maxsize=4096)
def _has(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a line has a match; cached, since each line is looked at from its neighbours too."""
    return bool(pattern.search(text))


@lru_cache(maxsize=1024)
def head_line(text: str) -> HeadLine:
    """Read one line; of a long one only whom it introduces."""
    if len(text) > LONGEST:
        names = biography_name(text[:LONGEST])
        return HeadLine(names=names, form="biography" if names else "")
    text = unglued(text)
    dates = mentions(text)
    slashed = tuple(slashed_dates(text)) if "/" in text else ()
    names, form = line_names(_without(text, (*dates, *slashed)))
    return HeadLine(
        text=text,
        names=names,
        form=form,
        days=tuple(date for date in dates if date.full),
        slashed=slashed,
        yearless=any(date.year is None for date in dates),
        label=bool(_LABEL.fullmatch(text)),
    )


def _without(text: str, dates: tuple[Mention | SlashedDate, ...]) -> str:
    """A line with a mark in the place of each date."""
    for date in sorted(dates, key=lambda date: -date.start):
        text = f"{text[: date.start].rstrip()} · {text[date.end :]}"
    return text.strip(" ·")


_SAID_BY_WORDS: Final = ("share line", "reading time", "image credit", "counter", "comment form")


def kinds_of_line(line: HeadLine, shape: Shape) -> Iterator[str]:
    """What a line may be beside a title: a byline, a day, a label, a reading time, a share line."""
    count = len(shape.words)
    if line.names:
        yield "alone" if line.form == "alone" else "names"
    if line.dated and count <= 16:
        yield "day"
    elif line.yearless and count <= 10:
        yield "yearless"
    if line.label:
        yield "label"
    if count <= 16 and line.minutes:
        yield "minutes"
    if count <= 12 and line.updated:
        yield "updated"
    if shape.reason in _SAID_BY_WORDS:
        yield shape.reason

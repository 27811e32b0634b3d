"""The lines around an article that may hold its title, byline or dateline, each read once.

Scrapers lose the space between two elements of a page, so that a byline and its day are glued to each other
("ByJane DoeAugust 5, 2024"). They are parted before a line is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from digest.extract.facts.dates import MONTHS, Mention, mentions
from digest.extract.facts.names import byline, credit, is_person, people, pen_credit, pen_names
from digest.extract.lines.line_features import Shape

STEM: Final = 7
"""Code points by which words are compared, so that `energy` meets `energies`."""

_LONGEST: Final = 240
"""Code points of the longest line that may be a byline or a dateline."""

_CAPITALISED: Final = "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True))
_GLUED: Final = (
    (re.compile(rf"(?<=[^\W\d_A-Z])(?=(?:{_CAPITALISED})\.? \d)"), " "),  # "DoeAugust 5", "onAugust 5"
    (re.compile(rf"(?<=[:.,|])(?=(?:{_CAPITALISED})\.? \d)"), " "),  # "Updated:August 5"
    (re.compile(rf"(?<=\d)(?=(?:{_CAPITALISED})\b)"), " "),  # "2024December 30"
    (re.compile(rf"(?<=[A-Z]{{2}})(?=(?:{_CAPITALISED})\.? \d)"), " "),  # "PhDAugust 5", "JANE DOEAugust 5"
    (re.compile(r"(?<=[ ./-])((?:19|20)\d\d)(?=\d{1,3} ?[^\W\d_]|[^\W\d_]|\d{1,2}$)"), r"\1 · "),  # "20262 Comments", "2026By"
    (re.compile(rf"(?<=[^\W\d_A-Z])(?=\d{{1,2}} ?(?:mins?|minutes?)\b|\d{{1,2}} (?:{_CAPITALISED})\b|\d{{1,2}}/\d{{1,2}}/\d)"), " · "),
    (re.compile(r"\b([Bb]y|BY)(?:[Bb]y\b)?(?=[A-Z][\w.’'-]+ [A-Z])"), r"\1 "),  # "ByJane Doe", "byby Jane"
    (re.compile(r"(?<=[^\W\d_A-Z])(?=(?:Last )?(?:Updated|Published|Posted|Modified|Reviewed|Founder|Contribut|Senior|Staff)\b)"), " · "),
    (re.compile(r"(?<=[^\W\d_A-Z.])(?=By [A-Z])"), " · "),
    (re.compile(r"(\b[Bb]y (?:[^\W\d_][\w.’'-]* ){1,3}[^\W\d_]\w*[a-z])(?=(?:In|On) ?(?:[A-Z]|$))"), r"\1 · "),
    (re.compile(r"\b([Bb]y|BY) ?[Bb]y\b"), r"\1"),
)  # fmt: skip
_YEAR_FIRST = re.compile(rf"(?<!\d )(?<!\d, )(?<!(?:st|nd|rd|th), )\b((?:19|20)\d\d),? ({_CAPITALISED})\.? (\d{{1,2}})(?!\d|,? (?:19|20)\d\d|st|nd|rd|th)\b")
"""How journals write a day: "2023 Jan 7"."""
_PERHAPS_GLUED: Final = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|\d{5}|[^\W_A-Z][A-Z]|[Bb][Yy] ?[Bb]y|BY[A-Z]|[A-Z]{3}[a-z]|\d{4} [A-Z]|[:.,|][A-Z]")

_LABEL = re.compile(
    r"\W*(?:(?:(?:written|posted|published|words|reported|story|text|article|created|authored|recommended|a post|medically"
    r" reviewed|reviewed|edited|fact[- ]checked|researched)\s+)?by|authors?|the author|(?:about|meet) the author|author info\w*"
    r"|von|par|por|autor(?:in|en)?|auteure?s?|autora|verfasst von|geschrieben von|rédigé par|escrito por)\s*:?\W*",
    re.IGNORECASE,
)
_NOT_THE_AUTHOR = re.compile(
    r"\b(?:review(?:ed|er)|edit(?:ed|ing)|fact[- ]check\w*|photo\w*|image|illustrat\w+|credit|translated|updated by|comment\w*"
    r"|repl(?:y|ies)|says|lektor\w*|foto|bild)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|writer|reporter|correspondent|contribut\w+|author|journalist|columnist|staff|founder|ceo|director|manager"
    r"|professor|blogger|expert|specialist|redakteur\w*|autorin|journaliste)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publication|first|issued|created|written|erschienen|veröffentlicht|publié|paru|publicado"
    r"|pubblicato|date)\b",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"\b(?:updated?|modified|reviewed|revised|edited|edits|stand|aktualisiert|geändert|mis à jour|modifié|actualizado|changed)\b",
    re.IGNORECASE,
)
_READING_TIME = re.compile(r"\b\d+\s*-?\s*(?:min|minuten?|minutes?|mins)\b", re.IGNORECASE)
_ROLES: Final = (
    "editor writer reporter correspondent contributor contributing author journalist columnist founder co-founder ceo cto "
    "director manager professor blogger expert specialist senior chief head staff updated published posted reviewed "
    "president strategist consultant analyst president owner md phd ph.d rd ms cfp cpa mba rdn cfa esq jr in on wci vp"
)
_AROUND_NAME = re.compile(
    r"\s*(?:[|·•⋅–—/,(@*:;]|\s-\s|-\s|\d|\b(?:%s)(?!\w)).*$" % "|".join(map(re.escape, _ROLES.split())), re.IGNORECASE
)
_BY = re.compile(
    r"(?:^|[·|•–—]\s*)\W*(?:(?:an?|the)?\s*(?:\w+\s+){0,2})?\b(?:by|von|par|por|authors?|contributors?|autor(?:in)?|words)\b\s*:?\s+(?P<name>[^\W\d_].*)$",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(r"(?:about (?:the author:? )?)?(?P<name>(?:[^\W\d_][\w.’'-]*\s+){1,3}[^\W\d_][\w.’'-]*),?\s+(?:is|was|has|works|writes|covers|\(@)\b", re.IGNORECASE)
_ABOUT = re.compile(r"(?:about|posts? by|view all posts by|more from|posted by|written by)\s+(?P<name>[^\W\d_].{2,50})$", re.IGNORECASE)


@lru_cache(maxsize=512)
def unglued(text: str) -> str:
    """A line with a space where a scraper lost the one between a name, a day and what stands beside them."""
    if len(text) > _LONGEST or not _PERHAPS_GLUED.search(text):
        return text
    for pattern, replacement in _GLUED:
        text = pattern.sub(replacement, text)
    return _YEAR_FIRST.sub(r"\2 \3, \1", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadLine:
    """A line as far as it may name an author or a day.

    Attributes:
        text: unglued.
        names: those that it gives as the author's.
        how: what tells them: `by` a byline, `credit`, `pen` one word, `alone` nothing but a name, `first` a name and
            something else; empty where there are none.
        days: dates with a year.
        yearless: whether it names a day without a year.
        label: whether it announces a name on the line below ("Written by").
        other: whether it names somebody who is not the author: a reviewer, a photographer, a reader who comments.
        role: whether it holds a profession ("Staff Writer").
        published, updated: whether it says so.
        minutes: whether it gives a reading time.
    """

    text: str
    names: tuple[str, ...]
    how: str
    days: tuple[Mention, ...]
    yearless: bool
    label: bool
    other: bool
    role: bool
    published: bool
    updated: bool
    minutes: bool


_NOTHING: Final = HeadLine(
    text="", names=(), how="", days=(), yearless=False, label=False, other=False, role=False, published=False,
    updated=False, minutes=False,
)  # fmt: skip


def head_line(text: str) -> HeadLine:
    """Read one line."""
    if len(text) > _LONGEST:
        match = _BIOGRAPHY.match(text[:_LONGEST])
        names = people([match["name"]]) if match else ()
        return replace(_NOTHING, names=names, how="biography") if names else _NOTHING
    return _head_line(unglued(text))


@lru_cache(maxsize=1024)
def _head_line(text: str) -> HeadLine:
    dates = mentions(text)
    names, how = _names(_without(text, dates))
    return HeadLine(
        text=text,
        names=names,
        how=how,
        days=tuple(date for date in dates if date.full),
        yearless=any(date.year is None for date in dates),
        label=bool(_LABEL.fullmatch(text)),
        other=bool(_NOT_THE_AUTHOR.search(text)),
        role=bool(_ROLE.search(text)),
        published=bool(_PUBLISHED.search(text)),
        updated=bool(_UPDATED.search(text)),
        minutes=bool(_READING_TIME.search(text)),
    )


def _without(text: str, dates: tuple[Mention, ...]) -> str:
    """A line with a mark in the place of each date."""
    for date in reversed(dates):
        text = f"{text[: date.start].rstrip()} · {text[date.end :]}"
    return text.strip(" ·")


_TEAM = re.compile(r"(?:the )?(?:[^\W_][\w.&'’-]* ){1,3}(?:staff|team|contributors?|editors?|desk|newsroom|editorial)", re.IGNORECASE)


def _names(text: str) -> tuple[tuple[str, ...], str]:
    names, how = _raw_names(text)
    return tuple(dict.fromkeys(_single(name) for name in names)), how


def _single(name: str) -> str:
    """A name that stands twice in a row once, and without a degree."""
    words = name.split()
    if len(words) % 2 == 0 and len(words) > 2 and words[: len(words) // 2] == words[len(words) // 2 :]:
        words = words[: len(words) // 2]
    while len(words) > 2 and ((words[-1].isupper() and len(words[-1]) <= 5 and len(words[-1].strip(".")) > 1 and not words[0].isupper()) or words[-1] in ("In", "On", "For")):
        words = words[:-1]
    return " ".join(words)


def _raw_names(text: str) -> tuple[tuple[str, ...], str]:
    if match := _BY.match(text):
        if team := _TEAM.fullmatch(match["name"].split(" · ")[0].strip()):
            return (team[0],), "team"
        if names := people([match["name"]]):
            return names, "by"
        name = _AROUND_NAME.sub("", match["name"]).strip()
        if (names := people([name])) or (len(name.split()) <= _MOST_WORDS and (names := pen_names([name]))):
            return names, "pen"
        return (), ""
    if names := byline(text) or credit(text):
        return names, "credit"
    if names := pen_credit(text):
        return names, "pen"
    if is_person(text):
        return people([text]), "alone"
    if _TEAM.fullmatch(text):
        return (text,), "team alone"
    if match := _ABOUT.match(text):
        names = people([match["name"]])
        return names, "about" if names else ""
    beginning = _AROUND_NAME.sub("", text)
    if beginning != text and is_person(beginning):
        return people([beginning]), "first"
    if match := _BIOGRAPHY.match(text):
        names = people([match["name"]])
        return names, "biography" if names else ""
    return (), ""


_MOST_WORDS: Final = 4
"""Words of a name that is not a person's: of a team, or a first name."""


def names_below_label(line: HeadLine) -> tuple[str, ...]:
    """The names on a line that follows a label: any few words may be a name there."""
    if line.names:
        return line.names
    text = _AROUND_NAME.sub("", line.text)
    if _TEAM.fullmatch(line.text):
        return (line.text,)
    return people([line.text]) or (pen_names([text]) if len(line.text) <= _LONGEST_LABELLED else ())


_LONGEST_LABELLED: Final = 60


def spoken_words(shapes: Sequence[Shape], kept: Sequence[bool]) -> Counter[str]:
    """How often each word, by its stem, stands in the kept lines of running text."""
    return Counter(
        [
            word[:STEM]
            for line, is_kept in zip(shapes, kept, strict=True)
            if is_kept and line.kind in "PS"
            for word in line.words
        ]
    )

"""The reader of Markdown: the body stays as it is, facts are read from front matter of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import KEYS
from digest.extract.facts import Dated, Document, byline, first_full, parse_timestamp, people, web_address
from digest.extract.facts.slashed_dates import slashed_dates
from digest.extract.note_properties import split_note
from digest.model.article import Rights, Value

_TITLE = re.compile(r"\s*#[ \t]+(?P<text>[^\n]*?)[ \t]*#*[ \t]*(?:\n|$)|\s*(?P<setext>[^\n]+)\n=+[ \t]*(?:\n|$)")
_BYLINE = re.compile(r"\s*(?P<line>[^\n]{1,200})(?:\n\s*\n|\n*$)")
_MARKS = re.compile(r"[*_`]+|\[\[|\]\]|!?\[([^\]]*)\]\([^)]*\)")

_AUTHORS = ("author", "authors", "byline", "by", "creator")
_DATES = ("date", "published", "publish_date", "date_published", "publishdate", "pubdate")
_LATE_DATES = ("created", "updated", "modified", "saved")
_ADDRESSES = ("source_url", "url", "link", "canonical", "canonical_url", "source", "permalink")
_SOURCES = ("source", "site", "publication", "publisher", "site_name", "website", "journal")
_LANGUAGES = ("language", "lang", "locale")


_NARROW: Final[Mapping[str, Rights]] = {"excerpt": "excerpt", "link": "link"}
"""Rights that a note may state; whether somebody's text may be published whole is for the project to say."""

_NO: Final = frozenset(("", "false", "no", "n", "off", "0"))

_NOWHERE: Final = PurePosixPath("note.md")


def read_markdown(text: str, path: PurePosixPath = _NOWHERE) -> Document:
    """Read a Markdown file: title, byline and front matter become facts, everything else is the body.

    Args:
        text: of the file.
        path: for problems.
    """
    note = split_note(text, path)
    document = replace(_from_front_matter(note.properties), problems=note.problems)
    body = note.body.lstrip("\n")
    if match := _TITLE.match(body):
        heading = _plain(match["text"] or match["setext"] or "")
        if document.title is None or document.title.casefold().strip(" .") == heading.casefold().strip(" ."):
            document = replace(document, title=document.title or heading or None)
            body = body[match.end() :].lstrip("\n")
            document, body = _byline(document, body)
    return replace(document, body=body.strip("\n") + "\n")


def _byline(document: Document, body: str) -> tuple[Document, str]:
    """Take the paragraph under the title that names the author and the day."""
    match = _BYLINE.match(body)
    if match is None:
        return document, body
    line = _plain(match["line"])
    names, day = byline(line), first_full(line)
    if not names and not (day and len(line) <= 60):
        return document, body
    dated = (Dated(day=day, evidence="byline"),) if day else ()
    document = replace(document, authors=document.authors or names, dateline=dated)
    return document, body[match.end() :].lstrip("\n")


def _from_front_matter(given: Mapping[str, Value]) -> Document:
    keys = {key.lower().replace("-", "_"): key for key in reversed(list(given))}
    used: list[str] = []

    def text(*names: str) -> str | None:
        for name in names:
            value = given.get(keys.get(name, ""))
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                used.append(keys[name])
                return _plain(str(value))
        return None

    address = next((a for name in _ADDRESSES if (a := _address(given.get(keys.get(name, ""))))), None)
    used += [keys[name] for name in _ADDRESSES if name in keys and _address(given[keys[name]])]
    sources = [name for name in _SOURCES if name in keys and not _address(given[keys[name]])]
    authors = [name for name in _AUTHORS if name in keys]
    used += [keys[name] for name in authors]
    days, from_days = _days(given, keys)
    used += from_days
    return Document(
        title=text("title"),
        stated=days,
        slashed=tuple(_slashed(given, keys)),
        authors=people(_texts(given[keys[authors[0]]])) if authors else (),
        source=text(*sources),
        source_url=address,
        language=text(*_LANGUAGES),
        topics=tuple(_texts(given[keys["topics"]])) if "topics" in keys else None,
        summary=text("summary"),
        draft=_is_draft(given.get(keys.get("draft", ""))),
        rights=_NARROW.get(str(given.get(keys.get("rights", ""))).strip().casefold()),
        extra={key: value for key, value in given.items() if key not in used and key.lower() not in KEYS},
    )


def _is_draft(value: Value) -> bool:
    """Whether a note calls itself a draft, in whatever words: what can be read in no way counts as yes."""
    return value is not None and str(value).strip().casefold() not in _NO


def _days(given: Mapping[str, Value], keys: Mapping[str, str]) -> tuple[tuple[Dated, ...], list[str]]:
    """The days of publication; days of creation or change only where there is none."""
    days: list[Dated] = []
    used: list[str] = []
    for name in (*_DATES, *_LATE_DATES):
        value = given.get(keys.get(name, ""))
        if value is None or (name in _LATE_DATES and days):
            continue
        if isinstance(value, date):
            day: date | None = value
        else:
            day = parse_timestamp(str(value)) if isinstance(value, str | int) else None
        if day is not None:
            day = date(day.year, day.month, day.day)  # a time of day is a date too
            days.append(Dated(day=day, evidence=f"front matter, {keys[name]}"))
            if days[0].day >= day:  # a later one, on which it is to be published, is kept for the build
                used.append(keys[name])
    return tuple(days), used


def _slashed(given: Mapping[str, Value], keys: Mapping[str, str]) -> Iterator[str]:
    """The days of publication that can be read two ways."""
    values = (given.get(keys.get(name, "")) for name in _DATES)
    yield from (value for value in values if isinstance(value, str) and next(slashed_dates(value[:200]), None))


def _address(value: Value) -> str | None:
    return web_address(value) if isinstance(value, str) else None


def _texts(value: Value) -> list[str]:
    if isinstance(value, str):
        return [_plain(value)]
    if isinstance(value, Mapping):
        return _texts(value.get("name"))
    if isinstance(value, list | tuple):
        return [text for item in value for text in _texts(item)]
    return []


def _plain(text: str) -> str:
    """A line without the marks of emphasis, links and wiki links."""
    return " ".join(_MARKS.sub(lambda match: match[1] or "", text).split())

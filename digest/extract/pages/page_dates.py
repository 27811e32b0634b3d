"""The days of publication that a page states and shows, in their order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final

from digest.extract.facts.dates import mentions, parse_timestamp
from digest.extract.facts.document import ANY_TIME, Dated
from digest.extract.pages.near_title import beside, day_beside, day_said, is_of_update
from digest.extract.pages.page_metadata import Page, line_of

_DAYS: Final = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date",
    "publishdate", "pubdate", "publish-date", "date", "article.published", "published-date", "rnews:datepublished",
    "cxenseparse:recs:publishtime",
)  # fmt: skip

_GREENWICH = re.compile(r"(?:\dZ|[+-]00:?00|\b(?:GMT|UTC))\s*$")
_DATELINE: Final = 160
_MOST_DATELINES: Final = 400
"""Code points of a line that may be a dateline, and how many such lines are read."""

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)")
_MOVED: Final = timedelta(days=2)
"""An address that names a day longer before the stated one was there before the page was moved or made anew."""


def stated(page: Page, shown: AbstractSet[date]) -> Iterator[Dated]:
    """Days of publication: JSON-LD, meta elements and microdata, then `<time>`.

    Args:
        page: its metadata.
        shown: days that it shows, and that its address names: a timestamp of Greenwich that names the day before or
            after one of them is of that day where the page was made.
    """
    for evidence, value in _timestamps(page):
        day = parse_timestamp(value)
        if day is None:
            continue
        near = [other for shift in (1, -1) if (other := day + timedelta(days=shift)) in shown]
        if day not in shown and len(near) == 1 and _GREENWICH.search(value):
            yield Dated(day=near[0], evidence=f"{evidence}, on the day that the page shows")
        else:
            yield Dated(day=day, evidence=evidence)


def _timestamps(page: Page) -> Iterator[tuple[str, str]]:
    """Where a time of publication stands, and how it is written."""
    for key in ("datePublished", "dateCreated"):
        yield from ((f"JSON-LD {key}", line_of(thing.get(key))) for thing in page.things)
    yield from ((f"meta {name}", value) for name, value in page.values(_DAYS))
    yield from ((page.times_are, value) for value in page.times[:1])


def shown_days(shown: str, address: str | None) -> frozenset[date]:
    """The days in the short lines of a page, and in its address."""
    lines = [line for line in shown.split("\n") if len(line) <= _DATELINE and any(map(str.isdigit, line))]
    days = {mention.full for line in lines[:_MOST_DATELINES] for mention in mentions(line) if mention.full}
    return frozenset(days) | frozenset(_in_address(address))


def in_order(
    said: Sequence[Dated], found: Sequence[Dated], shown: str, title: str | None, address: str | None
) -> tuple[Dated, ...]:
    """All days of a page, most trusted first.

    The one shown beside the title; the address, where the page states a later day; what it states; what a line calls
    the day of publication; what was found in it, unless that is shown as the day of an update; last a time of
    something unsaid, unless it was found too.

    Args:
        said: what `stated` found.
        found: days from other readers.
        shown: the text of the page, a line for each block.
        title: as it was found.
        address: of the page.
    """
    found = [dated for dated in found if not is_of_update(dated.day, shown)]
    days = {dated.day for dated in found}
    late = [dated for dated in said if dated.evidence == ANY_TIME and dated.day not in days]
    line = day_said(shown)
    called = [Dated(day=line, evidence="a line that says published")] if line else []
    rest = [*(dated for dated in said if dated not in late), *called, *found, *late]
    day = day_beside(beside(shown, title), {dated.day for dated in said})
    first = [Dated(day=day, evidence=_beside(day, rest))] if day else []
    moved = [Dated(day=other, evidence="address") for other in _in_address(address) if _is_moved(other, rest)]
    return (*first, *moved, *rest)


def _is_moved(day: date, rest: Sequence[Dated]) -> bool:
    """Whether the day in an address lies well before the one that is believed without it."""
    return bool(rest) and rest[0].day - day > _MOVED


def _beside(day: date, rest: Sequence[Dated]) -> str:
    """The evidence of the day beside the title: what states it too is named first."""
    same = next((dated.evidence for dated in rest if dated.day == day), None)
    return f"{same}, as shown beside the title" if same else "beside the title"


def _in_address(address: str | None) -> Iterator[date]:
    for match in _IN_ADDRESS.finditer((address or "")[:2000]):
        try:
            yield date(*map(int, match.groups()))
        except ValueError:
            continue

"""The days of publication that a page states and shows, most trusted first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import Final

from digest.extract.facts.dates import mentions, parse_timestamp
from digest.extract.facts.document import ANY_TIME, Dated
from digest.extract.facts.mention import day_of
from digest.extract.facts.publication import OF_UPDATE
from digest.extract.facts.slashed_dates import slashed_dates
from digest.extract.pages.metadata.json_ld import is_article, one_line
from digest.extract.pages.metadata.near_title import (
    day_before_update,
    day_called_publication,
    day_called_update,
    day_near_title,
    is_day_of_update,
    lines_near_title,
)
from digest.extract.pages.metadata.page_metadata import PageMetadata

_DAYS: Final = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date",
    "publishdate", "pubdate", "publish-date", "date", "article.published", "published-date", "rnews:datepublished",
    "cxenseparse:recs:publishtime",
)  # fmt: skip

_UPDATES: Final = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")

_PAPER_TAGS: Final = ("meta citation_", "meta bepress_citation_", "meta prism.", "meta eprints.")
"""How the evidence of a day begins that a paper's own tags state."""

_UTC = re.compile(r"(?:\dZ|[+-]00:?00|\b(?:GMT|UTC))\s*$")
_LONGEST_DATELINE: Final = 160
_MOST_DATELINES: Final = 400
"""Code points of the longest line that may be a dateline, and how many such lines are read."""

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:/|$)")
_MOVED: Final = timedelta(days=2)
"""If the day in an address is earlier than the stated one by more, the page has been moved or remade since."""

_KEPT_UP: Final = timedelta(days=365)
"""A page that shows the day of its last update so long after its publication is kept up to date."""


def stated(page: PageMetadata, shown: AbstractSet[date]) -> Iterator[Dated]:
    """Days of publication: JSON-LD, meta elements and microdata, then `<time>`; and behind them days of updates.

    Args:
        page: its metadata.
        shown: days that the page shows, and that its address names. A timestamp in UTC can be a day off from the day
            where the page was made: if one of these days, and only one, is next to it, that one is meant.
    """
    updates = ((f"{evidence}{OF_UPDATE}", value) for evidence, value in _updates(page))
    for evidence, value in (*_timestamps(page), *updates):
        day = parse_timestamp(value)
        if day is None:
            continue
        neighbours = [other for shift in (1, -1) if (other := day + timedelta(days=shift)) in shown]
        if day not in shown and len(neighbours) == 1 and _UTC.search(value):
            yield Dated(day=neighbours[0], evidence=_as_shown(evidence))
        else:
            yield Dated(day=day, evidence=evidence)


def _as_shown(evidence: str) -> str:
    """The evidence of a day that is a day off from the one stated, for people."""
    end = OF_UPDATE if evidence.endswith(OF_UPDATE) else ""
    return f"{evidence.removesuffix(OF_UPDATE)}, on the day that the page shows{end}"


def slashed(page: PageMetadata) -> tuple[str, ...]:
    """The values of times of publication that hold a date which can be read two ways."""
    return tuple(value for _, value in _timestamps(page) if next(slashed_dates(value[:200]), None))


def _timestamps(page: PageMetadata) -> Iterator[tuple[str, str]]:
    """Where a page states times of publication, for people, and how they are written."""
    for key in ("datePublished", "dateCreated"):
        yield from ((f"JSON-LD {key}", one_line(item.get(key))) for item in page.json_ld)
    yield from ((f"meta {name}", value) for name, value in page.values(_DAYS))
    yield from ((page.times_evidence, value) for value in page.times[:1])


def _updates(page: PageMetadata) -> Iterator[tuple[str, str]]:
    """Where a page states times of an update, for people, and how they are written."""
    articles = (item for item in page.json_ld if is_article(item))
    yield from (("JSON-LD dateModified", one_line(item.get("dateModified"))) for item in articles)
    yield from ((f"meta {name}", value) for name, value in page.values(_UPDATES))


def shown_days(shown: str, address: str | None) -> frozenset[date]:
    """The days in the short lines of a page, and in its address."""
    lines = [line for line in shown.split("\n") if len(line) <= _LONGEST_DATELINE and any(map(str.isdigit, line))]
    days = {mention.full for line in lines[:_MOST_DATELINES] for mention in mentions(line) if mention.full}
    return frozenset(days) | frozenset(_in_address(address))


def ranked_days(
    stated: Sequence[Dated], guessed: Sequence[Dated], shown: str, title: str | None, address: str | None
) -> tuple[Dated, ...]:
    """All days of a page, most trusted first.

    Their order: the day in the tags of a paper; the day shown near the title, unless the page states that this is the
    day of an update and that it was published more than a year before; the day in the address, if the page states a
    much later one; those that the page states; one that a line calls the day of publication; the guessed ones, but for
    those shown or stated as the day of an update; that of a `<time>` which does not name its purpose, unless it was
    guessed too; the day of an update.

    Args:
        stated: what the function of that name gives.
        guessed: days from other readers.
        shown: the text of the page, a line for each block.
        title: of the article.
        address: of the page.
    """
    updates = [dated for dated in stated if dated.evidence.endswith(OF_UPDATE)]
    stated = [dated for dated in stated if not dated.evidence.endswith(OF_UPDATE)]
    updated_on = {dated.day for dated in updates}
    guessed = [dated for dated in guessed if dated.day not in updated_on and not is_day_of_update(dated.day, shown)]
    guessed_days = {dated.day for dated in guessed}
    doubtful = [dated for dated in stated if dated.evidence == ANY_TIME and dated.day not in guessed_days]
    called = day_called_publication(shown) or day_before_update(shown)
    from_line = [Dated(day=called, evidence="a line that says published")] if called else []
    trusted = [dated for dated in stated if dated not in doubtful]
    others = [*trusted, *from_line, *guessed, *doubtful]
    day = day_near_title(lines_near_title(shown, title), {dated.day for dated in stated})
    is_shown = day is not None and not _is_of_update(day, updates, trusted)
    near_title = [Dated(day=day, evidence=_evidence_near_title(day, others))] if day and is_shown else []
    moved = [Dated(day=other, evidence="address") for other in _in_address(address) if _is_moved(other, others)]
    updated = day_called_update(shown)
    from_update = [Dated(day=updated, evidence=f"a line of the page{OF_UPDATE}")] if updated else []
    of_paper = [dated for dated in stated if dated.evidence.startswith(_PAPER_TAGS)]
    return (*of_paper, *near_title, *moved, *others, *from_update, *updates)


def _is_of_update(day: date, updates: Sequence[Dated], published: Sequence[Dated]) -> bool:
    """Whether a page states that it was updated on a day, and published long before.

    Of a page that was updated soon after it was published, people take the day that it shows.
    """
    days = [dated.day for dated in published if not dated.evidence.startswith(ANY_TIME)]
    return bool(days) and day - max(days) > _KEPT_UP and any(dated.day == day for dated in updates)


def _is_moved(day: date, others: Sequence[Dated]) -> bool:
    """Whether the day in an address is well before the most trusted of the others."""
    return bool(others) and others[0].day - day > _MOVED


def _evidence_near_title(day: date, others: Sequence[Dated]) -> str:
    """The evidence of a day near the title, for people: if something else states it too, that is named first."""
    same = next((dated.evidence for dated in others if dated.day == day), None)
    return f"{same}, as shown beside the title" if same else "beside the title"


def _in_address(address: str | None) -> Iterator[date]:
    for match in _IN_ADDRESS.finditer((address or "")[:2000]):
        if day := day_of(*map(int, match.groups())):
            yield day

"""The timeline: the dated events of all articles, the newest first, by year and month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import ClassVar, Final

from digest.annotations.text_fragment import text_fragment
from digest.dataclass import dataclass
from digest.model.annotation import TextQuoteSelector
from digest.model.inputs import named
from digest.plan.catalogue import Catalogue
from digest.plan.lists import leaf_link
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.pagination import paginate
from digest.plan.relations.dated_events import DatedEvent
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import Link

EVENTS: Final = 100
"""Events on a full page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """An event, as the timeline shows it.

    Attributes:
        date: a day or a month, for the filter `moment`.
        text: verbatim.
        basis: as of an event of an article.
        found: whether digest found it, and nobody has adopted it.
        article: its title, and its page at the event.
        language: of the article.
    """

    date: str
    text: str
    basis: str
    found: bool
    article: Link
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(PageInputs):
    """A page of the timeline.

    Attributes:
        months: (`2025-03`, its events), the newest first.
        count: how many events: all of them on the first page, those that it shows on each further one.
        older, newer: the pages before and after this one.
    """

    template: ClassVar[str] = "timeline.html"

    months: tuple[tuple[str, tuple[TimelineEvent, ...]], ...] = named("its events")
    count: int
    older: Link | None = named("the pages of the timeline")
    newer: Link | None = named("the pages of the timeline")

    def sheet(self, texts: Texts) -> Sheet:  # noqa: ARG002  (events are inputs, no text is shown)
        """The events under their months, and these under their years."""
        years = groupby(self.months, key=lambda month: int(month[0][:4]))
        view = TimelineView(
            years=tuple((year, tuple(months)) for year, months in years),
            count=self.count,
            older=self.older,
            newer=self.newer,
        )
        return Sheet(view=view, title=self.site.list_title(self.site.words.text("timeline"), self.route.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Dated events, the newest first.

    Attributes:
        years: (year, its months), a month being (`2025-03`, its events).
        count: how many events: all of them on the first page, those that it shows on each further one.
        older, newer: the pages before and after this one, where the timeline goes on over several.
    """

    years: tuple[tuple[int, tuple[tuple[str, tuple[TimelineEvent, ...]], ...]], ...]
    count: int
    older: Link | None = None
    newer: Link | None = None


def _pages(catalogue: Catalogue) -> Iterator[TimelinePage]:
    """None where no article has an event."""
    route, text, events = Route("timeline"), catalogue.words.text, catalogue.events
    for leaf in paginate(events, EVENTS) if events else ():
        yield TimelinePage(
            route=replace(route, number=leaf.number),
            site=catalogue.site,
            months=tuple(_months(catalogue, reversed(leaf.items))),
            count=len(leaf.items) if leaf.number else len(events),
            older=leaf_link(catalogue, route, leaf.older, text("older_events")),
            newer=leaf_link(catalogue, route, leaf.newer, text("newer_events")),
        )


def _months(catalogue: Catalogue, events: Iterable[DatedEvent]) -> Iterator[tuple[str, tuple[TimelineEvent, ...]]]:
    for month, members in groupby(events, key=lambda event: event.date[:7]):
        yield month, tuple([_shown(catalogue, event) for event in members])


def _shown(catalogue: Catalogue, dated: DatedEvent) -> TimelineEvent:
    event, card = dated.placed.event, dated.record.card
    link = catalogue.links[card.file]
    return TimelineEvent(
        date=event.date,
        text=event.text,
        basis=event.basis,
        found=dated.found,
        article=replace(link, path=f"{link.path}#{_fragment(dated)}"),
        language=card.language or catalogue.config.language,
    )


def _fragment(dated: DatedEvent) -> str:
    """The passage where it is marked; else the event's line, and for browsers that look for words its own words.

    These stand in the body first, where the article is published whole.
    """
    words = text_fragment(TextQuoteSelector(exact=dated.placed.event.text))
    return dated.placed.anchor or f"event-{dated.place + 1}{words}"


KIND = Kind(name="timeline", pattern=Pattern("timeline/", paged=True), order=78, pages=_pages)

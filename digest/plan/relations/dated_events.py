"""What happened when, in all articles together: the events of their timelines, by date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from digest.config import Gathered
from digest.model.card import PlacedEvent, Record


class DatedEvent(NamedTuple):
    """An event of an article.

    Attributes:
        date: a day, or a month, which stands before its days.
        place: its place among the events of the article, from 0.
        found: whether digest found it, and nobody has adopted it.
    """

    date: str
    record: Record
    place: int
    placed: PlacedEvent
    found: bool


def dated_events(records: Iterable[Record], scope: Gathered) -> tuple[DatedEvent, ...]:
    """The events of articles, by date, those of one date in the order of the articles.

    Args:
        records: in reading order.
        scope: which of them are gathered.
    """
    with_events = [record for record in records if record.events] if scope != "none" else []
    events = [
        DatedEvent(placed.event.date, record, place, placed, found)
        for record in with_events
        if scope == "all" or "timeline" not in record.card.machine
        for found in ["timeline" in record.card.machine]
        for place, placed in enumerate(record.events)
    ]
    return tuple(sorted(events, key=lambda event: event.date))

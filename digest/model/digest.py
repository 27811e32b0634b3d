"""One week's digest: its articles in sections by topic."""

from __future__ import annotations

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.topic import Topic
from digest.model.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The articles of one topic within a week, by date, then title."""

    topic: Topic
    articles: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One ISO week, its sections in the order of the taxonomy."""

    week: Week
    sections: tuple[Section, ...]

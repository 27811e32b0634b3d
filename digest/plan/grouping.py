"""Articles -> weekly digests in sections by topic, and the other groups in which a reader looks for them.

Every function here takes articles in reading order and keeps that order in its groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

from slugify import slugify

from digest.model.card import Card
from digest.model.digest import Digest, Section
from digest.model.slug import portable
from digest.model.topic import UNSORTED, Topic
from digest.model.week import Week

K = TypeVar("K")

UNSORTED_TOPIC = Topic(slug=UNSORTED, name="Unsorted", description="What fits none of the topics.")


def in_reading_order(articles: Iterable[Card]) -> tuple[Card, ...]:
    """By date, then title without regard to case, then path; the undated first."""
    return tuple(sorted(articles, key=_reading_key))


def _reading_key(article: Card) -> tuple[date, str, str]:
    front_matter = article.front_matter
    return (front_matter.date or date.min, front_matter.title.casefold(), str(article.path))


def topics_of(article: Card, known: Mapping[str, Topic]) -> tuple[Topic, ...]:
    """The topics of an article in its own order, or the unsorted group; `known` is the taxonomy by slug."""
    chosen = tuple([known[slug] for slug in article.front_matter.topics or () if slug in known])
    return chosen or (UNSORTED_TOPIC,)


def digests(articles: Iterable[Card], known: Mapping[str, Topic]) -> tuple[Digest, ...]:
    """A digest for each week with dated articles, oldest first.

    An article stands in the section of its first topic; sections follow the taxonomy, the unsorted last.
    """
    dated = (article for article in articles if article.front_matter.date is not None)
    weeks = group(dated, lambda article: (week_of(article),))
    return tuple(Digest(week=week, sections=_sections(weeks[week], known)) for week in sorted(weeks))


def week_of(article: Card) -> Week:
    """The week of a dated article."""
    return _week_of_day(article.front_matter.date or date.min)


def week_label(article: Card) -> str:
    """The label of a dated article's week: `2025-W12`."""
    return _label_of_day(article.front_matter.date or date.min)


@lru_cache(maxsize=65_536)
def _label_of_day(day: date) -> str:
    return str(Week.of(day))


@lru_cache(maxsize=65_536)
def _week_of_day(day: date) -> Week:
    return Week.of(day)


def by_topic(articles: Iterable[Card], known: Mapping[str, Topic]) -> dict[str, tuple[Card, ...]]:
    """Articles by the slug of each of their topics."""
    return group(articles, lambda article: tuple([topic.slug for topic in topics_of(article, known)]))


def by_source(articles: Iterable[Card]) -> dict[str, tuple[Card, ...]]:
    """Articles by the slug of their publisher; those without one are left out."""
    return group(articles, lambda article: tuple(filter(None, [source_slug(article)])))


def source_slug(article: Card) -> str:
    """The slug of the publisher's name, empty where none is named."""
    name = article.front_matter.source
    return _slug_of_name(name) if name else ""


def tag_slugs(article: Card) -> tuple[str, ...]:
    """The slugs of the tags of an article's highlights, each as often as the card has it."""
    return tuple([tag_slug(tag) for tag in article.tags])


@lru_cache(maxsize=4096)
def tag_slug(tag: str) -> str:
    """The part of an address that stands for a tag: `#Peer/Review` and `#peer-review` share one."""
    return portable(slugify(tag, max_length=80, word_boundary=True) or "tag")


@lru_cache(maxsize=4096)
def _slug_of_name(name: str) -> str:
    return portable(slugify(name, max_length=80, word_boundary=True) or "source")


def group(articles: Iterable[Card], keys: Callable[[Card], tuple[K, ...]]) -> dict[K, tuple[Card, ...]]:
    """Articles under each of their keys, in the order given."""
    groups: dict[K, list[Card]] = {}
    for article in articles:
        for key in keys(article):
            groups.setdefault(key, []).append(article)
    return {key: tuple(group) for key, group in groups.items()}


def _sections(articles: tuple[Card, ...], known: Mapping[str, Topic]) -> tuple[Section, ...]:
    firsts = group(articles, lambda article: (topics_of(article, known)[0].slug,))
    return tuple(
        Section(topic=topic, articles=firsts[topic.slug])
        for topic in (*known.values(), UNSORTED_TOPIC)
        if topic.slug in firsts
    )


def page_order(article: Card) -> tuple[float, str]:
    """By the front-matter key `order`, where it is a number, then by title."""
    order = article.front_matter.extra.get("order")
    number = float(order) if isinstance(order, (int, float)) else float("inf")
    return number, article.front_matter.title.casefold()

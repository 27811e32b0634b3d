"""Articles -> weekly digests in sections by topic, and the other groups in which a reader looks for them.

Every function here takes articles in reading order and keeps that order in its groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from slugify import slugify

from digest.model.card import Card
from digest.model.digest import Digest, Section
from digest.model.slug import has_own_letters, in_own_letters, portable
from digest.model.topic import UNSORTED, Topic
from digest.model.week import Week
from digest.model.words import Words
from digest.plan.overviews.letters import collation

_LONGEST: Final = 200
"""UTF-8 bytes of a slug in letters of its own script."""

K = TypeVar("K")
T = TypeVar("T")


def unsorted_topic(words: Words) -> Topic:
    """The group of articles without a topic of the taxonomy, which readers see as one more topic."""
    return Topic(slug=UNSORTED, name=words.text("unsorted"), description=words.text("unsorted_explained"))


def reading_key(article: Card) -> tuple[str, date, str, str]:
    """What sorts articles: by week, then date, then title without case and accents, then path; the undated first."""
    return (article.week, article.date or date.min, by_letters(article.title), article.file)


def by_letters(text: str) -> str:
    """What sorts titles as indexes do: `Ä` with `A`, whatever the case."""
    return text.casefold() if text.isascii() else collation(text)[1]


def topics_of(article: Card, known: Mapping[str, T], unsorted: T) -> tuple[T, ...]:
    """The topics of an article in its own order, or the unsorted group; `known` is the taxonomy by slug.

    They come as what is given for them: as they are, or links to their pages.
    """
    chosen = tuple([known[slug] for slug in article.topics if slug in known])
    return chosen or (unsorted,)


def digests(articles: Iterable[Card], known: Mapping[str, Topic], unsorted: Topic) -> tuple[Digest, ...]:
    """A digest for each week with articles, oldest first.

    An article stands in the section of its first topic; sections follow the taxonomy, the unsorted last.
    """
    weeks = group((article for article in articles if article.week), lambda article: (_week(article.week),))
    return tuple(Digest(week=week, sections=_sections(weeks[week], known, unsorted)) for week in sorted(weeks))


@lru_cache(maxsize=4096)
def _week(label: str) -> Week:
    week = Week.parse(label)
    if week is None:
        message = f"the label of a card's week is one: {label}"
        raise AssertionError(message)
    return week


def by_topic(articles: Iterable[Card], known: Mapping[str, Topic], unsorted: Topic) -> dict[str, tuple[Card, ...]]:
    """Articles by the slug of each of their topics."""
    return group(articles, lambda article: tuple([topic.slug for topic in topics_of(article, known, unsorted)]))


def by_source(articles: Iterable[Card], *, own: bool = False) -> dict[str, tuple[Card, ...]]:
    """Articles by the slug of their publisher; those without one are left out."""
    return group(articles, lambda article: tuple(filter(None, [source_slug(article, own=own)])))


def source_slug(article: Card, *, own: bool = False) -> str:
    """The slug of the publisher's name, empty where none is named.

    Args:
        article: whose publisher it is.
        own: whether it is in letters of its own script.
    """
    name = article.source
    return _slug_of_name(name, "source", own=own) if name else ""


def tag_slug(tag: str, *, own: bool = False) -> str:
    """The part of an address that stands for a tag: `#Peer/Review` and `#peer-review` share one."""
    return _slug_of_name(tag, "tag", own=own)


@lru_cache(maxsize=8192)
def _slug_of_name(name: str, default: str, *, own: bool) -> str:
    if own and has_own_letters(name):
        return in_own_letters(name, _LONGEST)
    return portable(slugify(name, max_length=80, word_boundary=True) or default)


def group(items: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, tuple[T, ...]]:
    """Items under each of their keys, in the order given."""
    groups: dict[K, list[T]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return {key: tuple(group) for key, group in groups.items()}


def _sections(articles: tuple[Card, ...], known: Mapping[str, Topic], unsorted: Topic) -> tuple[Section, ...]:
    firsts = group(articles, lambda article: (topics_of(article, known, unsorted)[0].slug,))
    return tuple(
        Section(topic=topic, articles=tuple(sorted(firsts[topic.slug], key=_by_weight)))
        for topic in (*known.values(), unsorted)
        if topic.slug in firsts
    )


def _by_weight(article: Card) -> tuple[bool, int]:
    """What puts articles with a weight before those without one, the lightest first."""
    return article.weight == 0, article.weight


def page_order(article: Card) -> tuple[float, str]:
    """By the front-matter key `order`, where it is a number, then by title."""
    order = article.extra.get("order")
    number = float(order) if isinstance(order, (int, float)) else float("inf")
    return number, by_letters(article.title)

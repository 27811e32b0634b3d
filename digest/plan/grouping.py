"""Articles -> weekly digests in sections by topic, and the other groups in which a reader looks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from slugify import slugify

from digest.model.article import Article
from digest.model.digest import Digest, Section
from digest.model.slug import portable
from digest.model.topic import UNSORTED, Topic
from digest.model.week import Week

K = TypeVar("K")

UNSORTED_TOPIC = Topic(slug=UNSORTED, name="Unsorted", description="What fits none of the topics.")


def reading_order(article: Article) -> tuple[date, str, str]:
    """By date, then title without regard to case, then path."""
    front_matter = article.front_matter
    return (front_matter.date or date.min, front_matter.title.casefold(), str(article.path))


def topics_of(article: Article, taxonomy: Iterable[Topic]) -> tuple[Topic, ...]:
    """The topics of an article in its own order, or the unsorted group."""
    known = {topic.slug: topic for topic in taxonomy}
    chosen = tuple(known[slug] for slug in article.front_matter.topics or () if slug in known)
    return chosen or (UNSORTED_TOPIC,)


def digests(articles: Iterable[Article], taxonomy: tuple[Topic, ...]) -> tuple[Digest, ...]:
    """A digest for each week with dated articles, oldest first.

    An article stands in the section of its first topic; sections follow the taxonomy, the unsorted last.
    """
    dated = [article for article in articles if article.front_matter.date is not None]
    weeks = group(dated, lambda article: (week_of(article),))
    return tuple(Digest(week=week, sections=_sections(weeks[week], taxonomy)) for week in sorted(weeks))


def week_of(article: Article) -> Week:
    """The week of a dated article."""
    return Week.of(article.front_matter.date or date.min)


def by_topic(articles: Iterable[Article], taxonomy: tuple[Topic, ...]) -> dict[str, tuple[Article, ...]]:
    """Articles by the slug of each of their topics, in reading order."""
    return group(articles, lambda article: tuple(topic.slug for topic in topics_of(article, taxonomy)))


def by_source(articles: Iterable[Article]) -> dict[str, tuple[Article, ...]]:
    """Articles by the slug of their publisher, in reading order; those without one are left out."""
    return group(articles, lambda article: tuple(filter(None, [source_slug(article)])))


def source_slug(article: Article) -> str:
    """The slug of the publisher's name, empty where none is named."""
    name = article.front_matter.source
    return portable(slugify(name, max_length=80, word_boundary=True) or "source") if name else ""


def group(articles: Iterable[Article], keys: Callable[[Article], tuple[K, ...]]) -> dict[K, tuple[Article, ...]]:
    """Articles in reading order under each of their keys."""
    groups: dict[K, list[Article]] = {}
    for article in sorted(articles, key=reading_order):
        for key in keys(article):
            groups.setdefault(key, []).append(article)
    return {key: tuple(group) for key, group in groups.items()}


def _sections(articles: tuple[Article, ...], taxonomy: tuple[Topic, ...]) -> tuple[Section, ...]:
    firsts = group(articles, lambda article: (topics_of(article, taxonomy)[0].slug,))
    return tuple(
        Section(topic=topic, articles=firsts[topic.slug])
        for topic in (*taxonomy, UNSORTED_TOPIC)
        if topic.slug in firsts
    )

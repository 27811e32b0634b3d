"""What the index of the search holds: the words of every published article that readers may find it by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from functools import cache
from operator import is_not
from typing import Any, Final, NewType

from digest.dataclass import dataclass
from digest.model.card import Card, Record
from digest.model.inputs import LONG, FingerprintedOnce, key
from digest.model.week import Week
from digest.plan import grouping
from digest.plan.catalogue import Catalogue
from digest.plan.routes import Route, in_address, permalink
from digest.plan.texts import HighlightedArticle

FORM: Final = 2
"""The form of the index: a theme's script reads one form, and an index in another one has another name."""

ArticleFile = NewType("ArticleFile", str)
"""The file of an article in the project: a path would take most of the time in which an index is read and compared."""

_DIGITS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedArticle:
    """What the index holds of an article.

    Attributes:
        file: in the project.
        path: of its page, relative to the site's root, with a slash at its end however pages link.
        source: the publisher's name, or empty.
        authors: their names with commas between them, or empty.
        date: the day of publication by ISO 8601, or empty.
        inferred: whether the day still waits for a person's confirmation.
        language: where it is not the site's, else empty.
        week: the label of its week, or empty.
        topics: slugs.
        comment_html: the editor's words on it, or empty.
        by_digest: whether the summary is digest's.
        marks: fingerprint of its highlights and notes; empty where there are none.
    """

    file: ArticleFile
    path: str
    title: str
    source: str
    authors: str
    date: str
    inferred: bool
    language: str
    week: str
    topics: tuple[str, ...]
    comment_html: str
    summary: str
    by_digest: bool
    marks: str

    @property
    def highlighted(self) -> HighlightedArticle:
        """What its highlights are found by: its file alone."""
        return HighlightedArticle(card=Card(file=self.file, slug="", title=self.title), marks=self.marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexContents(FingerprintedOnce):
    """All that the index holds.

    Attributes:
        language: of the site.
        topics: slug and name of the topics that articles have, in the order of the taxonomy.
        weeks: label and title of the weeks that articles stand in, the newest first.
        days: each date of an article by ISO 8601, and in words.
        articles: in reading order.
    """

    language: str
    topics: tuple[tuple[str, str], ...]
    weeks: tuple[tuple[str, str], ...]
    days: tuple[tuple[str, str], ...]
    articles: tuple[IndexedArticle, ...] = field(metadata=LONG)

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return "what the search finds"

    @property
    def route(self) -> Route:
        """Where the index stands: the name changes with what it holds, so that a browser may keep it for ever."""
        return Route("file", f"search/index.{key(self, str(FORM))[:_DIGITS]}.js")


def main_language(tag: str) -> str:
    """The language of a BCP 47 tag without region and script: who asks for English means that of Britain too."""
    return tag.split("-", 1)[0].lower()


def index_contents(catalogue: Catalogue) -> IndexContents:
    """What the index of a site holds: the articles that have a page, duplicates among them."""
    cards = [record.card for record in catalogue.records]
    articles = tuple([_indexed(catalogue, record) for record in catalogue.records])
    used = {topic for article in articles for topic in article.topics}
    weeks, days = {card.week for card in cards if card.week}, {card.date for card in cards if card.date}
    return IndexContents(
        language=catalogue.config.language,
        topics=tuple([(topic.slug, topic.name) for topic in catalogue.topics if topic.slug in used]),
        weeks=tuple([(label, _week_title(catalogue, label)) for label in sorted(weeks, reverse=True)]),
        days=tuple([(_iso(day), catalogue.words.day(day)) for day in sorted(days)]),
        articles=articles,
    )


_iso: Final = cache(date.isoformat)  # one text for a day, however many articles are of it


def _week_title(catalogue: Catalogue, label: str) -> str:
    """As its digest has it; a week that only duplicates fall into has its number alone."""
    title, week = catalogue.week_titles.get(label), Week.parse(label)
    return title or (catalogue.words.week(week.year, week.number) if week else label)


def _indexed(catalogue: Catalogue, record: Record) -> IndexedArticle:
    card, site = record.card, catalogue.config.language
    topics = tuple([topic.slug for topic in grouping.topics_of(card, catalogue.known_topics, catalogue.unsorted)])
    return IndexedArticle(
        file=ArticleFile(card.file),
        path=in_address(permalink(catalogue.routes[card.file])),
        source=card.source or "",
        date=_iso(card.date) if card.date else "",
        language=card.language if card.language and card.language != site else "",
        week=card.week,
        topics=card.topics if topics == card.topics else topics,  # which many articles share
        **_words_of(record),
    )


def with_records(contents: IndexContents, records: Mapping[str, Record]) -> IndexContents:
    """The same with the words of newer records; the very same if it holds nothing that is newer."""
    articles = [
        _newer(article, records[article.file]) if article.file in records else article
        for article in (contents.articles if records else ())
    ]
    is_newer = any(map(is_not, articles, contents.articles))
    return replace(contents, articles=tuple(articles)) if is_newer else contents


def _newer(article: IndexedArticle, record: Record) -> IndexedArticle:
    newer = replace(article, **_words_of(record))
    return article if newer == article else newer


def _words_of(record: Record) -> dict[str, Any]:
    """What the index holds of an article that people and digest wrote about it."""
    card = record.card
    return {
        "title": card.title,
        "authors": ", ".join(card.authors),
        "inferred": card.date_inferred,
        "comment_html": card.comment_html,
        "summary": card.summary,
        "by_digest": "summary" in card.machine,
        "marks": record.marks,
    }

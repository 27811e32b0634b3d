"""The feeds of topics: an entry for each dated article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import fingerprint_of, named
from digest.model.topic import Topic
from digest.plan.catalogue import Catalogue
from digest.plan.descriptions import description
from digest.plan.feeds.atom import Entry, Feed, WrittenEntry, changed, day_of, parts
from digest.plan.feeds.entry_ids import EntryIds, feed_route
from digest.plan.routes import Route, article_route
from digest.plan.texts import TextReference, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedArticle:
    """An article of a feed.

    Attributes:
        id: by which feed readers know it.
        text: in the feed itself, None in its archive.
    """

    card: Card
    id: str = named("the ids of the feed and its entries")
    text: TextReference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFeed(Feed):
    """The articles of a topic, oldest first; their texts are in the feed itself alone."""

    articles: tuple[FeedArticle, ...]

    @property
    def items(self) -> tuple[FeedArticle, ...]:
        """The articles."""
        return self.articles

    def entry(self, texts: Texts, at: int) -> WrittenEntry:
        """An article, written once for the feeds of all its topics, which stand at the same depth."""
        article = self.articles[at]
        text = article.text.text if article.text else ""
        key = ("entry", fingerprint_of(article.card), article.id, text)
        return self.site.kept(key, partial(self._entry, texts, article))

    def _entry(self, texts: Texts, article: FeedArticle) -> WrittenEntry:
        card, text = article.card, article.text
        entry = Entry(
            page=article_route(card),
            id=article.id,
            title=card.title,
            published=day_of(card),
            updated=changed(card),
            html=self.html.whole(texts, card, text) if text else self.html.short(card),
            original=card.source_url,
            language=card.language or "",
            authors=card.authors,
            summary=description(card),
        )
        return self.written(entry)


def documents(catalogue: Catalogue, ids: EntryIds) -> Iterator[TopicFeed]:
    """The feed of each topic with its archive."""
    shared = cache(partial(_article, catalogue, ids))
    for topic in catalogue.topics:
        yield from _feed(catalogue, ids, topic, shared)


def _feed(
    catalogue: Catalogue, ids: EntryIds, topic: Topic, shared: Callable[[str, bool], FeedArticle]
) -> Iterator[TopicFeed]:
    """The feed of a topic with its archive; an article in several feeds is one object."""
    dated = [card for card in catalogue.by_topic.get(topic.slug, ()) if card.week]
    title = catalogue.words.text("feed_title", site=catalogue.site.title, name=topic.name)
    for part, cards in parts(dated):
        route = feed_route(f"topics/{topic.slug}/", part.number)
        yield TopicFeed(
            route=route,
            id=ids.of(route),
            site=catalogue.site,
            page=Route("topic", topic.slug),
            title=title,
            number=part.number,
            previous=part.previous,
            following=part.following,
            articles=tuple([shared(card.file, not part.number) for card in cards]),
        )


def _article(catalogue: Catalogue, ids: EntryIds, file: str, is_whole: bool) -> FeedArticle:  # noqa: FBT001 (cached)
    record = catalogue.records_by_file[file]
    return FeedArticle(card=record.card, id=ids.of_articles[file], text=catalogue.text(record) if is_whole else None)

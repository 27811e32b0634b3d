"""The feeds of topics: an entry for each dated article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.model.card import Card
from digest.model.topic import Topic
from digest.plan.catalogue import Catalogue
from digest.plan.descriptions import description
from digest.plan.feeds.atom import Entry, Feed, day_of, feed_route, parts
from digest.plan.routes import Route, article_route
from digest.plan.texts import TextReference, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedArticle:
    """An article of a feed.

    Attributes:
        text: in the feed itself, None in its archive.
    """

    card: Card
    text: TextReference | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFeed(Feed):
    """The articles of a topic, oldest first; their texts are in the feed itself alone."""

    articles: tuple[FeedArticle, ...]

    @property
    def texts(self) -> tuple[TextReference, ...]:
        """The texts of the articles."""
        return tuple([article.text for article in self.articles if article.text])

    def entries(self, texts: Texts) -> Iterator[Entry]:
        """Each article."""
        for article in self.articles:
            card, text = article.card, article.text
            yield Entry(
                page=article_route(card),
                title=card.title,
                day=day_of(card),
                html=self._whole(texts, card, text) if text else self.short(card),
                authors=card.authors,
                summary=description(card),
            )

    def _whole(self, texts: Texts, card: Card, text: TextReference) -> str:
        """The editor's words on an article, its text, and who else tells its story."""
        return self.comment(card, text.links) + self.text(texts, text) + self.also(card)


def documents(catalogue: Catalogue) -> Iterator[TopicFeed]:
    """The feed of each topic with its archive."""
    for topic in catalogue.topics:
        yield from _feed(catalogue, topic)


def _feed(catalogue: Catalogue, topic: Topic) -> Iterator[TopicFeed]:
    dated = [card for card in catalogue.by_topic.get(topic.slug, ()) if card.week]
    title = catalogue.words.text("feed_title", site=catalogue.site.title, name=topic.name)
    for part, cards in parts(dated):
        yield TopicFeed(
            route=feed_route(f"topics/{topic.slug}/", part.number),
            site=catalogue.site,
            page=Route("topic", topic.slug),
            title=title,
            number=part.number,
            previous=part.previous,
            following=part.following,
            articles=tuple([_article(catalogue, card, whole=not part.number) for card in cards]),
        )


def _article(catalogue: Catalogue, card: Card, *, whole: bool) -> FeedArticle:
    return FeedArticle(card=card, text=catalogue.text(catalogue.records_by_path[card.path]) if whole else None)

"""The articles of a topic, when they came, and the best of what people marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from digest.dataclass import dataclass
from digest.model.topic import Topic
from digest.plan.catalogue import Catalogue
from digest.plan.highlight_views import best_noted, highlight_view
from digest.plan.lists import Listing, ListPage, ListView, list_pages
from digest.plan.overviews.activity import Activity, activity, activity_view
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route
from digest.plan.texts import HighlightedArticle, Texts
from digest.plan.views import Entry, HighlightView, Link

PASSAGES: Final = 3
"""Passages that a topic's page shows."""

_CHOSEN_FROM: Final = 12
"""Articles, the newest with highlights, from which these are chosen: what is old makes way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(ListPage):
    """A page of a topic's articles.

    Attributes:
        activity: when its articles came, on the first page; None where they lie too close together.
        marked: its newest articles that people marked something in, the newest first; on the first page.
        highlights: the page of all that they marked, on the first page, where there is anything.
    """

    activity: Activity | None = None
    marked: tuple[HighlightedArticle, ...] = ()
    highlights: Link | None = None

    @property
    def feed(self) -> Link | None:
        """The topic's feed, by the topic's name."""
        return self.site.link(self.name, Route("file", f"topics/{self.route.key}/feed.xml"))

    def view(self, texts: Texts) -> ListView:
        """The articles, with what stands above them on the first page."""
        return replace(
            ListPage.view(self, texts),
            activity=activity_view(self.activity, self.site.words) if self.activity else None,
            best=tuple(self._best(texts)),
            highlights=self.highlights,
        )

    def _best(self, texts: Texts) -> Iterator[tuple[Entry, HighlightView]]:
        """Of each article one passage: those that something was said about first, then the newest."""
        found = [(item, best) for item in self.marked if (best := best_noted(texts.highlights(item)))]
        ranked = sorted(found, key=lambda pair: not pair[1].comment_html)
        for item, best in ranked[:PASSAGES]:
            yield self.site.entry(item.card), highlight_view(self, item, best)


def _pages(catalogue: Catalogue) -> Iterator[TopicPage]:
    introductions = dict(catalogue.library.topics)
    for topic in catalogue.topics:
        listing = Listing(
            route=Route("topic", topic.slug),
            name=topic.name,
            cards=catalogue.by_topic.get(topic.slug, ()),
            description=topic.description,
            introduction=introductions.get(topic.slug),
        )
        for page in list_pages(TopicPage, catalogue, listing):
            yield page if page.route.number else _first(page, catalogue, topic)


def _first(page: TopicPage, catalogue: Catalogue, topic: Topic) -> TopicPage:
    """The first page, with what it alone shows."""
    marked = catalogue.highlighted_by_topic.get(topic.slug, ())
    title = catalogue.words.text("highlights_of", name=topic.name)
    return replace(
        page,
        activity=activity(catalogue.by_topic.get(topic.slug, ())),
        marked=tuple([catalogue.highlights[record.file] for record in marked[: -_CHOSEN_FROM - 1 : -1]]),
        highlights=catalogue.site.link(title, Route("topic_highlights", topic.slug)) if marked else None,
    )


def _files(catalogue: Catalogue) -> Iterator[tuple[str, Route]]:
    slugs = {topic.slug for topic in catalogue.topics}
    for slug, record in catalogue.library.topics:
        if slug in slugs:
            yield record.file, Route("topic", slug)


KIND = Kind(name="topic", pattern=Pattern("topics/{slug}/", paged=True), order=40, pages=_pages, files=_files)

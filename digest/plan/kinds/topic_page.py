"""The articles of a topic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from digest.plan.catalogue import Catalogue
from digest.plan.lists import Listing, ListPage, list_pages
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route
from digest.plan.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(ListPage):
    """A page of a topic's articles."""

    @property
    def feed(self) -> Link | None:
        """The topic's feed."""
        site = self.site
        title = site.words.text("feed_title", site=site.title, name=self.name)
        return site.link(title, Route("file", f"topics/{self.route.key}/feed.xml"))


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
        yield from list_pages(TopicPage, catalogue, listing)


def _files(catalogue: Catalogue) -> Iterator[tuple[PurePosixPath, Route]]:
    slugs = {topic.slug for topic in catalogue.topics}
    for slug, record in catalogue.library.topics:
        if slug in slugs:
            yield record.path, Route("topic", slug)


KIND = Kind(name="topic", pattern=Pattern("topics/{slug}/", paged=True), order=40, pages=_pages, files=_files)

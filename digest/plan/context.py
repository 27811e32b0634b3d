"""What every page is made with: the articles, their routes and cards, and how they link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from digest.config import Config
from digest.content.library import UNDATED, Library
from digest.model.article import Article
from digest.model.digest import Digest
from digest.model.rendering import Rendering
from digest.model.topic import Topic
from digest.model.week import Week
from digest.plan import grouping
from digest.plan.routes import Addresses, Route
from digest.plan.views import Entry, Link

WORDS_PER_MINUTE: Final = 238
"""Silent reading of English non-fiction (Brysbaert 2019, a meta-analysis of 190 studies)."""


Routes: TypeAlias = Mapping[PurePosixPath, Route]
"""Where the files of `content/` that are published stand in the site."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """The whole content with the options that shape it.

    Attributes:
        renderings: of every file of the library, by its path.
        stylesheets: paths of the theme's stylesheets, relative to the site's root.
        icon: path of the theme's icon, or empty.
        generator: name and version of this program.
    """

    config: Config
    addresses: Addresses
    library: Library
    renderings: Mapping[PurePosixPath, Rendering]
    stylesheets: tuple[str, ...]
    icon: str
    generator: str

    @cached_property
    def digests(self) -> tuple[Digest, ...]:
        """Oldest first."""
        return grouping.digests(self.library.articles, self.config.topics)

    @cached_property
    def introductions(self) -> dict[Week, Article]:
        """The editor's words on a week."""
        return dict(self.library.weeks)

    @cached_property
    def undated(self) -> tuple[Article, ...]:
        """Articles without a date, by title."""
        articles = (article for article in self.library.articles if article.front_matter.date is None)
        return tuple(sorted(articles, key=grouping.reading_order))

    @cached_property
    def by_topic(self) -> dict[str, tuple[Article, ...]]:
        """Articles by topic's slug, in reading order."""
        return grouping.by_topic(self.library.articles, self.config.topics)

    @cached_property
    def by_source(self) -> dict[str, tuple[Article, ...]]:
        """Articles by publisher's slug, in reading order."""
        return grouping.by_source(self.library.articles)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The taxonomy, and the unsorted group where it is needed."""
        unsorted = grouping.UNSORTED_TOPIC
        return (*self.config.topics, *([unsorted] if unsorted.slug in self.by_topic else []))

    @cached_property
    def reading_order(self) -> tuple[Article, ...]:
        """Dated articles as the digests show them: by week, section, date, title."""
        return tuple(article for digest in self.digests for section in digest.sections for article in section.articles)

    def link(self, label: str, route: Route) -> Link:
        """A named link to a route."""
        return Link(label=label, path=self.addresses.path(route))

    def entry(self, article: Article) -> Entry:
        """The card of an article."""
        return self._entries[article.path]

    @cached_property
    def _entries(self) -> dict[PurePosixPath, Entry]:
        return {article.path: self._make_entry(article) for article in self.library.articles}

    def _make_entry(self, article: Article) -> Entry:
        front_matter = article.front_matter
        rendering = self.renderings[article.path]
        publisher = grouping.source_slug(article)
        hides = self.rights(article) == "link"
        return Entry(
            title=front_matter.title,
            path=self.addresses.path(article_route(article)),
            date=front_matter.date,
            date_inferred=front_matter.date_inferred,
            source=self.link(front_matter.source, Route("source", publisher)) if front_matter.source else None,
            authors=front_matter.authors,
            language=front_matter.language or self.config.language,
            summary="" if hides else front_matter.summary or "",
            key_points=() if hides else front_matter.key_points,
            minutes=max(1, ceil(rendering.words / WORDS_PER_MINUTE)),
            notes=sum(annotation.comment is not None for annotation in rendering.annotations),
            topics=tuple(
                self.link(topic.name, Route("topic", topic.slug))
                for topic in grouping.topics_of(article, self.config.topics)
            ),
            draft=front_matter.draft,
            extra=front_matter.extra,
        )

    def rights(self, article: Article) -> str:
        """What of an article is published."""
        return article.front_matter.rights or self.config.rights


def article_route(article: Article) -> Route:
    """Where an article stands: below its week, or among the undated."""
    if article.front_matter.date is None:
        return Route("article", f"{UNDATED}/{article.slug}")
    return Route("article", f"{grouping.week_of(article)}/{article.slug}")

"""What every page is made with: the articles, their routes and cards, and how they link.

Each page is planned as parts, texts that tell whether it must be made again, and made from the same values later. So
what a page shows of an article, a week or the site has its part beside it here: `entry` and `entry_part`, `week` and
`week_part`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final, Protocol, TypeAlias

from digest.articles.library import Library
from digest.config import Config
from digest.model.article import Rights, rights_of
from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.fingerprint import fingerprint, key_of
from digest.model.picture import Picture
from digest.model.rendering import Rendering
from digest.model.topic import Topic
from digest.model.week import Week
from digest.plan import grouping
from digest.plan.backlinks import LinksByName, backlinks, links_by_name
from digest.plan.duplicates import Stories, stories
from digest.plan.routes import Addresses, Route, article_address
from digest.plan.views import Entry, Link, SiteView

_ENTRIES: Final = 4096
"""Entries that are kept at hand."""

Routes: TypeAlias = Mapping[PurePosixPath, Route]
"""Where the files of `content/` that are published stand in the site."""

Only: TypeAlias = "Collection[PurePosixPath] | None"
"""Files of `content/` whose texts alone changed: only what shows one of them need be planned. None: everything."""

Part: TypeAlias = tuple[str, str]
"""What something shown is, in words, and a text that differs whenever it does."""


class Texts(Protocol):
    """The bodies of articles, kept elsewhere, since all of them are more than memory should hold."""

    def rendering(self, article: Card) -> Rendering:
        """A body as pages show it."""

    def feed_html(self, article: Card) -> str:
        """A body as feeds hold it."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """The whole content with the options that shape it.

    Attributes:
        texts: the bodies of the library; asked only when a page is made.
        pictures: the images that texts show, by their file.
        stylesheets: paths of the theme's stylesheets, relative to the site's root.
        icon: path of the theme's icon, or empty.
        generator: name and version of this program.
    """

    config: Config
    addresses: Addresses
    library: Library
    texts: Texts
    stylesheets: tuple[str, ...]
    icon: str
    generator: str
    pictures: Mapping[PurePosixPath, Picture] = field(default_factory=dict)

    @cached_property
    def tellings(self) -> tuple[Card, ...]:
        """All articles in reading order, the undated first, duplicates among them."""
        return grouping.in_reading_order(self.library.articles)

    @cached_property
    def articles(self) -> tuple[Card, ...]:
        """The articles that lists show, in the same order: of each story the one that leads."""
        return tuple(article for article in self.tellings if article not in self.stories)

    @cached_property
    def stories(self) -> Stories:
        """Which articles are duplicates, and of which."""
        return stories(self.tellings)

    @cached_property
    def known_topics(self) -> Mapping[str, Topic]:
        """The taxonomy by slug, in its order."""
        return {topic.slug: topic for topic in self.config.topics}

    @cached_property
    def digests(self) -> tuple[Digest, ...]:
        """Oldest first."""
        return grouping.digests(self.articles, self.known_topics)

    @cached_property
    def introductions(self) -> dict[Week, Card]:
        """The editor's words on a week."""
        return dict(self.library.weeks)

    @cached_property
    def week_titles(self) -> Mapping[Week, str]:
        """Of each digest: the editor's title, or the week's number and year."""
        return {digest.week: self._week_title(digest.week) for digest in self.digests}

    def week_title(self, article: Card) -> str:
        """Of an article's week; empty for one without a date, and where duplicates alone have no digest."""
        return self._titles_by_label.get(grouping.week_label(article), "") if article.front_matter.date else ""

    @cached_property
    def _titles_by_label(self) -> Mapping[str, str]:
        return {str(week): title for week, title in self.week_titles.items()}

    def _week_title(self, week: Week) -> str:
        written = self.introductions.get(week)
        title = written.front_matter.title if written else str(week)
        return title if title != str(week) else f"Week {week.number}, {week.year}"

    @cached_property
    def undated(self) -> tuple[Card, ...]:
        """Articles without a date, by title."""
        return tuple(article for article in self.articles if article.front_matter.date is None)

    def backlinks(self, article: Card) -> tuple[Card, ...]:
        """The articles, then the free pages, whose bodies link to an article, each in their order."""
        return backlinks(article, self._links_by_name)

    @cached_property
    def _links_by_name(self) -> LinksByName:
        return links_by_name((*self.articles, *self.library.pages))

    @cached_property
    def by_topic(self) -> dict[str, tuple[Card, ...]]:
        """Articles by topic's slug, in reading order."""
        return grouping.by_topic(self.articles, self.known_topics)

    @cached_property
    def by_source(self) -> dict[str, tuple[Card, ...]]:
        """Articles by publisher's slug, in reading order; duplicates too, since each publisher told the story."""
        return grouping.by_source(self.tellings)

    @cached_property
    def highlighted(self) -> tuple[Card, ...]:
        """Articles that people marked or noted something in, in reading order."""
        return tuple(article for article in self.articles if article.highlights)

    @cached_property
    def by_tag(self) -> dict[str, tuple[Card, ...]]:
        """These by the slug of each tag of their highlights."""
        return grouping.group(self.highlighted, lambda article: tuple(dict.fromkeys(grouping.tag_slugs(article))))

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The taxonomy, and the unsorted group where it is needed."""
        unsorted = grouping.UNSORTED_TOPIC
        named = grouping.by_topic(self.tellings, self.known_topics)
        return (*self.config.topics, *([unsorted] if unsorted.slug in named else []))

    @cached_property
    def reading_order(self) -> tuple[Card, ...]:
        """Dated articles as the digests show them: by week, section, date, title."""
        return tuple(article for digest in self.digests for section in digest.sections for article in section.articles)

    def route(self, article: Card) -> Route:
        """Where an article stands."""
        return self._routes[article.path]

    @cached_property
    def _routes(self) -> dict[PurePosixPath, Route]:
        return {
            article.path: article_address(article.front_matter.date, article.slug) for article in self.library.articles
        }

    def link(self, label: str, route: Route) -> Link:
        """A named link to a route."""
        return Link(label=label, path=self.addresses.path(route))

    def entry(self, article: Card) -> Entry:
        """An article as other pages show it; pages that show the same ones are often made soon after each other."""
        entry = self._entries.get(article.path)
        if entry is None:
            if len(self._entries) >= _ENTRIES:
                self._entries.clear()
            entry = self._entries[article.path] = self._make_entry(article)
        return entry

    @cached_property
    def _entries(self) -> dict[PurePosixPath, Entry]:
        return {}

    def _make_entry(self, article: Card) -> Entry:
        front_matter = article.front_matter
        publisher = grouping.source_slug(article)
        hides = self.rights(article) == "link"
        return Entry(
            title=front_matter.title,
            path=self.addresses.path(self.route(article)),
            date=front_matter.date,
            date_inferred=front_matter.date_inferred,
            source=self.link(front_matter.source, Route("source", publisher)) if front_matter.source else None,
            authors=front_matter.authors,
            language=front_matter.language or self.config.language,
            summary="" if hides else front_matter.summary or "",
            key_points=() if hides else front_matter.key_points,
            minutes=article.minutes,
            notes=article.notes,
            topics=tuple(
                self.link(topic.name, Route("topic", topic.slug))
                for topic in grouping.topics_of(article, self.known_topics)
            ),
            draft=front_matter.draft,
            also=tuple(
                self.link(other.front_matter.source or other.front_matter.title, self.route(other))
                for other in self.stories.others(article)
            ),
            extra=front_matter.extra,
        )

    def entry_part(self, article: Card) -> Part:
        """The part of an entry."""
        return self._parts_by_path[article.path]

    def entry_parts(self, articles: Iterable[Card]) -> tuple[Part, ...]:
        """The parts of entries, in their order."""
        parts = self._parts_by_path
        return tuple([parts[article.path] for article in articles])

    def named(self, article: Card) -> str:
        """What a link to an article shows, and where it leads as far as that can change."""
        return f"{article.front_matter.date} {article.slug} {article.front_matter.title}"

    @cached_property
    def _parts_by_path(self) -> dict[PurePosixPath, Part]:
        cards = (*self.library.articles, *self.library.pages)
        return {card.path: (f"the entry of {card.path}", self._shown(card)) for card in cards}

    def _shown(self, article: Card) -> str:
        """What differs whenever an entry does."""
        named = [f"{self.named(other)} {other.front_matter.source}" for other in self.stories.others(article)]
        return key_of([article.shown, *named]) if named else article.shown

    @cached_property
    def site_parts(self) -> tuple[Part, ...]:
        """The parts of what all pages show and are shaped by."""
        config = self.config
        options = (config.title, config.description, config.author, config.language, config.rights, config.topics)
        menu = [(article.slug, article.front_matter.title) for article in self.menu_pages]
        menu += [("highlights", "")] if self.highlighted else []
        return (
            ("the options in digest.yml, or the base address", fingerprint(self.addresses, options)),
            ("the menu", fingerprint(menu)),
            ("the names of the theme's style sheets", fingerprint(self.stylesheets, self.icon, self.generator)),
        )

    @cached_property
    def site_view(self) -> SiteView:
        """What all pages show of the site."""
        config = self.config
        menu = [
            self.link("Archive", Route("archive")),
            self.link("Topics", Route("topics")),
            self.link("Sources", Route("sources")),
            *([self.link("Highlights", Route("highlights"))] if self.highlighted else []),
            *(self.link(article.front_matter.title, Route("page", article.slug)) for article in self.menu_pages),
        ]
        return SiteView(
            title=config.title,
            description=config.description,
            author=config.author,
            language=config.language,
            menu=tuple(menu),
            home=self.addresses.path(Route("home")),
            feed=self.addresses.path(Route("file", "feed.xml")),
            stylesheets=self.stylesheets,
            icon=self.icon,
            generator=self.generator,
        )

    @cached_property
    def menu_pages(self) -> tuple[Card, ...]:
        """The free pages of the first level in their order; `menu: false` keeps one out."""
        pages = (item for item in self.library.pages if "/" not in item.slug)
        shown = (item for item in pages if item.front_matter.extra.get("menu") is not False)
        return tuple(sorted(shown, key=grouping.page_order))

    def rights(self, article: Card) -> Rights:
        """What of an article is published."""
        return rights_of(article.front_matter, self.config.rights)


def is_wanted(article: Card | None, only: Only) -> bool:
    """Whether what shows the text of an article, if there is one, is to be planned."""
    return only is None or (article is not None and article.path in only)

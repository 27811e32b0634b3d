"""Atom feeds (RFC 4287): what the feed of digests and those of topics share.

A feed holds the newest entries, in full; all that came before stand in archive documents (RFC 5005, section 4) as a
digest shows them. Archive documents hold as many entries as the feed and are numbered from the
oldest, so that a new entry changes the feed alone.
"""

from __future__ import annotations

import re
import uuid
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final, NamedTuple, TypeVar
from xml.etree import ElementTree as ET

from digest.model.card import Card
from digest.model.inputs import named
from digest.model.week import Week
from digest.plan.descriptions import shows_summary
from digest.plan.feeds.document_inputs import Document
from digest.plan.feeds.xml import document, element
from digest.plan.linking.references import resolve, without_links
from digest.plan.pages import Site
from digest.plan.routes import Route, article_route, output_path, root
from digest.plan.texts import Links, TextReference, Texts

LIMIT: Final = 30
"""Entries in a feed: the newest; readers ask often, and have seen the rest."""

EPOCH: Final = date(1970, 1, 1)
"""What an empty feed says of its last change, since Atom wants a moment and there is none."""

_HISTORY: Final = "http://purl.org/syndication/history/1.0"
_NUMBERS: Final = "the archive of the feed"

T = TypeVar("T")


class Entry(NamedTuple):
    """An entry of a feed.

    Attributes:
        page: what it is an entry for.
        day: of its last change.
        html: its content.
        authors: names.
        summary: plain text that digest did not write, or empty.
    """

    page: Route
    title: str
    day: date
    html: str
    authors: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed(Document):
    """A feed, or one of its archive documents.

    Attributes:
        page: what it is the feed of.
        number: of an archive document, counted from the oldest; 0 for the feed itself.
        previous: the number of the archive document before this one; 0 where there is none.
        following: the number of the archive document after this one; 0 where there is none.
    """

    site: Site
    page: Route
    title: str = named("the title of the feed")
    number: int = named(_NUMBERS)
    previous: int = named(_NUMBERS)
    following: int = named(_NUMBERS)

    def body(self, texts: Texts) -> bytes:
        """The feed as XML, the newest entry first."""
        entries = tuple(self.entries(texts))
        feed = self._head(max((entry.day for entry in entries), default=EPOCH))
        self._add_history(feed)
        for entry in reversed(entries):
            self._add(feed, entry)
        return document(feed)

    @abstractmethod
    def entries(self, texts: Texts) -> Iterator[Entry]:
        """The entries, oldest first."""

    def address(self, there: Route) -> str:
        """The whole address of a route, as far as the site's is known; else relative to the feed."""
        addresses = self.site.addresses
        return addresses.absolute(there) if addresses.base_url else root(self.route) + addresses.path(there)

    def text(self, texts: Texts, reference: TextReference) -> str:
        """A text whose links hold outside the site, as far as the site's address is known."""
        return self._outside(texts.feed_html(reference), reference.links)

    def short(self, card: Card, links: Links | None = None) -> str:
        """The original of an article, the editor's words on it, its summary, and who else tells its story.

        Args:
            card: of the article.
            links: where the links in the editor's words lead; without them their words alone stand there.
        """
        text = self.site.words.text
        day = card.date.isoformat() if card.date else escape(text("undated_day"))
        by = f" <small>({escape(text('by_digest'))})</small>" if "summary" in card.machine else ""
        return (
            f"<p>{self._original(card)}{day}</p>"
            + self.comment(card, links)
            + (f"<p>{escape(card.summary)}{by}</p>" if shows_summary(card) else "")
            + self.also(card)
        )

    def comment(self, card: Card, links: Links | None) -> str:
        """The editor's words on an article."""
        return without_links(card.comment_html) if links is None else self._outside(card.comment_html, links)

    def _outside(self, html: str, links: Links | None) -> str:
        """A rendering whose links hold outside the site, as far as the site's address is known."""
        addresses = self.site.addresses
        base = addresses.base_url
        whole = replace(addresses, pretty=addresses.pretty or bool(base))
        return resolve(html, links, base or root(self.route), whole, sized=False)

    def _original(self, card: Card) -> str:
        """The publisher of an article, which leads to the original."""
        name = escape(card.source or self.site.words.text("read_original"))
        if card.source_url:
            return f'<a href="{escape(card.source_url)}">{name}</a> · '
        return f"{name} · " if card.source else ""

    def also(self, card: Card) -> str:
        """Who else tells the story of an article; empty where nobody does."""
        if not card.also:
            return ""
        links = [
            f'<a href="{escape(self.address(article_route(mention)))}">{escape(mention.name)}</a>'
            for mention in card.also
        ]
        text = self.site.words.text
        return f"<p>{escape(text('also_covered_by'))} {escape(text('list_separator')).join(links)}</p>"

    def _head(self, updated: date) -> ET.Element:
        site = self.site
        names = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:fh": _HISTORY, "xml:lang": site.language}
        feed = ET.Element("feed", names)
        element(feed, "title", self.title)
        if site.description:
            element(feed, "subtitle", site.description)
        element(feed, "id", self._id(self.route))
        element(feed, "updated", _moment(updated))
        element(feed, "link", rel="self", type="application/atom+xml", href=self.address(self.route))
        element(feed, "link", rel="alternate", type="text/html", href=self.address(self.page))
        element(element(feed, "author"), "name", site.author or site.title)
        element(feed, "generator", "digest")
        return feed

    def _add_history(self, feed: ET.Element) -> None:
        """The links between a feed and its archive documents."""
        if self.number:
            element(feed, "fh:archive")
            element(feed, "link", rel="current", href=self._sibling(0))
        if self.following:
            element(feed, "link", rel="next-archive", href=self._sibling(self.following))
        if self.previous:
            element(feed, "link", rel="prev-archive", href=self._sibling(self.previous))

    def _sibling(self, number: int) -> str:
        """The address of another document of the same feed."""
        return self.address(feed_route(self.route.key.rpartition("feed")[0], number))

    def _add(self, feed: ET.Element, item: Entry) -> None:
        entry = element(feed, "entry")
        element(entry, "title", item.title)
        element(entry, "id", self._id(item.page))
        element(entry, "link", rel="alternate", type="text/html", href=self.address(item.page))
        element(entry, "updated", _moment(item.day))
        element(entry, "published", _moment(item.day))
        for author in item.authors:
            element(element(entry, "author"), "name", author)
        if item.summary:
            element(entry, "summary", item.summary)
        element(entry, "content", item.html, type="html")

    def _id(self, route: Route) -> str:
        """A name that stays: from the site's address, or its title where it has none, and the place within it."""
        site = self.site.addresses.base_url or re.sub(r"\s+", " ", self.site.title)
        return uuid.uuid5(uuid.NAMESPACE_URL, f"{site}#{output_path(route)}").urn


def feed_route(folder: str, number: int) -> Route:
    """Where a feed (number 0) or one of its archive documents stands; a folder ends in a slash, or is empty."""
    return Route("file", f"{folder}feed-{number}.xml" if number else f"{folder}feed.xml")


def day_of(card: Card) -> date:
    """The day of an article of a week: that of its publication, or the first of a later week that it was put into."""
    week = Week.parse(card.week)
    return max(card.date or EPOCH, week.monday if week else EPOCH)


class Part(NamedTuple):
    """Where a document of a feed stands in its chain; as of `Feed`."""

    number: int
    previous: int
    following: int


def parts(items: Sequence[T]) -> Iterator[tuple[Part, Sequence[T]]]:
    """The documents of a feed with their items, the archive's first: oldest first, all of them of equal length."""
    archives = len(items) // LIMIT if len(items) > LIMIT else 0
    for number in range(1, archives + 1):
        following = number + 1 if number < archives else 0
        yield Part(number, number - 1, following), items[(number - 1) * LIMIT : number * LIMIT]
    yield Part(0, archives, 0), items[-LIMIT:]


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

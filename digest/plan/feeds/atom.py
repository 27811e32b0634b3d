"""Atom feeds (RFC 4287): what the feed of digests and those of topics share.

A feed holds the newest entries, in full; all that came before stand in archive documents (RFC 5005, section 4), each
article with the editor's words and its summary alone. Archive documents hold as many entries as the feed and are
numbered from the oldest, so that a new entry changes the feed alone.

`updated` is the last of the days that front matter states: of publication, of conversion (`added`), of a change that a
person calls one (`updated`). RFC 4287 asks for the last change that the publisher considers significant, and so a
corrected typing error changes neither the id nor the moment, an article that is added to the digest of a past week
changes that week's, equal files give equal bytes, and no build needs a clock or a memory.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple, TypeVar
from xml.etree import ElementTree as ET

from digest.model.card import Card
from digest.model.inputs import named
from digest.model.week import Week
from digest.plan.feeds.document_inputs import Document
from digest.plan.feeds.entry_html import EntryHtml, in_link
from digest.plan.feeds.entry_ids import feed_route
from digest.plan.feeds.xml import document, element
from digest.plan.pages import Site
from digest.plan.routes import Route
from digest.plan.texts import Texts

LIMIT: Final = 30
"""Entries in a feed: the newest; readers ask often, and have seen the rest."""

EPOCH: Final = date(1970, 1, 1)
"""What an empty feed says of its last change, since Atom wants a moment and there is none."""

_HISTORY: Final = "http://purl.org/syndication/history/1.0"
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
"""The tag of a language, as feeds may have it (RFC 4287, section 2)."""

_NUMBERS: Final = "the archive of the feed"

T = TypeVar("T")


class Entry(NamedTuple):
    """An entry of a feed.

    Attributes:
        page: what it is an entry for.
        id: by which feed readers know it.
        published: its day.
        updated: the day of its last change that its readers should hear of.
        html: its content.
        original: where the text stands that it is about, or empty.
        language: of its title, or empty.
        authors: names.
        summary: plain text that digest did not write, or empty.
    """

    page: Route
    id: str
    title: str
    published: date
    updated: date
    html: str
    original: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed(Document):
    """A feed, or one of its archive documents.

    Attributes:
        page: what it is the feed of.
        id: by which feed readers know it.
        number: of an archive document, counted from the oldest; 0 for the feed itself.
        previous: the number of the archive document before this one; 0 where there is none.
        following: the number of the archive document after this one; 0 where there is none.
    """

    site: Site
    page: Route
    id: str = named("the ids of the feed and its entries")
    title: str = named("the title of the feed")
    number: int = named(_NUMBERS)
    previous: int = named(_NUMBERS)
    following: int = named(_NUMBERS)

    def body(self, texts: Texts) -> bytes:
        """The feed as XML, the newest entry first."""
        entries = tuple(self.entries(texts))
        feed = self._head(max((entry.updated for entry in entries), default=EPOCH))
        self._add_history(feed)
        for entry in reversed(entries):
            self._add(feed, entry)
        return document(feed)

    @abstractmethod
    def entries(self, texts: Texts) -> Iterator[Entry]:
        """The entries, oldest first."""

    @property
    def html(self) -> EntryHtml:
        """What writes the entries."""
        return EntryHtml(self.site, self.route)

    def _head(self, updated: date) -> ET.Element:
        site = self.site
        names = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:fh": _HISTORY, "xml:lang": site.language}
        feed = ET.Element("feed", names)
        element(feed, "title", self.title)
        if site.description:
            element(feed, "subtitle", site.description)
        element(feed, "id", self.id)
        element(feed, "updated", _moment(updated))
        element(feed, "link", rel="self", type="application/atom+xml", href=self.html.address(self.route))
        element(feed, "link", rel="alternate", type="text/html", href=self.html.address(self.page))
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
        return self.html.address(feed_route(self.route.key.rpartition("feed")[0], number))

    def _add(self, feed: ET.Element, item: Entry) -> None:
        entry = element(feed, "entry")
        is_said = _LANGUAGE.fullmatch(item.language) and item.language != self.site.language
        language = {"xml:lang": item.language} if is_said else {}
        element(entry, "title", item.title, **language)
        element(entry, "id", item.id)
        element(entry, "link", rel="alternate", type="text/html", href=self.html.address(item.page))
        if item.original:
            element(entry, "link", rel="via", href=in_link(item.original))
        element(entry, "updated", _moment(item.updated))
        element(entry, "published", _moment(item.published))
        for author in item.authors:
            element(element(entry, "author"), "name", author)
        if item.summary:
            element(entry, "summary", item.summary)
        element(entry, "content", item.html, type="html")


def day_of(card: Card) -> date:
    """The day of an article of a week: that of its publication, or the first of a later week that it was put into."""
    week = Week.parse(card.week)
    return max(card.date or EPOCH, week.monday if week else EPOCH)


def changed(card: Card) -> date:
    """The day of the last change to an article of a week that subscribers should hear of."""
    return max(day_of(card), card.changed or EPOCH)


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

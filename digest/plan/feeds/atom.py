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
from dataclasses import field, replace
from datetime import date
from typing import Final, NamedTuple, Self, TypeVar

from digest.dataclass import dataclass
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

_ENTRY: Final = "\n  <entry>"
_END: Final = "\n</feed>\n"
"""How each entry begins, and the document ends; neither stands in the text of an element."""

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


class WrittenEntry(NamedTuple):
    """An entry as XML, with the day of its last change."""

    updated: date
    xml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastFeed:
    """A document of a feed as it was made last.

    Attributes:
        body: its bytes.
        newer: the places of the entries that are other ones now.
    """

    body: bytes
    newer: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed(Document):
    """A feed, or one of its archive documents.

    Attributes:
        page: what it is the feed of.
        id: by which feed readers know it.
        number: of an archive document, counted from the oldest; 0 for the feed itself.
        previous: the number of the archive document before this one; 0 where there is none.
        following: the number of the archive document after this one; 0 where there is none.
        last: the same document before texts were edited: all but its newer entries need not be made again, nor be
            known.
    """

    site: Site
    page: Route
    id: str = named("the ids of the feed and its entries")
    title: str = named("the title of the feed")
    number: int = named(_NUMBERS)
    previous: int = named(_NUMBERS)
    following: int = named(_NUMBERS)
    last: LastFeed | None = field(default=None, compare=False)

    def after(self, last: Feed, body: bytes) -> Self:
        """The same, to be made of the bytes of the last one, of which it differs in what edits of texts leave alike."""
        pairs = enumerate(zip(self.items, last.items, strict=True))
        newer = tuple([at for at, (now, was) in pairs if now is not was])
        return replace(self, last=LastFeed(body=body, newer=newer) if body else None)

    def body(self, texts: Texts) -> bytes:
        """The feed as XML, the newest entry first."""
        if self.last:
            return self._with_newer(texts, self.last)
        entries = [self.entry(texts, at) for at in range(len(self.items))]
        head = self._head(max((entry.updated for entry in entries), default=EPOCH))
        written = [entry.xml for entry in reversed(entries)]
        names = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:fh": _HISTORY, "xml:lang": self.site.language}
        return document(element(0, "feed", "", *head, *self._history(), *written, **names))

    def _with_newer(self, texts: Texts, last: LastFeed) -> bytes:
        """The last one with newer entries."""
        head, *entries = last.body.decode().removesuffix(_END).split(_ENTRY)
        for at in last.newer:
            entries[-1 - at] = self.entry(texts, at).xml.removeprefix(_ENTRY)
        return f"{_ENTRY.join([head, *entries])}{_END}".encode()

    @property
    @abstractmethod
    def items(self) -> tuple[object, ...]:
        """What it has entries of, oldest first."""

    @abstractmethod
    def entry(self, texts: Texts, at: int) -> WrittenEntry:
        """The entry of an item."""

    @property
    def html(self) -> EntryHtml:
        """What writes the entries."""
        return EntryHtml(self.site, self.route)

    def written(self, item: Entry) -> WrittenEntry:
        """An entry as the feed holds it."""
        is_said = _LANGUAGE.fullmatch(item.language) and item.language != self.site.language
        language = {"xml:lang": item.language} if is_said else {}
        lines = [
            element(2, "title", item.title, **language),
            element(2, "id", item.id),
            element(2, "link", rel="alternate", type="text/html", href=self.html.address(item.page)),
            element(2, "link", rel="via", href=in_link(item.original)) if item.original else "",
            element(2, "updated", _moment(item.updated)),
            element(2, "published", _moment(item.published)),
            *(element(2, "author", "", element(3, "name", author)) for author in item.authors),
            element(2, "summary", item.summary) if item.summary else "",
            element(2, "content", item.html, type="html"),
        ]
        return WrittenEntry(item.updated, element(1, "entry", "", *lines))

    def _head(self, updated: date) -> Iterator[str]:
        site = self.site
        yield element(1, "title", self.title)
        if site.description:
            yield element(1, "subtitle", site.description)
        yield element(1, "id", self.id)
        yield element(1, "updated", _moment(updated))
        yield element(1, "link", rel="self", type="application/atom+xml", href=self.html.address(self.route))
        yield element(1, "link", rel="alternate", type="text/html", href=self.html.address(self.page))
        yield element(1, "author", "", element(2, "name", site.author or site.title))
        yield element(1, "generator", "digest")

    def _history(self) -> Iterator[str]:
        """The links between a feed and its archive documents."""
        if self.number:
            yield element(1, "fh:archive")
            yield element(1, "link", rel="current", href=self._sibling(0))
        if self.following:
            yield element(1, "link", rel="next-archive", href=self._sibling(self.following))
        if self.previous:
            yield element(1, "link", rel="prev-archive", href=self._sibling(self.previous))

    def _sibling(self, number: int) -> str:
        """The address of another document of the same feed."""
        return self.html.address(feed_route(self.route.key.rpartition("feed")[0], number))


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

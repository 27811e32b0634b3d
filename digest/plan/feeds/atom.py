"""Atom feeds (RFC 4287): one of digests, one of each topic's articles.

A feed holds the newest entries, in full; all that came before stand in archive documents (RFC 5005, section 4) as a
digest shows them: summary and key points. Archive documents hold as many entries as the feed and are numbered from the
oldest, so that a new entry changes the feed alone.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final, Generic, TypeVar
from xml.etree import ElementTree as ET

from digest.articles.kinds import UNDATED
from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.page import Document
from digest.plan.context import Context, Only, Part, Routes, is_wanted
from digest.plan.feeds.xml import document, element
from digest.plan.kinds.weeks import week_part
from digest.plan.references import resolve, text_parts
from digest.plan.routes import Route, output_path, root

LIMIT: Final = 30
"""Entries in a feed: the newest; readers ask often, and have seen the rest."""

_EPOCH: Final = date(1970, 1, 1)
"""What an empty feed says of its last change, since Atom wants a moment and there is none."""

_HISTORY: Final = "http://purl.org/syndication/history/1.0"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Feed(Generic[T]):
    """A feed with its archive.

    Attributes:
        folder: where it stands, ending in a slash, or empty.
        page: what it is the feed of.
        items: oldest first.
        text: the text that the entry of an item holds in full, if any.
        parts: what an entry is made from; in full in the feed itself.
        day: of an item.
        write: adds an item's entry to a feed at a route; in full in the feed itself.
    """

    folder: str
    page: Route
    title: str
    items: Sequence[T]
    text: Callable[[T], Card | None]
    parts: Callable[[T, bool], tuple[Part, ...]]
    day: Callable[[T], date]
    write: Callable[[ET.Element, Route, T, bool], None]


def feeds(context: Context, routes: Routes, only: Only = None) -> Iterator[Document]:
    """The feed of digests and the feeds of topics, each with its archive.

    With `only`, the feeds alone whose newest entries hold the text of one of these files.
    """
    yield from _documents(context, _digests(context, routes), only)
    for topic in context.topics:
        yield from _documents(context, _topic(context, routes, topic.slug, topic.name), only)


def _documents(context: Context, feed: _Feed[T], only: Only) -> Iterator[Document]:
    archives = len(feed.items) // LIMIT if len(feed.items) > LIMIT else 0
    newest = feed.items[-LIMIT:]
    if only is None:
        for number in range(1, archives + 1):
            yield _document(context, feed, feed.items[(number - 1) * LIMIT : number * LIMIT], number, archives)
    if any(is_wanted(feed.text(item), only) for item in newest) or only is None:
        yield _document(context, feed, newest, 0, archives)


def _document(context: Context, feed: _Feed[T], items: Sequence[T], number: int, archives: int) -> Document:
    """The feed itself (number 0), or one of its archive documents."""
    route = _route(feed, number)

    def make() -> bytes:
        root_element = _feed(context, route, feed.page, feed.title, map(feed.day, items))
        _add_history(context, root_element, feed, number, archives)
        for item in reversed(items):
            feed.write(root_element, route, item, not number)
        return document(root_element)

    parts = (
        ("the title of the feed and its archive", f"{feed.title} {number or archives} {number < archives}"),
        *(part for item in items for part in feed.parts(item, not number)),
        *context.site_parts,
    )
    return Document(path=output_path(route), parts=parts, make=make)


def _route(feed: _Feed[T], number: int) -> Route:
    return Route("file", f"{feed.folder}feed-{number}.xml" if number else f"{feed.folder}feed.xml")


def _add_history(context: Context, root_element: ET.Element, feed: _Feed[T], number: int, archives: int) -> None:
    """The links between a feed and its archive documents."""
    here = _route(feed, number)
    previous = number - 1 if number else archives
    if number:
        element(root_element, "fh:archive")
        element(root_element, "link", rel="current", href=_address(context, here, _route(feed, 0)))
        if number < archives:
            element(root_element, "link", rel="next-archive", href=_address(context, here, _route(feed, number + 1)))
    if previous:
        element(root_element, "link", rel="prev-archive", href=_address(context, here, _route(feed, previous)))


def _digests(context: Context, routes: Routes) -> _Feed[Digest]:
    def parts(digest: Digest, whole: bool) -> tuple[Part, ...]:  # noqa: FBT001
        introduction = context.introductions.get(digest.week)
        entries = (context.entry_parts(section.articles) for section in digest.sections)
        return (
            week_part(context, digest),
            *(text_parts(introduction, routes, context.pictures) if whole else ()),
            *(part for found in entries for part in found),
        )

    def write(feed: ET.Element, route: Route, digest: Digest, whole: bool) -> None:  # noqa: FBT001
        page = Route("week", str(digest.week))
        entry = _entry(context, feed, route, page, context.week_titles[digest.week], _last_day(digest))
        element(entry, "content", _digest_html(context, routes, digest, route, whole=whole), type="html")

    return _Feed(
        folder="",
        page=Route("home"),
        title=context.config.title,
        items=context.digests,
        text=lambda digest: context.introductions.get(digest.week),
        parts=parts,
        day=_last_day,
        write=write,
    )


def _topic(context: Context, routes: Routes, slug: str, name: str) -> _Feed[Card]:
    def parts(article: Card, whole: bool) -> tuple[Part, ...]:  # noqa: FBT001
        return (context.entry_part(article), *(text_parts(article, routes, context.pictures) if whole else ()))

    def write(feed: ET.Element, route: Route, article: Card, whole: bool) -> None:  # noqa: FBT001
        entry = _entry(context, feed, route, context.route(article), article.front_matter.title, _day(article))
        for author in article.front_matter.authors:
            element(element(entry, "author"), "name", author)
        if article.front_matter.summary and context.rights(article) != "link":
            element(entry, "summary", article.front_matter.summary)
        if whole:
            content = _body(context, routes, article, route) + _also_html(context, article, route)
        else:
            content = _short_html(context, article, route)
        element(entry, "content", content, type="html")

    return _Feed(
        folder=f"topics/{slug}/",
        page=Route("topic", slug),
        title=f"{context.config.title}: {name}",
        items=[article for article in context.by_topic.get(slug, ()) if article.front_matter.date is not None],
        text=lambda article: article,
        parts=parts,
        day=_day,
        write=write,
    )


def _feed(context: Context, route: Route, page: Route, title: str, days: Iterable[date]) -> ET.Element:
    names = {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:fh": _HISTORY, "xml:lang": context.config.language}
    feed = ET.Element("feed", names)
    element(feed, "title", title)
    if context.config.description:
        element(feed, "subtitle", context.config.description)
    element(feed, "id", _id(context, route))
    element(feed, "updated", _moment(max(days, default=_EPOCH)))
    element(feed, "link", rel="self", type="application/atom+xml", href=_address(context, route, route))
    element(feed, "link", rel="alternate", type="text/html", href=_address(context, route, page))
    element(element(feed, "author"), "name", context.config.author or context.config.title)
    element(feed, "generator", "digest")
    return feed


def _entry(context: Context, feed: ET.Element, route: Route, page: Route, title: str, day: date) -> ET.Element:
    entry = element(feed, "entry")
    element(entry, "title", title)
    element(entry, "id", _id(context, page))
    element(entry, "link", rel="alternate", type="text/html", href=_address(context, route, page))
    element(entry, "updated", _moment(day))
    element(entry, "published", _moment(day))
    return entry


def _digest_html(context: Context, routes: Routes, digest: Digest, here: Route, *, whole: bool) -> str:
    """What the page of the week shows, in plain HTML; the introduction only in whole."""
    written = context.introductions.get(digest.week) if whole else None
    parts = [_body(context, routes, written, here)] if written is not None else []
    for section in digest.sections:
        parts.append(f"<h2>{escape(section.topic.name)}</h2>")
        parts += (_article_html(context, article, here) for article in section.articles)
    return "\n".join(parts)


def _article_html(context: Context, article: Card, here: Route) -> str:
    address = _address(context, here, context.route(article))
    return f'<h3><a href="{escape(address)}">{escape(article.front_matter.title)}</a></h3>' + _short_html(
        context, article, here
    )


def _short_html(context: Context, article: Card, here: Route) -> str:
    """Source, day, summary and key points of an article, and who else tells its story."""
    entry = context.entry(article)
    source = f"{escape(entry.source.label)} · " if entry.source else ""
    day = article.front_matter.date.isoformat() if article.front_matter.date else UNDATED
    points = "".join(f"<li>{escape(point)}</li>" for point in entry.key_points)
    return (
        f"<p>{source}{day}</p>"
        + (f"<p>{escape(entry.summary)}</p>" if entry.summary else "")
        + (f"<ul>{points}</ul>" if points else "")
        + _also_html(context, article, here)
    )


def _also_html(context: Context, article: Card, here: Route) -> str:
    """Who else tells the story of an article; empty where nobody does."""
    links = ", ".join(
        f'<a href="{escape(_address(context, here, context.route(other)))}">{escape(link.label)}</a>'
        for other, link in zip(context.stories.others(article), context.entry(article).also, strict=True)
    )
    return f"<p>Also covered by: {links}</p>" if links else ""


def _day(article: Card) -> date:
    return article.front_matter.date or _EPOCH


def _body(context: Context, routes: Routes, article: Card, here: Route) -> str:
    """A rendering whose links hold outside the site, as far as the site's address is known."""
    base = context.addresses.base_url
    addresses = replace(context.addresses, pretty=context.addresses.pretty or bool(base))
    return resolve(context.texts.feed_html(article), article, routes, base or root(here), addresses)


def _last_day(digest: Digest) -> date:
    """The newest article's date: what "updated" means where no clock is read."""
    days = (article.front_matter.date for section in digest.sections for article in section.articles)
    return max(day for day in days if day is not None)


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _address(context: Context, here: Route, there: Route) -> str:
    addresses = context.addresses
    return addresses.absolute(there) if addresses.base_url else root(here) + addresses.path(there)


def _id(context: Context, route: Route) -> str:
    """A name that stays: from the site's address, or its title where it has none, and the place within it."""
    site = context.addresses.base_url or re.sub(r"\s+", " ", context.config.title)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{site}#{output_path(route)}").urn

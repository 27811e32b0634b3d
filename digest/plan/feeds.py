"""Atom feeds (RFC 4287): one of digests, one of each topic's articles."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html import escape
from typing import Final
from xml.etree import ElementTree as ET

from digest.content.library import UNDATED
from digest.model.article import Article
from digest.model.digest import Digest
from digest.model.page import Artifact
from digest.plan.context import Context, Routes, article_route
from digest.plan.references import resolve
from digest.plan.routes import Route, output_path, root
from digest.plan.weeks import week_title
from digest.plan.xml import document, element

LIMIT: Final = 30
"""Entries in a feed: the newest; readers ask often, and have seen the rest."""

_EPOCH: Final = date(1970, 1, 1)
"""What an empty feed says of its last change, since Atom wants a moment and there is none."""


def feeds(context: Context, routes: Routes) -> Iterator[Artifact]:
    """The feed of digests and the feeds of topics."""
    yield _digests(context, routes)
    for topic in context.topics:
        yield _topic(context, routes, topic.slug, topic.name)


def _digests(context: Context, routes: Routes) -> Artifact:
    route = Route("file", "feed.xml")
    newest = context.digests[::-1][:LIMIT]
    feed = _feed(context, route, Route("home"), context.config.title, [_last_day(digest) for digest in newest])
    for digest in newest:
        page = Route("week", str(digest.week))
        entry = _entry(context, feed, route, page, week_title(context, digest.week), _last_day(digest))
        element(entry, "content", _digest_html(context, routes, digest, route), type="html")
    return _artifact(route, feed)


def _topic(context: Context, routes: Routes, slug: str, name: str) -> Artifact:
    route = Route("file", f"topics/{slug}/feed.xml")
    dated = [article for article in context.by_topic.get(slug, ()) if article.front_matter.date is not None]
    newest = dated[::-1][:LIMIT]
    title = f"{context.config.title}: {name}"
    days = [article.front_matter.date or _EPOCH for article in newest]
    feed = _feed(context, route, Route("topic", slug), title, days)
    for article, day in zip(newest, days, strict=True):
        entry = _entry(context, feed, route, article_route(article), article.front_matter.title, day)
        for author in article.front_matter.authors:
            element(element(entry, "author"), "name", author)
        if article.front_matter.summary and context.rights(article) != "link":
            element(entry, "summary", article.front_matter.summary)
        element(entry, "content", _body(context, routes, article, route), type="html")
    return _artifact(route, feed)


def _feed(context: Context, route: Route, page: Route, title: str, days: Iterable[date]) -> ET.Element:
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": context.config.language})
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


def _digest_html(context: Context, routes: Routes, digest: Digest, here: Route) -> str:
    """What the page of the week shows, in plain HTML."""
    written = context.introductions.get(digest.week)
    parts = [_body(context, routes, written, here)] if written is not None else []
    for section in digest.sections:
        parts.append(f"<h2>{escape(section.topic.name)}</h2>")
        parts += (_article_html(context, article, here) for article in section.articles)
    return "\n".join(parts)


def _article_html(context: Context, article: Article, here: Route) -> str:
    entry = context.entry(article)
    source = f"{escape(entry.source.label)} · " if entry.source else ""
    day = article.front_matter.date.isoformat() if article.front_matter.date else UNDATED
    points = "".join(f"<li>{escape(point)}</li>" for point in entry.key_points)
    address = _address(context, here, article_route(article))
    return (
        f'<h3><a href="{escape(address)}">{escape(entry.title)}</a></h3>'
        f"<p>{source}{day}</p>"
        + (f"<p>{escape(entry.summary)}</p>" if entry.summary else "")
        + (f"<ul>{points}</ul>" if points else "")
    )


def _body(context: Context, routes: Routes, article: Article, here: Route) -> str:
    """A rendering whose links hold outside the site, as far as the site's address is known."""
    base = context.addresses.base_url
    addresses = replace(context.addresses, pretty=context.addresses.pretty or bool(base))
    return resolve(context.renderings[article.path].feed_html, article, routes, base or root(here), addresses)


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


def _artifact(route: Route, feed: ET.Element) -> Artifact:
    return Artifact(path=output_path(route), body=document(feed))

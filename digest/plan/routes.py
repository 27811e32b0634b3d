"""Route <-> permalink <-> output path, lawful both ways; and how pages link to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from urllib.parse import urlsplit

from digest.articles.kinds import UNDATED
from digest.model.week import Week

Kind = Literal[
    "home", "week", "article", "undated", "topic", "topics", "source", "sources", "archive",
    "highlights", "topic_highlights", "tag", "page", "file",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """A place in the site.

    Attributes:
        kind: what stands there.
        key: which one: a week's label, `2025-W12/slug` or `undated/slug` of an article, a slug, a page's way,
            or a file's path; empty for a kind of which there is only one.
        number: of a list that goes on over several pages, counted from the oldest; 0 for the newest, where it begins.
    """

    kind: Kind
    key: str = ""
    number: int = 0


_SINGLE: Final[dict[str, Kind]] = {
    "": "home",
    f"{UNDATED}/": "undated",
    "topics/": "topics",
    "sources/": "sources",
    "archive/": "archive",
    "highlights/": "highlights",
}
_SINGLE_PERMALINK: Final = {kind: permalink for permalink, kind in _SINGLE.items()}
_WEEK = re.compile(r"(\d{4})/w(\d{2})/(?:([^/]+)/)?", re.ASCII)
_UNDER = re.compile(rf"(topics|sources|highlights|{UNDATED})/([^/]+)/")
_TOPIC_HIGHLIGHTS = re.compile(r"topics/([^/]+)/highlights/")
_NUMBERED = re.compile(
    rf"((?:topics|sources|highlights)/[^/]+/|topics/[^/]+/highlights/|archive/|highlights/|{UNDATED}/)"
    r"page/([1-9][0-9]{0,8})/",
    re.ASCII,
)


def permalink(route: Route) -> str:
    """Where the route lies below the site's root; a page's permalink ends in a slash, home's is empty."""
    if route.number:
        return f"{permalink(Route(route.kind, route.key))}page/{route.number}/"
    match route.kind:
        case "week":
            return _week_permalink(route.key)
        case "article":
            group, _, slug = route.key.partition("/")
            return f"{_week_permalink(group) if group != UNDATED else UNDATED + '/'}{slug}/"
        case "topic" | "source":
            return f"{route.kind}s/{route.key}/"
        case "topic_highlights":
            return f"topics/{route.key}/highlights/"
        case "tag":
            return f"highlights/{route.key}/"
        case "page":
            return f"{route.key}/"
        case "file":
            return route.key
        case single:
            return _SINGLE_PERMALINK[single]


def route_of(link: str) -> Route:
    """The route that has this permalink."""
    if link in _SINGLE:
        return Route(_SINGLE[link])
    if not link.endswith("/"):
        return Route("file", link)
    if found := _NUMBERED.fullmatch(link):
        first = route_of(found[1])
        return Route(first.kind, first.key, int(found[2]))
    if found := _WEEK.fullmatch(link):
        label = f"{found[1]}-W{found[2]}"
        if Week.parse(label) is not None:
            return Route("article", f"{label}/{found[3]}") if found[3] else Route("week", label)
    if found := _TOPIC_HIGHLIGHTS.fullmatch(link):
        return Route("topic_highlights", found[1])
    if found := _UNDER.fullmatch(link):
        folder, slug = found[1], found[2]
        return Route("article", f"{UNDATED}/{slug}") if folder == UNDATED else Route(_TERM[folder], slug)
    return Route("page", link.removesuffix("/"))


_TERM: Final[dict[str, Kind]] = {"topics": "topic", "sources": "source", "highlights": "tag"}


def output_path(route: Route) -> str:
    """The file of a route, relative to the output folder."""
    link = permalink(route)
    return f"{link}index.html" if link.endswith("/") or not link else link


def _week_permalink(label: str) -> str:
    year, _, number = label.partition("-W")
    return f"{year}/w{number}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """How links are written.

    Attributes:
        base_url: where the site will stand, with a slash at its end; empty where that is not known.
        pretty: whether links leave out `index.html`; then the site needs a server.
    """

    base_url: str
    pretty: bool

    def path(self, route: Route) -> str:
        """A route as pages link to it, relative to the site's root."""
        link = permalink(route)
        return link if self.pretty or (link and not link.endswith("/")) else f"{link}index.html"

    def absolute(self, route: Route) -> str:
        """The whole address, or where the base is not known the way from the site's root."""
        return self.base_url + permalink(route)

    @property
    def base_path(self) -> str:
        """The path of the base address: `/` or `/repository/`."""
        return urlsplit(self.base_url).path or "/"


def root(route: Route) -> str:
    """The way from a page to the site's root."""
    return "../" * permalink(route).count("/") or "./"


def article_address(day: date | None, slug: str) -> Route:
    """Where an article of this day and slug stands."""
    return Route("article", f"{Week.of(day) if day else UNDATED}/{slug}")

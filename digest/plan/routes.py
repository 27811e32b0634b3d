"""Route <-> permalink <-> output path, lawful both ways; and how pages link to each other.

Where the pages of a kind stand is said by the kind itself, as a `Pattern` in its module; `digest.plan.kinds` gathers
them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Final
from urllib.parse import quote, urlsplit

from digest.articles.kinds import UNDATED
from digest.dataclass import dataclass
from digest.model.card import Card, Mention
from digest.model.week import Week
from digest.plan.kinds import patterns

_PLAIN: Final = re.compile(r"[A-Za-z0-9/._~-]*")
"""A permalink that is the same in an address."""


class _Addressed:
    """Keeps the permalink of a route, which is asked for by all that leads there, and the path of its file."""

    __slots__ = ("_path", "_permalink")

    _permalink: str
    _path: str


@dataclass(frozen=True, slots=True, order=True)
class Route(_Addressed):
    """A place in the site.

    Attributes:
        kind: what stands there: a kind of page, or `file`.
        key: which one: a week's label, `2025-W12/slug` or `undated/slug` of an article, a slug, a page's path,
            or a file's path; empty for a kind of which there is only one.
        number: of a list that goes on over several pages, counted from the oldest; 0 for the newest, where it begins.
    """

    kind: str
    key: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where the pages of a kind stand.

    Attributes:
        text: the permalink, with what its key says in braces: `{week}` (`2025/w12`), `{group}` (that, or `undated`),
            `{slug}` (one part of a path) or `{path}` (any); several make a key with slashes between them.
        paged: whether a list may go on over several pages, which stand below it at `page/1/`.
    """

    text: str
    paged: bool = False


def permalink(route: Route) -> str:
    """Where the route lies below the site's root; a page's permalink ends in a slash, home's is empty."""
    try:
        return route._permalink  # noqa: SLF001  (this module's own)
    except AttributeError:
        link = _forms()[route.kind].permalink(route.key)
        object.__setattr__(route, "_permalink", f"{link}page/{route.number}/" if route.number else link)
        return route._permalink  # noqa: SLF001  (as above)


def route_of(link: str) -> Route:
    """The route that has this permalink."""
    for kind, form in _forms().items():
        route = form.route(kind, link)
        if route is not None:
            return route
    message = f"every link is that of a page or file: {link}"
    raise AssertionError(message)


def output_path(route: Route) -> str:
    """The file of a route, relative to the output folder; the same object whenever it is asked for."""
    try:
        return route._path  # noqa: SLF001  (as above)
    except AttributeError:
        object.__setattr__(route, "_path", output_file(permalink(route)))
        return route._path  # noqa: SLF001  (as above)


def output_file(link: str) -> str:
    """The file of a permalink, relative to the output folder."""
    return f"{link}index.html" if link.endswith("/") or not link else link


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
        return self.styled(permalink(route))

    def styled(self, link: str) -> str:
        """A permalink as pages link to it."""
        link = in_address(link)
        return link if self.pretty or (link and not link.endswith("/")) else f"{link}index.html"

    def absolute(self, route: Route) -> str:
        """The whole address, or where the base is not known the way from the site's root."""
        return self.base_url + in_address(permalink(route))

    @property
    def base_path(self) -> str:
        """The path of the base address: `/` or `/repository/`."""
        return urlsplit(self.base_url).path or "/"


def in_address(link: str) -> str:
    """A permalink as an address has it: what is not ASCII is percent-encoded (RFC 3986, section 2.1)."""
    return link if _PLAIN.fullmatch(link) else quote(link)


def root(route: Route) -> str:
    """The way from a page to the site's root."""
    return "../" * permalink(route).count("/") or "./"


@lru_cache(maxsize=16384)
def article_address(week: str, slug: str) -> Route:
    """Where an article of this week and slug stands; the label of the week is empty where it has none."""
    return Route("article", f"{week or UNDATED}/{slug}")


def article_route(article: Card | Mention) -> Route:
    """Where an article stands."""
    return article_address(article.week, article.slug)


@lru_cache(maxsize=4096)
def _week_permalink(label: str) -> str:
    year, _, number = label.partition("-W")
    return f"{year}/w{number}"


def _week_label(part: str) -> str | None:
    """The label of a week's part of a permalink; None where the year has no such week."""
    label = part.replace("/w", "-W")
    return label if Week.parse(label) is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placeholder:
    """What may stand for a part of a key in a permalink.

    Attributes:
        expression: of the permalink's part.
        link: a part of a key -> of a permalink.
        key: a part of a permalink -> of a key, None for what is not such a part.
    """

    expression: str
    link: Callable[[str], str] = str
    key: Callable[[str], str | None] = str


_WEEK: Final = r"\d{4}/w\d{2}"
_PLACEHOLDERS: Final[Mapping[str, _Placeholder]] = {
    "week": _Placeholder(expression=_WEEK, link=_week_permalink, key=_week_label),
    "group": _Placeholder(
        expression=rf"{_WEEK}|{UNDATED}",
        link=lambda group: group if group == UNDATED else _week_permalink(group),
        key=lambda part: part if part == UNDATED else _week_label(part),
    ),
    "slug": _Placeholder(expression="[^/]+"),
    "path": _Placeholder(expression=".*"),
}
_NAME: Final = re.compile(r"\{(\w+)\}")
_NUMBERED: Final = r"(?:page/([1-9][0-9]{0,8})/)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A pattern, made ready.

    Attributes:
        texts: what stands before, between and after the placeholders.
        parts: the placeholders.
        link: the expression of a permalink: a group for each placeholder, and one for the number of a page.
    """

    texts: tuple[str, ...]
    parts: tuple[_Placeholder, ...]
    link: str

    def permalink(self, key: str) -> str:
        """The permalink of the newest page of a key."""
        head, *tails = self.texts
        if not tails:
            return head
        keys = key.split("/", len(tails) - 1)
        return head + "".join([part.link(key) + tail for part, key, tail in zip(self.parts, keys, tails, strict=True)])

    def route(self, kind: str, link: str) -> Route | None:
        """The route of a permalink, if it is of this form."""
        match = re.fullmatch(self.link, link, re.ASCII | re.DOTALL)
        if match is None:
            return None
        *texts, number = match.groups()
        keys = [part.key(text) for part, text in zip(self.parts, texts, strict=True)]
        if None in keys:
            return None
        return Route(kind, "/".join(filter(None, keys)), int(number or 0))


@cache
def _forms() -> Mapping[str, _Form]:
    """The form of every kind: those with fewer placeholders first, those that take any path last."""
    every = {"file": Pattern("{path}"), **patterns()}
    ranks = {kind: ("{path}" in pattern.text, pattern.text == "{path}") for kind, pattern in every.items()}
    return {kind: _form(every[kind]) for kind in sorted(every, key=lambda kind: (*ranks[kind], kind))}


def _form(pattern: Pattern) -> _Form:
    texts, names = _NAME.split(pattern.text)[::2], _NAME.findall(pattern.text)
    parts = tuple(_PLACEHOLDERS[name] for name in names)
    expression = re.escape(texts[0]) + "".join(
        f"({part.expression}){re.escape(text)}" for part, text in zip(parts, texts[1:], strict=True)
    )
    end = _NUMBERED if pattern.paged else "()"
    return _Form(texts=tuple(texts), parts=parts, link=expression + end)

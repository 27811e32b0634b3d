"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, microdata, `<time>`, `<title>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from digest.extract.addresses import web_address
from digest.extract.dates import parse_timestamp
from digest.extract.decode import clean
from digest.extract.document import Dated, Document
from digest.extract.names import people

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE = re.compile(r"(Article|Posting|Report|Review|Story)$")
_MOST = 50_000
"""Elements and objects that are looked at: a page has a few thousand."""

_DAYS: Final = (
    "article:published_time", "og:published_time", "datepublished", "citation_publication_date", "citation_date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date",
    "publishdate", "pubdate", "publish-date", "date", "article.published", "published-date", "rnews:datepublished",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_TITLES: Final = ("og:title", "headline", "citation_title", "twitter:title", "dc.title", "parsely-title")
_AUTHORS: Final = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_SITES: Final = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
_SUFFIX = re.compile(r"\s+[|–—·•:»/-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The parts of a page that carry metadata.

    Attributes:
        meta: name, property or itemprop in lower case -> its values in order.
        things: the objects of JSON-LD, articles first.
        times: the machine-readable values of `<time>`, those marked as publication first.
        headings: the texts of `<h1>`.
        title: of the head.
        canonical: the address in `<link rel=canonical>`.
        language: of `<html>`.
    """

    meta: Mapping[str, tuple[str, ...]]
    things: tuple[Mapping[str, object], ...]
    times: tuple[str, ...]
    headings: tuple[str, ...]
    title: str
    canonical: str | None
    language: str | None

    def values(self, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Name and value of each meta element of these names, in their order of trust."""
        for name in names:
            for value in self.meta.get(name, ()):
                yield name, value


def page_facts(tree: _Element) -> Document:
    """A document without a body: only what the page says about itself."""
    page = _page(tree)
    address = next((found for value in _addresses(page) if (found := web_address(value))), None)
    site = _site(page)
    section = next((value for _, value in page.values(["article:section"])), None)
    return Document(
        title=_title(page, site),
        stated=tuple(_stated(page)),
        authors=_authors(page),
        source=site,
        source_url=address,
        language=page.language or next((value for _, value in page.values(["og:locale", "language"])), None),
        extra={"section": section} if section else {},
    )


def _page(tree: _Element) -> _Page:
    scripts = (element.text or "" for element in _some(tree, "script") if "ld+json" in (element.get("type") or ""))
    times = [element for element in _some(tree, "time") if element.get("datetime")]
    links = [element for element in _some(tree, "link") if (element.get("rel") or "").lower() == "canonical"]
    return _Page(
        meta=_meta(tree),
        things=tuple(sorted(_things(scripts), key=lambda thing: not _is_article(thing))),
        times=tuple(time.get("datetime") or "" for time in sorted(times, key=lambda time: not _is_publication(time))),
        headings=tuple(filter(None, map(_inner, _some(tree, "h1")))),
        title=next(filter(None, map(_inner, _some(tree, "title"))), ""),
        canonical=next((link.get("href") for link in links), None),
        language=tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _meta(tree: _Element) -> dict[str, tuple[str, ...]]:
    """The values of meta elements, and of microdata wherever it stands."""
    found: dict[str, list[str]] = {}
    for element in _some(tree, "meta"):
        value = _text(element.get("content"))
        for key in (element.get("property"), element.get("name"), element.get("itemprop")):
            if key and value:
                found.setdefault(key.strip().lower(), []).append(value)
    for element in _some(tree, "h1", "h2", "span", "div", "p", "a", "time"):
        key = (element.get("itemprop") or "").lower()
        if key in {"headline", "author", "datepublished"}:
            value = element.get("content") or element.get("datetime") or _inner(element)
            found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _is_publication(time: _Element) -> bool:
    """Whether a `<time>` says of itself that it is the day of publication."""
    return time.get("pubdate") is not None or "pub" in f"{time.get('itemprop')} {time.get('class')}".lower()


def _some(tree: _Element, *tags: str) -> Iterator[_Element]:
    return islice(tree.iter(*tags), _MOST)


def _inner(element: _Element) -> str:
    return _text("".join(map(str, islice(element.itertext(), 1000))))[:1000]


def _text(value: object) -> str:
    return " ".join(clean(value).split()) if isinstance(value, str) else ""


def _things(scripts: Iterable[str]) -> list[Mapping[str, object]]:
    """The objects of JSON-LD blocks, those in lists and graphs too."""
    found: list[Mapping[str, object]] = []
    waiting: list[object] = list(filter(None, map(_json, scripts)))
    for value in waiting:  # grows while it is read
        if isinstance(value, list):
            waiting += value[:_MOST]
        elif isinstance(value, dict):
            found.append(value)
            graph = value.get("@graph")
            waiting += graph[:_MOST] if isinstance(graph, list) else []
    return found


def _json(text: str) -> object:
    text = clean(text).strip().strip(";").removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _is_article(thing: Mapping[str, object]) -> bool:
    kinds = thing.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(_ARTICLE.search(kind) for kind in named if isinstance(kind, str))


def _names(value: object) -> Iterator[str]:
    """The names in a JSON-LD value: a text, a thing with a name, a list of these."""
    if isinstance(value, str):
        yield _text(value)
    elif isinstance(value, dict):
        name = value.get("name")
        yield from (_text(item) for item in (name if isinstance(name, list) else [name]))
    elif isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from _names(item)


def _stated(page: _Page) -> Iterator[Dated]:
    """Days of publication: JSON-LD, meta elements and microdata, then `<time>`."""
    for key in ("datePublished", "dateCreated"):
        for thing in page.things:
            if day := parse_timestamp(_text(thing.get(key))):
                yield Dated(day=day, evidence=f"JSON-LD {key}")
    for name, value in page.values(_DAYS):
        if day := parse_timestamp(value):
            yield Dated(day=day, evidence=f"meta {name}")
    for value in page.times[:1]:
        if day := parse_timestamp(value):
            yield Dated(day=day, evidence="time element")


def _authors(page: _Page) -> tuple[str, ...]:
    for thing in page.things:
        if _is_article(thing) and (found := people(_names(thing.get("author")))):
            return found
    by_name = (people(value for _, value in page.values([name])) for name in _AUTHORS)
    return next((found for found in by_name if found), ())


def _site(page: _Page) -> str | None:
    """The publisher's name; the end of the head's title only where an `<h1>` confirms the rest of it."""
    for _, value in page.values(_SITES):
        return value
    for thing in page.things:
        if name := next(filter(None, _names(thing.get("publisher"))), None):
            return name
    for thing in page.things:
        if thing.get("@type") == "WebSite" and (name := _text(thing.get("name"))):
            return name
    for heading in page.headings:
        rest = _SUFFIX.split(page.title.removeprefix(heading))
        if page.title.startswith(heading) and rest[-1]:
            return rest[-1]
    return None


def _addresses(page: _Page) -> Iterator[str]:
    if page.canonical:
        yield page.canonical
    yield from (value for _, value in page.values(["og:url"]))
    for thing in page.things:
        whole = thing.get("mainEntityOfPage")
        value = whole.get("@id") if isinstance(whole, dict) else whole
        if _is_article(thing):
            yield from (text for text in (_text(thing.get("url")), _text(value)) if text)


def _title(page: _Page, site: str | None) -> str | None:
    """The headline as meta elements or JSON-LD give it, the only `<h1>`, the title of the head.

    The site's name at its end is taken off.
    """
    headlines = [text for thing in page.things if _is_article(thing) and (text := _text(thing.get("headline")))]
    named = [value for _, value in page.values(_TITLES)]
    single = [page.headings[0]] if len(page.headings) == 1 else []
    title = next(filter(None, [*named[:1], *headlines, *single, *named, page.title, *page.headings]), None)
    return _without_site(title, site) if title else None


def _without_site(title: str, site: str | None) -> str:
    *parts, last = _SUFFIX.split(title)
    if site and parts and last.casefold() == site.casefold():
        cut = title[: len(title) - len(last)]
        return re.sub(r"\s*[|–—·•:»/-]\s*$", "", cut).strip() or title
    return title

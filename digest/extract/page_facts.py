"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, microdata, `<time>`, `<title>`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from digest.extract.addresses import web_address
from digest.extract.dates import mentions, parse_timestamp
from digest.extract.decode import clean
from digest.extract.document import ANY_TIME, Claim, Dated, Document
from digest.extract.names import pen_names, people

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
_ENTRY_TITLE = re.compile(r"\b(?:entry|post|article)[-_]?(?:title|headline)\b|\bheadline\b", re.IGNORECASE)
_AUTHOR_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|autor|byline|p-author|fn)(?:[-_]{1,2}(?:name|link|wrapper))?(?:\s|$)|postedby|posted-by|entry-author"
)
_AUTHOR_PAGE = re.compile(r"/(?:authors?|autor(?:en)?|auteurs?)/[^/]+/?$", re.IGNORECASE)
_CREDIT = re.compile(r"^.{0,30}\b(?:von|vom|by|par|por|di|door)\s+(?=\S)", re.IGNORECASE)
_COMMENT = re.compile(
    r"comment(?!s-open)|kommentar|reply|related|sidebar|widget|teaser|recommend|(?<!entry-)(?<!post-)(?<!article-)footer"
)
"""What holds names that are not the author's."""

_LONGEST_BYLINE: Final = 80
_SUFFIX = re.compile(r"\s+[|–—·•:»/-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The parts of a page that carry metadata.

    Attributes:
        meta: name, property or itemprop in lower case -> its values in order.
        things: the objects of JSON-LD, articles first.
        times: the machine-readable values of `<time>`, those marked as publication first.
        times_are: what the first of them is, as evidence.
        headings: the texts of `<h1>`, and of headings that call themselves the entry's title.
        bylines: the texts of elements that say they hold the author's name, most trusted first.
        title: of the head.
        canonical: the address in `<link rel=canonical>`.
        language: of `<html>`.
    """

    meta: Mapping[str, tuple[str, ...]]
    things: tuple[Mapping[str, object], ...]
    times: tuple[str, ...]
    times_are: str
    headings: tuple[str, ...]
    bylines: tuple[str, ...]
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
        claims=tuple(_claims(page)),
    )


def _claims(page: _Page) -> Iterator[Claim]:
    """Everything a page says of its title, authors, publisher and address."""
    for thing in page.things:
        if _is_article(thing):
            yield from _claim("title", [_text(thing.get("headline"))], "JSON-LD headline")
            yield from _claim("authors", _names(thing.get("author")), "JSON-LD author")
        yield from _claim("publisher", _names(thing.get("publisher")), "JSON-LD publisher")
    for about, names in (("title", _TITLES), ("authors", _AUTHORS), ("publisher", _SITES)):
        for name, value in page.values(names):
            yield from _claim(about, [value], f"meta {name}")
    yield from _claim("title", page.headings, "heading")
    yield from _claim("title", [page.title], "title of the head")
    yield from _claim("authors", page.bylines[:_MOST_BYLINES], "marked as author")
    yield from _claim("address", _addresses(page), "link, meta or JSON-LD")


def _claim(about: str, values: Iterable[str], evidence: str) -> Iterator[Claim]:
    return (Claim(about=about, value=value, evidence=evidence) for value in values if value)


_MOST_BYLINES: Final = 5


def _page(tree: _Element) -> _Page:
    scripts = (element.text or "" for element in _some(tree, "script") if "ld+json" in (element.get("type") or ""))
    times = [element for element in _some(tree, "time") if element.get("datetime")]
    links = [element for element in _some(tree, "link") if (element.get("rel") or "").lower() == "canonical"]
    return _Page(
        meta=_meta(tree),
        things=tuple(sorted(_things(scripts), key=lambda thing: not _is_article(thing))),
        times=tuple(time.get("datetime") or "" for time in sorted(times, key=lambda time: not _is_publication(time))),
        times_are="time element marked as publication" if any(map(_is_publication, times)) else ANY_TIME,
        headings=tuple(dict.fromkeys(filter(None, map(_inner, _headings(tree))))),
        bylines=tuple(dict.fromkeys(filter(None, _bylines(tree)))),
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


def _headings(tree: _Element) -> Iterator[_Element]:
    """The headings of the page, those first that are named after what they are."""
    named = [element for element in _some(tree, "h1", "h2") if _ENTRY_TITLE.search(element.get("class") or "")]
    if len(named) == 1:
        yield from named
    yield from _some(tree, "h1")


def _bylines(tree: _Element) -> Iterator[str]:
    """What elements hold that are marked as an author's name: `rel=author` first, then by class; comments' not."""
    links = list(_some(tree, "a"))
    marked = [e for e in links if "author" in (e.get("rel") or "").lower().split()]
    marked += [e for e in links if _AUTHOR_PAGE.search(e.get("href") or "")]
    classed = [e for e in _some(tree, "a", "span", "div", "p", "address", "b", "strong", "cite", "li") if _by_class(e)]
    for element in (*marked, *classed):
        text = _inner(element)
        if 2 <= len(text) <= _LONGEST_BYLINE and not any(_COMMENT.search(_named(above)) for above in _above(element)):
            yield _CREDIT.sub("", text)


def _by_class(element: _Element) -> bool:
    return bool(_AUTHOR_CLASS.search(_named(element)))


def _named(element: _Element) -> str:
    """What an element is called: its classes and id."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()


def _above(element: _Element) -> Iterator[_Element]:
    """The elements around an element, as far as a comment or a teaser reaches; not those around the whole article."""
    return (
        above for above in islice(element.iterancestors(), 8) if above.tag not in {"body", "html", "main", "article"}
    )


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
            yield Dated(day=day, evidence=page.times_are)


def as_shown(stated: Sequence[Dated], shown: str) -> tuple[Dated, ...]:
    """The days a page states, most trusted first, held against those it shows.

    A timestamp in another time zone names the day before or after the one that the page shows: then that one is
    taken. A stated day that the page shows goes before one that it does not, which may be that of a move to a new
    system.
    """
    lines = [line for line in shown.split("\n") if len(line) <= _DATELINE and any(map(str.isdigit, line))]
    days = {mention.full for line in lines[:_MOST_DATELINES] for mention in mentions(line) if mention.full}
    return tuple(sorted((_shifted(dated, days) for dated in stated), key=lambda dated: dated.day not in days))


def _shifted(dated: Dated, days: AbstractSet[date]) -> Dated:
    near = [dated.day + timedelta(days=shift) for shift in (1, -1)]
    found = [day for day in near if day in days]
    if dated.day in days or len(found) != 1:
        return dated
    return Dated(day=found[0], evidence=f"{dated.evidence}, on the day that the page shows")


_DATELINE: Final = 160
_MOST_DATELINES: Final = 400
"""Code points of a line that may be a dateline, and how many such lines are read."""


def _authors(page: _Page) -> tuple[str, ...]:
    """The persons that the most trusted source names; where none names a person, the first pen name.

    JSON-LD, then meta elements, then what the page marks as the author's name.
    """
    things = [value for thing in page.things if _is_article(thing) for value in _names(thing.get("author"))]
    metas = ([value for _, value in page.values([name])] for name in _AUTHORS)
    sources = [things, *metas, list(page.bylines[:1])]
    found = next((names for source in sources if (names := people(source))), ())
    return found or next((names for source in sources if (names := pen_names(source))), ())


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
    """The heading that meta elements or the head confirm, the only heading, then what these say themselves.

    A title that says more than the heading in it (`Heading – Site`, `Section: Heading`) has it from the site.
    """
    headlines = [text for thing in page.things if _is_article(thing) and (text := _text(thing.get("headline")))]
    named = [value for _, value in page.values(_TITLES)]
    said = list(filter(None, [*headlines, *named, page.title]))
    headings = [heading for heading in page.headings if not site or _folded(heading) != _folded(site)]
    confirmed = [heading for heading in headings if _confirms(said, heading)]
    single = headings if len(headings) == 1 and len(headings[0].split()) >= _HEADLINE_WORDS else []
    title = next(filter(None, [*confirmed, *single, *named[:1], *headlines, *named, page.title, *headings]), None)
    return _without_site(title, site) if title else None


_HEADLINE_WORDS: Final = 3
"""An only heading with fewer words may be the name of a section."""


def _confirms(said: Iterable[str], heading: str) -> bool:
    """Whether a title of the page is the heading, perhaps with something before or after it that is set apart."""
    folded = _folded(heading)
    return any(
        folded == _folded(text)
        or folded in {_folded(part) for part in _SUFFIX.split(text)}
        or (len(folded) >= _LONG_HEADING and _folded(text).startswith(folded))
        for text in said
    )


_LONG_HEADING: Final = 20
"""Code points from which a heading is no site's name."""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_site(title: str, site: str | None) -> str:
    *parts, last = _SUFFIX.split(title)
    if site and parts and last.casefold() == site.casefold():
        cut = title[: len(title) - len(last)]
        return re.sub(r"\s*[|–—·•:»/-]\s*$", "", cut).strip() or title
    return title

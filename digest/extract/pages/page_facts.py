"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, microdata, `<time>`, `<title>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from digest.extract.facts.addresses import web_address
from digest.extract.facts.document import Claim, Document
from digest.extract.facts.names import credit, pen_credit, pen_names, people
from digest.extract.pages.near_title import beside, lines_by
from digest.extract.pages.page_dates import shown_days, stated
from digest.extract.pages.page_metadata import Page, is_article, line_of, names_in, page_of

if TYPE_CHECKING:
    from lxml.etree import _Element

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


def page_facts(tree: _Element, shown: str) -> Document:
    """A document without a body: only what the page says about itself.

    Args:
        tree: the page.
        shown: its text, a line for each block.
    """
    page = page_of(tree)
    address = next((found for value in _addresses(page) if (found := web_address(value))), None)
    site = _site(page)
    title = _title(page, site)
    lines = tuple(dict.fromkeys((*(line.text for line in beside(shown, title)), *lines_by(shown))))
    section = next((value for _, value in page.values(["article:section"])), None)
    return Document(
        title=title,
        stated=tuple(stated(page, shown_days(shown, address))),
        authors=_authors(page, site, lines),
        source=site,
        source_url=address,
        language=page.language or next((value for _, value in page.values(["og:locale", "language"])), None),
        extra={"section": section} if section else {},
        claims=(*_credited(lines), *_claims(page)),
    )


def _claims(page: Page) -> Iterator[Claim]:
    """Everything a page says of its title, authors, publisher and address."""
    for thing in page.things:
        if is_article(thing):
            yield from _claim("title", [line_of(thing.get("headline"))], "JSON-LD headline")
            yield from _claim("authors", names_in(thing.get("author")), "JSON-LD author")
        yield from _claim("publisher", names_in(thing.get("publisher")), "JSON-LD publisher")
    for about, names in (("title", _TITLES), ("authors", _AUTHORS), ("publisher", _SITES)):
        for name, value in page.values(names):
            yield from _claim(about, [value], f"meta {name}")
    yield from _claim("title", page.headings, "heading")
    yield from _claim("title", [page.title], "title of the head")
    yield from _claim("authors", page.bylines[:_MOST_BYLINES], "marked as author")
    yield from _claim("address", _addresses(page), "link, meta or JSON-LD")


def _credited(lines: Iterable[str]) -> Iterator[Claim]:
    """By whom the lines beside the title say that a page is."""
    for line in lines:
        yield from _claim("authors", [", ".join(credit(line) or pen_credit(line))], "line of the page")


def _claim(about: str, values: Iterable[str], evidence: str) -> Iterator[Claim]:
    return (Claim(about=about, value=value, evidence=evidence) for value in values if value)


_MOST_BYLINES: Final = 5


def _authors(page: Page, site: str | None, lines: Sequence[str]) -> tuple[str, ...]:
    """The persons that the most trusted source names; where none names a person, the first pen name.

    What a line beside the title says first, then JSON-LD, meta elements, what the page marks as the author's name;
    the site itself is only taken for the author where nobody else is.

    Args:
        page: its metadata.
        site: the publisher.
        lines: those that may say by whom it is, most trusted first.
    """
    things = [value for thing in page.things if is_article(thing) for value in names_in(thing.get("author"))]
    metas = ([value for _, value in page.values([name])] for name in _AUTHORS)
    sources = [things, *metas, list(page.bylines[:1])]
    others = [[name for name in source if not _is_site(name, site)] for source in sources]
    credited = next((names for line in lines if (names := credit(line))), ())
    penned = next((names for line in lines if (names := pen_credit(line))), ())
    persons = credited or next((names for source in others if (names := people(source))), ())
    named = persons or next((names for source in others if (names := pen_names(source))), ()) or penned
    return tuple(_in_full(name, [*page.bylines, *lines]) for name in named) or next(
        (names for source in sources if (names := people(source) or pen_names(source))), ()
    )


def _is_site(name: str, site: str | None) -> bool:
    return bool(site) and _folded(name) == _folded(site or "")


def _in_full(name: str, lines: Iterable[str]) -> str:
    """A first name with its last, where a line that holds nothing but a person's name begins with it."""
    if " " in name:
        return name
    return next((line for line in lines if line.startswith(f"{name} ") and people([line]) == (line,)), name)


def _site(page: Page) -> str | None:
    """The publisher's name; the end of the head's title only where an `<h1>` confirms the rest of it."""
    for _, value in page.values(_SITES):
        return value
    for thing in page.things:
        if name := next(filter(None, names_in(thing.get("publisher"))), None):
            return name
    for thing in page.things:
        if thing.get("@type") == "WebSite" and (name := line_of(thing.get("name"))):
            return name
    for heading in page.headings:
        rest = _SUFFIX.split(page.title.removeprefix(heading))
        if page.title.startswith(heading) and rest[-1]:
            return rest[-1]
    return None


def _addresses(page: Page) -> Iterator[str]:
    if page.canonical:
        yield page.canonical
    yield from (value for _, value in page.values(["og:url"]))
    for thing in page.things:
        whole = thing.get("mainEntityOfPage")
        value = whole.get("@id") if isinstance(whole, dict) else whole
        if is_article(thing):
            yield from (text for text in (line_of(thing.get("url")), line_of(value)) if text)


def _title(page: Page, site: str | None) -> str | None:
    """The heading that meta elements or the head confirm, the only heading, then what these say themselves.

    A title that says more than the heading in it (`Heading – Site`, `Section: Heading`) has it from the site.
    """
    headlines = [text for thing in page.things if is_article(thing) and (text := line_of(thing.get("headline")))]
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

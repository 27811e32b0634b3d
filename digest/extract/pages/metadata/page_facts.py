"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, microdata, `<time>`, `<title>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from digest.extract.facts.addresses import web_address
from digest.extract.facts.document import Claim, Document
from digest.extract.facts.names import credit, pen_credit, pen_names, people
from digest.extract.pages.metadata.near_title import lines_near_title, unique_bylines
from digest.extract.pages.metadata.page_dates import shown_days, slashed, stated
from digest.extract.pages.metadata.page_metadata import PageMetadata, is_article, names_in, one_line, page_metadata

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
_SEPARATOR = re.compile(r"\s+[|–—·•:»/-]\s+|\s*\|\s*")


def page_facts(tree: _Element, shown: str) -> Document:
    """A document without a body: only what the page says about itself.

    Args:
        tree: the page.
        shown: its text, a line for each block.
    """
    page = page_metadata(tree)
    address = next(filter(None, map(web_address, _addresses(page))), None)
    publisher = _publisher(page)
    title = _title(page, publisher)
    lines = tuple(dict.fromkeys((*(line.text for line in lines_near_title(shown, title)), *unique_bylines(shown))))
    section = next((value for _, value in page.values(["article:section"])), None)
    return Document(
        title=title,
        stated=tuple(stated(page, shown_days(shown, address))),
        slashed=slashed(page),
        authors=_authors(page, publisher, lines),
        source=publisher,
        source_url=address,
        language=page.language or next((value for _, value in page.values(["og:locale", "language"])), None),
        region=_region(page),
        extra={"section": section} if section else {},
        claims=(*_credited(lines), *_claims(page)),
    )


def _region(page: PageMetadata) -> str | None:
    """The region of the locale that a page states for other sites (`US` of `en_US`)."""
    values = (value for _, value in page.values(["og:locale", "content-language", "dc.language", "language"]))
    tags = (value.replace("_", "-").rpartition("-") for value in values)
    return next((region.upper() for _, hyphen, region in tags if hyphen and len(region) == 2), None)


def _claims(page: PageMetadata) -> Iterator[Claim]:
    """Everything a page says of its title, authors, publisher and address."""
    for item in page.json_ld:
        if is_article(item):
            yield from _claim("title", [one_line(item.get("headline"))], "JSON-LD headline")
            yield from _claim("authors", names_in(item.get("author")), "JSON-LD author")
        yield from _claim("publisher", names_in(item.get("publisher")), "JSON-LD publisher")
    for about, names in (("title", _TITLES), ("authors", _AUTHORS), ("publisher", _SITES)):
        for name, value in page.values(names):
            yield from _claim(about, [value], f"meta {name}")
    yield from _claim("title", page.headings, "heading")
    yield from _claim("title", [page.title], "title of the head")
    yield from _claim("authors", page.bylines[:_MOST_BYLINES], "marked as author")
    yield from _claim("address", _addresses(page), "link, meta or JSON-LD")


def _credited(lines: Iterable[str]) -> Iterator[Claim]:
    """The authors that lines near the title name."""
    for line in lines:
        yield from _claim("authors", [", ".join(credit(line) or pen_credit(line))], "line of the page")


def _claim(about: str, values: Iterable[str], evidence: str) -> Iterator[Claim]:
    return (Claim(about=about, value=value, evidence=evidence) for value in values if value)


_MOST_BYLINES: Final = 5


def _authors(page: PageMetadata, publisher: str | None, lines: Sequence[str]) -> tuple[str, ...]:
    """The persons that the most trusted source names; where none names a person, the first pen name.

    The order of trust: lines near the title, JSON-LD, meta elements, what the page marks as the author's name. The site
    itself is only taken for the author if nobody else is named.

    Args:
        page: its metadata.
        publisher: its name, or None.
        lines: those that may be a byline, most trusted first.
    """
    from_json_ld = [value for item in page.json_ld if is_article(item) for value in names_in(item.get("author"))]
    from_meta = ([value for _, value in page.values([name])] for name in _AUTHORS)
    sources = [from_json_ld, *from_meta, list(page.bylines[:1])]
    others = [[name for name in source if not _is_publisher(name, publisher)] for source in sources]
    credited = next((names for line in lines if (names := credit(line))), ())
    penned = next((names for line in lines if (names := pen_credit(line))), ())
    persons = credited or next((names for source in others if (names := people(source))), ())
    named = persons or next((names for source in others if (names := pen_names(source))), ()) or penned
    return tuple(_in_full(name, [*page.bylines, *lines]) for name in named) or next(
        (names for source in sources if (names := people(source) or pen_names(source))), ()
    )


def _is_publisher(name: str, publisher: str | None) -> bool:
    return bool(publisher) and _folded(name) == _folded(publisher or "")


def _in_full(name: str, lines: Iterable[str]) -> str:
    """The full name, if a line that holds nothing but a person's name begins with this first name."""
    if " " in name:
        return name
    return next((line for line in lines if line.startswith(f"{name} ") and people([line]) == (line,)), name)


def _publisher(page: PageMetadata) -> str | None:
    """The publisher's name; the end of the head's title only if an `<h1>` confirms the rest of it."""
    for _, value in page.values(_SITES):
        return value
    for item in page.json_ld:
        if name := next(filter(None, names_in(item.get("publisher"))), None):
            return name
    for item in page.json_ld:
        if item.get("@type") == "WebSite" and (name := one_line(item.get("name"))):
            return name
    for heading in page.headings:
        rest = _SEPARATOR.split(page.title.removeprefix(heading))
        if page.title.startswith(heading) and rest[-1]:
            return rest[-1]
    return None


def _addresses(page: PageMetadata) -> Iterator[str]:
    if page.canonical:
        yield page.canonical
    yield from (value for _, value in page.values(["og:url"]))
    for item in page.json_ld:
        entity = item.get("mainEntityOfPage")
        address = entity.get("@id") if isinstance(entity, dict) else entity
        if is_article(item):
            yield from filter(None, (one_line(item.get("url")), one_line(address)))


def _title(page: PageMetadata, publisher: str | None) -> str | None:
    """The title: the heading that meta elements or the head confirm, else the only heading, else what these say.

    What a title has before or behind the heading (`Heading – Site`, `Section: Heading`) names the site or a section.
    """
    headlines = [text for item in page.json_ld if is_article(item) and (text := one_line(item.get("headline")))]
    from_meta = [value for _, value in page.values(_TITLES)]
    titles = list(filter(None, [*headlines, *from_meta, page.title]))
    headings = [heading for heading in page.headings if not _is_publisher(heading, publisher)]
    confirmed = [heading for heading in headings if _confirms(titles, heading)]
    single = headings if len(headings) == 1 and len(headings[0].split()) >= _TITLE_WORDS else []
    candidates = [*confirmed, *single, *from_meta[:1], *headlines, *from_meta, page.title, *headings]
    title = next(filter(None, candidates), None)
    return _without_publisher(title, publisher) if title else None


_TITLE_WORDS: Final = 3
"""A single heading with fewer words may be the name of a section."""


def _confirms(titles: Iterable[str], heading: str) -> bool:
    """Whether a title of the page is the heading, perhaps with more before or behind it, set apart by a separator."""
    folded = _folded(heading)
    return any(
        folded == _folded(text)
        or folded in {_folded(part) for part in _SEPARATOR.split(text)}
        or (len(folded) >= _LONG_HEADING and _folded(text).startswith(folded))
        for text in titles
    )


_LONG_HEADING: Final = 20
"""Code points from which a heading is not the name of a site."""


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _without_publisher(title: str, publisher: str | None) -> str:
    *parts, last = _SEPARATOR.split(title)
    if publisher and parts and last.casefold() == publisher.casefold():
        shortened = title[: len(title) - len(last)]
        return re.sub(r"\s*[|–—·•:»/-]\s*$", "", shortened).strip() or title
    return title

"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, microdata, `<time>`, `<title>`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from lxml.etree import _Element

from digest.extract.facts.addresses import host, web_address
from digest.extract.facts.document import Claim, Document
from digest.extract.facts.names import credit, pen_credit
from digest.extract.pages.metadata.json_ld import is_article, names_in, one_line
from digest.extract.pages.metadata.near_title import lines_near_title, unique_bylines
from digest.extract.pages.metadata.page_authors import AUTHORS, joined_labels, page_authors
from digest.extract.pages.metadata.page_dates import shown_days, slashed, stated
from digest.extract.pages.metadata.page_metadata import PageMetadata, page_metadata
from digest.extract.pages.metadata.page_publisher import SITES, page_publisher, publisher_names, without_slogan
from digest.extract.pages.metadata.page_titles import STATED, PageTitle, folded, page_title
from digest.extract.pages.metadata.scholarly_tags import ScholarlyTags, scholarly_tags
from digest.model.article import Value

_ABSTRACT: Final = "the abstract that the page states"
_UNCONFIRMED: Final = "a page where nothing confirms it; write the title into title, and confirmed here"
_MOST_BYLINES: Final = 5
_MOST_SITES: Final = 20
"""Bylines that are claims, and names of the site that are compared with titles and authors."""

_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
_LONGEST_DESCRIPTION: Final = 2000
"""Code points: a longer one is the text itself."""


def page_facts(tree: _Element, shown: str) -> Document:
    """A document without a body: only what the page says about itself.

    Args:
        tree: the page.
        shown: its text, a line for each block.
    """
    page = page_metadata(tree)
    address = next(filter(None, map(web_address, _addresses(page))), None)
    paper = scholarly_tags(page, address)
    publisher = page_publisher(page, address)
    sites = _sites(page, publisher, address)
    title = _title(page, paper, sites, shown)
    labelled = joined_labels(shown)
    nearby = lines_near_title(labelled, title.text if title else None)
    lines = tuple(dict.fromkeys((*(line.text for line in nearby), *unique_bylines(labelled))))
    return Document(
        title=title.text if title else None,
        title_basis=_UNCONFIRMED if title and title.is_guess else None,
        stated=(*(paper.days if paper else ()), *stated(page, shown_days(shown, address))),
        slashed=slashed(page),
        authors=(paper.authors if paper else ())
        or page_authors(page, title.text if title else "", sites, lines, nearby, labelled),
        source=(paper.journal if paper else None) or publisher or (paper.publisher if paper else None),
        source_url=address,
        language=page.language or next((value for _, value in page.values(["og:locale", "language"])), None),
        region=_region(page),
        summary=paper.abstract if paper else None,
        summary_basis=_ABSTRACT if paper and paper.abstract else None,
        descriptions=page_descriptions(page),
        extra=_extra(page, paper),
        claims=(*_credited(lines), *_claims(page)),
    )


def _sites(page: PageMetadata, publisher: str | None, address: str | None) -> list[str]:
    """What the site is called: its names in metadata, with and without their slogans, and its host."""
    names = [*islice(publisher_names(page), _MOST_SITES), *filter(None, [publisher])]
    hosts = filter(None, [host(address)])
    return list(dict.fromkeys([*names, *(without_slogan(name, address) for name in names), *hosts]))


def _title(page: PageMetadata, paper: ScholarlyTags | None, sites: list[str], shown: str) -> PageTitle | None:
    if paper:
        return PageTitle(text=paper.title, is_guess=False)
    return page_title(page, sites, frozenset(folded(line) for line in shown.split("\n") if len(line) <= _LONGEST_LINE))


_LONGEST_LINE: Final = 300
"""Code points of the longest line that may be a title."""


def _extra(page: PageMetadata, paper: ScholarlyTags | None) -> Mapping[str, Value]:
    """What else a page says of itself."""
    extra: dict[str, Value] = {}
    if section := next((value for _, value in page.values(["article:section"])), None):
        extra["section"] = section
    if paper and paper.doi:
        extra["doi"] = paper.doi
    if paper and paper.pdf:
        extra["pdf"] = paper.pdf
    return extra


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
    titles = ("citation_title", *STATED)
    for about, names in (("title", titles), ("authors", AUTHORS), ("publisher", ("citation_journal_title", *SITES))):
        for name, value in page.values(names):
            yield from _claim(about, [value], f"meta {name}")
    yield from _claim("title", dict.fromkeys(heading.text for heading in page.headings), "heading")
    yield from _claim("title", [page.title], "title of the head")
    yield from _claim("authors", [", ".join(group) for group in page.bylines[:_MOST_BYLINES]], "marked as author")
    yield from _claim("address", _addresses(page), "link, meta or JSON-LD")


def _credited(lines: Iterable[str]) -> Iterator[Claim]:
    """The authors that lines near the title name."""
    for line in lines:
        yield from _claim("authors", [", ".join(credit(line) or pen_credit(line))], "line of the page")


def _claim(about: str, values: Iterable[str], evidence: str) -> Iterator[Claim]:
    return (Claim(about=about, value=value, evidence=evidence) for value in values if value)


def _addresses(page: PageMetadata) -> Iterator[str]:
    if page.canonical:
        yield page.canonical
    yield from (value for _, value in page.values(["og:url"]))
    for item in page.json_ld:
        entity = item.get("mainEntityOfPage")
        address = entity.get("@id") if isinstance(entity, dict) else entity
        if is_article(item):
            yield from filter(None, (one_line(item.get("url")), one_line(address)))


def page_descriptions(page: PageMetadata) -> tuple[str, ...]:
    """The descriptions of a page, most trusted first, each once."""
    meta = [value for _, value in page.values(_DESCRIPTIONS)]
    json_ld = [one_line(item.get("description")) for item in page.json_ld if is_article(item)]
    return tuple(dict.fromkeys(text for text in (*meta, *json_ld) if text and len(text) <= _LONGEST_DESCRIPTION))

"""What a page says about itself: JSON-LD, OpenGraph and other meta elements, microdata, `<time>`, `<title>`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
from digest.extract.pages.metadata.page_publisher import SITES, page_publisher, publisher_names
from digest.extract.pages.metadata.page_titles import STATED, folded, page_title
from digest.extract.pages.metadata.scholarly_tags import PUBLISHERS, scholarly_tags

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
    title, is_guess = (paper.title, False) if paper.title else page_title(page, sites, _lines(shown))
    labelled = joined_labels(shown)
    nearby = lines_near_title(labelled, title)
    section = page.first(["article:section"])
    lines = tuple(dict.fromkeys((*(line.text for line in nearby), *unique_bylines(labelled))))
    return Document(
        title=title,
        title_basis=_UNCONFIRMED if is_guess else None,
        stated=(*paper.stated, *stated(page, shown_days(shown, address))),
        slashed=slashed(page),
        authors=paper.authors or page_authors(page, title or "", sites, lines, nearby, labelled),
        source=paper.source or publisher or page.first(PUBLISHERS if paper.title else ()),
        source_url=address,
        language=page.language or page.first(["og:locale", "language"]),
        region=_region(page),
        summary=paper.summary,
        summary_basis=paper.summary_basis,
        descriptions=page_descriptions(page),
        extra={**({"section": section} if section else {}), **paper.extra},
        claims=(*_credited(lines), *_claims(page)),
    )


def _sites(page: PageMetadata, publisher: str | None, address: str | None) -> list[str]:
    """What the site is called: its names in metadata, the publisher's without a slogan, and its host."""
    return list(dict.fromkeys([*islice(publisher_names(page), _MOST_SITES), *filter(None, [publisher, host(address)])]))


def _lines(shown: str) -> frozenset[str]:
    """The lines that may be a title, folded."""
    return frozenset(folded(line) for line in shown.split("\n") if len(line) <= _LONGEST_LINE)


_LONGEST_LINE: Final = 300
"""Code points of the longest line that may be a title."""


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

"""What scholarly pages state for search engines of literature: Highwire's `citation_*`, bepress, EPrints, PRISM.

These are written by the publisher for each paper and checked by Google Scholar (its "Inclusion Guidelines for
Webmasters"), so they go before everything else that a page says. Dublin Core is on pages of all kinds, often about the
site; it counts only beside one of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from digest.extract.facts.addresses import absolute, web_address
from digest.extract.facts.dates import MONTHS, parse_timestamp
from digest.extract.facts.document import Dated, Document
from digest.extract.facts.mention import day_of
from digest.extract.facts.names import given_first, pen_names, people
from digest.extract.pages.metadata.page_metadata import LONGEST_ABSTRACT, PageMetadata

_TITLES: Final = ("citation_title", "bepress_citation_title", "eprints.title", "prism.title")
_AUTHORS: Final = (
    "citation_author", "citation_authors", "bepress_citation_author", "eprints.creators_name", "dc.creator",
)  # fmt: skip
_ABSTRACTS: Final = (
    "citation_abstract", "bepress_citation_abstract", "eprints.abstract", "dcterms.abstract", "dc.description.abstract",
)  # fmt: skip
_DOIS: Final = ("citation_doi", "bepress_citation_doi", "prism.doi", "eprints.id_number", "dc.identifier")
_FILES: Final = ("citation_pdf_url", "bepress_citation_pdf_url", "eprints.document_url")
_JOURNALS: Final = (
    "citation_journal_title", "bepress_citation_journal_title", "prism.publicationname", "eprints.publication",
    "citation_conference_title", "citation_inbook_title", "citation_book_title",
)  # fmt: skip
PUBLISHERS: Final = ("citation_publisher", "bepress_citation_publisher", "dc.publisher")
_DAYS: Final = (
    "citation_publication_date", "bepress_citation_date", "citation_date", "citation_online_date",
    "prism.publicationdate", "eprints.date", "dc.date.issued", "dcterms.issued",
)  # fmt: skip

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]{1,200}")
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)[\s/-]+([^\W\d_]{3,12})\.?[\s/-]+([0-3]?\d)\b")
_MOST_AUTHORS: Final = 300
"""Names that are read at most: papers of large collaborations name thousands."""

_LONGEST_NAME: Final = 100
"""Code points of the longest name."""


def scholarly_tags(page: PageMetadata, address: str | None) -> Document:
    """The facts of a paper as its page states them; none where a page does not state its title as a paper's.

    Args:
        page: its metadata.
        address: of the page, for a relative address of the PDF.
    """
    title = page.first(_TITLES)
    if title is None:
        return Document()
    abstract = (page.first(_ABSTRACTS) or page.abstract)[:LONGEST_ABSTRACT]
    files = (absolute(value, address) for _, value in page.values(_FILES))
    dois = (match[0].rstrip(".,;)") for _, value in page.values(_DOIS) if (match := _DOI.search(value[:500])))
    identifiers = {"doi": next(dois, None), "pdf": next(filter(None, map(web_address, filter(None, files))), None)}
    return Document(
        title=title,
        authors=_authors(page),
        summary=abstract or None,
        summary_basis="the abstract that the page states" if abstract else None,
        source=page.first(_JOURNALS),
        stated=tuple(_days(page)),
        extra={key: value for key, value in identifiers.items() if value},
    )


def _authors(page: PageMetadata) -> tuple[str, ...]:
    """The authors as the first of the tags names them that names any."""
    for name in _AUTHORS:
        values = [value for _, value in page.values([name])][:_MOST_AUTHORS]
        separate = [part for value in values for part in value[: _MOST_AUTHORS * _LONGEST_NAME].split(";")]
        if names := tuple(dict.fromkeys(filter(None, map(_author, separate[:_MOST_AUTHORS])))):
            return names
    return ()


def _author(value: str) -> str | None:
    """One author's name, given names first; None for what is not a name.

    A name in these tags that does not read like a person's is a group's (`Apollo Collaboration`), or is written in
    another way (`Hossain MN`): it stays as it is.
    """
    name = value.strip(" ,.") if not value.strip().endswith(".") else value.strip(" ,")
    if not name or len(name) > _LONGEST_NAME:
        return None
    surname, comma, given = name.partition(",")
    if comma:
        given = given.partition(",")[0].strip()
        return given_first(f"{surname},{given}") or f"{given} {surname.strip()}".strip()
    return next(iter(people([name]) or pen_names([name])), None) or (name if " " in name and "@" not in name else None)


def _days(page: PageMetadata) -> Iterator[Dated]:
    """The days that the tags state in full; many papers only name a month."""
    for name, value in page.values(_DAYS):
        day = _year_first(value) or parse_timestamp(value)
        if day is not None:
            yield Dated(day=day, evidence=f"meta {name}")


def _year_first(value: str) -> date | None:
    """The day of `2023 Jan 7`, as journals write it."""
    match = _YEAR_FIRST.match(value)
    month = MONTHS.get(match[2].lower()) if match else None
    return day_of(int(match[1]), month, int(match[3])) if match and month else None

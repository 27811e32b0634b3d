"""The articles of a publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.plan.catalogue import Catalogue
from digest.plan.lists import Listing, ListPage, list_pages, sources
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(ListPage):
    """A page of a publisher's articles."""


def _pages(catalogue: Catalogue) -> Iterator[SourcePage]:
    for name, slug, cards in sources(catalogue):
        yield from list_pages(SourcePage, catalogue, Listing(route=Route("source", slug), name=name, cards=cards))


KIND = Kind(name="source", pattern=Pattern("sources/{slug}/", paged=True), order=50, pages=_pages)

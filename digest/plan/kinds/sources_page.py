"""The index of publishers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from digest.plan.catalogue import Catalogue
from digest.plan.lists import IndexPage, sources
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route
from digest.plan.views import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(IndexPage):
    """All publishers, by name."""


def _pages(catalogue: Catalogue) -> Iterator[SourcesPage]:
    terms = tuple(
        Term(name=name, path=catalogue.addresses.path(Route("source", slug)), description="", count=len(cards))
        for name, slug, cards in sources(catalogue)
    )
    title = catalogue.words.text("sources")
    yield SourcesPage(route=Route("sources"), site=catalogue.site, title=title, terms=terms)


KIND = Kind(name="sources", pattern=Pattern("sources/"), order=55, pages=_pages)

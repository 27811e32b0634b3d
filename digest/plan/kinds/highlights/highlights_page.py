"""What people marked and noted, all of it."""

from __future__ import annotations

from collections.abc import Iterator

from digest.plan.catalogue import Catalogue
from digest.plan.highlight_lists import HighlightList, HighlightsPage, counted, highlights_pages
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route


def _pages(catalogue: Catalogue) -> Iterator[HighlightsPage]:
    """None where nobody has marked anything."""
    if catalogue.highlighted:
        name, articles = catalogue.words.text("highlights"), counted(catalogue.highlighted)
        every = HighlightList(route=Route("highlights"), name=name, articles=articles)
        yield from highlights_pages(catalogue, every, whole=True)


KIND = Kind(name="highlights", pattern=Pattern("highlights/", paged=True), order=70, pages=_pages)

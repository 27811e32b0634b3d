"""What people marked and noted under a tag."""

from __future__ import annotations

from collections.abc import Iterator

from digest.plan.catalogue import Catalogue
from digest.plan.highlight_lists import HighlightsPage, highlights_pages, tag_lists
from digest.plan.pages import Kind
from digest.plan.routes import Pattern


def _pages(catalogue: Catalogue) -> Iterator[HighlightsPage]:
    for item in tag_lists(catalogue):
        yield from highlights_pages(catalogue, item)


KIND = Kind(name="tag", pattern=Pattern("highlights/{slug}/", paged=True), order=74, pages=_pages)

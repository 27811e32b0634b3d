"""What people marked and noted in the articles of a topic."""

from __future__ import annotations

from collections.abc import Iterator

from digest.plan.catalogue import Catalogue
from digest.plan.highlight_lists import HighlightsPage, highlights_pages, topic_lists
from digest.plan.pages import Kind
from digest.plan.routes import Pattern


def _pages(catalogue: Catalogue) -> Iterator[HighlightsPage]:
    for item in topic_lists(catalogue):
        yield from highlights_pages(catalogue, item)


KIND = Kind(name="topic_highlights", pattern=Pattern("topics/{slug}/highlights/", paged=True), order=72, pages=_pages)

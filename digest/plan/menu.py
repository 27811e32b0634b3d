"""The navigation: the site's own pages, then the free pages of the first level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digest.plan import grouping
from digest.plan.routes import Route
from digest.plan.search.search_place import has_search
from digest.plan.views import Link

if TYPE_CHECKING:
    from digest.plan.catalogue import Catalogue


def menu(catalogue: Catalogue) -> tuple[Link, ...]:
    """The entries in their order; a free page with `menu: false` is not among them."""
    text, addresses = catalogue.words.text, catalogue.addresses
    pages = [page.card for page in catalogue.library.pages if "/" not in page.card.slug]
    shown = sorted((card for card in pages if card.extra.get("menu") is not False), key=grouping.page_order)
    return (
        *(Link(label=text(kind), path=addresses.path(Route(kind))) for kind in _kinds(catalogue)),
        *(catalogue.page_link(card) for card in shown),
    )


def _kinds(catalogue: Catalogue) -> Iterator[str]:
    """The kinds of pages that it names, which go by the same words; those alone that have something to show."""
    yield from ("archive", "topics", "sources")
    if catalogue.highlighted:
        yield "highlights"
    if catalogue.events:
        yield "timeline"
    if has_search(catalogue.config, catalogue.library):
        yield "search"

"""The articles that no week can hold, by title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.plan.catalogue import Catalogue
from digest.plan.lists import Group, Listing, ListPage, list_pages
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedPage(ListPage):
    """A page of undated articles."""


def _pages(catalogue: Catalogue) -> Iterator[UndatedPage]:
    text, cards = catalogue.words.text, catalogue.undated[::-1]
    listing = Listing(route=Route("undated"), name=text("undated"), cards=cards, description=text("undated_explained"))
    yield from list_pages(UndatedPage, catalogue, listing, _group)


def _group(_catalogue: Catalogue, cards: Sequence[Card]) -> tuple[Group[Card], ...]:
    """All under one heading, which is the page's own."""
    return (Group(heading="", path="", items=tuple(cards[::-1])),) if cards else ()


KIND = Kind(name="undated", pattern=Pattern("undated/", paged=True), order=60, pages=_pages)

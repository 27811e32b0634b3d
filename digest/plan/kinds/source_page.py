"""The articles of a publisher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from digest.dataclass import dataclass
from digest.model.inputs import named
from digest.plan.catalogue import Catalogue
from digest.plan.lists import Listing, ListPage, ListView, list_pages
from digest.plan.overviews.publishers import publisher_site, sources
from digest.plan.pages import Kind
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import OutsideLink


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(ListPage):
    """A page of a publisher's articles.

    Attributes:
        outside: the publisher's site, on the first page, where it is known.
    """

    outside: OutsideLink | None = named("the address of its site", default=None)

    def view(self, texts: Texts) -> ListView:
        """The articles, and the way to the publisher."""
        return replace(ListPage.view(self, texts), outside=self.outside)


def _pages(catalogue: Catalogue) -> Iterator[SourcePage]:
    for name, slug, cards in sources(catalogue):
        pages = list_pages(SourcePage, catalogue, Listing(route=Route("source", slug), name=name, cards=cards))
        site = publisher_site(name, cards)
        yield from (page if page.route.number else replace(page, outside=site) for page in pages)


KIND = Kind(name="source", pattern=Pattern("sources/{slug}/", paged=True), order=50, pages=_pages)

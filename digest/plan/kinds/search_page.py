"""The search: a form, and the index that the theme's script looks words up in. It alone needs a script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from digest.plan.catalogue import Catalogue
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.routes import Pattern, Route
from digest.plan.search.search_index import IndexContents, SearchIndex, index_contents
from digest.plan.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(PageInputs):
    """The form of the search.

    Attributes:
        contents: what it finds.
    """

    template: ClassVar[str] = "search.html"

    contents: IndexContents

    @property
    def documents(self) -> tuple[SearchIndex, ...]:
        """The index."""
        return (SearchIndex(route=self.contents.route, contents=self.contents),)

    def sheet(self, texts: Texts) -> Sheet:  # noqa: ARG002  (what it finds is in the index)
        """The ways to the index, and to what finds articles without it."""
        site = self.site
        view = SearchView(
            index=self.contents.route.key,
            file="" if site.addresses.pretty else "index.html",
            archive=site.addresses.path(Route("archive")),
            topics=site.addresses.path(Route("topics")),
        )
        return Sheet(view=view, title=site.words.text("search"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The form of the search.

    Attributes:
        index: the path of the script that holds what is found.
        file: what links to articles name at their end.
        archive, topics: pages that lead to every article without a script.
    """

    index: str
    file: str
    archive: str
    topics: str


def _pages(catalogue: Catalogue) -> Iterator[SearchPage]:
    yield SearchPage(route=Route("search"), site=catalogue.site, contents=index_contents(catalogue))


KIND = Kind(name="search", pattern=Pattern("search/"), order=85, pages=_pages)

"""The index of publishers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from digest.dataclass import dataclass
from digest.plan.catalogue import Catalogue
from digest.plan.overviews.letters import by_letter
from digest.plan.overviews.publishers import publisher_site, sources
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import Term

LETTERS_FROM: Final = 20
"""Publishers from which the page has an index by letters: more than a screen shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(PageInputs):
    """All publishers, those with most articles first."""

    template: ClassVar[str] = "sources.html"

    title: str
    terms: tuple[Term, ...]

    def sheet(self, texts: Texts) -> Sheet:  # noqa: ARG002  (an index shows no text)
        """A line for each publisher, and below their names by letter where they are many."""
        letters = by_letter(self.terms, lambda term: term.name) if len(self.terms) >= LETTERS_FROM else ()
        return Sheet(view=SourcesView(terms=self.terms, letters=letters), title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """All publishers.

    Attributes:
        terms: those with most articles first, of equals by name.
        letters: (letter, the publishers whose names begin with it), in the order of the letters; empty where there
            are few.
    """

    terms: tuple[Term, ...]
    letters: tuple[tuple[str, tuple[Term, ...]], ...] = ()


def _pages(catalogue: Catalogue) -> Iterator[SourcesPage]:
    terms = tuple(
        Term(
            name=name,
            path=catalogue.addresses.path(Route("source", slug)),
            description="",
            count=len(cards),
            outside=publisher_site(name, cards),
        )
        for name, slug, cards in sources(catalogue)
    )
    title = catalogue.words.text("sources")
    yield SourcesPage(route=Route("sources"), site=catalogue.site, title=title, terms=terms)


KIND = Kind(name="sources", pattern=Pattern("sources/"), order=55, pages=_pages)

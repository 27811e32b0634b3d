"""The search: a form, and the index that the theme's script looks words up in. It alone needs a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from digest.dataclass import dataclass
from digest.plan.catalogue import Catalogue
from digest.plan.overviews.letters import collation
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.routes import Pattern, Route
from digest.plan.search.index_contents import IndexContents, index_contents, main_language
from digest.plan.search.search_index import PAGEFIND, SearchIndex
from digest.plan.search.search_place import has_search
from digest.plan.texts import Texts

_MOST_LOADED: Final = 20_000
"""Articles whose index of digest's own is loaded beside Pagefind's: of 10,000 it has 2.4 MB, compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(PageInputs):
    """The form of the search.

    Attributes:
        contents: what it finds.
        pagefind: whether an index of Pagefind answers, wherever the site is not opened from disk.
    """

    template: ClassVar[str] = "search.html"

    contents: IndexContents
    pagefind: bool = False

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
            pagefind=f"{PAGEFIND}pagefind.js" if self.pagefind else "",
            early=len(self.contents.articles) <= _MOST_LOADED,
            archive=site.addresses.path(Route("archive")),
            topics=site.addresses.path(Route("topics")),
            choices=_choices(self.contents),
        )
        return Sheet(view=view, title=site.words.text("search"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What readers may ask for, each with a value and a name.

    Attributes:
        languages: main languages (`en` of `en-GB`), that of the site first; empty where all articles are in one.
    """

    topics: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    weeks: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView:
    """The form of the search.

    Attributes:
        index: the path of the script that holds what is found.
        pagefind: the path of the script that loads what Pagefind finds; empty if it is not asked.
        early: whether the index is asked beside Pagefind, since it answers at once.
        file: what links to articles name at their end.
        archive, topics: pages that lead to every article without a script.
        choices: what readers may ask for.
    """

    index: str
    file: str
    pagefind: str
    early: bool
    archive: str
    topics: str
    choices: Choices


def _choices(contents: IndexContents) -> Choices:
    languages = {main_language(article.language or contents.language) for article in contents.articles}
    own = main_language(contents.language)
    in_order = sorted(languages, key=lambda language: (language != own, language))
    return Choices(
        topics=contents.topics,
        sources=tuple(sorted({article.source for article in contents.articles if article.source}, key=collation)),
        weeks=contents.weeks,
        languages=tuple(in_order) if len(in_order) > 1 else (),
    )


def _pages(catalogue: Catalogue) -> Iterator[SearchPage]:
    if has_search(catalogue.config, catalogue.library):
        yield SearchPage(route=Route("search"), site=catalogue.site, contents=index_contents(catalogue))


KIND = Kind(name="search", pattern=Pattern("search/"), order=85, pages=_pages)

"""The home page: the latest digest, and the way to the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Final

from digest.dataclass import dataclass
from digest.model.inputs import named
from digest.plan.catalogue import Catalogue
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import Link, WeekLink
from digest.plan.weeks import Issue, WeekView, issue, week_view

EARLIER: Final = 12
"""Weeks named below the latest: a quarter of a year; the archive has them all."""

ENTRIES: Final = 12
"""Articles of each topic that are shown of the latest week; the week's own page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(PageInputs):
    """The first articles of each topic in the latest digest, and the way to the others.

    Attributes:
        latest: None while there is no dated article.
        earlier: the weeks before it, newest first, capped.
        undated: the page of undated articles, or None where there are none.
    """

    template: ClassVar[str] = "home.html"

    latest: Issue | None
    earlier: tuple[WeekLink, ...]
    undated: Link | None = named("whether there are undated articles")

    def sheet(self, texts: Texts) -> Sheet:
        """The latest digest, shortened, above the names of the others."""
        site, older = self.site, self.earlier[0] if self.earlier else None
        view = HomeView(
            latest=week_view(self, texts, self.latest, older, None) if self.latest else None,
            earlier=self.earlier,
            archive=site.addresses.path(Route("archive")),
            undated=self.undated,
        )
        data = {"@type": "WebSite", "name": site.title, "inLanguage": site.language}
        return Sheet(view=view, title=site.title, data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The latest digest, the first articles of each topic, and the way to the others.

    Attributes:
        latest: None while there is no dated article.
        earlier: the weeks before it, newest first, capped.
        archive: the path of the archive.
        undated: the page of undated articles, or None where there are none.
    """

    latest: WeekView | None
    earlier: tuple[WeekLink, ...]
    archive: str
    undated: Link | None


def _pages(catalogue: Catalogue) -> Iterator[HomePage]:
    newest_first = catalogue.digests[: -2 - EARLIER : -1]
    yield HomePage(
        route=Route("home"),
        site=catalogue.site,
        latest=issue(catalogue, newest_first[0], most=ENTRIES) if newest_first else None,
        earlier=tuple(catalogue.week_links[digest.week] for digest in newest_first[1:]),
        undated=catalogue.undated_link,
    )


KIND = Kind(name="home", pattern=Pattern(""), order=100, pages=_pages)

"""The archive: every week, newest first, by ISO year; above the weeks of a year the year as a grid of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import groupby
from typing import ClassVar, Final

from digest.dataclass import dataclass
from digest.model.digest import Digest
from digest.model.inputs import named
from digest.plan.catalogue import Catalogue
from digest.plan.lists import leaf_link
from digest.plan.overviews.year_grid import GridRow, Shade, shades, year_grid
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.pagination import paginate
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import Link, WeekLink

WEEKS: Final = 104
"""Weeks on a full page: two years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivePage(PageInputs):
    """A page of the archive.

    Attributes:
        weeks: (ISO year, its weeks), newest first.
        elsewhere: weeks of these years that other pages of the archive list, newest first.
        undated: the page of undated articles, on the first page, where there are any.
        older, newer: the pages before and after this one.
    """

    template: ClassVar[str] = "archive.html"

    weeks: tuple[tuple[int, tuple[WeekLink, ...]], ...]
    elsewhere: tuple[WeekLink, ...] = ()
    undated: Link | None = named("whether there are undated articles")
    older: Link | None = named("the pages of the archive")
    newer: Link | None = named("the pages of the archive")

    def sheet(self, texts: Texts) -> Sheet:  # noqa: ARG002  (the archive shows no text)
        """The weeks under their years."""
        title = self.site.words.text("archive")
        every = (*(week for _, weeks in self.weeks for week in weeks), *self.elsewhere)
        steps = shades(max((week.count for week in every), default=0))
        grids = {year: year_grid(year, every, steps) for year, _ in self.weeks}
        view = ArchiveView(
            years=self.weeks, grids=grids, shades=steps, undated=self.undated, older=self.older, newer=self.newer
        )
        return Sheet(view=view, title=self.site.list_title(title, self.route.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView:
    """Every week, newest first, by ISO year.

    Attributes:
        grids: by year its rows of weeks, with all weeks of the year, also those that another page lists.
        shades: what the shades of the weeks stand for, the lightest first.
        older, newer: the pages before and after this one, where the archive goes on over several.
    """

    years: tuple[tuple[int, tuple[WeekLink, ...]], ...]
    grids: Mapping[int, tuple[GridRow, ...]] = field(default_factory=dict)
    shades: tuple[Shade, ...] = ()
    undated: Link | None
    older: Link | None = None
    newer: Link | None = None


def _pages(catalogue: Catalogue) -> Iterator[ArchivePage]:
    first, text = Route("archive"), catalogue.words.text
    for leaf in paginate(catalogue.digests, WEEKS):
        years = groupby(reversed(leaf.items), key=lambda digest: digest.week.year)
        links = catalogue.week_links
        yield ArchivePage(
            route=Route("archive", number=leaf.number),
            site=catalogue.site,
            weeks=tuple((year, tuple(links[digest.week] for digest in digests)) for year, digests in years),
            elsewhere=tuple(links[digest.week] for digest in _of_the_same_years(catalogue.digests, leaf.items)),
            undated=None if leaf.number else catalogue.undated_link,
            older=leaf_link(catalogue, first, leaf.older, text("older_digests")),
            newer=leaf_link(catalogue, first, leaf.newer, text("newer_digests")),
        )


def _of_the_same_years(every: Sequence[Digest], listed: Sequence[Digest]) -> Iterator[Digest]:
    """The digests, newest first, of the years that a page lists in part."""
    years, weeks = {digest.week.year for digest in listed}, {digest.week for digest in listed}
    for digest in reversed(every):
        if digest.week.year in years and digest.week not in weeks:
            yield digest


KIND = Kind(name="archive", pattern=Pattern("archive/", paged=True), order=80, pages=_pages)

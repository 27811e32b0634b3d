"""The digest of a week."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from digest.dataclass import dataclass
from digest.plan.catalogue import Catalogue
from digest.plan.pages import Kind, PageInputs, Sheet, neighbours
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import WeekLink
from digest.plan.weeks import Issue, issue, week_view


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPage(PageInputs):
    """The digest of a week, between those before and after it."""

    template: ClassVar[str] = "week.html"

    issue: Issue
    older: WeekLink | None
    newer: WeekLink | None

    def sheet(self, texts: Texts) -> Sheet:
        """The articles in their sections, under the editor's words."""
        week, words = self.issue.week, self.site.words
        days = words.text("days_from_to", first=words.day(week.monday), last=words.day(week.sunday))
        return Sheet(
            view=week_view(self, texts, self.issue, self.older, self.newer),
            title=week.title,
            description=f"{days}: {words.listed(week.topics)}",
            data={"@type": "CollectionPage", "name": week.title, "inLanguage": self.site.language},
        )


def _pages(catalogue: Catalogue) -> Iterator[WeekPage]:
    links = catalogue.week_links
    for older, digest, newer in neighbours(catalogue.digests):
        yield WeekPage(
            route=Route("week", str(digest.week)),
            site=catalogue.site,
            issue=issue(catalogue, digest),
            older=links[older.week] if older else None,
            newer=links[newer.week] if newer else None,
        )


def _files(catalogue: Catalogue) -> Iterator[tuple[str, Route]]:
    weeks = catalogue.week_links
    for week, record in catalogue.library.weeks:
        if week in weeks:
            yield record.file, Route("week", str(week))


KIND = Kind(name="week", pattern=Pattern("{week}/"), order=30, pages=_pages, files=_files)

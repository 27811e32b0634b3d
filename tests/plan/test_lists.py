"""Lists of articles and weeks over several pages, and the home page that does not grow."""

from datetime import date, timedelta

from planning import catalogue_of, filled

from digest.model.inputs import key
from digest.plan.kinds.archive_page import WEEKS, ArchiveView
from digest.plan.kinds.home_page import ENTRIES as ENTRIES_ON_HOME
from digest.plan.kinds.home_page import HomeView
from digest.plan.lists import ENTRIES, ListView
from digest.plan.routes import output_path, route_of
from digest.plan.site import Plan, plan
from digest.plan.weeks import WeekView


def weekly(count: int, *, dated: bool = True) -> dict[str, str]:
    """An article a week of one source and topic."""
    days = [date(2015, 1, 5) + timedelta(weeks=week) for week in range(count)]
    line = "date: {}\n" if dated else "seen: {}\n"
    return {
        f"a{day}.md": f"---\ntitle: Of {day}\n{line.format(day)}topics: [energy]\nsource: Daily\n---\nText.\n"
        for day in days
    }


def view(planned: Plan, path: str) -> object:
    (found,) = [page for page in planned.pages if page.path == path]
    return filled(found)["view"]


def test_a_long_list_goes_on_over_several_pages() -> None:
    """Topic, publisher and the undated: each article once, newest first, pages linked both ways to files that exist."""
    count = 3 * ENTRIES + 7
    for texts, base in (
        (weekly(count), "topics/energy/"), (weekly(count), "sources/daily/"), (weekly(count, dated=False), "undated/"),
    ):  # fmt: skip
        planned = plan(catalogue_of(texts))
        paths = {page.path for page in planned.pages}
        seen: list[str] = []
        here: str | None = f"{base}index.html"
        while here is not None:
            assert here in paths
            assert output_path(route_of(here.removesuffix("index.html"))) == here
            found = view(planned, here)
            assert isinstance(found, ListView)
            entries = [entry.title for _, _, members in found.groups for entry in members]
            assert found.count == (count if not seen else len(entries))
            seen += entries
            here = f"{found.older.path}index.html" if found.older else None
        assert sorted(seen) == sorted(f"Of {day.removeprefix('a').removesuffix('.md')}" for day in texts)
        assert len([path for path in paths if path.startswith(f"{base}page/")]) == 2


def test_the_archive_goes_on_over_several_pages() -> None:
    """Every week once, newest first; the link to the undated stands on the first page alone."""
    planned = plan(catalogue_of({**weekly(2 * WEEKS + 5), "someday.md": "---\ntitle: S\n---\nText.\n"}))
    newest, older = view(planned, "archive/index.html"), view(planned, "archive/page/1/index.html")
    assert isinstance(newest, ArchiveView)
    assert isinstance(older, ArchiveView)
    weeks = [week.label for page in (newest, older) for _, found in page.years for week in found]
    assert len(weeks) == 2 * WEEKS + 5
    assert weeks == sorted(weeks, reverse=True)
    assert (newest.undated is None, older.undated is None) == (False, True)
    assert (newest.newer, older.older) == (None, None)
    assert newest.older is not None
    assert older.newer is not None
    assert (newest.older.path, older.newer.path) == ("archive/page/1/", "archive/")


def test_a_new_article_changes_the_newest_page_of_its_lists() -> None:
    """The pages before it are neither planned anew nor shown differently."""
    before = {page.path: page for page in plan(catalogue_of(weekly(3 * ENTRIES + 7))).pages}
    after = {page.path: page for page in plan(catalogue_of(weekly(3 * ENTRIES + 8))).pages}
    for base in ("topics/energy/", "sources/daily/"):
        assert key(before[f"{base}index.html"]) != key(after[f"{base}index.html"])
        for number in (1, 2):
            old, new = (pages[f"{base}page/{number}/index.html"] for pages in (before, after))
            assert (key(old), filled(old)) == (key(new), filled(new))


def test_home_does_not_grow_with_the_week() -> None:
    """Of each topic it shows the first articles and how many more there are; the week's own page has them all."""
    texts = {
        f"a{number:03}.md": f"---\ntitle: T{number:03}\ndate: 2025-03-18\ntopics: [energy]\n---\nText.\n"
        for number in range(100)
    }
    planned = plan(catalogue_of(texts))
    home, week = view(planned, "index.html"), view(planned, "2025/w12/index.html")
    assert isinstance(home, HomeView)
    assert isinstance(week, WeekView)
    assert home.latest is not None
    (section,) = home.latest.sections
    assert (len(section.entries), section.more) == (ENTRIES_ON_HOME, 100 - ENTRIES_ON_HOME)
    (section,) = week.sections
    assert (len(section.entries), section.more) == (100, 0)

"""The first and the last days that there are, wherever a date can stand."""

from __future__ import annotations

from datetime import date

import pytest

from digest.model.week import Week

DAYS = ("0001-01-01", "0001-01-07", "9999-12-26", "9999-12-31")
WEEKS = ("0001-W01", "9999-W52")
SENTENCES = "The lakes were counted yesterday, last Friday, 99 weeks ago, last month, next Monday and on 12 March. " * 6


@pytest.mark.parametrize("day", DAYS)
def test_an_article_of_any_day_is_built_or_held_back(project, day):
    """It has a week, neighbours, an entry in each feed and a line in the sitemap; nothing ends in a traceback."""
    project.article("a.md", title="Old", date=day, added=day)
    project.article("b.md", title="New", date="2025-03-18")
    result = project.digest("build", "--future")
    assert (result.code, result.err) == (0, "")
    site = project.tree("site")
    year, week = str(Week.of(date.fromisoformat(day))).lower().split("-")
    assert f"{year}/{week}/a/index.html" in site
    assert day in site["feed.xml"].decode()
    assert f"{year}/{week}/a/" in site["sitemap.xml"].decode()
    held = project.digest("build")
    assert (held.code, f"is held back until {day}" in held.err) == (0, day > "2100")
    assert project.digest("status").code == 0


@pytest.mark.parametrize("week", WEEKS)
def test_a_week_at_the_end_is_a_week(project, week):
    """As a property, as a folder, by the day of arrival, and started by `digest new`."""
    day = Week.parse(week).monday.isoformat()
    project.write("digest.yml", "title: T\nbase_url: https://e.example/\nweeks: added\nrights: full\n")
    assert project.digest("new", "week", week).code == 0
    assert project.digest("new", "article", "Late ice", "--week", week).code == 0
    assert project.digest("new", "article", "Early ice", "--date", day).code == 0
    project.article("2025-W12/a.md", date="2025-03-18", week=week)
    project.article("2025-W12/b.md", date="2025-03-18", added=day)
    result = project.digest("build", "--drafts", "--future")
    assert (result.code, result.err) == (0, "")
    pages = {
        path.rpartition(f"{week.lower().replace('-', '/')}/")[2]
        for path in project.tree("site")
        if path.startswith(week[:4])
    }
    assert {"index.html", "late-ice/index.html", "early-ice/index.html", "a/index.html", "b/index.html"} <= pages


@pytest.mark.parametrize("week", ["9999-W53", "0000-W01", "10000-W01"])
def test_a_week_that_there_is_not_is_named(project, week):
    """With its line in an article, as wrong use on the command line."""
    project.article("a.md", week=week)
    assert f'content/a.md:4:7  there is no week "{week}"' in project.digest("build").err
    assert project.digest("new", "week", week).code == 2


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]])
def test_a_source_of_any_day_is_converted(project, day):
    """Whatever it says of yesterday, last Friday and three weeks ago, and in whatever place its day stands."""
    kinds = "[summary, quotations, timeline, people, places, organisations, key_points]"
    for options in (f"annotators: {kinds}", f"annotators: {kinds}\nreference_date: {day}"):
        project.write("digest.yml", f"title: T\n{options}\n")
        project.write("seeds/a.txt", f"A call\n\n{SENTENCES}\n")
        project.write("seeds/b.md", f"---\ntitle: B\ndate: {day}\n---\n\n{SENTENCES}\n")
        stated = f'<meta property="article:published_time" content="{day}T23:59:59Z"><title>A call of {day}</title>'
        shown = f"<article><h1>A call</h1><time>{day}</time><p>{SENTENCES}</p></article>"
        project.write("seeds/c.html", f"<html><head>{stated}</head><body>{shown}</body></html>")
        assert project.digest("convert").code == 0
    assert len([path for path in project.tree("content") if path.endswith(".md")]) >= 3


@pytest.mark.parametrize("epoch", ["253402300799", "253402300800", "9" * 5000])
def test_any_stated_moment_is_a_day_or_none(project, monkeypatch, epoch):
    """SOURCE_DATE_EPOCH states the day of a run; what is not a moment states none."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    project.article("a.md", date="9999-12-31")
    project.write("seeds/a.txt", f"A call\n\n{SENTENCES}\n")
    for command in (["convert"], ["build"], ["status"], ["new", "week"], ["new", "article", "Ice"]):
        assert project.digest(*command).code == 0
    assert ("9999/w52/a/index.html" in project.tree("site")) is (epoch == "253402300799")

"""How a conversion ends: what it brought, and what in it wants a look."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePosixPath

import pytest

from digest.articles.doubts import Doubt
from digest.status import archive_warning, arrival_lines
from digest.status.article_facts import ArticleFacts

DOUBT = Doubt(kind="title_guessed", message="title guessed", hint="write it")


def article(number: int, **more: object) -> ArticleFacts:
    day = date(2025, 1, 1) + timedelta(days=number)
    path = PurePosixPath(f"content/a{number:02}.md")
    return ArticleFacts(
        **{"path": path, "slug": path.stem, "title": f"A {number}", "week": "2025-W12", "day": day, **more}
    )  # type: ignore[arg-type]


def test_each_article_has_a_line_and_the_doubtful_come_first():
    lines = list(arrival_lines([article(1), article(2, doubts=(DOUBT,), day=None, week=""), article(3, draft=True)]))
    assert lines == [
        "  undated               A 2 · title guessed",
        "  2025-W12  2025-01-02  A 1",
        "  2025-W12  2025-01-04  A 3 · a draft",
    ]


def test_of_many_articles_twenty_are_named():
    lines = list(arrival_lines([*map(article, range(24)), article(99, doubts=(DOUBT,))]))
    assert len(lines) == 21
    assert "A 99" in lines[0]
    assert lines[-1] == "  and 5 more: digest status"


@pytest.mark.parametrize(
    ("weeks", "numbers", "warned"),
    [
        ("added", range(0, 60, 4), True),
        ("published", range(0, 60, 4), False),
        ("added", range(0, 56, 4), False),
        ("added", range(15), False),
    ],
)
def test_an_archive_under_weeks_added_is_warned_about(weeks, numbers, warned):
    """Fifteen articles of more than a month, all in the digest of one week; fewer, or of a month, are just reading."""
    warning = archive_warning([article(number) for number in numbers], weeks)
    assert (warning is not None) == warned
    if warning:
        assert warning.severity == "warning"
        assert "`weeks: published`" in warning.hint
        assert "2025-01-01 to 2025-02-26" in warning.message


def test_articles_without_a_date_are_no_archive():
    assert archive_warning([article(number, day=None) for number in range(20)], "added") is None


def test_a_conversion_ends_with_what_it_brought(project, monkeypatch):
    """On a terminal; the second run brings nothing, and says no more than the count."""
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    project.write(
        "seeds/a.txt",
        "Late ice\n\nBy Ada Brook, 18 March 2025\n\nThe methane of the lakes was counted for nine years.\n",
    )
    shown = project.digest("convert")
    assert shown.code == 0
    assert "1 article written, 0 unchanged" in shown.out
    assert "new: 1 article, 1 to look at, first:\n  2025-W12  2025-03-18  Late ice" in shown.out
    assert "little text" in shown.out or "almost no text" in shown.out
    again = project.digest("convert").out
    assert "0 articles written, 1 unchanged" in again
    assert "new:" not in again
    project.write("seeds/b.txt", "The tide\n\n19 March 2025\n\nIt came and went.\n")
    assert "new:" not in project.digest("convert", "--dry-run").out


def test_an_archive_that_is_converted_is_warned_about_where_nobody_looks(project):
    """The exit code says that all is well."""
    project.write("digest.yml", project.read("digest.yml") + "weeks: added\n")
    for number in range(15):
        text = f"---\ntitle: Ice {number}\ndate: 2024-{1 + number % 12:02}-10\n---\n\nThe ice of lake {number} came late.\n"
        project.write(f"seeds/{number}.md", text)
    result = project.digest("convert")
    assert (result.code, result.out) == (0, "")
    assert "15 new articles, dated from 2024-01-10 to 2024-12-10, stand in the digest of one week" in result.err
    assert project.digest("convert").err == ""

"""The dateline and the byline near the title of a page."""

from datetime import date

import pytest

from digest.extract.pages.metadata.near_title import (
    day_called_publication,
    day_near_title,
    is_day_of_update,
    lines_near_title,
    unique_bylines,
)

DAY = date(2025, 1, 8)
TEXT = (
    "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved. " * 3
)


def page(*lines: str) -> str:
    return "\n\n".join(["Home", "News", "The last ferry", *lines, TEXT, "4 May 2020"])


def day(*lines: str, stated: frozenset[date] = frozenset()) -> date | None:
    return day_near_title(lines_near_title(page(*lines), "The last ferry"), stated)


@pytest.mark.parametrize(
    "line",
    [
        "8 January 2025",
        "By Ada Quill | January 8, 2025",
        "am 8. Januar 2025 um 21:17",
        "8 gennaio 2025",
        "8 января 2025, 13:43",
        "Story8 January 2025",
        "8 de enero de 202521:25",
        "Last updated 9 March 2025, published 8 January 2025",
    ],
)
def test_a_date_near_the_title_is_that_of_publication(line: str) -> None:
    """In the languages that dates are read in, also glued to what only a style sheet sets apart."""
    assert day("A story of the sea", line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "Updated 8 January 2025",
        "Letzte Änderung: 08.01.2025",
        "Termin: 08.01.2025, 19 Uhr",
        "8 January 2025 – 9 January 2025",
        "The council had voted for it on 8 January 2025 after long talks.",
    ],
)
def test_other_dates_near_the_title_are_not(line: str) -> None:
    """An update, an event, a span of days, a sentence."""
    assert day(line) in {None, date(2025, 1, 9)}


def test_below_the_first_paragraph_nothing_is_near_the_title() -> None:
    """The dates of teasers and comments are their own."""
    assert day() is None


def test_of_two_dates_the_stated_one_is_taken() -> None:
    """A hidden time of an update often stands before that of publication."""
    assert day("9 March 2025", "8 January 2025") == date(2025, 3, 9)
    assert day("9 March 2025", "8 January 2025", stated=frozenset({DAY})) == DAY


def test_a_line_far_away_counts_if_it_says_published() -> None:
    """And if no other line says another day."""
    assert day_called_publication(page() + "\nPublished: 8 January 2025") == DAY
    assert day_called_publication(page() + "\nPublished: 8 January 2025\nPublished: 9 January 2025") is None


def test_a_day_shown_as_that_of_an_update_only() -> None:
    """It is not the day of publication, wherever else it is stated."""
    assert is_day_of_update(DAY, "Last modified on 8 January 2025")
    assert not is_day_of_update(DAY, "Last modified on 8 January 2025\n8 January 2025")
    assert not is_day_of_update(DAY, "nothing")


def test_one_line_may_say_by_whom_and_when() -> None:
    """In a thread each comment has such a line, and none is that of the page."""
    line = "Posted by ferryman on 8 January 2025"
    assert unique_bylines(page() + f"\n{line}") == (line,)
    assert unique_bylines(page() + f"\n{line}\nPosted by gull on 9 January 2025") == ()

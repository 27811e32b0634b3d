"""Weeks of the ISO 8601 calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.week import Week

law = settings(deadline=None)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 26))
WEEKS = DAYS.map(Week.of)


@law
@given(WEEKS)
def test_a_label_names_its_week(week: Week) -> None:
    """`parse(str(week)) == week`."""
    assert Week.parse(str(week)) == week


@law
@given(WEEKS)
def test_monday_and_sunday_belong_to_the_week(week: Week) -> None:
    """A week is the week of its first and of its last day, and these are six days apart."""
    assert Week.of(week.monday) == Week.of(week.sunday) == week
    assert (week.monday.isoweekday(), week.sunday.isoweekday()) == (1, 7)
    assert week.sunday - week.monday == timedelta(days=6)


@law
@given(WEEKS, WEEKS)
def test_weeks_are_ordered_as_their_days(one: Week, other: Week) -> None:
    """The earlier week is the smaller one, and so is its label."""
    assert (one < other) == (one.monday < other.monday) == (str(one) < str(other))


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2024, 12, 29), "2024-W52"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2021, 1, 3), "2020-W53"),
        (date(2021, 1, 4), "2021-W01"),
        (date(2026, 12, 31), "2026-W53"),
    ],
)
def test_a_week_belongs_to_the_year_of_its_thursday(day: date, label: str) -> None:
    """Around New Year the year of the week is not the year of the day."""
    assert str(Week.of(day)) == label


def test_only_long_years_have_a_week_53() -> None:
    """A year has 53 weeks where 1 January is a Thursday, or where it is a leap year that begins on a Wednesday."""
    long = [year for year in range(2000, 2030) if Week.parse(f"{year}-W53") is not None]
    assert long == [2004, 2009, 2015, 2020, 2026]


@pytest.mark.parametrize(
    "label",
    [
        "2025W12",
        "2025-W12-1",
        "٢٠٢٥-W١٢",
        "-025-W12",
        "2025",
        "2025-W1",
        "2025-W00",
        "2025-W54",
        "2025-W53",
        "0000-W01",
        "2025-w12",
        " 2025-W12",
        "2025-W12\n",
        "",
    ],
)
def test_what_is_no_label_names_no_week(label: str) -> None:
    """Only `YYYY-Www` in ASCII digits, of a week that exists, is a label."""
    assert Week.parse(label) is None


@pytest.mark.parametrize(("year", "number"), [(2025, 53), (2025, 0), (0, 1), (10000, 1)])
def test_a_week_that_does_not_exist_cannot_be_made(year: int, number: int) -> None:
    """The constructor refuses what the calendar does not hold."""
    with pytest.raises(ValueError, match=r"Invalid week|out of range"):
        Week(year, number)

"""How templates write days, periods and counts."""

from __future__ import annotations

from datetime import date

import pytest

from digest.theme.filters import day, iso, period, plural


def test_a_day_is_written_in_words_and_for_machines():
    """English months whatever the locale."""
    assert (day(date(2025, 3, 8)), iso(date(2025, 3, 8))) == ("8 March 2025", "2025-03-08")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 12, 16), date(2024, 12, 22), "16–22 December 2024"),
        (date(2025, 1, 27), date(2025, 2, 2), "27 January – 2 February 2025"),
        (date(2024, 12, 30), date(2025, 1, 5), "30 December 2024 – 5 January 2025"),
    ],
)
def test_a_period_says_once_what_both_days_share(first, last, expected):
    """Month and year are repeated only where they differ."""
    assert period(first, last) == expected


def test_a_count_agrees_with_its_noun():
    """One is singular, none and more are plural; an odd plural is given."""
    assert [plural(count, "note") for count in (0, 1, 2, 1204)] == ["0 notes", "1 note", "2 notes", "1,204 notes"]
    assert plural(2, "entry", "entries") == "2 entries"

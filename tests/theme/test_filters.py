"""How templates write days, periods and counts."""

from __future__ import annotations

from datetime import date

import pytest

from digest.theme.filters import filters
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files


@pytest.fixture(scope="module")
def english(tmp_path_factory):
    """The filters of a site in English, by name."""
    words, _ = find_words(theme_files("paper", tmp_path_factory.mktemp("project")))
    return filters(words)


def test_a_day_is_written_in_words_and_for_machines(english):
    """English months whatever the locale."""
    day = date(2025, 3, 8)
    assert (english["day"](day), english["iso"](day)) == ("8 March 2025", "2025-03-08")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [("2025-03-18", "18 March 2025"), ("2025-03", "March 2025"), ("0987-12", "December 987")],
)
def test_a_moment_is_a_day_or_a_month(english, moment, expected):
    """As exact as the timeline has it, and without zeros before the numbers."""
    assert english["moment"](moment) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 12, 16), date(2024, 12, 22), "16–22 December 2024"),
        (date(2025, 1, 27), date(2025, 2, 2), "27 January – 2 February 2025"),
        (date(2024, 12, 30), date(2025, 1, 5), "30 December 2024 – 5 January 2025"),
    ],
)
def test_a_period_says_once_what_both_days_share(english, first, last, expected):
    """Month and year are repeated only where they differ."""
    assert english["period"](first, last) == expected


def test_a_count_agrees_with_its_noun(english):
    """One is singular, none and more are plural; an odd plural is given."""
    plural = english["plural"]
    assert [plural(count, "note") for count in (0, 1, 2, 1204)] == ["0 notes", "1 note", "2 notes", "1,204 notes"]
    assert plural(2, "entry", "entries") == "2 entries"


def test_a_count_from_the_catalogue_agrees_with_its_noun(english):
    """The same numbers with a key of the catalogue."""
    counted = english["counted"]
    notes = [counted(count, "note_count") for count in (0, 1, 2, 1204)]
    assert notes == ["0 notes", "1 note", "2 notes", "1,204 notes"]

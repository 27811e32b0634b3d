"""Dates in words and digits."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.extract.facts.dates import first_full, mentions, parse_timestamp

DAY = date(2024, 12, 19)


@pytest.mark.parametrize(
    "text",
    [
        "December 19, 2024",
        "Dec. 19, 2024",
        "December 19th, 2024",
        "Thursday, 19 December 2024",
        "19. Dezember 2024",
        "le 19 décembre 2024",
        "19 de diciembre de 2024",
        "2024-12-19",
        "2024/12/19",
        "19.12.2024",
        "19/12/2024",
        "12/19/2024",
    ],
)
def test_a_full_date_is_read(text: str) -> None:
    """Four languages and the unambiguous forms in digits."""
    assert first_full(f"x {text}; y") == DAY


@pytest.mark.parametrize("text", ["03/04/2025", "February 30, 2025", "May 2024", "version 1.2.2024.5", "2024-13-01"])
def test_what_is_no_certain_date_is_not_read(text: str) -> None:
    """Day and month are never guessed."""
    assert first_full(text) is None


def test_a_day_without_a_year_is_found_with_its_weekday() -> None:
    """The weekday helps to find the year."""
    (found,) = mentions("They met on Tuesday, March 18, in town.")
    assert (found.year, found.month, found.day, found.weekday) == (None, 3, 18, 1)


def test_a_timestamp_keeps_the_day_as_written() -> None:
    """No conversion between zones: the publisher's own day counts."""
    assert parse_timestamp("2024-12-19T23:30:00-05:00") == DAY
    assert parse_timestamp("20241219") == DAY


@given(st.text(max_size=200))
def test_any_text_may_be_searched(text: str) -> None:
    """Mentions lie in the text and in order."""
    found = mentions(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert list(found) == sorted(found, key=lambda mention: mention.start)


def test_a_date_in_digits_may_have_spaces_behind_its_full_stops() -> None:
    """As the German rules of spelling want it; a time that touches two digits of a year makes no other year."""
    assert [mention.full for mention in mentions("Leith, 4. 2. 2022.")] == [date(2022, 2, 4)]
    assert mentions("ferryman28.09.1912:44") == ()

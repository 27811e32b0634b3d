"""The timeline: dates known to the month at least, worked out where that is beyond doubt."""

from __future__ import annotations

from datetime import date

import pytest

from digest.extract.annotators.relative_dates import worked_out
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.extract.annotators.timeline import MOST, timeline

WEDNESDAY = date(2025, 1, 8)
OTHER = "The bridge was opened in May 1987."


def event(sentence: str, day: date | None = WEDNESDAY) -> tuple[str, str] | None:
    """The date and basis of a sentence; another dated one stands apart, for one alone is no timeline."""
    found = timeline(TextAnalysis(title="T", paragraphs=(OTHER, sentence), day=day))
    return next(((each.date, each.basis) for each in found if each.text == sentence), None)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("On January 12, 2023, the boats stopped.", "2023-01-12"),
        ("Der Verein wurde am 3. Februar 2021 gegründet.", "2021-02-03"),
        ("Le 3 novembre 2022 elle avait écrit.", "2022-11-03"),
        ("El 7 de marzo de 2020 se contaron nueve aves.", "2020-03-07"),
        ("She was born on 4 June 1833 in Leeds.", "1833-06-04"),
        ("In July 2022 it cut through the bank.", "2022-07"),
        ("Im Februar 2023 begannen die Rodungen.", "2023-02"),
        ("En enero de 2019 una tormenta rompió la compuerta.", "2019-01"),
    ],
)
def test_a_date_that_is_stated(sentence, day):
    """Whole, or without its day; no day of publication is needed."""
    assert event(sentence, None) == (day, "stated")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("On January 3 the boats stopped.", ("2025-01-03", "yearless")),
        ("On March 18 the boats stopped.", ("2024-03-18", "yearless")),
        ("The next meeting will be held on March 18.", ("2025-03-18", "yearless")),
        ("The geese arrived in November.", ("2024-11", "yearless")),
        ("A second phase will begin in March.", ("2025-03", "yearless")),
        ("The geese arrived last November.", ("2024-11", "yearless")),
        ("Im November hatte der Kreis den Graben geschlossen.", ("2024-11", "yearless")),
        ("La récolte commencera en novembre.", ("2025-11", "yearless")),
        ("The audit was released on Wednesday.", ("2025-01-08", "relative")),
        ("The court ruled on Thursday.", ("2025-01-02", "relative")),
        ("The firm will close the plant, it said on Monday.", ("2025-01-06", "relative")),
        ("Last Thursday the boats stopped.", ("2025-01-02", "relative")),
        ("Two weeks ago the sale opened.", ("2024-12-25", "relative")),
        ("Vor drei Wochen reiste sie nach Chile.", ("2024-12-18", "relative")),
        ("It sold eleven boats last month.", ("2024-12", "relative")),
        ("The vote was taken yesterday.", ("2025-01-07", "relative")),
    ],
)
def test_a_date_is_worked_out_from_the_day_of_publication(sentence, expected):
    """On the side that the tense says; and marked so."""
    assert event(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "On January 3 the boats stopped.", "The audit was released on Wednesday.", "Two weeks ago the sale opened.",
    ],
)  # fmt: skip
def test_without_a_day_of_publication_nothing_is_worked_out(sentence):
    """What is not stated stays unknown."""
    assert event(sentence, None) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "We had wed the two designs before anybody saw it.",
        "She noticed the sun on Mars and may march on.",
        "The station is looking for helpers in July.",
        "Last Tuesday the boats stopped.",  # of this week or of the one before
        "The boats sail every July.",
        "Since October the probes have lain in the bank.",
        "The offer was good until March 2024.",
        "In 2016 she was at the keys, and on March 3 she asked for a ladder.",
        "Was it opened in May 1990?",
        "It grew by 5.3 percent to 1,987 units of 2019.",
    ],
)
def test_what_is_in_doubt_is_left_out(sentence):
    """Words that only look like dates, habits, stretches of time, another year, no tense."""
    assert event(sentence) is None


def test_a_year_before_in_the_paragraph_means_another_time():
    """The days of a story of 1917 are not those of the publication."""
    assert event("In the summer of 1917 the tin was taken. On March 18 the rest followed.") is None


def test_events_stand_in_order_and_one_is_none():
    """By date, a date once, no more than a dozen."""
    sentences = tuple(f"It was opened on 3 March {year}." for year in range(2020, 1990, -1))
    found = timeline(TextAnalysis(title="T", paragraphs=sentences))
    assert [each.date for each in found] == sorted({each.date for each in found})
    assert len(found) == MOST
    assert timeline(TextAnalysis(title="T", paragraphs=(OTHER,))) == ()


@pytest.mark.parametrize("day", [date.min, date.max])
def test_no_day_is_counted_over_an_end_of_the_calendar(day):
    """An article of the first or the last day that there is has no yesterday, or no next Monday."""
    text = "The lakes were counted yesterday, the firm said last Friday, and 99 weeks ago; it meets next Monday."
    assert list(worked_out(text, (), day)) == []

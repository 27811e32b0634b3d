"""Dates in digits that can be read two ways."""

from datetime import date

import pytest

from digest.extract.facts.document import Document
from digest.extract.facts.slashed_dates import read_slashed, slashed_dates

MARCH, APRIL = date(2025, 3, 4), date(2025, 4, 3)


def read(
    *,
    texts: tuple[str, ...] = (),
    days: tuple[date, ...] = (),
    language: str | None = None,
    region: str | None = None,
    address: str | None = None,
    latest: date = date(2026, 1, 1),
) -> tuple[date, str]:
    """How `03/04/2025` is read."""
    (slashed,) = slashed_dates("Published 03/04/2025 10:15")
    return read_slashed(slashed, Document(language=language, region=region, source_url=address), texts, days, latest)


@pytest.mark.parametrize(
    "text", ["19/12/2024", "12/19/2024", "03/03/2025", "1/2/3/2025", "13/14/2025", "3/4", "03.04.2025"]
)
def test_a_date_that_can_be_read_one_way_is_no_guess(text: str) -> None:
    assert not list(slashed_dates(text))


@pytest.mark.parametrize(
    ("day", "given"),
    [
        (MARCH, {"language": "en-US"}),
        (APRIL, {"language": "en-GB"}),
        (APRIL, {"language": "en_AU"}),
        (MARCH, {"language": "en", "region": "US"}),
        (APRIL, {"language": "fr"}),
        (APRIL, {"language": "es-419"}),
        (MARCH, {"language": "en", "address": "https://www.nasa.gov/a"}),
        (APRIL, {"language": "en", "address": "https://example.co.uk/a"}),
        (APRIL, {"language": "en-US", "texts": ("Updated 19/12/2024",)}),
        (MARCH, {"language": "en-GB", "texts": ("Comments: 12/19/2024, 12/20/2024",)}),
        (APRIL, {"language": "en-US", "days": (date(2024, 1, 1), APRIL)}),
        (MARCH, {"language": "en-GB", "latest": date(2025, 3, 20)}),
        (MARCH, {}),
    ],
)
def test_the_order_is_that_of_other_dates_of_the_region_and_of_the_language(
    day: date, given: dict[str, object]
) -> None:
    """In this order of trust; a day that is too late cannot be meant."""
    assert read(**given)[0] == day  # type: ignore[arg-type]


def test_contradicting_dates_do_not_count() -> None:
    assert read(language="en-US", texts=("19/12/2024", "12/19/2024"))[0] == MARCH


def test_the_reason_is_given() -> None:
    assert read(language="en-US")[1] == "as is usual in the region US"

"""Dates in Arabic and Hebrew words and digits."""

from __future__ import annotations

from datetime import date

import pytest

from digest.extract.facts.date_spellings import names_day
from digest.extract.facts.dates import first_full, mentions

DAY = date(2025, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        "26 نوفمبر 2025",
        "٢٦ نوفمبر ٢٠٢٥",
        "26 تشرين الثاني 2025",
        "الأربعاء، 26 نوفمبر/تشرين الثاني 2025",
        "26 من نوفمبر عام 2025",
        "نوفمبر 26، 2025",
        "26 نونبر 2025",
        "٢٠٢٥/١١/٢٦",
        "26 בנובמבר 2025",
        "יום רביעי, 26 נובמבר 2025",
        "２０２５年１１月２６日",
        "26 листопада 2025",
    ],
)
def test_a_full_date_is_read(text: str) -> None:
    """In the names of each region, and in other digits."""
    assert first_full(f"في {text}.") == DAY
    assert names_day(f"<p>{text}</p>", DAY)


def test_a_day_without_a_year_is_found_with_its_weekday() -> None:
    """It stands where it is written."""
    (found,) = mentions("عُقد الاجتماع يوم الأربعاء ٢٦ نوفمبر في المدينة")
    assert (found.year, found.month, found.day, found.weekday) == (None, 11, 26, 2)
    assert "عُقد الاجتماع يوم الأربعاء ٢٦ نوفمبر في المدينة"[found.start : found.end] == "٢٦ نوفمبر"


@pytest.mark.parametrize("text", ["31 فبراير 2025", "126 مارس 2025", "مارس الرياضة 12 عاما", "١٤٤٦"])
def test_what_is_not_a_date_is_not_read(text: str) -> None:
    """`مارس` is a verb too."""
    assert first_full(text) is None

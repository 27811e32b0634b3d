"""Bylines as Arabic and Hebrew texts write them."""

from __future__ import annotations

import pytest

from digest.extract.facts.names import byline, credit, pen_names
from digest.extract.facts.publisher_lines import publisher


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("بقلم: ليلى حداد", ("ليلى حداد",)),
        ("بقلم ليلى حداد، كريم الصافي", ("ليلى حداد", "كريم الصافي")),
        ("كتبت سلمى ناصر", ("سلمى ناصر",)),
        ("מאת דנה לוי", ("דנה לוי",)),
        ("بقلم وزارة الصحة والسكان في المدينة", ()),
        ("كتب الوزير في رسالته إن العدد انخفض.", ()),
        ("القلم والكتاب", ()),
    ],
)
def test_the_names_of_a_byline(line: str, names: tuple[str, ...]) -> None:
    """Behind a label, two to four words each."""
    assert byline(line) == names
    assert credit(line) == names


def test_a_name_in_metadata_loses_its_label() -> None:
    assert pen_names(["بقلم ليلى حداد"]) == ("ليلى حداد",)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Copyright 2025 港新聞社 無断転載を禁じます", "港新聞社"),
        ("© 2025 صحيفة الميناء جميع الحقوق محفوظة", "صحيفة الميناء"),
        ("© 2025 Daily News All rights reserved", "Daily News"),
    ],
)
def test_a_copyright_line_names_the_publisher_alone(line: str, name: str) -> None:
    """Not what it says of rights."""
    assert publisher(line) == name

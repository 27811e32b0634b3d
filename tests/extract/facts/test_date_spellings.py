"""Whether a text names a day in full."""

from datetime import date

import pytest

from digest.extract.facts.date_spellings import names_day

DAY = date(2024, 12, 19)


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-19T10:00", "20241219", "2024/12/19", "2024. 12. 19.", "19.12.2024", "19. 12. 24", "12/19/2024", "19/12/24",
        "Dec 19, 2024", "December&nbsp;19th, 2024", "19. Dezember 2024", "19 de diciembre de 2024", "19-Dec-2024",
        "<b>19</b> <i>December</i> 2024", "19th of December, 2024", "Research19 décembre 2024", "2024年12月19日", "Dec. 19 ’24",
    ],
)  # fmt: skip
def test_every_usual_spelling_counts(text: str) -> None:
    assert names_day(f"x{text} y", DAY) or names_day(f"x {text} y", DAY)


@pytest.mark.parametrize(
    "text",
    ["2024", "December 2024", "2024-12", "2024-12-01", "19 December", "119.12.2024", "2024-12-190", "2024年12月"],
)
def test_a_part_of_it_does_not(text: str) -> None:
    assert not names_day(text, DAY)


def test_a_date_that_can_be_read_two_ways_does_not() -> None:
    """`03/04/2025` names neither 4 March nor 3 April."""
    assert not names_day("03/04/2025", date(2025, 3, 4))
    assert not names_day("03/04/2025", date(2025, 4, 3))
    assert names_day("03.04.2025", date(2025, 4, 3))

"""A date as it stands in a text, in whatever script."""

from __future__ import annotations

from datetime import date
from typing import Final

from digest.dataclass import dataclass

_LEAP_YEAR: Final = 2024


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date in a text.

    Attributes:
        start, end: code points, the weekday not included.
        year: None where the text names none.
        month, day: of the day.
        weekday: 0 for Monday, as far as the text names one directly before.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None

    def in_year(self, year: int) -> date | None:
        """The day in a given year, or None where that year does not have it."""
        return day_of(year, self.month, self.day)

    @property
    def full(self) -> date | None:
        """The day, where the text names a year."""
        return None if self.year is None else self.in_year(self.year)

    @property
    def exists(self) -> bool:
        """Whether there is such a day, in some year where the text names none."""
        return self.in_year(_LEAP_YEAR if self.year is None else self.year) is not None


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar does not have it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

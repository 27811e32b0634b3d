"""A week of the ISO 8601 calendar."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from digest.dataclass import dataclass

_LABEL = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week: it begins on a Monday and belongs to the year that holds its Thursday.

    Attributes:
        year: the ISO year, 1 to 9999, which differs from the calendar year around New Year.
        number: 1 to 53.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        """Raises ValueError where the year has no such week."""
        date.fromisocalendar(self.year, self.number, 1)

    def __str__(self) -> str:
        """`2025-W01`."""
        return f"{self.year:04d}-W{self.number:02d}"

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that holds a day: 2024-12-30 is in 2025-W01."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, label: str) -> Week | None:
        """The week of a label such as `2025-W01`; None for any other text, or if the year has no such week."""
        match = _LABEL.fullmatch(label)
        if match is None:
            return None
        try:
            return cls(int(match[1]), int(match[2]))
        except ValueError:
            return None

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day. The calendar of Python ends on a Friday, 9999-12-31, so that its last week has no Sunday."""
        return date.fromordinal(min(self.monday.toordinal() + 6, date.max.toordinal()))

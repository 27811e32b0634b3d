"""The day of a build, and what it holds back until a later one.

The day is an input of a build, never of a template: it decides which texts are in the site and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.card import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days on which a build of the same inputs gives the same site.

    Attributes:
        first: ISO 8601; empty if there is no first one.
        end: the day after the last one; empty if there is no last one.
    """

    first: str = ""
    end: str = ""

    def hold(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day.isoformat() and (not self.end or day.isoformat() < self.end)


ALWAYS: Final = Days()


def due_days(records: Iterable[Record], day: date) -> Days:
    """The days around one on which no other of these texts comes due."""
    days = sorted({record.due for record in records if record.due is not None})
    first = max((each for each in days if each <= day), default=None)
    end = min((each for each in days if each > day), default=None)
    return Days(first=first.isoformat() if first else "", end=end.isoformat() if end else "")


def held_back(records: Sequence[Record], day: date) -> tuple[Problem, ...]:
    """What is said of each text that is not due yet."""
    return tuple(
        Problem(
            message=f"is held back until {record.due.isoformat()}",
            location=Location(path=record.path, line=record.due_line or None),
            hint="correct the date or the week if it is wrong; digest serve and digest build --future show it now",
            severity="warning",
            code="future-date",
        )
        for record in records
        if record.due is not None and record.due > day
    )

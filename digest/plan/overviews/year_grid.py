"""A year as a grid of its weeks, thirteen in a row, each the darker the more articles its digest has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from digest.dataclass import dataclass
from digest.model.week import Week
from digest.plan.views import WeekLink

_WEEKS_IN_A_ROW: Final = 13
"""A quarter of a year; the fifty-third week, where there is one, ends the last row."""

_ROWS: Final = 4

LEVELS: Final = 4
"""Shades that an eye tells apart without comparing, and that leave a number readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekCell:
    """A week of the calendar.

    Attributes:
        number: 1 to 53.
        week: its digest, None where there is none.
        level: how many articles that has, from 1 to `LEVELS`; 0 where there is none.
    """

    number: int
    week: WeekLink | None
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthMark:
    """The name of a month above the weeks.

    Attributes:
        column: of the first week that it stands above, from 0.
        month: 1 to 12.
    """

    column: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A quarter of a year."""

    months: tuple[MonthMark, ...]
    cells: tuple[WeekCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """What a shade stands for: the level, and the fewest and most articles of a week that has it."""

    level: int
    fewest: int
    most: int


def shades(most: int) -> tuple[Shade, ...]:
    """The shades where the fullest week has this many articles: equal steps, the darkest up to that number."""
    ends = [level * most // LEVELS for level in range(LEVELS + 1)]
    return tuple(
        Shade(level=level, fewest=ends[level - 1] + 1, most=ends[level])
        for level in range(1, LEVELS + 1)
        if ends[level] > ends[level - 1]
    )


def year_grid(year: int, weeks: Iterable[WeekLink], steps: Sequence[Shade]) -> tuple[GridRow, ...]:
    """The rows of a year.

    Args:
        year: of the ISO calendar.
        weeks: the digests of this year, and perhaps others; weeks without one are empty.
        steps: the shades.
    """
    digests = {week.label: week for week in weeks}
    labels = [str(Week(year, number)) for number in range(1, _weeks_of(year) + 1)]
    cells = [_cell(number, digests.get(label), steps) for number, label in enumerate(labels, 1)]
    starts = [row * _WEEKS_IN_A_ROW for row in range(_ROWS)]
    ends = [*starts[1:], len(cells)]
    return tuple(
        GridRow(months=tuple(_months(year, start, end)), cells=tuple(cells[start:end]))
        for start, end in zip(starts, ends, strict=True)
    )


def _cell(number: int, week: WeekLink | None, steps: Sequence[Shade]) -> WeekCell:
    level = next((shade.level for shade in steps if week and week.count <= shade.most), 0)
    return WeekCell(number=number, week=week, level=level)


def _months(year: int, start: int, end: int) -> Iterator[MonthMark]:
    """The months of a row: the one that it begins with, and each that begins in it and has room for its name."""
    months = [date.fromisocalendar(year, number, 4).month for number in range(start + 1, end + 1)]
    for column, month in enumerate(months):
        begins = not column or month != months[column - 1]
        if begins and (not column or column < _WEEKS_IN_A_ROW - 2):
            yield MonthMark(column=column, month=month)


def _weeks_of(year: int) -> int:
    """52 or 53: the week of 28 December is a year's last (ISO 8601)."""
    return date(year, 12, 28).isocalendar().week

"""What templates can do with a value beside showing it. Names of months are fixed: a locale would change the bytes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date) -> str:
    """`18 March 2025`."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment(value: str) -> str:
    """A day or month of a timeline in words: `2025-03-18` is `18 March 2025`, `2025-03` is `March 2025`."""
    year, month, *rest = value.split("-")
    return " ".join([*(str(int(number)) for number in rest), _MONTHS[int(month) - 1], str(int(year))])


def iso(value: date) -> str:
    """`2025-03-18`, for machines."""
    return value.isoformat()


def period(first: date, last: date) -> str:
    """`16–22 December 2024`; what both days share is said once (`30 December 2024 – 5 January 2025`)."""
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {_MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day}–{day(last)}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 article`, `2 articles`; a plural that is not made by `s` is given."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


FILTERS: Final[dict[str, Callable[..., str]]] = {
    "day": day,
    "iso": iso,
    "moment": moment,
    "period": period,
    "plural": plural,
}
"""By their name in templates."""

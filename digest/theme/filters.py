"""Filters: how templates write words, dates and numbers.

All but `plural` have what they write from the words of the site's language. They depend on their arguments and on these
words alone, so Jinja replaces a filter whose arguments are constants (`"draft"|word`) when it compiles the template.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from digest.model.words import Words


def filters(words: Words) -> dict[str, Callable[..., str]]:
    """The filters by their name in templates."""

    def counted(number: int, key: str, **values: object) -> str:
        """A number with what it counts, from a key of the catalogue: `3 articles`."""
        return words.count(key, number, **values)

    def plural(number: int, one: str, many: str = "") -> str:
        """A number with a noun that no catalogue has: `1 reader`, `2 readers`; a plural without `s` is given."""
        return f"{words.number(number)} {one if number == 1 else many or one + 's'}"

    return {
        "counted": counted,
        "day": words.day,
        "iso": iso,
        "listed": words.listed,
        "moment": lambda value: moment(words, value),
        "period": words.days,
        "plural": plural,
        "word": words.text,
    }


def iso(value: date) -> str:
    """`2025-03-18`, for machines."""
    return value.isoformat()


def moment(words: Words, value: str) -> str:
    """A day or month of a timeline in words: `2025-03-18` is `18 March 2025`, `2025-03` is `March 2025`."""
    year, month, *day = map(int, value.split("-"))
    return words.year_month_day(year, month, *day) if day else words.year_month(year, month)

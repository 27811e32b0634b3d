"""What htmldate must not do: complete a date, or ask dateparser.

There are no options against either, so the names of these functions in htmldate are given to functions of this module.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Final

from digest.extract.facts.dates import first_full

_DEFAULTS: Final = (datetime(2000, 1, 1), datetime(2003, 2, 2))  # noqa: DTZ001 (as dateutil wants them)
"""Days of which a partial date takes its rest; a full date is the same with either."""


@cache
def restrict_htmldate() -> None:
    """Let htmldate read only full dates, and those in words as this project reads them."""
    from htmldate import extractors  # noqa: PLC0415

    names = vars(extractors)
    parse: Callable[..., datetime] | None = names.get("dateutil_parse")
    if parse is not None:  # as in htmldate 1.9 to 1.11
        names["dateutil_parse"] = _in_full(parse)
    if "_external_date" in names:  # as in htmldate 1.11
        names["_external_date"] = _in_words


def _in_full(parse: Callable[..., datetime]) -> Callable[..., datetime]:
    """Dateutil's parser, but for partial dates.

    It completes `2024-05` with the day of the month on which it runs.
    """

    def parse_in_full(text: str, **options: bool) -> datetime:
        first, second = (parse(text, default=default, **options) for default in _DEFAULTS)
        if first.date() != second.date():
            raise ValueError(f"not a full date: {text}")
        return first

    return parse_in_full


def _in_words(text: str) -> datetime | None:
    """The first date of a text, in place of dateparser's.

    dateparser takes two seconds to compile its patterns for all languages, and finds no more of the days that count.
    """
    day = first_full(text)
    return datetime(day.year, day.month, day.day) if day else None  # noqa: DTZ001 (as dateparser gives it)

"""A property of an article as a person types it -> the edit that it asks for, or why it is none."""

from __future__ import annotations

from datetime import date
from typing import Final

from digest.articles.edits import Values
from digest.errors import Problem

REFUSED: Final = "refused"
"""The code of the problem that what was typed cannot be written."""

NAMES: Final = frozenset(("title", "source", "date", "topics", "comment", "summary", "weight"))
"""The properties that can be typed."""


def typed_values(name: str, text: str) -> Values | Problem:
    """The edit that gives one of `NAMES` what was typed, topics with commas between; nothing takes it away."""
    value = text.strip()
    match name:
        case "title" if not value:
            return refused("the title stays, since an article needs one")
        case "date" if value:
            return _date(value)
        case "weight" if value:
            return _weight(value)
        case "topics":
            return {name: tuple(dict.fromkeys(slug for each in value.split(",") if (slug := each.strip())))}
        case _:
            return {name: value or None}


def refused(message: str, hint: str | None = None) -> Problem:
    """The problem that an edit cannot be made."""
    return Problem(message=message, hint=hint, code=REFUSED)


def _date(value: str) -> Values | Problem:
    try:
        return {"date": date.fromisoformat(value)}
    except ValueError:
        return refused(f"{value} is not a day", "write it as 2026-11-25")


def _weight(value: str) -> Values | Problem:
    number = value.removeprefix("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return refused(f"{value} is not a whole number", "write 1 for the first place; nothing leaves it to the date")
    return {"weight": int(value) or None}

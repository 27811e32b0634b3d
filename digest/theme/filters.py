"""Filters: how templates write words, dates and numbers.

All but `plural` have what they write from the words of the site's language. They depend on their arguments and on these
words alone, so Jinja replaces a filter whose arguments are constants (`"draft"|word`) when it compiles the template.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Final

from markupsafe import Markup

from digest.classify.direction import FIRST_STRONG_ISOLATE, POP_ISOLATE, direction_in, direction_of, mixes
from digest.model.words import Direction, Words

_TAG: Final = re.compile(r"<[^>]*>")


def filters(words: Words) -> dict[str, Callable[..., object]]:
    """The filters by their name in templates."""
    around = words.rules.direction

    def isolated(value: object) -> object:
        """A value for a text; one that mixes directions keeps its own order there (Unicode Annex 9, section 2.4)."""
        if isinstance(value, str) and mixes(value, around) and FIRST_STRONG_ISOLATE not in value:
            return f"{FIRST_STRONG_ISOLATE}{value}{POP_ISOLATE}"
        return value

    def word(key: str, **values: object) -> str:
        """A text of the catalogue with these values in it."""
        return words.text(key, **{name: isolated(value) for name, value in values.items()})

    def counted(number: int, key: str, **values: object) -> str:
        """A number with what it counts, from a key of the catalogue: `3 articles`."""
        return words.count(key, number, **{name: isolated(value) for name, value in values.items()})

    def listed(names: Iterable[str]) -> str:
        """Names one after the other."""
        return words.listed([str(isolated(name)) for name in names])

    def plural(number: int, one: str, many: str = "") -> str:
        """A number with a noun that no catalogue has: `1 reader`, `2 readers`; a plural without `s` is given."""
        return f"{words.number(number)} {one if number == 1 else many or one + 's'}"

    return {
        "counted": counted,
        "day": words.day,
        "iso": iso,
        "listed": listed,
        "moment": lambda value: moment(words, value),
        "period": words.days,
        "plural": plural,
        "script_source": script_source,
        "word": word,
        **_directions(around),
    }


def _directions(around: Direction) -> dict[str, Callable[..., object]]:
    """The filters for languages and directions other than those of the site's words."""

    def name(text: str) -> str:
        """A name or title that keeps its own order among the site's words."""
        return Markup("<bdi>{}</bdi>").format(text) if mixes(text, around) else text

    @cache
    def lang(language: str, site_language: str) -> Markup:
        """The language of what stands in another one than the site's, and its direction, as attributes."""
        said = Markup(' lang="{}"').format(language) if language and language != site_language else Markup()
        return said + directed(direction(language), around)

    def direction(language: str) -> str:
        return direction_of(language) if language else around

    return {
        "dir": directed,
        "direction": direction,
        "direction_in": lambda html: direction_in(_TAG.sub(" ", html)) or "",
        "lang": lang,
        "name": name,
    }


def directed(way: str, around: str) -> Markup:
    """A direction as an attribute, where another one stands around it."""
    return Markup(' dir="{}"').format(way) if way and way != around else Markup()


def script_source(script: str) -> str:
    """What a Content-Security-Policy names to allow this script alone (CSP level 3, section 2.3.1, hash sources)."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def iso(value: date) -> str:
    """`2025-03-18`, for machines."""
    return value.isoformat()


def moment(words: Words, value: str) -> str:
    """A day or month of a timeline in words: `2025-03-18` is `18 March 2025`, `2025-03` is `March 2025`."""
    year, month, *day = map(int, value.split("-"))
    return words.year_month_day(year, month, *day) if day else words.year_month(year, month)

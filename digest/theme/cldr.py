"""What the Unicode CLDR says of a language, by Babel: how dates, numbers and plurals are written.

The catalogues that come with digest hold this already, since Babel takes a twelfth of a second to begin: as long as
a small site takes to be rendered. So it is asked only about a language whose whole catalogue is a theme's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from digest.model.words import LanguageRules

if TYPE_CHECKING:
    from babel import Locale

_PIECE = re.compile(r"'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+")
_ERA = re.compile(r"\s*G+")
_BABEL_RULE: Final = ((" not in ", " != "), (" in ", " = "), (" mod ", " % "))
"""Babel writes the rules of plurals in an older notation of CLDR."""


def cldr_language(tag: str) -> tuple[LanguageRules, Mapping[str, str]] | None:
    """The rules of a language, by its BCP 47 tag, and the texts of its dates; None where Babel does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (slow, and seldom needed)

    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    dates = _dates(locale)
    rules = LanguageRules(
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        plural_rules=_plural_rules(locale),
        months=_months(locale, "format"),
        months_alone=_months(locale, "stand-alone") if "month_alone" in "".join(dates.values()) else (),
        number_group=str(locale.number_symbols["latn"]["group"]),
    )
    return rules, dates


def _months(locale: Locale, context: str) -> tuple[str, ...]:
    """The names of the months.

    The context `stand-alone` is to be asked for only in languages that have one: for others Babel 2.18 follows an
    alias whose result it shares among all languages, so that the names are those of whichever was asked first.
    """
    names = locale.months[context]["wide"]
    return tuple(str(names[month]) for month in range(1, 13))


def _plural_rules(locale: Locale) -> tuple[tuple[str, str], ...]:
    rules = []
    for category, written in sorted(locale.plural_form.rules.items()):
        rule = written
        for old, new in _BABEL_RULE:
            rule = rule.replace(old, new)
        rules.append((category, rule))
    return tuple(rules)


def _dates(locale: Locale) -> dict[str, str]:
    """The texts of a catalogue's keys for dates."""
    texts = {
        "date_day": _text([str(locale.date_formats["long"].pattern)], [""]),
        "date_month": _text([str(locale.datetime_skeletons["yMMMM"].pattern)], [""]),
    }
    intervals = locale.interval_formats
    formats = intervals.get("yMMMMd") or intervals["yMMMd"]
    for key, greatest in (("date_days", "d"), ("date_days_of_two_months", "M"), ("date_days_of_two_years", "y")):
        texts[key] = _text(formats[greatest], ["first_", "last_"])
    return texts


def _text(patterns: Iterable[str], prefixes: Iterable[str]) -> str:
    """A text with placeholders for CLDR's patterns; of two, the first is of the first day, the second of the last."""
    return "".join(
        _piece(match, prefix)
        for pattern, prefix in zip(patterns, prefixes, strict=True)
        for match in _PIECE.finditer(_ERA.sub("", pattern))
    )


def _piece(match: re.Match[str], prefix: str) -> str:
    """A part of a pattern: a field, named after it; a quoted text; or punctuation."""
    letters = match[0]
    if match[1] is not None:
        return match[1] or "'"
    match letters[0]:
        case "d":
            return f"{{{prefix}day}}"
        case "y":
            return f"{{{prefix}year}}"
        case "M" | "L" if len(letters) <= 2:
            return f"{{{prefix}month_number}}"
        case "M":
            return f"{{{prefix}month}}"
        case "L":
            return f"{{{prefix}month_alone}}"
        case _:
            return letters

"""Dates in digits that can be read two ways: `03/04/2025` is 4 March in one country and 3 April in another.

Which way a text means is inferred, never certain: from its other dates, its region, and its language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlsplit

from digest.dataclass import dataclass
from digest.extract.facts.document import Document

_SLASHED = re.compile(
    r"(?<![\d./-])(?P<first>[0-3]?\d)(?P<mark>[/-])(?P<second>[0-3]?\d)(?P=mark)(?P<year>(?:19|20)\d\d)(?![\d/-]|\.\d)"
)
_MONTH_FIRST_REGIONS: Final = frozenset({"US", "PH", "PR", "GU", "AS", "FM", "MH", "PW"})
"""Where the month is written first: the United States, what belongs to them, and the Philippines (CLDR 45)."""

_MONTH_FIRST_DOMAINS: Final = frozenset({"us", "gov", "mil", "edu"})
_GENERIC_DOMAINS: Final = frozenset(
    {"ai", "cc", "co", "fm", "gg", "io", "is", "la", "ly", "me", "so", "to", "tv", "ws"}
)
"""Domains of countries under which sites of all countries stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlashedDate:
    """A date in digits that can be read two ways.

    Attributes:
        start, end: code points.
        day_first: the day if the first number is that of the day.
        month_first: the day if the first number is that of the month.
    """

    start: int
    end: int
    day_first: date
    month_first: date


def slashed_dates(text: str) -> Iterator[SlashedDate]:
    """The dates of a text that can be read two ways; those in which both numbers are the same cannot."""
    for match in _SLASHED.finditer(text):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        if 1 <= first <= 12 and 1 <= second <= 12 and first != second:
            yield SlashedDate(
                start=match.start(),
                end=match.end(),
                day_first=date(year, second, first),
                month_first=date(year, first, second),
            )


def read_slashed(
    slashed: SlashedDate, document: Document, texts: Sequence[str], days: Sequence[date], latest: date
) -> tuple[date, str]:
    """The day that a date means most probably, and why, as the end of a sentence for people.

    Args:
        slashed: the date.
        document: its language, region and address tell in which order it writes day and month.
        texts: the document's text in parts, in which other dates stand.
        days: that are known of it for certain.
        latest: the last day that it can name.
    """
    readings = (slashed.month_first, slashed.day_first)
    possible = [day for day in readings if day <= latest]
    if len(possible) == 1:
        return possible[0], f"since {max(readings)} is too late"
    known = [day for day in readings if day in days]
    if len(known) == 1:
        return known[0], "since it is named in another spelling too"
    is_month_first, why = _order(document, texts)
    return (slashed.month_first if is_month_first else slashed.day_first), why


def _order(document: Document, texts: Sequence[str]) -> tuple[bool, str]:
    """Whether the month stands first, and why."""
    orders = set(_orders(texts))
    if len(orders) == 1:
        is_month_first = orders.pop()
        return is_month_first, f"as another date of the text has the {'month' if is_month_first else 'day'} first"
    language, _, region = (document.language or "").replace("_", "-").partition("-")
    region = region.rpartition("-")[2].upper() or document.region or ""
    if len(region) == 2:
        return region in _MONTH_FIRST_REGIONS, f"as is usual in the region {region}"
    domain = _domain(document.source_url)
    if domain in _MONTH_FIRST_DOMAINS or (len(domain) == 2 and domain not in _GENERIC_DOMAINS):
        return domain in _MONTH_FIRST_DOMAINS, f"as is usual where addresses end in .{domain}"
    if language and language.lower() != "en":
        return False, f"as is usual in the language {language.lower()}"
    return True, "as is usual in the United States; nothing says where it was written"


def _orders(texts: Iterable[str]) -> Iterator[bool]:
    """For each date of some texts that can be read in one way only, whether its month stands first."""
    for text in texts:
        for match in _SLASHED.finditer(text):
            first, second = int(match["first"]), int(match["second"])
            if first <= 12 < second <= 31:
                yield True
            elif second <= 12 < first <= 31:
                yield False


def _domain(address: str | None) -> str:
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2]

"""Whether a text names a day in full, in any of the usual spellings.

Readers of other people's pages complete half a date (`May 2024`, `© 2024`) to the first of January, or to the day of
the month on which they happen to run. What they find is only taken if the page names that very day.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from itertools import chain, islice
from typing import Final

from digest.extract.facts.dates import MONTHS, in_ascii_digits
from digest.extract.facts.east_asian_dates import east_asian_dates
from digest.extract.facts.right_to_left_dates import right_to_left_dates


def names_day(text: str, day: date) -> bool:
    """Whether a text, markup included, names a day with its year, not only its month."""
    spellings = _spellings(day)
    near_year = islice(re.finditer(str(day.year), text), _MOST_YEARS)
    if any(spellings.search(text, max(0, year.start() - _AROUND), year.end() + _AROUND) for year in near_year):
        return True  # as mostly; a search of the whole page takes a hundred times as long
    text = in_ascii_digits(text)
    others = chain(east_asian_dates(text), right_to_left_dates(text))
    return bool(spellings.search(text)) or any(mention.full == day for mention in others)


_MOST_YEARS: Final = 500
_AROUND: Final = 120
"""How many years of a page are looked at first, and the code points around one in which its day stands."""


@lru_cache(maxsize=64)
def _spellings(day: date) -> re.Pattern[str]:
    """A pattern of the spellings of a day; with slashes only if day and month cannot be confused."""
    year = rf"(?:{day.year}|['’]?{day.year % 100:02d})"
    of_day, of_month = f"0?{day.day}", f"0?{day.month}"
    names = "|".join(sorted((name for name, number in MONTHS.items() if number == day.month), key=len, reverse=True))
    gap, name = r"(?:[\s.,/-]|&nbsp;|<[^<>]{0,80}>){1,8}", rf"(?:{names})"
    ordinal = r"(?:st|nd|rd|th|er|º)?"
    spellings = [
        rf"{day.year}(?P<mark>[-/._]?){day.month:02d}(?P=mark){day.day:02d}",
        rf"{day.year}(?P<space>[-/.])\s?{of_month}(?P=space)\s?{of_day}",
        rf"{of_day}\.\s?{of_month}\.\s?{year}",
        rf"(?<![^\W\d_]){name}{gap}{of_day}{ordinal}{gap}{year}",
        rf"{of_day}{ordinal}{gap}(?:de\s|of\s)?{name}{gap}(?:del?\s|of\s)?{year}",
    ]
    if day.day > 12 or day.day == day.month:
        spellings += [rf"{of_day}[/-]{of_month}[/-]{year}", rf"{of_month}[/-]{of_day}[/-]{year}"]
    return re.compile(rf"(?<!\d)(?:{'|'.join(spellings)})(?!\d)", re.IGNORECASE)

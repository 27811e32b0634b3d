"""The lines of a scraped text, hard-wrapped ones joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from digest.extract.names import byline

_NARROW, _WIDE = 45, 100
"""Widths, in code points, to which mail programs and text browsers fill."""

_ITEM = re.compile(r"(?:[-*•‣◦▪–]|\d{1,3}[.)])\s+\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line as it was meant.

    Attributes:
        number: 1-based, of the first line it was wrapped into.
        text: stripped, inner runs of spaces kept; empty for a blank line.
    """

    number: int
    text: str

    @property
    def is_item(self) -> bool:
        """Whether it begins like the item of a list."""
        return bool(_ITEM.match(self.text))


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text; where it is filled to a width, those that the filling broke are joined.

    A filler breaks a line only where the next word would not fit: two lines belong together when the first
    word of the second would have passed the width. So a short line keeps its end, however the text is
    wrapped.
    """
    raw = [line.strip() for line in text.split("\n")]
    width = _width(raw)
    joined: list[Line] = []
    previous = ""
    for number, line in enumerate(raw, start=1):
        if width and _continues(previous, line, width):
            joined[-1] = Line(number=joined[-1].number, text=f"{joined[-1].text} {line}")
        else:
            joined.append(Line(number=number, text=line))
        previous = line
    return tuple(joined)


def _continues(previous: str, line: str, width: int) -> bool:
    if not previous or not line or _ITEM.match(line) or byline(line) or not any(map(str.isalnum, previous)):
        return False
    return len(previous) + 1 + len(line.split(" ", 1)[0]) > width


def _width(raw: list[str]) -> int:
    """To how many code points a text is filled, or 0 where it is not.

    It is filled where three in five of the lines that another follows directly end within fourteen
    code points of the longest.
    """
    followed = [len(line) for line, following in pairwise(raw) if line and following]
    full = [length for length in followed if length >= _NARROW]
    if len(full) < 4 or sorted(full)[int(0.95 * (len(full) - 1))] > _WIDE:
        return 0
    width = max((length for length in full if length <= _WIDE), default=0)
    near = sum(1 for length in full if length >= width - 14)
    return width if near >= 0.6 * len(full) and len(full) >= 0.5 * len(followed) else 0

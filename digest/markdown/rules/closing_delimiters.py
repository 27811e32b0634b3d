"""Where in a block's source a delimiter or bracket is closed.

All places of a delimiter are found at once and remembered for the block. So a text of nothing but opening delimiters,
each of which looks for its end, takes no longer to read than another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

_REMEMBERED: Final = 16
"""Pairs of a block and a delimiter: a few for the block that is parsed, and a few for texts nested in it."""

_PIECE = re.compile(r"\\.|`+|[\[\]]", re.DOTALL)


def next_delimiter(delimiter: str, source: str, start: int, end: int) -> int:
    """Where a delimiter stands first that lies whole between start and end, or -1."""
    places = _places(delimiter, source)
    index = bisect_left(places, start)
    return places[index] if index < len(places) and places[index] + len(delimiter) <= end else -1


def closing_bracket(source: str, opening: int) -> int:
    """Where the bracket that opens here is closed, or -1; those that are escaped or stand in code do not count."""
    return _bracket_pairs(source).get(opening, -1)


@lru_cache(maxsize=_REMEMBERED)
def _places(delimiter: str, source: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer(re.escape(delimiter), source))


@lru_cache(maxsize=_REMEMBERED)
def _bracket_pairs(source: str) -> dict[int, int]:
    """The place of each closing bracket by that of its opening one."""
    pieces = [(match.start(), match[0]) for match in _PIECE.finditer(source)]
    last_run = {piece: index for index, (_, piece) in enumerate(pieces) if piece[0] == "`"}
    pairs: dict[int, int] = {}
    opened: list[int] = []
    code = ""
    for index, (at, piece) in enumerate(pieces):
        if code:
            code = "" if piece == code else code
        elif piece[0] == "`":
            code = piece if last_run[piece] > index else ""  # a run of backticks without its equal is text
        elif piece == "[":
            opened.append(at)
        elif piece == "]" and opened:
            pairs[opened.pop()] = at
    return pairs

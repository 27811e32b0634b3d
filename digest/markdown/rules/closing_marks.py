"""Where in a block's source something is closed.

All places of a mark are found at once and kept for the block, so that a text of nothing but opening marks, each of
which looks for its end, takes no longer to read than another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

_BLOCKS: Final = 16
"""Blocks whose places are kept at hand: the one that is parsed, with a few marks, and what stands within it."""

_PIECE = re.compile(r"\\.|`+|[\[\]]", re.DOTALL)


def place_of(mark: str, source: str, start: int, end: int) -> int:
    """The first place of a mark that lies whole between start and end, or -1."""
    places = _places(mark, source)
    index = bisect_left(places, start)
    return places[index] if index < len(places) and places[index] + len(mark) <= end else -1


def bracket_after(source: str, opening: int) -> int:
    """Where the bracket that opens here is closed, or -1; those that are escaped or stand in code do not count."""
    return _brackets(source).get(opening, -1)


@lru_cache(maxsize=_BLOCKS)
def _places(mark: str, source: str) -> tuple[int, ...]:
    return tuple(found.start() for found in re.finditer(re.escape(mark), source))


@lru_cache(maxsize=_BLOCKS)
def _brackets(source: str) -> dict[int, int]:
    """The place of each closing bracket by that of its opening one."""
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(source)]
    last = {piece: index for index, (_, piece) in enumerate(pieces) if piece[0] == "`"}
    pairs: dict[int, int] = {}
    opened: list[int] = []
    code = ""
    for index, (at, piece) in enumerate(pieces):
        if code:
            code = "" if piece == code else code
        elif piece[0] == "`":
            code = piece if last[piece] > index else ""
        elif piece == "[":
            opened.append(at)
        elif piece == "]" and opened:
            pairs[opened.pop()] = at
    return pairs

"""Bylines as Arabic and Hebrew texts write them: `بقلم: ليلى حداد`, `מאת דנה לוי`."""

from __future__ import annotations

import re
from typing import Final

_LABELS: Final = "بقلم|كتب(?:ت|ه|ته)?|إعداد|مراسل(?:ة)?|מאת"
_INTRODUCTION: Final = re.compile(rf"^\W{{0,3}}(?:{_LABELS})\s*(?:[:：/|-]\s*|\s)(?=[^\W\d_])")
_NAME: Final = re.compile(
    r"[\u05d0-\u05f4\u0621-\u065f\u0670-\u06d3'’-]{2,}(?:\s[\u05d0-\u05f4\u0621-\u065f\u0670-\u06d3'’-]{2,}){1,3}"
)
_SEPARATOR: Final = re.compile(r"\s*[،,;؛/|]\s*")
_LONGEST: Final = 60
"""Code points of the longest line that is a byline."""


def without_introduction(name: str) -> str:
    """A name without the Arabic or Hebrew word for `by` before it."""
    return name if name.isascii() else _INTRODUCTION.sub("", name)


def right_to_left_byline(line: str) -> tuple[str, ...]:
    """The persons that a line names as authors, or nothing: each of two to four words."""
    if line.isascii() or len(line) > _LONGEST:
        return ()
    match = _INTRODUCTION.match(line)
    parts = _SEPARATOR.split(line[match.end() :].strip(" .:-–—")) if match else []
    return tuple(dict.fromkeys(parts)) if parts and all(map(_NAME.fullmatch, parts)) else ()

"""A text as it was found in `seeds/`."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import Final

from digest.dataclass import dataclass

LARGEST_SOURCE: Final = 64 * 2**20
"""Bytes of the largest source that is read: a saved page may carry its pictures within it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of `seeds/`, untouched.

    Attributes:
        path: relative to the project (`seeds/call.txt`).
        body: its bytes.
        reference_day: the latest day its text can speak of as past: what a yearless date is resolved against.
        reference_basis: where that day comes from, in words that can be shown ("the file's modification time").
        recurring: the lines of it that stand in other sources too, by their numbers (see `extract.lines.recurring`).
    """

    path: PurePosixPath
    body: bytes
    reference_day: date
    reference_basis: str
    recurring: frozenset[int] = frozenset()

"""The difference that a run makes to a file, for a person to read."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import PurePosixPath
from typing import Final

NOWHERE: Final = "/dev/null"
"""The name that a unified difference gives to a file that does not exist."""


def difference(path: PurePosixPath, before: bytes | None, after: bytes | None) -> str:
    """A unified difference between two states of a file; None is one in which it does not exist."""
    old, new = ("" if body is None else body.decode("utf-8", "replace") for body in (before, after))
    names = (NOWHERE if before is None else str(path), NOWHERE if after is None else str(path))
    lines = unified_diff(old.split("\n"), new.split("\n"), *names, lineterm="")
    return "\n".join(line.rstrip("\r") for line in lines)

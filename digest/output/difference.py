"""What a run changes, or would change, in a file, for a person to read."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import PurePosixPath
from typing import Final

NOWHERE: Final = "/dev/null"
"""How a difference names a file that is not there."""


def difference(path: PurePosixPath, before: bytes | None, after: bytes | None) -> str:
    """What changes in a file, as a unified difference."""
    old, new = ("" if body is None else body.decode("utf-8", "replace") for body in (before, after))
    names = (NOWHERE if before is None else str(path), NOWHERE if after is None else str(path))
    lines = unified_diff(old.split("\n"), new.split("\n"), *names, lineterm="")
    return "\n".join(line.rstrip("\r") for line in lines)

"""A copy of an article as it was before it is changed."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Final

from digest.incremental.files import write_file
from digest.incremental.fingerprint import fingerprint

BACKUP: Final = PurePosixPath(".digest/backup")


def keep_backup(project: Path, path: PurePosixPath, body: bytes) -> PurePosixPath:
    """Keep the bytes of a file; gives the place of the copy, which is named after the file and its content."""
    copy = BACKUP / path.with_name(f"{path.stem}.{fingerprint(body)[:12]}{path.suffix}")
    write_file(project / copy, body)
    return copy

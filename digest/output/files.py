"""Writes single files of the project, each whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from digest.errors import DigestError


def write_file(target: Path, body: bytes, workshop: Path | None = None) -> bool:
    """Write a file whole or not at all, and not at all where it holds these bytes already; tells whether it did.

    Args:
        target: the file; its folder is made where there is none.
        body: its bytes.
        workshop: the folder of the same file system in which it is made; the file's own by default.

    Raises:
        DigestError: it cannot be written; whatever stood there still does.
    """
    if holds(target, body):
        return False
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".digest-", suffix=".tmp", dir=workshop or target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        raise unwritable(target, error) from error
    return True


def sweep(workshop: Path) -> None:
    """Remove what a killed run left half made in a workshop, whose lock the caller holds."""
    for rubbish in workshop.glob(".digest-*.tmp"):
        with suppress(OSError):
            rubbish.unlink()


def holds(target: str | Path, body: bytes) -> bool:
    """Whether a file, itself and not through a link, has these bytes."""
    try:
        status = os.lstat(target)
        if status.st_size != len(body) or not stat.S_ISREG(status.st_mode):
            return False
        with open(target, "rb") as file:  # noqa: PTH123
            return file.read() == body
    except OSError:
        return False


def unwritable(target: Path, error: OSError) -> DigestError:
    """What to tell the person of a file that the system refused."""
    return DigestError(f"{target.name} cannot be written: {error.strerror or error} ({target.parent.name}/)")

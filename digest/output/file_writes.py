"""Writes single files, each whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from digest.errors import DigestError


def write_file(target: Path, body: bytes, temporary_folder: Path | None = None) -> bool:
    """Write a file, unless it has these bytes already.

    The bytes go to a temporary file, which then takes the place of the target by renaming: so the target is whole at
    every moment.

    Args:
        target: the file; its folder is made if it does not exist.
        body: its bytes.
        temporary_folder: where the temporary file is made, a folder of the same file system; the target's own by
            default.

    Returns:
        Whether the file was written.

    Raises:
        DigestError: it cannot be written; what stood there before still does.
    """
    return not holds(target, body) and _replace(target, body, temporary_folder or target.parent)


def replace_file(target: Path, before: bytes, body: bytes, temporary_folder: Path | None = None) -> bool:
    """Write a file only if it still has the bytes that it had before.

    They are compared when all is ready but the renaming, so that another program's write is lost only if it falls
    between these two calls to the system. Arguments as of `write_file`.

    Returns:
        Whether the file was written.

    Raises:
        DigestError: it cannot be written; what stood there before still does.
    """
    return _replace(target, body, temporary_folder or target.parent, before)


def _replace(target: Path, body: bytes, temporary_folder: Path, before: bytes | None = None) -> bool:
    """Put a new file in the place of a target, whatever that holds or only if it holds the bytes before."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        from tempfile import mkstemp  # noqa: PLC0415  (slow to import, seldom needed)

        handle, temporary = mkstemp(prefix=".digest-", suffix=".tmp", dir=temporary_folder)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(temporary).chmod(0o644)
        if before is not None and not holds(target, before):
            Path(temporary).unlink()
            return False
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        raise write_error(target, error) from error
    return True


def sweep(temporary_folder: Path) -> None:
    """Remove the temporary files of a run that was killed. The caller holds the lock of the folder."""
    for leftover in temporary_folder.glob(".digest-*.tmp"):
        with suppress(OSError):
            leftover.unlink()


def holds(target: str | Path, body: bytes) -> bool:
    """Whether a file has these bytes; a symbolic link never has."""
    try:
        status = os.lstat(target)
        if status.st_size != len(body) or not stat.S_ISREG(status.st_mode):
            return False
        with open(target, "rb") as file:  # noqa: PTH123
            return file.read() == body
    except OSError:
        return False


def write_error(target: Path, error: OSError) -> DigestError:
    """The error for a file that the system does not let us write."""
    return DigestError(f"{target.name} cannot be written: {error.strerror or error} ({target.parent.name}/)")

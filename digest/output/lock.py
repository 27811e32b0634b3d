"""One writer at a time: a lock on a folder, which the operating system releases even after kill -9."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import DigestError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextmanager
def hold_lock(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock of a folder, which is made if it does not exist; call `waiting` before another is waited for.

    Raises:
        DigestError: the folder cannot be made or opened.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _open(folder)
    except OSError as error:
        raise DigestError(f"{folder.name}/ cannot be written to: {error.strerror or error}") from error
    try:
        if not _take(handle, wait=False):
            waiting()
            _take(handle, wait=True)
        yield
    finally:
        os.close(handle)  # releases the lock


if sys.platform == "win32":

    def _open(folder: Path) -> int:
        return os.open(folder / ".digest-lock", os.O_RDWR | os.O_CREAT)

    def _take(handle: int, *, wait: bool) -> bool:
        """Lock the first byte. LK_LOCK gives up after ten tries, a second apart, so it is asked until it succeeds."""
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
            else:
                return True

else:

    def _open(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _take(handle: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

"""Writes the site: each file whole or not at all, in an order that leaves no dead link, never what is not ours.

The manifest lies in the output folder itself, so that it travels with what it describes. It names every file that
digest wrote there, with a fingerprint of the page it was rendered from. An output is written in this order: a
manifest that names old and new files alike; the new files, those first that others link to; then what the plan no
longer names is removed; the exact manifest last. A reader, or a run that follows a kill at any moment, finds
every page that any page links to, and every file accounted for.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from digest.errors import DigestError
from digest.incremental.lock import locked

MANIFEST: Final = PurePosixPath(".digest-manifest")
"""The name of the manifest within the output folder; it is not part of the site and is never published."""

_HEAD: Final = "digest-manifest 1"
_UNKNOWN: Final = "-"


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a written file.

    Attributes:
        key: fingerprint of all that decides its bytes, or `-` where a run did not finish.
        size: bytes.
    """

    key: str
    size: int


@contextmanager
def opened(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[Output]:
    """An output folder that no other run writes to at the same time; `waiting` is called if one does.

    Raises:
        DigestError: as `Output`, or the folder cannot be made.
    """
    Output(folder)  # what cannot be an output folder is not locked either
    with locked(folder, waiting):
        yield Output(folder)


class Output:
    """An output folder and its manifest.

    Attributes:
        folder: where the site is written.
        records: what the last run wrote, by path.
    """

    def __init__(self, folder: Path) -> None:
        """Open an output folder, which need not exist yet.

        Raises:
            DigestError: the path is a symbolic link or no folder, or cannot be read.
        """
        if folder.is_symlink():
            raise DigestError(f"{folder.name} is a symbolic link; remove it, or choose a folder with --output")
        if folder.exists() and not folder.is_dir():
            raise DigestError(f"{folder.name} is a file, not a folder; move it away, or choose a folder with --output")
        self.folder = folder
        self.records = _read_manifest(folder / MANIFEST)

    def is_current(self, path: PurePosixPath, key: str) -> bool:
        """Whether the file stands there as a page with this fingerprint gave it."""
        record = self.records.get(path)
        if record is None or record.key != key:
            return False
        try:
            return os.lstat(self.folder / path).st_size == record.size
        except OSError:
            return False

    def foreign(self) -> tuple[PurePosixPath, ...]:
        """Files in the folder that digest did not write, sorted; names that begin with a dot are passed over."""
        found = []
        for here, folders, files in os.walk(self.folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            base = PurePosixPath(Path(here).relative_to(self.folder).as_posix())
            found += [base / name for name in files if not name.startswith(".")]
        return tuple(sorted(path for path in found if path not in self.records))

    def begin(self, planned: Iterable[PurePosixPath], stale: Iterable[PurePosixPath] = ()) -> None:
        """Make ready for writing: name all files as ours before the first is written, and distrust the stale ones.

        Args:
            planned: every file of the site.
            stale: those about to be written with other bytes; were the run killed, no record would vouch for them.

        Raises:
            DigestError: one of them exists and was not written by digest, a folder of ours has become a symbolic
                link, or the folder cannot be written to.
        """
        new = [path for path in planned if path not in self.records]
        for folder in sorted({parent for path in (*new, *self.records) for parent in path.parents[:-1]}):
            if (self.folder / folder).is_symlink():
                raise DigestError(f"{self.folder.name}/{folder} is a symbolic link; remove it, pages belong below it")
        for path in new:
            if os.path.lexists(self.folder / path):
                raise DigestError(
                    f"{self.folder.name}/{path} stands where a page should be written, and digest did not write it; "
                    "move it away, or choose another folder with --output"
                )
        sweep(self.folder)
        distrusted = [*new, *(path for path in stale if path in self.records)]
        self.records.update({path: Record(_UNKNOWN, 0) for path in distrusted})
        if distrusted:
            self._write_manifest()

    def write(self, path: PurePosixPath, body: bytes, key: str) -> bool:
        """Write a file, unless these very bytes stand there; tells whether it did."""
        target = self.folder / path
        changed = not _holds(target, body)
        if changed:
            _replace(target, body, self.folder)
        self.records[path] = Record(key, len(body))
        return changed

    def finish(self, planned: Iterable[PurePosixPath]) -> tuple[PurePosixPath, ...]:
        """Remove what is ours and no longer planned, and write the exact manifest; gives what was removed."""
        stale = tuple(sorted(set(self.records).difference(planned)))
        for path in stale:
            _remove(self.folder / path)
            self._remove_empty_parents(path)
            del self.records[path]
        self._write_manifest()
        return stale

    def _remove_empty_parents(self, path: PurePosixPath) -> None:
        for parent in path.parents[:-1]:
            try:
                (self.folder / parent).rmdir()
            except OSError:
                return

    def _write_manifest(self) -> None:
        lines = [f"{record.key} {record.size} {path}" for path, record in sorted(self.records.items())]
        body = "\n".join([_HEAD, *lines, ""]).encode()
        if not _holds(self.folder / MANIFEST, body):
            _replace(self.folder / MANIFEST, body, self.folder)


def write_file(target: Path, body: bytes, workshop: Path | None = None) -> None:
    """Write a file of the project whole or not at all, and not at all where it holds these bytes already.

    Args:
        target: the file; its folder is made where there is none.
        body: its bytes.
        workshop: the folder of the same file system in which it is made; the file's own by default.

    Raises:
        DigestError: it cannot be written; whatever stood there still does.
    """
    if not _holds(target, body):
        _replace(target, body, workshop or target.parent)


def sweep(workshop: Path) -> None:
    """Remove what a killed run left half made in a workshop, whose lock the caller holds."""
    for rubbish in workshop.glob(".digest-*.tmp"):
        _remove(rubbish)


def _replace(target: Path, body: bytes, workshop: Path) -> None:
    """Write a file into the workshop, a folder of the same file system, and move it into its place."""
    temporary = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".digest-", suffix=".tmp", dir=workshop)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                Path(temporary).unlink()
        raise DigestError(
            f"{target.name} cannot be written: {error.strerror or error} ({target.parent.name}/)"
        ) from error


def _remove(target: Path) -> None:
    try:
        target.unlink()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return  # somebody removed it, or put something of their own in its place
    except OSError as error:
        raise DigestError(
            f"{target.name} cannot be removed: {error.strerror or error} ({target.parent.name}/)"
        ) from error


def _holds(target: Path, body: bytes) -> bool:
    try:
        return os.lstat(target).st_size == len(body) and not target.is_symlink() and target.read_bytes() == body
    except OSError:
        return False


def _read_manifest(path: Path) -> dict[PurePosixPath, Record]:
    """A manifest that cannot be read whole is as good as none."""
    try:
        head, *lines = path.read_text("utf-8").split("\n")
        if head != _HEAD or lines.pop() != "":
            return {}
        return dict(_record(line) for line in lines)
    except (OSError, ValueError):
        return {}


def _record(line: str) -> tuple[PurePosixPath, Record]:
    key, size, path = line.split(" ", 2)
    place = PurePosixPath(path)
    if place.is_absolute() or ".." in place.parts or not place.parts:
        message = "a manifest names only files of its own folder"
        raise ValueError(message)
    return place, Record(key, int(size))

"""Finds the files of a folder, in one order on every machine, never beyond the project."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from digest.errors import Location, Problem

Stamp: TypeAlias = tuple[int, int, int, int]
"""What the system says of a file without opening it: times of modification and of change in ns, bytes, inode."""

_FINE: Final = 50_000_000
"""Nanoseconds within which a clock of nanoseconds may give two writes one time: it moves on by ticks of up to 10 ms."""

_COARSE: Final = 2_000_000_000
"""Nanoseconds for file systems that count in seconds; FAT counts in pairs of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a folder of the project holds.

    Attributes:
        stamps: of each file, by its path relative to the project; in the order of `files`.
        problems: what was passed over, with the reason.
        seen: when the scan began, in nanoseconds since 1970.
    """

    stamps: Mapping[str, Stamp]
    problems: tuple[Problem, ...]
    seen: int = field(default=0, compare=False)

    @property
    def files(self) -> tuple[PurePosixPath, ...]:
        """The paths, sorted."""
        return tuple(map(PurePosixPath, self.stamps))


def settled(stamp: Stamp, seen: int) -> bool:
    """Whether a file that has the same stamp later has the same bytes.

    Not where it was last changed so shortly before it was seen that another change may have got the same time, nor
    where its times lie in the future (git calls such a file racily clean).

    Args:
        stamp: of the file.
        seen: when the stamp was taken, in nanoseconds since 1970.
    """
    modified, changed, _, _ = stamp
    return max(modified, changed) < seen - (_FINE if modified % 1_000_000_000 else _COARSE)


def scan(project: Path, folder: PurePosixPath) -> Found:
    """All regular files below a folder of the project; names that begin with a dot are nobody's business.

    A symbolic link is followed to a file within the project and reported otherwise, so that no build publishes
    what lies outside. A name that is no text is reported. A folder that does not exist is empty.
    """
    seen = time.time_ns()
    stamps: dict[str, Stamp] = {}
    problems: list[Problem] = []
    root = project.resolve()
    if (project / folder).is_symlink():
        return Found(stamps={}, problems=(_link_problem(folder),))
    for path, entry in _walk(project, folder, problems):
        if entry.is_symlink() and not _leads_to_file(Path(entry.path), root):
            problems.append(_link_problem(PurePosixPath(path)))
        elif entry.is_file():
            status = _status(entry)
            if status is not None:
                stamps[path] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
        else:
            problems.append(_odd_problem(PurePosixPath(path)))
    in_order = {path: stamps[path] for path in sorted(stamps, key=_order)}
    return Found(stamps=in_order, problems=tuple(problems), seen=seen)


def read(project: Path, path: PurePosixPath, limit: int) -> bytes | Problem:
    """The bytes of a file, or why they cannot be had.

    Args:
        project: the project's folder.
        path: the file, relative to it.
        limit: the most bytes that are read; a larger file is a problem.
    """
    try:
        if (project / path).is_fifo():  # to open it is to wait for somebody who writes
            return _odd_problem(path)
        with (project / path).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                return Problem(
                    message=f"too large: {size / 2**20:.0f} MiB, at most {limit // 2**20} MiB are read",
                    location=Location(path=path),
                    hint="split it, or keep the part that matters",
                )
            return file.read(limit)
    except OSError as error:
        return Problem(
            message=f"cannot be read: {error.strerror or error}",
            location=Location(path=path),
            hint="check that the file exists and that you may read it",
        )


def _walk(project: Path, folder: PurePosixPath, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    pending = [str(folder)]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(project / here) as found:
                entries = list(found)
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(_unreadable_problem(PurePosixPath(here), error))
            continue
        for entry in entries:
            path = f"{here}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if not _is_unicode(entry.name):
                problems.append(_name_problem(PurePosixPath(path)))
            elif entry.is_dir(follow_symlinks=False):
                pending.append(path)
            else:
                yield path, entry


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """What the system says of a file; None where it went away just now."""
    try:
        return entry.stat()
    except OSError:
        return None


def _leads_to_file(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # nowhere, or in a circle
        return False
    return target.is_relative_to(root) and target.is_file()


def _is_unicode(name: str) -> bool:
    """Whether a name is text (bytes that are none come from the system as lone surrogates)."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _name_problem(path: PurePosixPath) -> Problem:
    shown = str(path).encode("utf-8", "backslashreplace").decode()
    return Problem(
        message="its name is not valid Unicode",
        location=Location(path=PurePosixPath(shown)),
        hint="rename the file",
    )


def _link_problem(path: PurePosixPath) -> Problem:
    return Problem(
        message="a symbolic link that leads out of the project, nowhere, or to a folder is not followed",
        location=Location(path=path),
        hint="copy what it leads to here instead",
    )


def _odd_problem(path: PurePosixPath) -> Problem:
    return Problem(
        message="is no file but a pipe, a socket or a device",
        location=Location(path=path),
        hint="remove it, or put a file in its place",
    )


def _unreadable_problem(path: PurePosixPath, error: OSError) -> Problem:
    return Problem(
        message=f"cannot be read: {error.strerror or error}",
        location=Location(path=path),
        hint="check that it is a folder and that you may read it",
    )


def _order(path: str) -> str:
    """Compares as the folders and names of the path do, one by one."""
    return (path if path.isascii() else unicodedata.normalize("NFC", path)).replace("/", "\0")

"""Finds the files of a folder of the project, in the same order on every machine, and reads them."""

from __future__ import annotations

import os
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from digest.dataclass import dataclass
from digest.errors import Location, Problem

Stamp: TypeAlias = str
"""What the system says of a file that is not opened: modification and change time (ns since 1970), size and inode with
spaces between, which take half the memory of four numbers."""

_FINE_TICK: Final = 50_000_000
"""Nanoseconds within which two writes may get the same time, on file systems that count nanoseconds: the clock behind
them advances by ticks of up to 10 ms."""

_COARSE_TICK: Final = 2_000_000_000
"""The same on file systems that count seconds; FAT counts pairs of seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The files of a folder of the project.

    Attributes:
        stamps: of each file by its path relative to the project, sorted by path.
        problems: the entries that were left out, and why.
        started: when the scan began, in nanoseconds since 1970.
        whole: whether all files of the folder were looked for.
    """

    stamps: Mapping[str, Stamp]
    problems: tuple[Problem, ...]
    started: int = field(default=0, compare=False)
    whole: bool = True

    @property
    def files(self) -> tuple[PurePosixPath, ...]:
        """The paths, sorted."""
        return tuple(map(PurePosixPath, self.stamps))


def is_reliable(stamp: Stamp, started: int) -> bool:
    """Whether a file whose stamp is still the same still has the same bytes.

    That cannot be told if the file was last changed so shortly before the scan that another change may have got the
    same time, or if its times lie in the future. Git calls such a file racily clean.

    Args:
        stamp: of the file.
        started: when the scan that took the stamp began, in nanoseconds since 1970.
    """
    modified, changed = map(int, stamp.split()[:2])
    return max(modified, changed) < started - (_FINE_TICK if modified % 1_000_000_000 else _COARSE_TICK)


def scan(project: Path, folder: PurePosixPath) -> Scan:
    """Find all regular files below a folder of the project, but for those whose name begins with a dot.

    A symbolic link to a file within the project is followed. Any other link is a problem, so that nothing outside the
    project is ever published. A name that is not valid Unicode is a problem too. A folder that does not exist is empty.

    Args:
        project: its folder.
        folder: the folder to scan, relative to the project.
    """
    started = time.time_ns()
    stamps: dict[str, Stamp] = {}
    problems: list[Problem] = []
    root = project.resolve()
    if (project / folder).is_symlink():
        return Scan(stamps={}, problems=(_link_problem(folder),))
    for path, entry in _walk(project, folder, problems):
        if entry.is_symlink() and not _leads_to_file(Path(entry.path), root):
            problems.append(_link_problem(PurePosixPath(path)))
        elif entry.is_file():
            status = _status(entry)
            if status is not None:
                stamps[path] = stamp_of(status)
        else:
            problems.append(_kind_problem(PurePosixPath(path)))
    in_order = {path: stamps[path] for path in sorted(stamps, key=_order)}
    return Scan(stamps=in_order, problems=tuple(problems), started=started)


def scan_files(project: Path, paths: Iterable[str]) -> Scan:
    """As `scan`, of a few files that it has found before; those that are regular files no longer are left out."""
    started = time.time_ns()
    stamps = {}
    for path in paths:
        with suppress(OSError):
            status = (project / path).lstat()
            if stat.S_ISREG(status.st_mode):
                stamps[path] = stamp_of(status)
    return Scan(stamps=stamps, problems=(), started=started, whole=False)


def read(project: Path, path: PurePosixPath, limit: int) -> bytes | Problem:
    """The bytes of a file, or why it cannot be read.

    Args:
        project: the project's folder.
        path: the file, relative to it.
        limit: in bytes; a larger file is a problem.
    """
    try:
        with open(f"{project}/{path}", "rb", buffering=0, opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):  # a device may never end, or have nothing yet
                return _kind_problem(path)
            if status.st_size > limit:
                return Problem(
                    message=f"too large: {status.st_size / 2**20:.0f} MiB, at most {limit // 2**20} MiB are read",
                    location=Location(path=path),
                    hint="split it, or keep the part that matters",
                    code="unreadable-file",
                )
            return file.read()
    except OSError as error:
        return Problem(
            message=f"cannot be read: {error.strerror or error}",
            location=Location(path=path),
            hint="check that the file exists and that you may read it",
            code="unreadable-file",
        )


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting, as a pipe would have it, until another program writes to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _walk(project: Path, folder: PurePosixPath, problems: list[Problem]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    pending = [str(folder)]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(project / current) as entries:  # one at a time: the system still knows where it looked last
                for entry in entries:
                    path = f"{current}/{entry.name}"
                    if entry.name.startswith("."):
                        continue
                    if not _is_unicode(entry.name):
                        problems.append(_name_problem(PurePosixPath(path)))
                    elif entry.is_dir(follow_symlinks=False):
                        pending.append(path)
                    else:
                        yield path, entry
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(_unreadable_problem(PurePosixPath(current), error))


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of a file, from what the system says of it."""
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size} {status.st_ino}"


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The status of a file; None if the file was removed since its folder was listed."""
    try:
        return entry.stat()
    except OSError:
        return None


def _leads_to_file(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # a link to nothing, or in a circle
        return False
    return target.is_relative_to(root) and target.is_file()


def _is_unicode(name: str) -> bool:
    """Whether a name is valid Unicode; Python gives bytes that are not as lone surrogates (PEP 383)."""
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


def _name_problem(path: PurePosixPath) -> Problem:
    shown = str(path).encode("utf-8", "backslashreplace").decode()
    return Problem(
        message="its name is not valid Unicode",
        location=Location(path=PurePosixPath(shown)),
        hint="rename the file",
        code="unreadable-file",
    )


def _link_problem(path: PurePosixPath) -> Problem:
    return Problem(
        message="a symbolic link that leads out of the project, nowhere, or to a folder is not followed",
        location=Location(path=path),
        hint="copy what it leads to here instead",
        code="unreadable-file",
    )


def _kind_problem(path: PurePosixPath) -> Problem:
    return Problem(
        message="is not a file but a pipe, a socket or a device",
        location=Location(path=path),
        hint="remove it, or put a file in its place",
        code="unreadable-file",
    )


def _unreadable_problem(path: PurePosixPath, error: OSError) -> Problem:
    return Problem(
        message=f"cannot be read: {error.strerror or error}",
        location=Location(path=path),
        hint="check that it is a folder and that you may read it",
        code="unreadable-file",
    )


def _order(path: str) -> str:
    """A key that sorts paths folder by folder, so that `a/z` comes before `a-b`."""
    return (path if path.isascii() else unicodedata.normalize("NFC", path)).replace("/", "\0")

"""Finds the files of a folder, in one order on every machine, never beyond the project."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from digest.errors import Location, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a folder of the project holds.

    Attributes:
        files: paths relative to the project, sorted.
        problems: what was passed over, with the reason.
    """

    files: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]


def scan(project: Path, folder: PurePosixPath) -> Found:
    """All regular files below a folder of the project; names that begin with a dot are nobody's business.

    A symbolic link is followed to a file within the project and reported otherwise, so that no build publishes
    what lies outside. A name that is no text is reported. A folder that does not exist is empty.
    """
    files: list[PurePosixPath] = []
    problems: list[Problem] = []
    root = project.resolve()
    if (project / folder).is_symlink():
        return Found(files=(), problems=(_link_problem(folder),))
    for path, entry in _walk(project, folder, problems):
        if entry.is_symlink() and not _leads_to_file(Path(entry.path), root):
            problems.append(_link_problem(path))
        elif entry.is_file():
            files.append(path)
        else:
            problems.append(_odd_problem(path))
    return Found(files=tuple(sorted(files, key=_order)), problems=tuple(problems))


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


def _walk(
    project: Path, folder: PurePosixPath, problems: list[Problem]
) -> Iterator[tuple[PurePosixPath, os.DirEntry[str]]]:
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = list(os.scandir(project / here))
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(
                Problem(
                    message=f"cannot be read: {error.strerror or error}",
                    location=Location(path=here),
                    hint="check that it is a folder and that you may read it",
                )
            )
            continue
        for entry in entries:
            path = here / entry.name
            if entry.name.startswith("."):
                continue
            if not _is_unicode(entry.name):
                problems.append(_name_problem(path))
            elif entry.is_dir(follow_symlinks=False):
                pending.append(path)
            else:
                yield path, entry


def _leads_to_file(link: Path, root: Path) -> bool:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # nowhere, or in a circle
        return False
    return target.is_relative_to(root) and target.is_file()


def _is_unicode(name: str) -> bool:
    """Whether a name is text (bytes that are none come from the system as lone surrogates)."""
    return not any("\ud800" <= character <= "\udfff" for character in name)


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


def _order(path: PurePosixPath) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part) for part in path.parts)

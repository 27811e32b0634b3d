"""The renames and removals of a commit: files from the stage to their places in the site, and files out of the site."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from digest.errors import DigestError
from digest.output.file_writes import write_error
from digest.output.foreign_files import folders_of
from digest.output.stage import Stage


def move_new(stage: Stage, paths: Iterable[str]) -> None:
    """Move files that the site does not have yet, in the order given; a folder that is new is moved whole.

    Raises:
        DigestError: the system refuses.
    """
    existing: set[str] = set()
    moved: set[str] = set()
    for path in paths:
        top = _topmost_new(stage.site, path, existing, moved)
        if top not in moved:
            moved.add(top)
            move(stage, top)


def _topmost_new(site: Path, path: str, existing: set[str], moved: set[str]) -> str:
    """The outermost folder of a path that the site does not have, or has by one of these moves; or the path itself.

    Args:
        site: the output folder.
        path: the path of a file.
        existing: folders that are known to exist; more are added.
        moved: folders that were moved just now.
    """
    end = path.find("/")
    while end >= 0:
        folder = path[:end]
        if folder not in existing:
            if folder in moved or not os.path.isdir(f"{site}/{folder}"):  # noqa: PTH112
                return folder
            existing.add(folder)
        end = path.find("/", end + 1)
    return path


def move(stage: Stage, path: str) -> None:
    """Move a file or folder from the stage to its place in the site.

    Raises:
        DigestError: the system refuses.
    """
    try:
        os.replace(f"{stage.folder}/{path}", f"{stage.site}/{path}")  # noqa: PTH105
    except OSError as error:
        raise write_error(stage.site / path, error) from error


def remove_all(site: Path, paths: Iterable[str]) -> None:
    """Remove files of ours, and then the folders that became empty.

    Files that link to others go first: pages before images and style sheets, and the page of a week or a topic,
    whose path is shorter, before the pages of its articles.

    Raises:
        DigestError: the system refuses.
    """
    in_order = sorted(paths, key=lambda path: (not path.endswith(".html"), path.count("/"), path))
    for path in in_order:
        _remove(site, path)
    for folder in sorted(folders_of(in_order), key=lambda folder: -folder.count("/")):
        with suppress(OSError):
            os.rmdir(f"{site}/{folder}")  # noqa: PTH106


def _remove(site: Path, path: str) -> None:
    try:
        os.unlink(f"{site}/{path}")  # noqa: PTH108
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return  # somebody removed it, or put a file or folder of their own in its place
    except OSError as error:
        target = site / path
        raise DigestError(
            f"{target.name} cannot be removed: {error.strerror or error} ({target.parent.name}/)"
        ) from error

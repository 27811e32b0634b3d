"""Tells the files that digest wrote into an output folder from those of others.

A file is *ours* where the manifest names it, and *foreign* otherwise.
"""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from pathlib import Path


def foreign_files(root: Path, folder: str, folders: Container[str], files: Container[str]) -> Iterator[str]:
    """The foreign files of one folder, and of the foreign folders below it.

    Folders below it that hold files of ours are not entered. Names that begin with a dot are passed over.

    Args:
        root: the output folder.
        folder: the folder to look into, relative to the output folder; empty for the output folder itself.
        folders: every folder that holds files of ours.
        files: our files.
    """
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(root / here) as scanned:
                entries = list(scanned)
        except OSError:
            continue
        for entry in entries:
            path = f"{here}/{entry.name}" if here else entry.name
            if entry.name.startswith(".") or path in folders or path in files:
                continue
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
            else:
                yield path


def is_all_ours(root: Path, path: str, files: Container[str]) -> bool:
    """Whether a path is a folder in which every file is ours."""
    folder = root / path
    if folder.is_symlink() or not folder.is_dir():
        return False
    below = (Path(here, name) for here, _, names in os.walk(folder) for name in names)
    return all(item.relative_to(root).as_posix() in files for item in below)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths, without the output folder itself."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:  # the folders above one that is known are known too
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders

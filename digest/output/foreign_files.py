"""Tells what is ours in an output folder from what is somebody else's."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Iterator
from pathlib import Path


def foreign_in(root: Path, folder: str, folders: Container[str], files: Container[str]) -> Iterator[str]:
    """What is not ours directly in a folder of an output folder, and in other people's folders in it.

    Args:
        root: the output folder.
        folder: within it; empty for itself.
        folders: those that hold our files.
        files: ours. Names that begin with a dot are passed over.
    """
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            with os.scandir(root / here) as found:
                entries = list(found)
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
    """Whether what stands at a path is a folder that holds nothing but our files."""
    folder = root / path
    if folder.is_symlink() or not folder.is_dir():
        return False
    below = (Path(here, name) for here, _, names in os.walk(folder) for name in names)
    return all(item.relative_to(root).as_posix() in files for item in below)


def folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths, without the output folder itself."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found

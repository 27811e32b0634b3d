"""The indexes that are kept in the project, each in a folder named by the fingerprint of what it was made from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Final

from digest.build.run import WORKSHOP
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.fingerprint import fingerprint
from digest.model.inputs import named
from digest.output.file_writes import write_file
from digest.plan.search.search_index import PAGEFIND

KEPT: Final = WORKSHOP / "cache" / "pagefind"
"""The folder of all of them, within the project."""

_FILES: Final = "files.json"
"""The list of an index's files, each with its fingerprint, beside them."""

_MOST_KEPT: Final = 4
"""Indexes that are kept: of the site and of what is published, now and before the last change."""

_SCRIPT: Final = "pagefind.js"
"""What the page of the search loads."""

_UNUSED: Final = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""What the names of files begin with that are parts of an interface; digest has its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexFile:
    """A file of an index.

    Attributes:
        path: where it is written, relative to the output folder.
        kept: where it is kept, relative to the project.
        content: the fingerprint of its bytes.
    """

    path: str
    kept: str = named("where the index is kept", compare=False)
    content: str = named("the index that Pagefind made")

    def read(self, project: Path) -> bytes | Problem:
        """Its bytes, if they are still those that Pagefind wrote."""
        with suppress(OSError):
            body = (project / self.kept).read_bytes()
            if fingerprint(body) == self.content:
                return body
        rmtree((project / self.kept).parent, ignore_errors=True)
        message = "the index that Pagefind made was damaged where it is kept, and has been removed"
        return Problem(message=message, hint="run the command again: it is made anew", code="pagefind")


def kept_files(project: Path, folder: Path) -> list[IndexFile] | None:
    """The files of an index that is kept; None if it is not, or not whole."""
    try:
        listed = json.loads((project / folder / _FILES).read_bytes())
        os.utime(project / folder)
        return [
            IndexFile(path=f"{PAGEFIND}{name}", kept=f"{folder.as_posix()}/{_flat(name)}", content=content)
            for name, content in listed.items()
        ]
    except (OSError, ValueError, AttributeError):
        return None


def keep(index: Path, kept: Path, folder: Path) -> bool:
    """Move the files of an index that the site needs to where it is kept, whole or not at all.

    Args:
        index: the folder that Pagefind wrote.
        kept: a new folder of the same file system.
        folder: where it is kept.

    Returns:
        Whether it was an index.

    Raises:
        OSError: there is no room for it.
    """
    kept.mkdir()
    listed: dict[str, str] = {}
    for path, name in _made_files(index):
        listed[name] = fingerprint(path.read_bytes())
        path.rename(kept / _flat(name))
    if _SCRIPT not in listed:
        return False
    write_file(kept / _FILES, json.dumps(listed).encode())
    rmtree(folder, ignore_errors=True)
    try:
        kept.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another run was quicker
            raise
    return True


def _made_files(index: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(index.rglob("*")):
        if path.is_file() and not path.name.startswith(_UNUSED):
            yield path, path.relative_to(index).as_posix()


def _flat(name: str) -> str:
    """The name that a file is kept under, in one folder for all of them."""
    return name.replace("/", ",")


def forget(folder: Path) -> None:
    """Remove the indexes that were not used for the longest time; another run may do so at the same time."""
    ages: dict[Path, float] = {}
    for path in filter(Path.is_dir, folder.iterdir()):
        with suppress(OSError):
            ages[path] = path.stat().st_mtime
    for path in sorted(ages, key=lambda each: ages[each], reverse=True)[_MOST_KEPT:]:
        rmtree(path, ignore_errors=True)

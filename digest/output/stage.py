"""The stage: a folder where a run makes its files before they take their places by renaming."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from digest.errors import DigestError
from digest.model.fingerprint import fingerprint
from digest.output.files import holds, unwritable

STAGE: Final = ".digest-stage"
"""The folder where a run makes its files, within the output folder; it is there only while one runs."""


class Staged(NamedTuple):
    """A file that a run has made.

    Attributes:
        path: relative to the output folder.
        size: bytes.
        changed: whether other bytes stand at its place, or none.
    """

    path: str
    size: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """Where files are made before they take their places; workers may share it.

    Attributes:
        folder: of the stage.
        site: the output folder.
    """

    folder: Path
    site: Path

    def put(self, path: str, body: bytes) -> Staged:
        """Make a file, unless these very bytes stand at its place.

        Raises:
            DigestError: it cannot be written.
        """
        changed = not holds(f"{self.site}/{path}", body)
        if changed:
            try:
                _write(f"{self.folder}/{path}", body)
            except OSError as error:
                raise unwritable(self.site / path, error) from error
        return Staged(path, len(body), changed)

    def clear(self) -> None:
        """Remove what a run left half made."""
        if self.folder.is_symlink():
            raise DigestError(f"{self.folder.parent.name}/{self.folder.name} is a symbolic link; remove it")
        if self.folder.exists():
            shutil.rmtree(self.folder, ignore_errors=True)


def stages(folder: Path, workshop: Path | None) -> tuple[Stage, ...]:
    """Where the stage of an output folder may lie, the best place last.

    Args:
        folder: the output folder, which exists.
        workshop: a folder beside the site, good if files can be moved from it by renaming: then nobody who looks at
            the site sees what is half made.
    """
    within = Stage(folder / STAGE, folder)
    if workshop is None or not _share_a_system(workshop, folder):
        return (within,)
    return within, Stage(workshop / f"stage-{fingerprint(str(folder.resolve()))[:16]}", folder)


def _share_a_system(workshop: Path, folder: Path) -> bool:
    """Whether files can be moved from one folder to the other; the first is made if need be."""
    try:
        workshop.mkdir(parents=True, exist_ok=True)
        return workshop.stat().st_dev == folder.stat().st_dev and os.access(workshop, os.W_OK)
    except OSError:
        return False


def _write(target: str, body: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(target, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
        handle = os.open(target, flags, 0o644)
    with os.fdopen(handle, "wb") as file:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o644)  # whatever the umask: everybody may read a site
        file.write(body)

"""The stage: a folder in which a run makes its files, before they take their places in the site by renaming."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from digest.dataclass import dataclass
from digest.errors import DigestError
from digest.model.fingerprint import fingerprint
from digest.output.file_writes import holds, write_error

STAGE: Final = ".digest-stage"
"""The name of the stage within the output folder; it exists only during a run."""


class Staged(NamedTuple):
    """A file that a run has made.

    Attributes:
        path: relative to the output folder.
        size: in bytes.
        changed: whether the site does not have it yet, or has it with other bytes.
    """

    path: str
    size: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage. It may be shared by worker processes.

    Attributes:
        folder: the folder of the stage.
        site: the output folder.
    """

    folder: Path
    site: Path

    def put(self, path: str, body: bytes) -> Staged:
        """Make a file, unless the site has it with the same bytes.

        Raises:
            DigestError: it cannot be written.
        """
        changed = not holds(f"{self.site}/{path}", body)
        if changed:
            try:
                _write(f"{self.folder}/{path}", body)
            except OSError as error:
                raise write_error(self.site / path, error) from error
        return Staged(path, len(body), changed)

    def clear(self) -> None:
        """Remove the stage with all files in it.

        Raises:
            DigestError: it is a symbolic link.
        """
        if self.folder.is_symlink():
            raise DigestError(f"{self.folder.parent.name}/{self.folder.name} is a symbolic link; remove it")
        if self.folder.exists():
            from shutil import rmtree  # noqa: PLC0415  (slow to import, seldom needed)

            rmtree(self.folder, ignore_errors=True)


def stages(folder: Path, staging: Path | None) -> tuple[Stage, ...]:
    """The stages that runs on an output folder may have used; this run uses the last.

    Args:
        folder: the output folder, which exists.
        staging: a folder outside the site. It is preferred, since visitors of the site then never see unfinished
            files, but serves only if files can be renamed from it into the site.
    """
    within = Stage(folder / STAGE, folder)
    if staging is None or not _same_file_system(staging, folder):
        return (within,)
    return within, Stage(staging / f"stage-{fingerprint(str(folder.resolve()))[:16]}", folder)


def _same_file_system(staging: Path, folder: Path) -> bool:
    """Whether files can be renamed from one folder into the other; the first is made if it does not exist."""
    try:
        staging.mkdir(parents=True, exist_ok=True)
        return staging.stat().st_dev == folder.stat().st_dev and os.access(staging, os.W_OK)
    except OSError:
        return False


def _write(target: str, body: bytes) -> None:
    """Write a new file; most have a folder of their own, so that is made without a look whether it is there."""
    folder = target.rpartition("/")[0]
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o644)  # whatever the umask says: a web server must be able to read it
        rest = memoryview(body)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)

"""Copies of the files that a run is about to change, in `.digest/backup/<time>/<path>`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import Final

from digest.errors import DigestError
from digest.output.file_writes import write_error, write_file

BACKUPS: Final = PurePosixPath(".digest/backup")

RUNS_KEPT: Final = 20
"""How many runs have their copies kept; a run that changes nothing makes none."""

_README: Final = f"""\
Before digest changes a file of content/, it copies the file to a folder here that is named after the time of the run
(UTC). The copies of the last {RUNS_KEPT} runs that changed anything are kept. To have a file again as it was,
copy it back, from the folder of the project:

    cp .digest/backup/2025-01-31T08-15-00Z/content/2025-W05/call.md content/2025-W05/call.md
"""


class Backup:
    """The copies of one run. Their folder is made with the first copy."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._folder: Path | None = None

    @property
    def folder(self) -> PurePosixPath | None:
        """The folder of the copies, relative to the project; None if nothing was copied."""
        return PurePosixPath(self._folder.relative_to(self._project).as_posix()) if self._folder else None

    def keep(self, path: PurePosixPath) -> None:
        """Copy a file as it is now. A file that does not exist needs no copy.

        Raises:
            DigestError: the file cannot be copied.
        """
        try:
            body = (self._project / path).read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise DigestError(f"{path} cannot be copied to {BACKUPS}: {error.strerror or error}") from error
        if self._folder is None:
            self._folder = self._make_folder()
        target = self._folder / path
        if not target.exists():  # the first copy is the file as it was before the run
            write_file(target, body)

    def _make_folder(self) -> Path:
        """Make the folder of this run, and remove those of the oldest runs."""
        home = self._project / BACKUPS
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
        try:
            home.mkdir(parents=True, exist_ok=True)
            earlier = sorted(entry for entry in home.iterdir() if entry.is_dir())  # their names are times
            for oldest in earlier[: max(0, len(earlier) - RUNS_KEPT + 1)]:
                shutil.rmtree(oldest, ignore_errors=True)
            names = chain([stamp], (f"{stamp}-{number}" for number in count(2)))  # several runs in one second
            folder = next(home / name for name in names if not (home / name).exists())
        except OSError as error:
            raise write_error(home, error) from error
        write_file(home / "README.txt", _README.encode())
        return folder

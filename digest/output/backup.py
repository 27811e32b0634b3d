"""Copies of the files that a run is about to change: `.digest/backup/<time>/<path>`."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from digest.errors import DigestError
from digest.output.files import unwritable, write_file

BACKUPS: Final = PurePosixPath(".digest/backup")

KEPT: Final = 20
"""Runs whose copies are kept; a run that changes nothing makes none."""

_README: Final = f"""\
Before digest changes a file of content/, it copies the file to a folder here that is named after the time of the run
(UTC). The copies of the last {KEPT} runs that changed anything are kept. To have a file again as it was,
copy it back, from the folder of the project:

    cp .digest/backup/2025-01-31T08-15-00Z/content/2025-W05/call.md content/2025-W05/call.md
"""


class Backup:
    """The copies of one run; their folder is made with the first."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._folder: Path | None = None

    @property
    def folder(self) -> PurePosixPath | None:
        """Where the copies of this run are, if there are any, relative to the project."""
        return PurePosixPath(self._folder.relative_to(self._project).as_posix()) if self._folder else None

    def keep(self, path: PurePosixPath) -> None:
        """Copy a file as it is now; nothing where there is none.

        Raises:
            DigestError: it cannot be copied.
        """
        try:
            body = (self._project / path).read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise DigestError(f"{path} cannot be copied to {BACKUPS}: {error.strerror or error}") from error
        if self._folder is None:
            self._folder = self._opened()
        target = self._folder / path
        if not target.exists():  # the first copy is the file as it was before the run
            write_file(target, body)

    def _opened(self) -> Path:
        home = self._project / BACKUPS
        stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
        try:
            home.mkdir(parents=True, exist_ok=True)
            earlier = sorted(entry for entry in home.iterdir() if entry.is_dir())
            for old in earlier[: max(0, len(earlier) - KEPT + 1)]:
                shutil.rmtree(old, ignore_errors=True)
            number = 1
            while (home / (stamp if number == 1 else f"{stamp}-{number}")).exists():
                number += 1
        except OSError as error:
            raise unwritable(home, error) from error
        write_file(home / "README.txt", _README.encode())
        return home / (stamp if number == 1 else f"{stamp}-{number}")

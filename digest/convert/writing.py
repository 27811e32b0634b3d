"""Puts files into `content/`, unless a person was there first: the base first, then a copy of the old, then the new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from digest.articles.kinds import FOLDER
from digest.articles.provenance import base_of, base_path, is_edited
from digest.errors import DigestError
from digest.output.backup import Backup
from digest.output.difference import difference
from digest.output.file_writes import write_error, write_file

Show = Callable[[str], None]


class ContentWriter:
    """Writes the files of one run, or only shows what it would write."""

    def __init__(self, project: Path, show: Show | None = None) -> None:
        """Begin a run.

        Args:
            project: its folder.
            show: takes the difference that each file would make; then nothing is written.
        """
        self.project = project
        self.backup = Backup(project)
        self.changed: set[PurePosixPath] = set()
        self._show = show

    @property
    def dry(self) -> bool:
        """Whether nothing is written."""
        return self._show is not None

    def put(self, path: PurePosixPath, body: bytes) -> None:
        """Write a file whole or not at all, after a copy of what stood there.

        Raises:
            DigestError: it cannot be written.
        """
        before = self.bytes_of(path)
        if before == body:
            return
        self.changed.add(path)
        if self._show is not None:
            self._show(difference(path, before, body))
            return
        self.backup.keep(path)
        write_file(self.project / path, body, self.project / FOLDER)

    def put_aside(self, path: PurePosixPath, body: bytes) -> None:
        """Write a file that only digest reads; empty ones are removed."""
        if self.dry:
            return
        if body:
            write_file(self.project / path, body, self.project / FOLDER)
        else:
            (self.project / path).unlink(missing_ok=True)

    def keep_base(self, text: str) -> None:
        """Keep an article, as the converter writes it, for later merges."""
        self.put_aside(base_path(base_of(text)), text.encode("utf-8", "surrogateescape"))

    def remove(self, path: PurePosixPath) -> None:
        """Remove a file, after a copy of it.

        Raises:
            DigestError: it cannot be removed.
        """
        before = self.bytes_of(path)
        if before is None:
            return
        if self._show is not None:
            self._show(difference(path, before, None))
            return
        self.backup.keep(path)
        try:
            (self.project / path).unlink()
        except OSError as error:
            raise write_error(self.project / path, error) from error

    def bytes_of(self, path: PurePosixPath) -> bytes | None:
        """What a file holds, or None where there is none.

        Raises:
            DigestError: it cannot be read.
        """
        try:
            return (self.project / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DigestError(f"{path} cannot be read: {error.strerror or error}") from error


def write_article(writer: ContentWriter, path: PurePosixPath, text: str, *, replaces: bool) -> bool:
    """Write an article as the converter makes it, and return whether it was written.

    It is not written if somebody edited it, or put a file in its place, since it was read.

    Args:
        writer: of the run.
        path: of the article.
        text: of the article.
        replaces: whether an article that nobody edited stands there.

    Raises:
        DigestError: it cannot be written.
    """
    if not _still_ours(writer.project / path, replaces=replaces):
        return False
    writer.keep_base(text)
    writer.put(path, text.encode())
    return True


def keep_own_base(writer: ContentWriter, path: PurePosixPath) -> None:
    """Keep an unedited article as its own base; articles from before there were bases have none."""
    body = writer.bytes_of(path)
    text = body.decode("utf-8", "replace").replace("\r\n", "\n") if body else ""
    if not is_edited(text):
        writer.keep_base(text)


def _still_ours(target: Path, *, replaces: bool) -> bool:
    try:
        text = target.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return not replaces
    return replaces and not is_edited(text)

"""The one writer of edits of articles: only over the bytes that were seen, whole, after a copy, to be taken back.

The terminal, the pages of the preview, and `adopt` and `drop` all write through it. A person's editor, another tab or
a `git pull` may change a file at any moment. So an edit names the fingerprint of the bytes it was made for, and is
refused where the file has others by now. A symbolic link is not written through, wherever on the way to the file it
stands, so that nothing outside `content/` is ever written.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final
from uuid import uuid4

from digest.articles.kinds import FOLDER, LARGEST_TEXT
from digest.cache.scan import read
from digest.dataclass import dataclass
from digest.errors import DigestError, Location, Problem
from digest.model.fingerprint import fingerprint
from digest.output.backup import Backup
from digest.output.file_writes import replace_file
from digest.output.lock import hold_lock

_UNDONE_BYTES: Final = 32 * 2**20
"""Bytes of earlier articles that are kept for undoing; the oldest go first."""

CHANGED: Final = "changed-since"
"""The code of the problem that a file has other bytes than those that were seen."""

LINK: Final = "symbolic-link"
UNREADABLE: Final = "unreadable"
READ_ONLY: Final = "read-only"
NOT_WRITTEN: Final = "not-written"
NOTHING_TO_UNDO: Final = "nothing-to-undo"

Edit = Callable[[str, PurePosixPath], "str | Problem"]
"""From an article's text and its path to its new text, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article whose file was written.

    Attributes:
        path: relative to the project.
        before: the bytes before.
        after: the bytes after; the same where the edit changed nothing, and nothing was written.
        undo: names this write for `ArticleWriter.undo`; empty where nothing was written.
    """

    path: PurePosixPath
    before: bytes
    after: bytes
    undo: str = ""

    @property
    def seen(self) -> str:
        """The fingerprint for the next edit."""
        return fingerprint(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Undo:
    """A write that can be undone: what the article was before, and the fingerprint of what it was made."""

    name: str
    path: PurePosixPath
    before: bytes
    after: str


def edited(body: bytes, path: PurePosixPath, edit: Edit) -> bytes | Problem:
    """The bytes of an article after an edit. Bytes that are not UTF-8 stay as they are."""
    result = edit(body.decode("utf-8", "surrogateescape"), path)
    return result if isinstance(result, Problem) else result.encode("utf-8", "surrogateescape")


class ArticleWriter:
    """Writes the articles of a project in one run. Its methods may be called from several threads."""

    def __init__(self, project: Path, waiting: Callable[[], None] = lambda: None) -> None:
        self._project = project
        self._waiting = waiting
        self._undo: deque[_Undo] = deque()
        self._backup = Backup(project)
        self._copied: set[PurePosixPath] = set()
        self.backups: tuple[PurePosixPath, ...] = ()
        """The folders that hold files as other programs left them, relative to the project."""

    def read(self, path: PurePosixPath) -> bytes | Problem:
        """The bytes of an article that may be edited, or why it may not."""
        if _leads_elsewhere(self._project, path):
            hint = "edit the file that it leads to"
            return _problem(path, "is a symbolic link, or lies behind one", hint, LINK)
        body = read(self._project, path, LARGEST_TEXT)
        return replace(body, code=UNREADABLE) if isinstance(body, Problem) else body

    def edit(self, path: PurePosixPath, edit: Edit, *, dry_run: bool = False) -> Written | Problem:
        """Edit an article as it is now, or only tell what it would be; as `write`."""
        before = self.read(path)
        if isinstance(before, Problem):
            return before
        after = edited(before, path, edit)
        if isinstance(after, Problem):
            return after
        if dry_run or after == before:
            return Written(path=path, before=before, after=after)
        return self.write(path, fingerprint(before), edit)

    def write(self, path: PurePosixPath, seen: object, edit: Edit) -> Written | Problem:
        """Edit an article that was seen.

        Args:
            path: of its file, relative to the project.
            seen: the fingerprint of the bytes that the edit is for.
            edit: the edit.

        Returns:
            What was written, or why nothing was.
        """
        try:
            with hold_lock(self._project / FOLDER, self._waiting):
                before = self._unchanged(path, seen)
                if isinstance(before, Problem):
                    return before
                after = edited(before, path, edit)
                if isinstance(after, Problem):
                    return after
                if after == before:
                    return Written(path=path, before=before, after=after)
                if problem := self._put(path, before, after):
                    return problem
                return Written(path=path, before=before, after=after, undo=self._remember(path, before, after))
        except DigestError as error:
            return Problem(message=str(error), hint="mend that, and do it again", code=NOT_WRITTEN)

    def undo(self, name: object) -> Written | Problem:
        """Restore exactly the bytes that stood before a write, if the article is still what was written.

        Returns:
            What was written; its `undo` names the write before it, if that is known and can be undone next.
        """
        try:
            with hold_lock(self._project / FOLDER, self._waiting):
                entry = next((entry for entry in self._undo if entry.name == name), None)
                if entry is None:
                    hint = "it is undone already, or too long ago; copies are in .digest/backup"
                    return Problem(message="there is nothing to undo", hint=hint, code=NOTHING_TO_UNDO)
                now = self._unchanged(entry.path, entry.after)
                if isinstance(now, Problem):
                    return now
                if problem := self._put(entry.path, now, entry.before):
                    return problem
                self._undo.remove(entry)
                before = self.latest(entry.path, entry.before)
                return Written(path=entry.path, before=now, after=entry.before, undo=before)
        except DigestError as error:
            return Problem(message=str(error), hint="mend that, and do it again", code=NOT_WRITTEN)

    def latest(self, path: PurePosixPath, body: bytes) -> str:
        """The name of the write that made these bytes of an article; empty if none did."""
        after = fingerprint(body)
        return next((entry.name for entry in reversed(self._undo) if (entry.path, entry.after) == (path, after)), "")

    def _unchanged(self, path: PurePosixPath, seen: object) -> bytes | Problem:
        """The bytes of a file, if they are those that were seen."""
        body = self.read(path)
        return _changed(path) if isinstance(body, bytes) and fingerprint(body) != seen else body

    def _put(self, path: PurePosixPath, before: bytes, after: bytes) -> Problem | None:
        """Write a file over the bytes that it had; why it was not written, if it was not.

        Raises:
            DigestError: the file cannot be written or copied; it is as it was.
        """
        target = self._project / path
        if not os.access(target, os.W_OK) or not target.stat().st_mode & stat.S_IWUSR:
            hint = "let yourself write to it, and do it again"
            return _problem(path, "is read-only, and was not changed", hint, READ_ONLY)
        if not self.latest(path, before):  # what we wrote ourselves can be undone; anything else needs a copy
            self._copy(path)
        return None if replace_file(target, before, after, self._project / FOLDER) else _changed(path)

    def _copy(self, path: PurePosixPath) -> None:
        """Copy a file as another program left it, into a folder that holds no copy of it yet."""
        if path in self._copied:
            self._backup, self._copied = Backup(self._project), set()
        self._backup.keep(path)
        self._copied.add(path)
        folder = self._backup.folder
        if folder is not None and folder not in self.backups:
            self.backups = (*self.backups, folder)

    def _remember(self, path: PurePosixPath, before: bytes, after: bytes) -> str:
        entry = _Undo(name=uuid4().hex, path=path, before=before, after=fingerprint(after))
        self._undo.append(entry)
        while len(self._undo) > 1 and sum(len(each.before) for each in self._undo) > _UNDONE_BYTES:
            self._undo.popleft()
        return entry.name


def _changed(path: PurePosixPath) -> Problem:
    return _problem(path, "has changed since it was shown", "look at it as it is now, and do it again", CHANGED)


def _problem(path: PurePosixPath, message: str, hint: str, code: str) -> Problem:
    return Problem(message=message, location=Location(path=path), hint=hint, code=code)


def _leads_elsewhere(project: Path, path: PurePosixPath) -> bool:
    """Whether the file, or a folder on the way to it, is a symbolic link."""
    steps = (project.joinpath(*path.parts[:length]) for length in range(1, len(path.parts) + 1))
    return any(step.is_symlink() for step in steps)

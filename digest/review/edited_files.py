"""Writes edits of articles to their files: only to the bytes that were seen, whole, after a copy, to be taken back.

A person's editor, another tab or a `git pull` may change a file at any moment. So an edit names the fingerprint of the
bytes it was made for, and is refused where the file has others by now.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from digest.articles.kinds import FOLDER, LARGEST_TEXT
from digest.cache.scan import read
from digest.errors import DigestError, Location, Problem
from digest.model.fingerprint import fingerprint
from digest.output.backup import Backup
from digest.output.file_writes import write_file
from digest.output.lock import hold_lock

Edit = Callable[[str, PurePosixPath], "str | Problem"]
"""From an article's text and its path to its new text, or why there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article whose file was written.

    Attributes:
        path: relative to the project.
        before: the bytes before.
        after: the bytes after; the same where the edit changed nothing, and nothing was written.
    """

    path: PurePosixPath
    before: bytes
    after: bytes

    @property
    def seen(self) -> str:
        """The fingerprint for the next edit."""
        return fingerprint_of(self.after)


def fingerprint_of(body: bytes) -> str:
    """What an edit names to say which bytes it is for."""
    return fingerprint(body)


def edited(body: bytes, path: PurePosixPath, edit: Edit) -> bytes | Problem:
    """The bytes of an article after an edit. Bytes that are not UTF-8 stay as they are."""
    result = edit(body.decode("utf-8", "surrogateescape"), path)
    return result if isinstance(result, Problem) else result.encode("utf-8", "surrogateescape")


class EditedFiles:
    """The edits of one session, the last of which can be taken back, one after the other."""

    def __init__(self, project: Path, waiting: Callable[[], None] = lambda: None) -> None:
        """Begin a session.

        Args:
            project: its folder.
            waiting: called if another run writes to `content/`, before waiting for it.
        """
        self._project = project
        self._waiting = waiting
        self._edits: list[Written] = []
        self.backup = Backup(project)

    def write(self, path: PurePosixPath, seen: str, edit: Edit) -> Written | Problem:
        """Edit an article.

        Args:
            path: of its file, relative to the project.
            seen: the fingerprint of the bytes that the edit is for.
            edit: the edit.

        Returns:
            What was written, or why nothing was.
        """
        with hold_lock(self._project / FOLDER, self._waiting):
            before = self._unchanged(path, seen)
            if isinstance(before, Problem):
                return before
            after = edited(before, path, edit)
            if isinstance(after, Problem):
                return after
            written = Written(path=path, before=before, after=after)
            if after != before:
                if problem := self._put(path, after):
                    return problem
                self._edits.append(written)
        return written

    def undo(self) -> Written | Problem | None:
        """Take back the last edit that was not taken back yet; None if there is none.

        Where the file was changed since, it stays as it is, and the edit before that one is the next to be taken back.
        """
        if not self._edits:
            return None
        last = self._edits.pop()
        with hold_lock(self._project / FOLDER, self._waiting):
            now = self._unchanged(last.path, last.seen)
            if isinstance(now, Problem):
                return now
            if problem := self._put(last.path, last.before):
                self._edits.append(last)
                return problem
        return Written(path=last.path, before=last.after, after=last.before)

    def _unchanged(self, path: PurePosixPath, seen: str) -> bytes | Problem:
        """The bytes of a file, if they are those that were seen."""
        body = read(self._project, path, LARGEST_TEXT)
        if isinstance(body, bytes) and fingerprint_of(body) != seen:
            hint = "look at it as it is now, and do it again"
            return Problem(message="has changed since it was shown", location=Location(path=path), hint=hint)
        return body

    def _put(self, path: PurePosixPath, body: bytes) -> Problem | None:
        """Write a file after a copy of it; why it was not written, if it was not."""
        target = (self._project / path).resolve()  # where a link leads, so that it stays one
        if not os.access(target, os.W_OK) or not target.stat().st_mode & 0o222:
            hint = "let yourself write to it, and do it again"
            return Problem(message="is read-only, and was not changed", location=Location(path=path), hint=hint)
        try:
            self.backup.keep(path)
            write_file(target, body, self._project / FOLDER)
        except DigestError as error:
            hint = "nothing of it has changed; do it again once that is mended"
            return Problem(message=str(error), location=Location(path=path), hint=hint)
        return None

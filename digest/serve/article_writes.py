"""Writes articles for the preview.

A write is made only over the bytes that its page saw, whole, after a backup, and so that it can be undone.
"""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final, Literal
from uuid import uuid4

from digest.annotations.refusals import Refusal
from digest.articles.front_matter import split
from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_article, is_text
from digest.errors import DigestError
from digest.model.fingerprint import fingerprint
from digest.output.backup import Backup
from digest.output.file_writes import replace_file
from digest.output.lock import hold_lock

_UNDONE_BYTES: Final = 32 * 2**20
"""Bytes of earlier articles that are kept for undoing; the oldest go first."""

Kind = Literal["wrong", "moved", "refused", "failed"]
"""Why nothing was written: the request makes no sense; the file has changed; the edit cannot be made; the system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotWritten:
    """Nothing was written, and why."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An article was written.

    Attributes:
        fingerprint: of its bytes.
        undo: names this write for `undo`.
    """

    fingerprint: str
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Undo:
    """A write that can be undone: what the article was before, and the fingerprint of what it was made."""

    name: str
    path: PurePosixPath
    before: bytes
    after: str


class ArticleWriter:
    """The one who writes articles for the pages of one run. Its methods may be called from several threads."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._undo: deque[_Undo] = deque()

    def read(self, name: object) -> tuple[PurePosixPath, bytes] | NotWritten:
        """An article that a request names by its path, and its bytes.

        Args:
            name: `content/…/….md`, as the page has it; anything else is refused.
        """
        path = article_path(name)
        if path is None:
            return NotWritten(kind="wrong", reason="This is not the path of an article.")
        try:
            if _leads_elsewhere(self._project, path):
                return NotWritten(
                    kind="wrong", reason=f"{path} is or lies behind a symbolic link. Edit what it leads to."
                )
            status = os.lstat(self._project / path)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_TEXT:
                return NotWritten(kind="wrong", reason=f"{path} is not an article that can be edited.")
            if not status.st_mode & stat.S_IWUSR:
                return NotWritten(kind="failed", reason=f"{path} is read-only. Make it writable, then try again.")
            return path, (self._project / path).read_bytes()
        except OSError as error:
            return NotWritten(kind="moved", reason=f"{path} cannot be read: {error.strerror or error}.")

    def write(self, name: object, seen: object, edit: Callable[[str], str | Refusal]) -> Written | NotWritten:
        """Edit an article.

        Args:
            name: the path, as of `read`.
            seen: the fingerprint of the bytes that the page was made from.
            edit: its whole text -> its new text, or why not.
        """
        try:
            with hold_lock(self._project / FOLDER):
                current = self.read(name)
                if isinstance(current, NotWritten):
                    return current
                path, before = current
                if fingerprint(before) != seen:
                    reason = (
                        f"{path} has changed since this page was made, so nothing was written. Load the page again."
                    )
                    return NotWritten(kind="moved", reason=reason)
                after = _edited(before, edit)
                if isinstance(after, Refusal):
                    return NotWritten(kind="refused", reason=after.reason)
                return self._write(path, before, after)
        except DigestError as error:
            return NotWritten(kind="failed", reason=f"Nothing was written: {error}.")

    def undo(self, name: object) -> Written | NotWritten:
        """Restore exactly the bytes that stood before a write, if the article is still what was written.

        Args:
            name: of the write.
        """
        try:
            with hold_lock(self._project / FOLDER):
                entry = next((entry for entry in self._undo if entry.name == name), None)
                if entry is None:
                    return NotWritten(kind="refused", reason="There is nothing to undo: it is undone, or too long ago.")
                current = self.read(str(entry.path))
                if isinstance(current, NotWritten):
                    return current
                if fingerprint(current[1]) != entry.after:
                    reason = (
                        f"{entry.path} has changed since, so it was left as it is. Its backup is in .digest/backup."
                    )
                    return NotWritten(kind="moved", reason=reason)
                if not replace_file(self._project / entry.path, current[1], entry.before):
                    return _moved(entry.path)
                self._undo.remove(entry)
                return Written(fingerprint=fingerprint(entry.before), undo=self.latest(entry.path, entry.before))
        except DigestError as error:
            return NotWritten(kind="failed", reason=f"Nothing was written: {error}.")

    def latest(self, path: PurePosixPath, body: bytes) -> str:
        """The name of the write that made these bytes of an article; empty if none did."""
        digest = fingerprint(body)
        return next((entry.name for entry in reversed(self._undo) if (entry.path, entry.after) == (path, digest)), "")

    def _write(self, path: PurePosixPath, before: bytes, after: bytes) -> Written | NotWritten:
        if not self.latest(path, before):  # what we wrote ourselves can be undone; anything else needs a copy
            Backup(self._project).keep(path)
        if not replace_file(self._project / path, before, after):
            return _moved(path)
        entry = _Undo(name=uuid4().hex, path=path, before=before, after=fingerprint(after))
        self._undo.append(entry)
        while len(self._undo) > 1 and sum(len(each.before) for each in self._undo) > _UNDONE_BYTES:
            self._undo.popleft()
        return Written(fingerprint=entry.after, undo=entry.name)


def article_path(name: object) -> PurePosixPath | None:
    """The path of an article, relative to the project, if the text is one in its plainest form."""
    if not isinstance(name, str) or any(character in name for character in "\\:\0\n\r"):
        return None
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    is_plain = name == path.as_posix() and not path.is_absolute() and name.isprintable()
    inside = path.parts[:1] == (FOLDER.name,) and len(path.parts) > 1
    return path if is_plain and inside and not hidden and is_text(path) and is_article(path) else None


def _moved(path: PurePosixPath) -> NotWritten:
    reason = f"{path} has changed since this page was made, so nothing was written. Load the page again."
    return NotWritten(kind="moved", reason=reason)


def _leads_elsewhere(project: Path, path: PurePosixPath) -> bool:
    """Whether the file, or a folder on the way to it, is a symbolic link."""
    steps = (project.joinpath(*path.parts[:length]) for length in range(1, len(path.parts) + 1))
    return any(step.is_symlink() for step in steps)


def in_body(edit: Callable[[str], str | Refusal]) -> Callable[[str], str | Refusal]:
    """An edit of a body as one of the whole text: the front matter, and what marks the encoding, stay as they are."""

    def edit_text(text: str) -> str | Refusal:
        _, body, _ = split(text)
        result = edit(body)
        return result if isinstance(result, Refusal) else text[: len(text) - len(body)] + result

    return edit_text


def _edited(before: bytes, edit: Callable[[str], str | Refusal]) -> bytes | Refusal:
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        return Refusal("The file is not UTF-8. Save it as UTF-8 in your editor.")
    result = edit(text)
    return result if isinstance(result, Refusal) else result.encode("utf-8")

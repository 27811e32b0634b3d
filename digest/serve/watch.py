"""Waits for edits. The operating system reports them, so no folder is looked through every second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from pathlib import Path, PurePosixPath
from typing import Any, Final

from watchfiles import Change, awatch

from digest.errors import DigestError

FOLDERS: Final = ("seeds", "content", "themes")
FILE: Final = "digest.yml"

_GROUP: Final = 50
"""Milliseconds within which several events are one edit."""

_QUIET: Final = 5
"""Milliseconds without an event after which an edit is over."""

_TEMPORARY: Final = (".swp", ".swo", ".swx", "~", ".tmp", ".part", ".crdownload")


class Changes:
    """What changed in a project since that was asked last: files and folders, relative to it."""

    def __init__(self) -> None:
        self._paths: set[PurePosixPath] = set()
        self._any = asyncio.Event()

    def add(self, paths: Iterable[PurePosixPath]) -> None:
        """Add what changed."""
        self._paths.update(paths)
        self._any.set()

    async def take(self) -> frozenset[PurePosixPath]:
        """Wait until something has changed, and begin with nothing again."""
        await self._any.wait()
        self._any.clear()
        taken, self._paths = frozenset(self._paths), set()
        return taken


def is_relevant(project: Path, path: Path) -> bool:
    """Whether a change of this file can change the site. Hidden files and editors' temporary files cannot."""
    parts = _within(project, path).parts
    if not parts or any(part.startswith((".", "#")) for part in parts):
        return False
    name = parts[-1]
    # vim creates a file named 4913 to test whether the folder is writable
    return (parts[0] in FOLDERS or parts == (FILE,)) and not name.endswith(_TEMPORARY) and name != "4913"


def _within(project: Path, path: Path) -> PurePosixPath:
    """A path relative to the project. Events in a linked folder have its real path, and count as those of sources."""
    try:
        return PurePosixPath(path.relative_to(project).as_posix())
    except ValueError:
        return PurePosixPath(FOLDERS[0], path.name)


async def watch(project: Path, changes: Changes) -> None:
    """Tell every edit of a project, whose folder is resolved, until cancelled.

    Two watchers run: one for the project's folder itself, because editors replace `digest.yml` instead of writing into
    it, and one for the folders within it with all that is below them. The second starts again when such a folder
    appears.

    Raises:
        DigestError: the system cannot watch so many files, or the project's folder is gone.
    """
    appeared = asyncio.Event()
    top = asyncio.create_task(_top(project, changes, appeared))
    running: list[asyncio.Task[Any]] = [top]
    try:
        while not top.done():
            deep = asyncio.create_task(_deep(project, changes))
            again = asyncio.create_task(appeared.wait())
            running = [top, deep, again]
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            appeared.clear()
            if deep.done():
                deep.result()
            await _cancel([deep, again])
        top.result()
        raise DigestError("the project's folder is gone\n  start digest serve again where it is now")
    finally:
        await _cancel(running)


async def _cancel(tasks: list[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


async def _top(project: Path, changes: Changes, appeared: asyncio.Event) -> None:
    async for batch in _batches(project, project, deep=False):
        changes.add(path for _, path in batch)
        if any(path.name in FOLDERS and kind is not Change.modified for kind, path in batch):
            appeared.set()


async def _deep(project: Path, changes: Changes) -> None:
    folders = [folder for name in FOLDERS if (folder := project / name).is_dir()]
    if not folders:
        await asyncio.Event().wait()  # for ever: this task is cancelled when a folder appears
    async for batch in _batches(project, *folders, deep=True):
        changes.add(path for _, path in batch)


async def _batches(project: Path, *roots: Path, deep: bool) -> AsyncIterator[set[tuple[Change, PurePosixPath]]]:
    try:
        async for batch in awatch(
            *roots,
            watch_filter=lambda _, path: is_relevant(project, Path(path)),
            debounce=_GROUP,
            step=_QUIET,
            recursive=deep,
        ):
            yield {(kind, _within(project, Path(path))) for kind, path in batch}
    except FileNotFoundError:
        return  # the folder was removed at this moment; the watcher of the folder above reports that
    except (OSError, RuntimeError) as error:
        raise DigestError(
            f"the system does not let digest watch the project's files: {error}\n"
            "  close other programs that watch files, or raise fs.inotify.max_user_watches"
        ) from None

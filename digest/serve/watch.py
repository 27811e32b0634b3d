"""Waits for edits. The operating system reports them, so no folder is looked through every second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch

from digest.errors import DigestError

FOLDERS: Final = ("seeds", "content", "themes")
FILE: Final = "digest.yml"

_GROUP: Final = 50
"""Milliseconds within which several events are one edit."""

_QUIET: Final = 10
"""Milliseconds without an event after which an edit is over."""

_TEMPORARY: Final = (".swp", ".swo", ".swx", "~", ".tmp", ".part", ".crdownload")


def is_relevant(project: Path, path: Path) -> bool:
    """Whether a change of this file can change the site. Hidden files and editors' temporary files cannot."""
    try:
        parts = path.relative_to(project).parts
    except ValueError:  # events in a linked folder have its real path
        parts = (FOLDERS[0], path.name)
    if not parts or any(part.startswith((".", "#")) for part in parts):
        return False
    name = parts[-1]
    # vim creates a file named 4913 to test whether the folder is writable
    return (parts[0] in FOLDERS or parts == (FILE,)) and not name.endswith(_TEMPORARY) and name != "4913"


async def watch(project: Path, changed: asyncio.Event) -> None:
    """Set the event at every edit, until cancelled.

    Two watchers run: one for the project's folder itself, because editors replace `digest.yml` instead of writing into
    it, and one for the folders within it with all that is below them. The second starts again when such a folder
    appears.

    Args:
        project: its folder, resolved.
        changed: is set here and cleared by the caller.

    Raises:
        DigestError: the system cannot watch so many files, or the project's folder is gone.
    """
    appeared = asyncio.Event()
    top = asyncio.create_task(_top(project, changed, appeared))
    running: list[asyncio.Task[None]] = [top]
    try:
        while not top.done():
            deep = asyncio.create_task(_deep(project, changed))
            again = asyncio.create_task(_wait_for(appeared))
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


async def _wait_for(event: asyncio.Event) -> None:
    await event.wait()


async def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


async def _top(project: Path, changed: asyncio.Event, appeared: asyncio.Event) -> None:
    async for batch in _batches(project, project, deep=False):
        changed.set()
        if any(path.name in FOLDERS and kind is not Change.modified for kind, path in batch):
            appeared.set()


async def _deep(project: Path, changed: asyncio.Event) -> None:
    folders = [folder for name in FOLDERS if (folder := project / name).is_dir()]
    if not folders:
        await asyncio.Event().wait()  # for ever: this task is cancelled when a folder appears
    async for _ in _batches(project, *folders, deep=True):
        changed.set()


async def _batches(project: Path, *roots: Path, deep: bool) -> AsyncIterator[set[tuple[Change, Path]]]:
    try:
        async for batch in awatch(
            *roots,
            watch_filter=lambda _, path: is_relevant(project, Path(path)),
            debounce=_GROUP,
            step=_QUIET,
            recursive=deep,
        ):
            yield {(kind, Path(path)) for kind, path in batch}
    except FileNotFoundError:
        return  # the folder was removed at this moment; the watcher of the folder above reports that
    except (OSError, RuntimeError) as error:
        raise DigestError(
            f"the system does not let digest watch the project's files: {error}\n"
            "  close other programs that watch files, or raise fs.inotify.max_user_watches"
        ) from None

"""Waiting for edits, by the system's own events rather than by looking every second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch

from digest.errors import DigestError

FOLDERS: Final = ("seeds", "content", "themes")
FILE: Final = "digest.yml"

_GROUP: Final = 50  # milliseconds: a burst of events within this is one edit
_QUIET: Final = 10  # milliseconds without an event end a burst sooner
_TEMPORARY: Final = (".swp", ".swo", ".swx", "~", ".tmp", ".part", ".crdownload")


def matters(project: Path, path: Path) -> bool:
    """Whether an event at a path can change the site: not what editors leave while they save, nothing hidden."""
    try:
        parts = path.relative_to(project).parts
    except ValueError:  # a linked folder reports where it really lies
        parts = (FOLDERS[0], path.name)
    if not parts or any(part.startswith((".", "#")) for part in parts):
        return False
    name = parts[-1]
    # vim writes a file named 4913 to see whether it may
    return (parts[0] in FOLDERS or parts == (FILE,)) and not name.endswith(_TEMPORARY) and name != "4913"


async def watch(project: Path, changed: asyncio.Event) -> None:
    """Set the event at every edit, until cancelled.

    The project's folder is watched by itself, since editors replace `digest.yml` rather than write into it, and the
    folders within it recursively, begun anew when one appears.

    Args:
        project: its folder, resolved.
        changed: is set, never cleared.

    Raises:
        DigestError: the system cannot watch so many files, or the project's folder is gone.
    """
    appeared = asyncio.Event()
    top = asyncio.create_task(_top(project, changed, appeared))
    running: list[asyncio.Task[None]] = [top]
    try:
        while not top.done():
            deep = asyncio.create_task(_deep(project, changed))
            again = asyncio.create_task(_set(appeared))
            running = [top, deep, again]
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            appeared.clear()
            if deep.done():
                deep.result()
            await _end([deep, again])
        top.result()
        raise DigestError("the project's folder is gone\n  start digest serve again where it is now")
    finally:
        await _end(running)


async def _set(event: asyncio.Event) -> None:
    await event.wait()


async def _end(tasks: list[asyncio.Task[None]]) -> None:
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
        await asyncio.Event().wait()  # until one appears and this is cancelled
    async for _ in _batches(project, *folders, deep=True):
        changed.set()


async def _batches(project: Path, *roots: Path, deep: bool) -> AsyncIterator[set[tuple[Change, Path]]]:
    try:
        async for batch in awatch(
            *roots,
            watch_filter=lambda _, path: matters(project, Path(path)),
            debounce=_GROUP,
            step=_QUIET,
            recursive=deep,
        ):
            yield {(kind, Path(path)) for kind, path in batch}
    except FileNotFoundError:
        return  # a folder went in this moment; its parent's watcher tells
    except (OSError, RuntimeError) as error:
        raise DigestError(
            f"the system does not let digest watch the project's files: {error}\n"
            "  close other programs that watch files, or raise fs.inotify.max_user_watches"
        ) from None

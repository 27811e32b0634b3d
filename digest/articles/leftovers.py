"""Files that other programs leave in `content/`, which nobody means to publish.

Obsidian makes an empty "Untitled.md" at a click, Excalidraw keeps drawings in Markdown, and programs that synchronise
folders put a second version beside a file that was edited in two places. Folders and files whose names begin with a
dot (`.obsidian`, `.trash`) are never read in the first place.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import split
from digest.errors import Location, Problem
from digest.model.article import FrontMatter

_SECOND_VERSION: Final = re.compile(r"\.sync-conflict-[0-9]{8}-|\bconflicted copy\b", re.IGNORECASE)
"""In names: of Syncthing; of Obsidian Sync, Dropbox and Nextcloud."""

_DRAWING: Final = "excalidraw-plugin"
"""The property by which Obsidian's plugin Excalidraw knows its files."""


def leftover_warning(path: PurePosixPath, text: str, front_matter: FrontMatter) -> Problem | None:
    """The warning that a file is not published since a program left it there; None for all other files."""
    if is_empty(text):
        return _problem(path, "is empty", "write something into it, or delete it")
    if _DRAWING in front_matter.extra:
        return _problem(path, "is a drawing of Excalidraw", "export it as an image beside the article that shows it")
    if _SECOND_VERSION.search(path.name):
        return _problem(
            path,
            "is a second version that a program for synchronising made",
            "take what you need into the file it was made of, and delete it",
        )
    return None


def is_empty(text: str) -> bool:
    """Whether a file has no property and no body."""
    yaml_text, body, _ = split(text)
    return not body.strip() and not (yaml_text or "").strip()


def _problem(path: PurePosixPath, message: str, hint: str) -> Problem:
    return Problem(
        message=f"{message}, and not published",
        location=Location(path=path),
        hint=hint,
        severity="warning",
        code="leftover-file",
    )

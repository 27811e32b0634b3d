"""Puts an article into `content/`, unless a person was there first."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from digest.content.front_matter import is_edited
from digest.content.places import FOLDER
from digest.incremental.files import write_file


def write_article(project: Path, path: PurePosixPath, text: str, *, anew: bool) -> bool:
    """Write an article whole or not at all; tells whether it was.

    It is not where somebody edited it, or put a file in its place, since it was looked at.

    Args:
        project: its folder.
        path: of the article.
        text: of the article.
        anew: whether an article that nobody edited stands there.

    Raises:
        DigestError: it cannot be written.
    """
    if not _still_ours(project / path, anew=anew):
        return False
    write_file(project / path, text.encode(), project / FOLDER)
    return True


def _still_ours(target: Path, *, anew: bool) -> bool:
    try:
        text = target.read_bytes().decode("utf-8", "replace")
    except FileNotFoundError:
        return not anew
    return anew and not is_edited(text)

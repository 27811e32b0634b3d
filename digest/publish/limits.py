"""What cannot be published: files that neither git nor GitHub takes, and a site that would be empty by accident."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from digest.errors import DigestError
from digest.output.host_limits import LARGEST_FILE, LARGEST_SITE
from digest.plan.routes import route_of

_NAMED: Final = 5
"""How many of the largest files are named where a site is too large."""


def refuse_unpublishable(folder: Path, files: Sequence[str]) -> None:
    """Refuse files that a branch at GitHub cannot hold.

    Args:
        folder: of the site.
        files: of the site, relative to the folder.

    Raises:
        DigestError: there is such a file, or all together are too large; the message names it and the remedy.
    """
    if not files:
        raise DigestError("the site has no files, so there is nothing to publish\n  run `digest convert` first")
    sizes = {name: _size(folder, name) for name in files}
    if sum(sizes.values()) > LARGEST_SITE:
        largest = sorted(files, key=lambda name: (-sizes[name], name))[:_NAMED]
        named = "".join(f"\n  {_megabytes(sizes[name]):>8}  {name}" for name in largest)
        raise DigestError(
            f"the site has {_megabytes(sum(sizes.values()))}; GitHub Pages takes at most 1 GB. The largest files:"
            f"{named}\n  shrink what they are made from in content/, or put large files elsewhere and link to them"
        )


def refuse_emptied(before: Iterable[str], files: Iterable[str]) -> None:
    """Refuse a site without any article or page of the person's, where the published one has some.

    Args:
        before: paths of the published site.
        files: paths of the site.

    Raises:
        DigestError: what is published would be lost.
    """
    had, has = _kinds(before), _kinds(files)
    for kind, words in (("article", "articles"), ("page", "pages")):
        if kind in had and not has & {"article", kind}:
            raise DigestError(
                f"content/ has no {words} to publish, but the published site has some, so it is left as it is\n"
                "  check that you are in the right folder and that content/ is complete; articles may be drafts or "
                "held back;\n  to take the site off the web, delete its branch"
            )


def _kinds(paths: Iterable[str]) -> set[str]:
    return {route_of(path.removesuffix("index.html")).kind for path in paths if path.endswith("/index.html")}


def _size(folder: Path, name: str) -> int:
    status = (folder / name).lstat()
    shown = name.encode("utf-8", "replace").decode()
    if not stat.S_ISREG(status.st_mode):
        raise DigestError(f"{shown} is a link, or not a regular file; a site cannot have it\n  remove it")
    if status.st_size > LARGEST_FILE:
        raise DigestError(
            f"{shown} has {_megabytes(status.st_size)}; GitHub takes at most 100 MB a file\n"
            "  shrink what it is made from in content/, or put it elsewhere and link to it"
        )
    if re.search(r"[\x00-\x1f\x7f\ud800-\udfff]|(^|/)\.git(/|$)", name, re.IGNORECASE):
        raise DigestError(f"git cannot hold a file named {shown!r}\n  rename what it is made from in content/")
    return status.st_size


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.0f} MB"

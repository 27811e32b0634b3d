"""What keeps a site from being published: files that neither git nor GitHub takes, errors, and an accident.

The accident is a site that would be empty. An error that keeps a text off the site may be switched off: then the page
that is published of it would go.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import LARGEST_TEXT, is_text
from digest.articles.library import read_file
from digest.cache.scan import read
from digest.config import Config
from digest.errors import DigestError, Problem, has_errors
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


def keeping_off(
    project: Path, config: Config, problems: Iterable[Problem], told: Iterable[Problem]
) -> Iterator[Problem]:
    """The errors that keep a text off the site and are not told, since they were switched off.

    Args:
        project: its folder.
        config: its options.
        problems: of building the site.
        told: what a check tells of them.
    """
    known = {_place(problem) for problem in told}
    keeps = cache(partial(_is_kept_off, project, config))
    for problem in problems:
        place = problem.location
        is_hidden = problem.severity == "error" and _place(problem) not in known
        if is_hidden and place is not None and is_text(place.path) and keeps(place.path):
            yield problem


def _place(problem: Problem) -> tuple[str, int | None, str]:
    """What a problem is known by, whether or not the text of its line was added."""
    place = problem.location
    return (str(place.path), place.line, problem.message) if place else ("", None, problem.message)


def _is_kept_off(project: Path, config: Config, path: PurePosixPath) -> bool:
    body = read(project, path, LARGEST_TEXT)
    if isinstance(body, Problem):
        return True
    article, faults = read_file(path, body, topics=config.topic_slugs, published=True)
    return article.front_matter.draft and has_errors(faults)

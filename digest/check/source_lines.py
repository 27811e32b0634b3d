"""Problems beside the lines that they are about: they get the text of these, and go where these switch them off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import LARGEST_TEXT, is_text
from digest.cache.scan import read
from digest.check.ignored import IgnoredCodes
from digest.config import FILE, Config
from digest.errors import Location, Problem, sort_problems

_QUOTED: Final = re.compile(r'"(.+?)"')


def at_their_lines(project: Path, config: Config, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, sorted, without those that a person switched off, each with the text of its line.

    Args:
        project: its folder.
        config: its options, which switch codes off for all files.
        problems: of the project, in any order.
    """
    wanted = (problem for problem in problems if not problem.code or problem.code not in config.check_ignore)
    found: list[Problem] = []
    for path, group in groupby(sort_problems(wanted), lambda problem: problem.location and problem.location.path):
        problems = tuple(group)
        found += problems if path is None else _of_file(project, path, problems)
    return tuple(found)


def _of_file(project: Path, path: PurePosixPath, problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems of one file that are not switched off in it."""
    body = read(project, path, LARGEST_TEXT)
    if isinstance(body, Problem):
        yield from problems
        return
    lines = body.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ignored = IgnoredCodes(lines, yaml=path == FILE) if path == FILE or is_text(path) else None
    for problem in problems:
        if ignored is None or not ignored.hide(problem):
            yield _with_text(problem, lines)


def _with_text(problem: Problem, lines: Sequence[str]) -> Problem:
    """A problem with the text of its line, and with carets under the part of it that the message quotes."""
    place = problem.location
    if place is None or place.line is None or place.text is not None or not 0 < place.line <= len(lines):
        return problem
    text = lines[place.line - 1]
    return replace(problem, location=_with_column(replace(place, text=text), problem.message, text))


def _with_column(place: Location, message: str, text: str) -> Location:
    if place.column is not None:
        return place
    for quoted in _QUOTED.findall(message):
        for before in ("", "(", "[["):  # the words of a link may repeat its address
            if text.count(before + quoted) == 1:
                return replace(place, column=text.index(before + quoted) + len(before) + 1, length=len(quoted))
    return place

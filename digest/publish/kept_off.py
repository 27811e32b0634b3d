"""Texts that an error keeps off the site: whoever switched that error off, their pages may be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path, PurePosixPath

from digest.articles.kinds import LARGEST_TEXT, is_text
from digest.articles.library import read_file
from digest.cache.scan import read
from digest.config import Config
from digest.errors import Problem, has_errors


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

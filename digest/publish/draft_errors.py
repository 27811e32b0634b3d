"""What is wrong in drafts keeps nobody from publishing all else: a text that is being written has its loose ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path, PurePosixPath

from digest.articles.kinds import LARGEST_TEXT, is_text
from digest.articles.library import read_file
from digest.cache.scan import read
from digest.config import Config
from digest.errors import Problem, has_errors


def spare_drafts(project: Path, config: Config, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, those of drafts as warnings.

    A file whose front matter has an error stays an error, since it may be a draft for that reason alone.

    Args:
        project: its folder.
        config: its options.
        problems: of its content.
    """
    is_draft = cache(partial(_is_draft, project, config))
    for problem in problems:
        place = problem.location
        is_spared = problem.severity == "error" and place is not None and is_text(place.path) and is_draft(place.path)
        yield replace(problem, severity="warning") if is_spared else problem


def _is_draft(project: Path, config: Config, path: PurePosixPath) -> bool:
    body = read(project, path, LARGEST_TEXT)
    if isinstance(body, Problem):
        return False
    article, faults = read_file(path, body, topics=config.topic_slugs)
    return article.front_matter.draft and not has_errors(faults)

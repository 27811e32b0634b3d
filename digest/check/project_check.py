"""What is wrong in a project: what a build reports, what its texts tell, and what the built site shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from digest.build import Publication, open_publication
from digest.check.content import check_content
from digest.check.published_site import check_published
from digest.check.source_lines import at_their_lines
from digest.config import Config
from digest.errors import Location, Problem, ProblemsError

Progress = Callable[[str, int, int], None]


def silent(_stage: str, _at: int, _of: int) -> None:
    """Progress that nobody is told."""


def check_project(project: Path, config: Config, *, jobs: int = 0, progress: Progress = silent) -> tuple[Problem, ...]:
    """What is wrong in `content/`, and with the site as it would be published today; sorted.

    Only the cache and the folder in which publications are built are written.

    Args:
        project: its folder.
        config: its options; what is wrong with these, whoever read them knows.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.

    Raises:
        DigestError: the folder in which publications are built cannot be used.
    """
    try:
        with open_publication(project, config, jobs=jobs, progress=progress) as publication:
            return check_publication(project, config, publication, jobs=jobs, progress=progress)
    except ProblemsError as error:
        texts = check_content(project, config, jobs=jobs, progress=progress)
        return at_their_lines(project, config, (*texts, *error.problems))


def check_publication(
    project: Path, config: Config, publication: Publication, *, jobs: int = 0, progress: Progress = silent
) -> tuple[Problem, ...]:
    """What is wrong in `content/`, and with the site that was built of it; as `check_project`.

    Args:
        project: its folder.
        config: its options.
        publication: the site, open as long as it is checked.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.
    """
    texts = check_content(project, config, jobs=jobs, progress=progress)
    known = (*texts, *publication.built.problems)
    site = check_published(project, publication, config.base_url, jobs=jobs, progress=progress)
    return at_their_lines(project, config, (*known, *without_told(site, known)))


def without_told(problems: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a site but for those whose place in `content/` has a problem already: the cause is told once."""
    told: dict[tuple[str, int | None], list[Location]] = {}
    for problem in known:
        if problem.location is not None:
            told.setdefault(_line(problem.location), []).append(problem.location)
    for problem in problems:
        place = problem.location
        if place is None or not any(_meet(place, other) for other in told.get(_line(place), ())):
            yield problem


def _line(place: Location) -> tuple[str, int | None]:
    return str(place.path), place.line


def _meet(one: Location, other: Location) -> bool:
    """Whether two places of a line have a letter in common; one without columns is the whole line."""
    if one.column is None or other.column is None:
        return True
    return one.column <= other.column + other.length and other.column <= one.column + one.length

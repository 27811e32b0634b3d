"""What is wrong in a project: what a build reports, what its texts tell, and what the built site shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.build import Publication, open_publication
from digest.build.page_files import PageFiles
from digest.build.run import Progress, open_store, silent
from digest.check.content import check_content
from digest.check.outside_links import Outside, check_outside
from digest.check.site import BuiltSite, Origins, Surroundings, check_site, read_site
from digest.check.source_lines import at_their_lines
from digest.config import Config
from digest.errors import Location, Problem, ProblemsError

CACHE: Final = Path(".digest/cache/site.sqlite")
"""What each file of the site says of others; may be lost at any time."""

_TELLING: Final = 3
"""Parts of a folder's path from which it tells something of the machine: `/home/ada`, but not `/root` or `/tmp`."""

_BRACKETS: Final = 2
"""Of a wikilink, which begins before what a site knows of it."""


def check_project(
    project: Path, config: Config, *, outside: Outside | None = None, jobs: int = 0, progress: Progress = silent
) -> tuple[Problem, ...]:
    """What is wrong in `content/`, and with the site as it would be published today; sorted.

    Only the cache and the folder in which publications are built are written.

    Args:
        project: its folder.
        config: its options; what is wrong with these, whoever read them knows.
        outside: how links that lead out of the site are asked about; None leaves them alone.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.

    Raises:
        DigestError: the folder in which publications are built cannot be used.
    """
    try:
        with open_publication(project, config, jobs=jobs, progress=progress) as publication:
            return check_publication(project, config, publication, outside=outside, jobs=jobs, progress=progress)
    except ProblemsError as error:
        texts = check_content(project, config, jobs=jobs, progress=progress)
        return at_their_lines(project, config, (*texts, *error.problems))


def check_publication(
    project: Path,
    config: Config,
    publication: Publication,
    *,
    outside: Outside | None = None,
    jobs: int = 0,
    progress: Progress = silent,
) -> tuple[Problem, ...]:
    """What is wrong in `content/`, and with the site that was built of it; as `check_project`.

    The publication is open as long as it is checked.
    """
    texts = check_content(project, config, jobs=jobs, progress=progress)
    known = (*texts, *publication.built.problems)
    site, origins = read_published(project, config, publication, jobs=jobs, progress=progress)
    shown = without_told(check_site(site, origins), known)
    asked = () if outside is None else check_outside(project, site, origins, outside, progress)
    return at_their_lines(project, config, (*known, *shown, *asked))


def read_published(
    project: Path, config: Config, publication: Publication, *, jobs: int = 0, progress: Progress = silent
) -> tuple[BuiltSite, Origins]:
    """A site that was built for publication, and what it was made from. Only the cache is written."""
    surroundings = Surroundings(base_url=config.base_url, machine=_machine_folders(project))
    reading = partial(progress, "checking the site")
    with closing(open_store(project, CACHE)) as store:
        site = read_site(publication.folder, publication.files, surroundings, store, jobs=jobs, progress=reading)
    return site, _origins(project, config, publication.folder)


def _machine_folders(project: Path) -> tuple[str, ...]:
    folders = (project.resolve(), Path.home())
    return tuple(dict.fromkeys(str(folder) for folder in folders if len(folder.parts) >= _TELLING))


def _origins(project: Path, config: Config, folder: Path) -> Origins:
    files = PageFiles(project, config)
    return Origins(
        folder=PurePosixPath(folder.relative_to(project).as_posix()),
        base_url=config.base_url,
        body=cache(lambda file: (folder / file).read_bytes()),
        source=cache(lambda page: PurePosixPath(file) if (file := files.file_of(page)) else None),
        text=cache(lambda path: files.text_of(str(path))),
    )


def without_told(problems: Iterable[Problem], known: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a site but for those whose place in `content/` has a problem already: the cause is told once.

    No warning keeps silent about an error, which stops a publish.
    """
    told: dict[tuple[str, int | None], list[Problem]] = {}
    for problem in known:
        if problem.location is not None:
            told.setdefault(_line(problem.location), []).append(problem)
    for problem in problems:
        place = problem.location
        if place is None or not any(
            other.location is not None and _meet(place, other.location)
            for other in told.get(_line(place), ())
            if other.severity in ("error", problem.severity)
        ):
            yield problem


def _line(place: Location) -> tuple[str, int | None]:
    return str(place.path), place.line


def _meet(one: Location, other: Location) -> bool:
    """Whether two places of a line meet, brackets between them aside; one without columns is the whole line."""
    if one.column is None or other.column is None:
        return True
    first, second = sorted(((one.column, one.length), (other.column, other.length)))
    return second[0] <= sum(first) + _BRACKETS

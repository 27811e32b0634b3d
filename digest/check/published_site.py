"""The site as it would be published: built, looked at file by file, and its faults traced to `content/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_text
from digest.articles.library import slugs_of
from digest.build import Publication
from digest.build.run import Progress, open_store, silent
from digest.cache.scan import read, scan
from digest.check.site import BuiltSite, Origins, Surroundings, read_site
from digest.errors import Problem
from digest.plan.candidate_files import candidate_files
from digest.plan.routes import route_of

CACHE: Final = Path(".digest/cache/site.sqlite")
"""What each file of the site says of others; may be lost at any time."""

_TELLING: Final = 3
"""Parts of a folder's path from which it tells something of the machine: `/home/ada`, but not `/root` or `/tmp`."""


def read_published(
    project: Path, publication: Publication, base_url: str, *, jobs: int = 0, progress: Progress = silent
) -> tuple[BuiltSite, Origins]:
    """A site that was built for publication, and what it was made from. Only the cache is written.

    Args:
        project: its folder.
        publication: the site.
        base_url: where it will stand; empty where that is not known.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.
    """
    surroundings = Surroundings(base_url=base_url, machine=_machine_folders(project))
    reading = partial(progress, "checking the site")
    with closing(open_store(project, CACHE)) as store:
        site = read_site(publication.folder, publication.files, surroundings, store, jobs=jobs, progress=reading)
    return site, _origins(project, publication.folder, base_url)


def _machine_folders(project: Path) -> tuple[str, ...]:
    folders = (project.resolve(), Path.home())
    return tuple(dict.fromkeys(str(folder) for folder in folders if len(folder.parts) >= _TELLING))


def _origins(project: Path, folder: Path, base_url: str) -> Origins:
    return Origins(
        folder=PurePosixPath(folder.relative_to(project).as_posix()),
        base_url=base_url,
        body=cache(lambda file: (folder / file).read_bytes()),
        source=cache(partial(_source, cache(lambda: _texts_by_slug(project)))),
        text=cache(partial(_text, project)),
    )


def _texts_by_slug(project: Path) -> Mapping[str, tuple[PurePosixPath, ...]]:
    """The texts by each slug that they may have."""
    texts: dict[str, tuple[PurePosixPath, ...]] = {}
    for path in scan(project, FOLDER).files:
        for slug in sorted(slugs_of(path)) if is_text(path) else ():
            texts[slug] = (*texts.get(slug, ()), path)
    return texts


def _text(project: Path, path: PurePosixPath) -> str:
    body = read(project, path, LARGEST_TEXT)
    return "" if isinstance(body, Problem) else body.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _source(texts: Callable[[], Mapping[str, tuple[PurePosixPath, ...]]], file: str) -> PurePosixPath | None:
    """The text behind a page; None if there is none, or several may be."""
    link = file.removesuffix("index.html")
    route = route_of(link)
    week, _, slug = route.key.rpartition("/") if route.kind == "article" else ("", "", route.key)
    fitting = list(candidate_files(link, texts().get(slug, ())))
    if week:
        fitting = [path for path in fitting if week in path.parts] or fitting
    return fitting[0] if len(fitting) == 1 else None

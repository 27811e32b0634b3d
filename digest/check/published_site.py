"""The site as it would be published: built, looked at file by file, and its faults traced to `content/`."""

from __future__ import annotations

from contextlib import closing
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.build import Publication
from digest.build.page_files import PageFiles
from digest.build.run import Progress, open_store, silent
from digest.check.site import BuiltSite, Origins, Surroundings, read_site
from digest.config import Config

CACHE: Final = Path(".digest/cache/site.sqlite")
"""What each file of the site says of others; may be lost at any time."""

_TELLING: Final = 3
"""Parts of a folder's path from which it tells something of the machine: `/home/ada`, but not `/root` or `/tmp`."""


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

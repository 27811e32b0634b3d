"""Sources: which there are, which are meant, and each as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import Config
from digest.errors import Location, Problem, UsageError
from digest.incremental.looks import looks, nothing_more
from digest.incremental.scan import Found, read
from digest.incremental.store import Store
from digest.model.source import Source

SEEDS: Final = PurePosixPath("seeds")

LARGEST: Final = 64 * 2**20
"""Bytes of the largest source that is read."""

PART: Final = 16
"""Hexadecimal digits of a part of `seed_fingerprint`: 64 bits tell changes, they need not resist an enemy."""

_SOURCES: Final = "source"
"""The kind of what is stored by path: the fingerprint of a source."""


def choose(project: Path, files: Sequence[PurePosixPath], paths: Sequence[Path]) -> frozenset[PurePosixPath]:
    """The sources that a person named, by file or folder; all where none is named.

    Raises:
        UsageError: a path that is not in `seeds/`.
    """
    if not paths:
        return frozenset(files)
    chosen: set[PurePosixPath] = set()
    for given in paths:
        # Only the folders above are resolved: a symbolic link in seeds/ is that link's own source.
        absolute = given.parent.resolve() / given.name if given.name not in {"", ".."} else given.resolve()
        if not absolute.is_relative_to(project / SEEDS):
            raise UsageError(f"{given} is not in {SEEDS}/; put it there, or use `digest convert --stdout {given}`")
        path = PurePosixPath(absolute.relative_to(project).as_posix())
        below = {file for file in files if file == path or file.is_relative_to(path)}
        if not below:
            raise UsageError(f"{given} is no source: there is no such file in {SEEDS}/")
        chosen |= below
    return frozenset(chosen)


def fingerprints(
    project: Path, found: Found, store: Store, jobs: int
) -> tuple[dict[PurePosixPath, str], list[Problem]]:
    """The fingerprint of each source that can be read, and the problems of the others."""
    sources: dict[PurePosixPath, str] = {}
    problems = []
    seen = looks(project, found, nothing_more, store=store, kind=_SOURCES, limit=LARGEST, jobs=jobs)
    for path, look in seen:
        if isinstance(look, Problem):
            problems.append(look)
        else:
            sources[path] = look.body[:PART]
    return sources, problems


def source_in(project: Path, path: PurePosixPath, config: Config) -> Source | Problem:
    """A source of the project, read."""
    body = read(project, path, LARGEST)
    return body if isinstance(body, Problem) else _source(project / path, path, body, config)


def source_anywhere(file: Path, project: Path, config: Config) -> Source | Problem:
    """A file as a source, wherever it lies."""
    place = file.parent.resolve() / file.name  # a symbolic link is named itself, not what it leads to
    path = PurePosixPath(place.relative_to(project).as_posix() if place.is_relative_to(project) else file.name)
    body = read(file.parent, PurePosixPath(file.name), LARGEST)
    if isinstance(body, Problem):
        return replace(body, location=Location(path=path))
    return _source(file, path, body, config)


def _source(file: Path, path: PurePosixPath, body: bytes, config: Config) -> Source:
    """A source with the day before which its yearless dates must lie."""
    if config.reference_date is not None:
        return Source(
            path=path, body=body, reference_day=config.reference_date, reference_basis="reference_date in digest.yml"
        )
    saved = datetime.fromtimestamp(max(0.0, file.stat().st_mtime), tz=UTC).date()
    return Source(path=path, body=body, reference_day=saved, reference_basis="the file's own date")

"""Sources: scanned, chosen by the person, and read as values."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from digest.cache.file_cache import looks
from digest.cache.scan import Found, read, scan
from digest.cache.store import Store
from digest.config import Config
from digest.errors import Location, Problem, UsageError
from digest.extract.decoding import binary_kind, decode
from digest.extract.formats import SCRAPED
from digest.extract.lines import Recurrence, line_fingerprints
from digest.model.source import LARGEST_SOURCE, Source

SEEDS: Final = PurePosixPath("seeds")

PART: Final = 16
"""Hexadecimal digits of a part of `seed_fingerprint`: 64 bits tell changes, they need not resist an enemy."""

_SOURCES: Final = "source"
"""The kind of what is stored by path: the fingerprint of a source, and the prints of its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the look at a source shows.

    Attributes:
        fingerprint: of its bytes.
        recurring: the lines of it that stand in other sources too.
    """

    fingerprint: str
    recurring: frozenset[int] = frozenset()


def choose(project: Path, files: Sequence[PurePosixPath], paths: Sequence[Path]) -> frozenset[PurePosixPath]:
    """The sources that a person named, by file or folder; all where none is named.

    Raises:
        UsageError: a path that is not in `seeds/`.
    """
    if not paths:
        return frozenset(files)
    chosen: set[PurePosixPath] = set()
    for given in paths:
        path = path_in(project, given)
        below = {file for file in files if file == path or file.is_relative_to(path)}
        if not below:
            raise UsageError(f"{given} is not a source: there is no such file in {SEEDS}/")
        chosen |= below
    return frozenset(chosen)


def path_in(project: Path, given: Path) -> PurePosixPath:
    """The path of a source, or of a folder of them, relative to the project.

    Raises:
        UsageError: it is not in `seeds/`.
    """
    # Only the folders above are resolved: a symbolic link in seeds/ is that link's own source.
    absolute = given.parent.resolve() / given.name if given.name not in {"", ".."} else given.resolve()
    if not absolute.is_relative_to(project / SEEDS):
        raise UsageError(f"{given} is not in {SEEDS}/; put it there, or use `digest convert --stdout {given}`")
    return PurePosixPath(absolute.relative_to(project).as_posix())


def look_at_sources(
    project: Path, found: Found, store: Store, jobs: int = 0
) -> tuple[dict[PurePosixPath, Seen], list[Problem]]:
    """Each source that can be read, and the problems of the others."""
    seen: dict[PurePosixPath, tuple[str, array[int]]] = {}
    problems = []
    for path, look in looks(project, found, _look, store=store, kind=_SOURCES, limit=LARGEST_SOURCE, jobs=jobs):
        if isinstance(look, Problem):
            problems.append(look)
        else:
            seen[path] = look.body[:PART], array("Q", map(int, look.seen.split()))
    lines = Recurrence(numbers for _, numbers in seen.values())
    return {path: Seen(fingerprint=body, recurring=lines.of(its)) for path, (body, its) in seen.items()}, problems


def _look(path: PurePosixPath, body: bytes) -> str:
    if path.suffix.lower() not in SCRAPED or binary_kind(body):
        return ""
    return " ".join(map(str, line_fingerprints(decode(body))))


def source_in(
    project: Path, path: PurePosixPath, config: Config, recurring: frozenset[int] = frozenset()
) -> Source | Problem:
    """A source of the project, read."""
    body = read(project, path, LARGEST_SOURCE)
    return body if isinstance(body, Problem) else _source(project / path, path, body, config, recurring)


def source_anywhere(file: Path, project: Path, config: Config) -> Source | Problem:
    """A file as a source, wherever it lies; one of the project is held against the others there."""
    place = file.parent.resolve() / file.name  # a symbolic link is named itself, not what it leads to
    path = PurePosixPath(place.relative_to(project).as_posix() if place.is_relative_to(project) else file.name)
    body = read(file.parent, PurePosixPath(file.name), LARGEST_SOURCE)
    if isinstance(body, Problem):
        return replace(body, location=Location(path=path))
    return _source(file, path, body, config, _recurring(path, body, project))


def _recurring(path: PurePosixPath, body: bytes, project: Path) -> frozenset[int]:
    """The lines of a file that stand in other sources of the project, where it is one of them itself."""
    if not path.is_relative_to(SEEDS) or not _look(path, body):
        return frozenset()
    seen, _ = look_at_sources(project, scan(project, SEEDS), Store(Path(":memory:"), 1))
    return seen[path].recurring if path in seen else frozenset()


def _source(file: Path, path: PurePosixPath, body: bytes, config: Config, recurring: frozenset[int]) -> Source:
    """A source with the day before which its yearless dates must lie."""
    day, basis = config.reference_date, "reference_date in digest.yml"
    if day is None:
        day = datetime.fromtimestamp(max(0.0, file.stat().st_mtime), tz=UTC).date()
        basis = "the file's own date"
    return Source(path=path, body=body, reference_day=day, reference_basis=basis, recurring=recurring)

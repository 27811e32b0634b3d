"""The files of `seeds/`: which of them a command means, what is known of each, and how one is read as a source."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Final

from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import Scan, read, scan
from digest.cache.store import Store
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Location, Problem, UsageError
from digest.extract.decoding import binary_kind, decode
from digest.extract.formats import SCRAPED
from digest.extract.lines import Recurrence, line_fingerprints
from digest.model.source import LARGEST_SOURCE, Source

SEEDS: Final = PurePosixPath("seeds")

PART: Final = 16
"""Hexadecimal digits of a part of `seed_fingerprint`: 64 bits tell one version from another, not from a forgery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a scan of all sources tells about one of them.

    Attributes:
        fingerprint: of its bytes.
        recurring: the numbers of its lines that other sources have too.
    """

    fingerprint: str
    recurring: frozenset[int] = frozenset()


def choose(project: Path, files: Sequence[PurePosixPath], paths: Sequence[Path]) -> frozenset[PurePosixPath]:
    """The sources that a person named, by file or folder; all sources if none is named.

    Raises:
        UsageError: a path that is not in `seeds/`.
    """
    if not paths:
        return frozenset(files)
    chosen: set[PurePosixPath] = set()
    for named in paths:
        path = path_in(project, named)
        below = {file for file in files if file == path or file.is_relative_to(path)}
        if not below:
            raise UsageError(f"{named} is not a source: there is no such file in {SEEDS}/")
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
    project: Path, scanned: Scan, store: Store, jobs: int = 0
) -> tuple[dict[PurePosixPath, Seen], list[Problem]]:
    """What is known of each source that can be read, and the problems of the others."""
    entries: dict[PurePosixPath, Entry[bytes]] = {}
    problems = []
    for path, entry in FileCache(store, _LINES).results(project, scanned, jobs=jobs):
        if isinstance(entry, Problem):
            problems.append(entry)
        else:
            entries[PurePosixPath(path)] = entry
    recurrence = Recurrence(_numbers(entry) for entry in entries.values())
    seen = {
        path: Seen(fingerprint=entry.fingerprint[:PART], recurring=recurrence.of(_numbers(entry)))
        for path, entry in entries.items()
    }
    return seen, problems


def _numbers(entry: Entry[bytes]) -> memoryview:
    return memoryview(entry.result).cast("Q")


def _lines(path: PurePosixPath, body: bytes) -> Computed[bytes]:
    """The fingerprints of the lines of a source, eight bytes each; none if it is not scraped text."""
    if path.suffix.lower() not in SCRAPED or binary_kind(body):
        return Computed(b"")
    return Computed(array("Q", line_fingerprints(decode(body))).tobytes())


_LINES: Final = Computation(
    kind="source",
    codec=Codec[bytes](bytes),
    function=_lines,
    limit=LARGEST_SOURCE,
    dependencies=sys.byteorder,
)
"""The lines of each source. A cache may come from a machine with another order of bytes."""


def source_in(
    project: Path, path: PurePosixPath, config: Config, recurring: frozenset[int] = frozenset()
) -> Source | Problem:
    """A source of the project, read."""
    body = read(project, path, LARGEST_SOURCE)
    return body if isinstance(body, Problem) else _source(project / path, path, body, config, recurring)


def source_anywhere(file: Path, project: Path, config: Config) -> Source | Problem:
    """A file as a source, wherever it is; the lines of one of the project are compared with those of the others."""
    place = file.parent.resolve() / file.name  # of a symbolic link: itself, not its target
    path = PurePosixPath(place.relative_to(project).as_posix() if place.is_relative_to(project) else file.name)
    body = read(file.parent, PurePosixPath(file.name), LARGEST_SOURCE)
    if isinstance(body, Problem):
        return replace(body, location=Location(path=path))
    return _source(file, path, body, config, _recurring(path, body, project))


def _recurring(path: PurePosixPath, body: bytes, project: Path) -> frozenset[int]:
    """The lines of a file that other sources of the project have too; none if the file is not a source itself."""
    if not path.is_relative_to(SEEDS) or not _lines(path, body).result:
        return frozenset()
    seen, _ = look_at_sources(project, scan(project, SEEDS), Store(Path(":memory:"), 1))
    return seen[path].recurring if path in seen else frozenset()


def _source(file: Path, path: PurePosixPath, body: bytes, config: Config, recurring: frozenset[int]) -> Source:
    """A source, with the latest day that a date in it without a year can mean."""
    day, basis = config.reference_date, "reference_date in digest.yml"
    if day is None:
        day = datetime.fromtimestamp(max(0.0, file.stat().st_mtime), tz=UTC).date()
        basis = "the file's own date"
    return Source(path=path, body=body, reference_day=day, reference_basis=basis, recurring=recurring)

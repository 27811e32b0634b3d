"""The results of a computation on files, kept between runs.

A file whose stamp did not change is not opened, and for one whose stamp changed but whose bytes did not the result is
not computed again. Stamps are trusted as git trusts those of its index: see `scan.is_reliable`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from sys import intern
from typing import Any, Final, Generic, NamedTuple, TypeVar

from digest.cache.codec import Codec, parse_json
from digest.cache.scan import Scan, Stamp, is_reliable, read
from digest.cache.store import Store, batches
from digest.cache.workers import each
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.fingerprint import fingerprint

R = TypeVar("R")

_BATCH: Final = 64
"""Results that are stored at a time, so that not all of them are in memory at once."""


class Computed(NamedTuple, Generic[R]):
    """What was computed from a file.

    Attributes:
        result: read at the beginning of every run.
        texts: what is stored besides and read one by one, since it is large: the kind, name and text of each.
    """

    result: R
    texts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation(Generic[R]):
    """What is computed from each of some files.

    Attributes:
        kind: the name under which results are stored.
        codec: encodes results.
        function: takes the path of a file and its bytes, and gives the same for the same; it runs in worker processes.
        limit: the most bytes of a file that are read.
        dependencies: names what a result depends on besides path, bytes and program, such as options: a fingerprint.
    """

    kind: str
    codec: Codec[R]
    function: Callable[[PurePosixPath, bytes], Computed[R]]
    limit: int
    dependencies: str = ""


class Entry(NamedTuple, Generic[R]):
    """A result, with what tells whether it still holds.

    Attributes:
        stamp: of the file.
        scanned: when the scan that took the stamp began, in nanoseconds since 1970.
        fingerprint: of the file's bytes.
        dependencies: as of the computation.
        result: what was computed.
    """

    stamp: Stamp
    scanned: int
    fingerprint: str
    dependencies: str
    result: R


class _Fresh(NamedTuple):
    """What a worker found out about a file.

    Attributes:
        fingerprint: of its bytes.
        result: encoded; None if the bytes did not change, so that the result of the last run holds.
        texts: as of what was computed.
    """

    fingerprint: str
    result: str | None = None
    texts: tuple[tuple[str, str, str], ...] = ()


class FileCache(Generic[R]):
    """The results of a computation, by file.

    Attributes:
        previous: what earlier runs of this very program stored, by path.
    """

    previous: Mapping[str, Entry[R]]

    def __init__(
        self,
        store: Store,
        computation: Computation[R],
        previous: Mapping[str, Entry[R]] | None = None,
        *,
        paths: Iterable[str] | None = None,
    ) -> None:
        """Read what was stored, of some files alone where their paths are given, unless this process has kept it."""
        self._store = store
        self._computation = computation
        self.previous = dict(self._stored(paths)) if previous is None else previous

    def results(
        self,
        project: Path,
        scan: Scan,
        *,
        jobs: int = 0,
        progress: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> Iterator[tuple[str, Entry[R] | Problem]]:
        """The results of files, in the order of their scan.

        Once all have been taken, those of files that are gone or cannot be read are dropped, and the store is saved.

        Args:
            project: its folder.
            scan: of the folder that holds the files; of its stamps some may have been left out.
            jobs: processes; 0 takes the number of cores.
            progress: called with how many of how many files were read that had to be read.

        Yields:
            The path of each file, and its entry or why it cannot be read. An entry whose result was not computed in
            this run has the very object that is in `previous`.
        """
        stamps = scan.stamps
        unsure = [path for path, stamp in stamps.items() if not self._holds(path, stamp)]
        awaited, fresh = frozenset(unsure), self._read(project, scan, unsure, jobs, progress)
        unusable = set(self.previous)
        for path in stamps:
            entry = next(fresh) if path in awaited else self.previous[path]
            if isinstance(entry, Entry):
                unusable.discard(path)
            yield path, entry
        self._store.drop(self._computation.kind, unusable)
        self._store.save()

    def _stored(self, paths: Iterable[str] | None) -> Iterator[tuple[str, Entry[R]]]:
        """The entries that can be decoded."""
        result_of, store, kind = self._computation.codec.from_json, self._store, self._computation.kind
        rows = store.all(kind) if paths is None else ((path, store.get(kind, path) or "") for path in paths)
        for path, text in rows:
            try:
                stamp, scanned, body, dependencies, value = parse_json(text)
                entry = Entry(stamp, int(scanned), body, intern(dependencies), result_of(value))
            except (ValueError, TypeError):
                continue
            yield path, entry

    def _holds(self, path: str, stamp: Stamp) -> bool:
        """Whether the entry of a file can be used without opening the file."""
        entry = self._usable(path)
        return entry is not None and entry.stamp == stamp and is_reliable(stamp, entry.scanned)

    def _usable(self, path: str) -> Entry[R] | None:
        """The entry of a file, if the same bytes would give the same result today."""
        entry = self.previous.get(path)
        return entry if entry is not None and entry.dependencies == self._computation.dependencies else None

    def _read(
        self, project: Path, scan: Scan, paths: list[str], jobs: int, progress: Callable[[int, int], None]
    ) -> Iterator[Entry[R] | Problem]:
        """Entries of files that have to be read; stored when they are given."""
        fingerprints = {path: entry.fingerprint for path in paths if (entry := self._usable(path)) is not None}
        work = partial(_read_one, project, self._computation, fingerprints)
        done = 0
        for batch in batches(zip(paths, each(work, paths, jobs), strict=True), _BATCH):
            entries = [fresh if isinstance(fresh, Problem) else self._entry(scan, path, fresh) for path, fresh in batch]
            self._put(batch, entries)
            done += len(batch)
            progress(done, len(paths))
            yield from entries

    def _entry(self, scan: Scan, path: str, fresh: _Fresh) -> Entry[R]:
        stamp, scanned = scan.stamps[path], scan.started
        if fresh.result is None:
            return self.previous[path]._replace(stamp=stamp, scanned=scanned)
        computation = self._computation
        result = computation.codec.decode(fresh.result)
        return Entry(stamp, scanned, fresh.fingerprint, computation.dependencies, result)

    def _put(self, batch: Sequence[tuple[str, _Fresh | Problem]], entries: Sequence[Entry[R] | Problem]) -> None:
        """Store entries, and the texts that were computed with them."""
        rows: dict[str, dict[str, str]] = defaultdict(dict)
        for (path, fresh), entry in zip(batch, entries, strict=True):
            if isinstance(fresh, _Fresh) and isinstance(entry, Entry):
                encoded = fresh.result or self._computation.codec.encode(entry.result)
                rows[self._computation.kind][path] = f"{json.dumps(entry[:-1])[:-1]},{encoded}]"
                for kind, name, text in fresh.texts:
                    rows[kind][name] = text
        for kind, texts in rows.items():
            self._store.put(kind, texts)


def _read_one(
    project: Path, computation: Computation[Any], fingerprints: Mapping[str, str], path: str
) -> _Fresh | Problem:
    """Read a file, and compute its result unless its bytes have the fingerprint that they had; runs in workers."""
    file = PurePosixPath(path)
    body = read(project, file, computation.limit)
    if isinstance(body, Problem):
        return body
    now = fingerprint(body)
    if fingerprints.get(path) == now:
        return _Fresh(now)
    computed = computation.function(file, body)
    return _Fresh(now, computation.codec.encode(computed.result), computed.texts)

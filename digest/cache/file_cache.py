"""What was seen in files, remembered: a file that is as it was is not opened, one of equal bytes is not read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from digest.cache.scan import Found, Stamp, read, settled
from digest.cache.store import Store, batches
from digest.cache.workers import each
from digest.errors import Problem
from digest.model.fingerprint import fingerprint

_BATCH: Final = 256
"""Looks that are stored at a time."""


class Look(NamedTuple):
    """What was seen in a file.

    Attributes:
        body: the fingerprint of its bytes.
        seen: what the looker made of them; empty where the fingerprint is all that is wanted.
    """

    body: str
    seen: str


class _Known(NamedTuple):
    """A look, with the stamp of the file then and the time of the scan that gave it."""

    stamp: Stamp
    at: int
    look: Look


Looker = Callable[[PurePosixPath, bytes], str]
"""Makes a short text of a file's path and bytes, always the same of the same."""


def looks(
    project: Path,
    found: Found,
    looker: Looker,
    *,
    store: Store,
    kind: str,
    limit: int,
    jobs: int = 0,
) -> Iterator[tuple[PurePosixPath, Look | Problem]]:
    """Look at files, in the order given; no body is held longer than it is looked at.

    Args:
        project: its folder.
        found: the files, as a scan found them.
        looker: what is made of each.
        store: what earlier runs of this very program saw.
        kind: under which name that is kept.
        limit: the most bytes of a file that are read.
        jobs: processes; 0 takes the number of cores.
    """
    known, paths = dict(_known(store, kind)), found.files
    stamps = dict(zip(paths, found.stamps.values(), strict=True))
    unsure = [path for path in paths if not _is_current(known.get(str(path)), stamps[path])]
    bodies = {path: known[str(path)].look.body for path in unsure if str(path) in known}
    store.drop(kind, known.keys() - {str(path) for path in paths})
    fresh = zip(unsure, each(partial(_look, project, limit, looker, bodies), unsure, jobs), strict=True)
    awaited = frozenset(unsure)
    for batch in batches(paths, _BATCH):
        rows = {}
        for path in batch:
            if path not in awaited:
                yield path, known[str(path)].look
                continue
            _, made = next(fresh)
            look = known[str(path)].look if made is None else made
            if isinstance(look, Look):
                rows[str(path)] = json.dumps([stamps[path], found.seen, *look])
            yield path, look
        store.put(kind, rows)
    store.save()


def _known(store: Store, kind: str) -> Iterator[tuple[str, _Known]]:
    for path, text in store.all(kind):
        try:
            stamp, at, body, seen = json.loads(text)
        except (ValueError, TypeError):
            continue
        yield path, _Known(tuple(stamp), at, Look(body, seen))


def _is_current(known: _Known | None, stamp: Stamp) -> bool:
    return known is not None and known.stamp == stamp and settled(stamp, known.at)


def _look(
    project: Path, limit: int, looker: Looker, bodies: Mapping[PurePosixPath, str], path: PurePosixPath
) -> Look | Problem | None:
    """What is seen in a file, None where its bytes are those of the last look."""
    body = read(project, path, limit)
    if isinstance(body, Problem):
        return body
    print_ = fingerprint(body)
    return None if bodies.get(path) == print_ else Look(print_, looker(path, body))

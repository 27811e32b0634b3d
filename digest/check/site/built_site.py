"""A built site, as its checks see it: the sizes of all files, and the facts of those that are read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import scan
from digest.cache.store import Store
from digest.check.site.file_facts import FileFacts
from digest.check.site.read_facts import Surroundings, is_read, read_facts_of
from digest.dataclass import dataclass
from digest.model.fingerprint import fingerprint

_CODEC: Final = Codec[FileFacts](FileFacts)

_LARGEST: Final = 128 * 2**20
"""Bytes of a file that is read: more than a host takes, so that what is not read has a problem of its own."""


class Fault(NamedTuple):
    """Something wrong, before it is told.

    Attributes:
        code: the kind of mistake.
        file: of the site, in which it shows.
        what: the thing that is wrong, as it is told.
        line: of the file, 1-based; 0 where none is known.
        target: the file or element of the site that a reference leads to, where the reference itself was not kept.
    """

    code: str
    file: str
    what: str = ""
    line: int = 0
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A built site.

    Attributes:
        sizes: of all files in bytes, by their path relative to the site's root, sorted by it.
        facts: of those that are read.
    """

    sizes: Mapping[str, int]
    facts: Mapping[str, FileFacts]

    def has(self, path: str) -> bool:
        """Whether a server finds something for the path: that file, a page without its ending, or a folder's page."""
        return path in self.sizes or f"{path}.html" in self.sizes or f"{path}/index.html" in self.sizes


def read_site(
    folder: Path,
    files: Collection[str] | None,
    surroundings: Surroundings,
    store: Store,
    *,
    jobs: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> BuiltSite:
    """The site in a folder; what did not change since the last time is not opened.

    Without `files` all that lie there are taken, but for dotfiles. The store has the facts of one folder at a time.
    """
    head = f"{folder.name}/"
    scanned = scan(folder.parent, PurePosixPath(folder.name))
    published = None if files is None else {head + path for path in files}
    stamps = {path: stamp for path, stamp in scanned.stamps.items() if published is None or path in published}
    texts = replace(scanned, stamps={path: stamp for path, stamp in stamps.items() if is_read(path)})
    cache = FileCache(store, _computation(head, surroundings))
    results = cache.results(folder.parent, texts, jobs=jobs, progress=progress)
    return BuiltSite(
        sizes={path.removeprefix(head): int(stamp.split()[2]) for path, stamp in stamps.items()},
        facts={path.removeprefix(head): entry.result for path, entry in results if isinstance(entry, Entry)},
    )


def _computation(head: str, surroundings: Surroundings) -> Computation[FileFacts]:
    return Computation(
        kind="site",
        codec=_CODEC,
        function=partial(_computed, head, surroundings),
        limit=_LARGEST,
        dependencies=fingerprint(surroundings.base_url, surroundings.machine),
    )


def _computed(head: str, surroundings: Surroundings, path: PurePosixPath, body: bytes) -> Computed[FileFacts]:
    return Computed(read_facts_of(str(path).removeprefix(head), body, surroundings))

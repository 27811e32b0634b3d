"""All texts of `content/`, checked: those that did not change since the last time are not opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_text
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, FileCache
from digest.cache.program_fingerprint import program_fingerprint
from digest.cache.scan import scan
from digest.cache.store import Store
from digest.check.content.file_checks import check_file
from digest.config import Config
from digest.errors import Problem
from digest.model.fingerprint import fingerprint

CACHE: Final = Path(".digest/cache/check.sqlite")
"""What is wrong in each file; may be lost at any time."""

_PROBLEMS: Final = "problems"
"""The kind under which the cache holds the problems of each file."""

_CODEC: Final = Codec[tuple[Problem, ...]](tuple[Problem, ...])


def check_content(
    project: Path, config: Config, *, jobs: int, progress: Callable[[str, int, int], None]
) -> tuple[Problem, ...]:
    """What is wrong in the texts, beside what a build reports. A file that cannot be read is left to the build.

    Args:
        project: its folder.
        config: its options.
        jobs: processes; 0 takes the number of cores.
        progress: called with a stage and how much of it is done.
    """
    scanned = scan(project, FOLDER)
    texts = replace(scanned, stamps={path: stamp for path, stamp in scanned.stamps.items() if is_text(path)})
    store = Store(project / CACHE, int(program_fingerprint()[:7], 16) + 1)
    try:
        cache = FileCache(store, _computation(config))
        results = cache.results(project, texts, jobs=jobs, progress=partial(progress, "checking"))
        return tuple(problem for _, entry in results if not isinstance(entry, Problem) for problem in entry.result)
    finally:
        store.close()


def _computation(config: Config) -> Computation[tuple[Problem, ...]]:
    return Computation(
        kind=_PROBLEMS,
        codec=_CODEC,
        function=partial(_computed, config),
        limit=LARGEST_TEXT,
        dependencies=fingerprint(config.topics, config.rights),
    )


def _computed(config: Config, path: PurePosixPath, body: bytes) -> Computed[tuple[Problem, ...]]:
    return Computed(check_file(config, path, body))

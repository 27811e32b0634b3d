"""All texts of `content/`, checked: those that did not change since the last time are not opened."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_text
from digest.build.run import open_store
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, FileCache
from digest.cache.scan import scan
from digest.check.content.checked_text import TextFindings
from digest.check.content.file_checks import check_file
from digest.check.content.near_duplicates import near_duplicates
from digest.check.content.source_quotations import changed_quotations
from digest.check.content.story_names import misspelled_stories
from digest.config import Config
from digest.errors import Problem
from digest.model.fingerprint import fingerprint

CACHE: Final = Path(".digest/cache/check.sqlite")
"""What is wrong in each file; may be lost at any time."""

_CODEC: Final = Codec[TextFindings](TextFindings)


def check_content(
    project: Path, config: Config, *, jobs: int, progress: Callable[[str, int, int], None]
) -> tuple[Problem, ...]:
    """What is wrong in the texts, beside what a build reports. A file that cannot be read is left to the build."""
    scanned = scan(project, FOLDER)
    texts = replace(scanned, stamps={path: stamp for path, stamp in scanned.stamps.items() if is_text(path)})
    with closing(open_store(project, CACHE)) as store:
        cache = FileCache(store, _computation(config))
        results = cache.results(project, texts, jobs=jobs, progress=partial(progress, "checking"))
        findings = {path: entry.result for path, entry in results if not isinstance(entry, Problem)}
        among_all = (
            *near_duplicates(findings, store),
            *changed_quotations(project, findings, store),
            *misspelled_stories(findings),
        )
        store.save()
        return (*(problem for each in findings.values() for problem in each.problems), *among_all)


def _computation(config: Config) -> Computation[TextFindings]:
    return Computation(
        kind="findings",
        codec=_CODEC,
        function=partial(check_file, config),
        limit=LARGEST_TEXT,
        dependencies=f"{fingerprint(config.topics, config.rights, config.slugs)} {sys.byteorder}",
    )

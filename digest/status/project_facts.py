"""Reads what the status of a project is told from: `content/`, and the published branch as this machine knows it.

Nothing is written but a cache, and nothing is asked of the network.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.kinds import ASIDE, FOLDER, LARGEST_TEXT, is_text, kind_of
from digest.build.run import open_store
from digest.cache.codec import Codec
from digest.cache.file_cache import Computation, Computed, Entry, FileCache
from digest.cache.scan import read, scan
from digest.cache.workers import each
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import DigestError, Problem
from digest.model.fingerprint import fingerprint
from digest.publish.git import Git
from digest.status.article_facts import ArticleFacts, read_facts

CACHE: Final = Path(".digest/cache/status.sqlite")
"""What was read of each file; may be lost at any time."""

_CODEC: Final = Codec[ArticleFacts](ArticleFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFacts:
    """What is known of a project.

    Attributes:
        articles: and introductions of weeks, by path.
        waiting: new versions of edited articles, which wait beside them.
        problems: files that cannot be read.
        published: the files of the site that was published last; None where this machine does not know it.
    """

    articles: tuple[ArticleFacts, ...]
    waiting: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]
    published: frozenset[str] | None


def read_project(
    project: Path, config: Config, *, progress: Callable[[int, int], None] = lambda _done, _of: None
) -> ProjectFacts:
    """Read a project.

    Args:
        project: its folder.
        config: its options.
        progress: called with how many of how many files were read that had to be read.
    """
    scanned = scan(project, FOLDER)
    stamps = {path: stamp for path, stamp in scanned.stamps.items() if _has_status(path)}
    with closing(open_store(project, CACHE)) as store:
        cache = FileCache(store, _computation(config))
        results = [entry for _, entry in cache.results(project, replace(scanned, stamps=stamps), progress=progress)]
    return ProjectFacts(
        articles=tuple(entry.result for entry in results if isinstance(entry, Entry)),
        waiting=tuple(path for path in scanned.files if path.suffix == ASIDE and is_text(path.with_suffix(""))),
        problems=(*scanned.problems, *(entry for entry in results if isinstance(entry, Problem))),
        published=_published(project, config),
    )


def read_articles(
    project: Path, config: Config, paths: Sequence[PurePosixPath], jobs: int = 0
) -> tuple[ArticleFacts, ...]:
    """The facts of some files, in their order; those that cannot be read are left out."""
    every = each(partial(_read_file, project, config), paths, jobs)
    return tuple(facts for facts in every if facts is not None)


def _read_file(project: Path, config: Config, path: PurePosixPath) -> ArticleFacts | None:
    body = read(project, path, LARGEST_TEXT)
    return None if isinstance(body, Problem) else read_facts(config, path, body)


def _has_status(path: str) -> bool:
    """Whether a file is an article or introduces a week; free pages and topics have no status."""
    return is_text(path) and kind_of(PurePosixPath(path)) in {"articles", "weeks"}


def _computation(config: Config) -> Computation[ArticleFacts]:
    return Computation(
        kind="facts",
        codec=_CODEC,
        function=partial(_computed, config),
        limit=LARGEST_TEXT,
        dependencies=fingerprint(config.topics, config.weeks, config.slugs),
    )


def _computed(config: Config, path: PurePosixPath, body: bytes) -> Computed[ArticleFacts]:
    return Computed(read_facts(config, path, body))


def _published(project: Path, config: Config) -> frozenset[str] | None:
    """The files of the published branch, as the last push or fetch left it here."""
    reference = f"refs/remotes/{config.publish_remote}/{config.publish_branch}"
    git = Git(project, {"GIT_NO_LAZY_FETCH": "1"})  # in a partial clone git would ask the remote for what is missing
    try:
        names = git.answer("ls-tree", "-r", "-z", "--full-tree", "--name-only", reference)
    except DigestError:  # git is not installed
        return None
    return frozenset(names.split("\0")) - {""} if names else None

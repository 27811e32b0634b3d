"""Mends the files of `content/` that have something to mend, each over the bytes that were read, after a copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from digest.articles.kinds import FOLDER, is_text
from digest.check.fixes.text_fixes import MENDS, mended
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Problem, sort_problems
from digest.output.difference import difference
from digest.review.article_writer import ArticleWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What was mended, or would be.

    Attributes:
        gone: the problems that went, sorted.
        diff: of all changes, unified.
        backup: the folder that holds the files as they were; None if nothing was written.
        problems: the files that could not be written, and why.
    """

    gone: tuple[Problem, ...]
    diff: str
    backup: PurePosixPath | None
    problems: tuple[Problem, ...]


def fix_files(
    project: Path,
    config: Config,
    problems: Iterable[Problem],
    *,
    dry_run: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Fixed:
    """Mend what can be mended of these problems of a project; `dry_run` writes nothing."""
    writer = ArticleWriter(project, waiting)
    gone: list[Problem] = []
    diffs: list[str] = []
    failed: list[Problem] = []
    for path in _paths(problems):
        went: tuple[Problem, ...] = ()

        def edit(text: str, path: PurePosixPath) -> str:
            nonlocal went
            text, went = mended(text, path, config)
            return text

        change = writer.edit(path, edit, dry_run=dry_run)
        if isinstance(change, Problem):
            failed.append(change)
        elif went:
            gone += went
            diffs.append(difference(path, change.before, change.after))
    return Fixed(
        gone=sort_problems(gone),
        diff="\n".join(diffs),
        backup=writer.backups[0] if writer.backups else None,
        problems=sort_problems(failed),
    )


def _paths(problems: Iterable[Problem]) -> tuple[PurePosixPath, ...]:
    """The texts in which something may be mended, sorted."""
    paths = {problem.location.path for problem in problems if problem.location and problem.code in MENDS}
    return tuple(sorted(path for path in paths if path.is_relative_to(FOLDER) and is_text(path)))

"""Adopts or drops what digest wrote into the properties of many articles at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path, PurePosixPath
from typing import Literal

from digest.articles.edits import adopt, drop, machine_names
from digest.articles.kinds import FOLDER, is_text
from digest.articles.property_lines import Unreadable, file_parts, read_properties
from digest.cache.scan import scan
from digest.dataclass import dataclass
from digest.errors import Problem, UsageError, sort_problems
from digest.output.difference import difference
from digest.review.article_writer import ArticleWriter, Written

Verb = Literal["adopt", "drop"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineTexts:
    """What was adopted or dropped, or would be.

    Attributes:
        changed: the articles, sorted, each with the properties that are digest's no more.
        backup: the folder that holds them as they were; None if nothing was written.
        diff: of all changes, unified.
        problems: the articles that could not be changed, and why.
    """

    changed: tuple[tuple[PurePosixPath, tuple[str, ...]], ...]
    backup: PurePosixPath | None
    diff: str
    problems: tuple[Problem, ...]


def settle_machine_texts(
    project: Path,
    paths: Sequence[Path],
    verb: Verb,
    *,
    only: Collection[str] = (),
    dry_run: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> MachineTexts:
    """Adopt or drop machine properties of articles, only those that are named if any is.

    Raises:
        UsageError: a path that is not a text in `content/`, or a folder of them.
    """
    chosen, problems = _chosen(project, paths)
    writer = ArticleWriter(project, waiting)

    def edit(text: str, path: PurePosixPath) -> str | Problem:
        settle = adopt if verb == "adopt" else drop
        return settle(text, path, only) if "machine" in text else text

    changes: list[Written] = []
    for path in chosen:
        change = writer.edit(path, edit, dry_run=dry_run)
        if isinstance(change, Problem):
            problems.append(change)
        elif change.after != change.before:
            changes.append(change)
    return MachineTexts(
        changed=tuple((change.path, _settled(change)) for change in changes),
        backup=writer.backups[0] if writer.backups else None,
        diff="\n".join(difference(change.path, change.before, change.after) for change in changes),
        problems=sort_problems(problems),
    )


def _chosen(project: Path, paths: Sequence[Path]) -> tuple[list[PurePosixPath], list[Problem]]:
    """The texts that a person named by file or folder, sorted; and those that cannot be looked at."""
    scanned = scan(project, FOLDER)
    texts = [path for path in scanned.files if is_text(path)]
    chosen: set[PurePosixPath] = set()
    named = [_path_in(project, path) for path in paths]
    for given, path in zip(paths, named, strict=True):
        below = {text for text in texts if text.is_relative_to(path)}
        if not below:
            raise UsageError(f"there is no article {given} in {FOLDER}/; name a file there, or a folder")
        chosen |= below
    problems = [
        problem
        for problem in scanned.problems
        if problem.location is None or any(problem.location.path.is_relative_to(path) for path in named)
    ]
    return [path for path in texts if path in chosen], problems


def _path_in(project: Path, given: Path) -> PurePosixPath:
    """The path of a file or folder relative to the project; one that lies elsewhere names no article."""
    absolute = given.parent.resolve() / given.name if given.name not in {"", ".."} else given.resolve()
    home = project.resolve()
    return PurePosixPath(
        absolute.relative_to(home).as_posix() if absolute.is_relative_to(home) else absolute.as_posix()
    )


def _settled(change: Written) -> tuple[str, ...]:
    """The names that left `machine`."""
    before, after = (_names(body) for body in (change.before, change.after))
    return tuple(name for name in before if name not in after)


def _names(body: bytes) -> tuple[str, ...]:
    written = read_properties(file_parts(body.decode("utf-8", "surrogateescape")).yaml)
    return () if isinstance(written, Unreadable) else machine_names(written)

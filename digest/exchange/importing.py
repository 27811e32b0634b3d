"""Files of annotations -> the articles that they are about. Marks are added; nothing else is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final, TypeAlias

from digest.annotations.formats import Incoming, by_address, normal_address, read_json, threaded
from digest.articles.front_matter import split
from digest.articles.kinds import FOLDER
from digest.cache.scan import read
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Location, Problem, sort_problems
from digest.exchange.annotated_articles import ArticleFile, find_article, read_articles
from digest.exchange.place_imported import MOST, place
from digest.model.annotation import Annotation
from digest.output.backup import Backup
from digest.output.difference import difference
from digest.output.file_writes import write_file
from digest.output.lock import hold_lock

LARGEST: Final = 64 * 2**20
"""Bytes of the largest file that is imported: some hundred thousand annotations."""

_QUOTED: Final = 60
"""Code points of a quotation that a message repeats."""

_FromFile: TypeAlias = tuple[PurePosixPath, Incoming]
"""The file that an annotation came from, and the annotation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        changed: the articles that it wrote to, sorted.
        backup: the folder that holds them as they were; None if nothing was written.
        placed: how many annotations were added.
        known: how many were there already.
        diff: of all changes, unified.
        problems: the annotations that have no place, and why.
    """

    changed: tuple[PurePosixPath, ...]
    backup: PurePosixPath | None
    placed: int
    known: int
    diff: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Result:
    """An article after the import of its annotations.

    Attributes:
        article: before.
        body: the bytes of its file after.
        placed: how many annotations were added.
        known: how many were there already.
        problems: the annotations that have no place.
    """

    article: ArticleFile
    body: bytes
    placed: int = 0
    known: int = 0
    problems: tuple[Problem, ...] = ()


def import_files(
    project: Path,
    config: Config,
    files: Sequence[Path],
    *,
    article: str = "",
    folder: Path,
    dry_run: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Imported:
    """Import annotations.

    Args:
        project: its folder.
        config: its options.
        files: W3C JSON-LD, or what Hypothesis gives.
        article: path or slug of the one that all annotations are about; empty if each says it by an address.
        folder: to which that path is relative.
        dry_run: write nothing.
        waiting: called if another run writes to `content/`, before waiting for it.

    Raises:
        UsageError: there is no such article.
        DigestError: a file cannot be written.
    """
    annotations, problems = _read_files(files)
    with hold_lock(project / FOLDER, waiting):
        articles, unreadable = read_articles(project, config)
        only = find_article(articles, article, folder, project) if article else None
        groups, without_article = _by_article(annotations, articles, only)
        results = [_import_into(target, group) for target, group in groups]
        changed = [result for result in results if result.body != result.article.body]
        backup = Backup(project)
        if not dry_run:
            for result in changed:
                backup.keep(result.article.article.path)
                write_file(project / result.article.article.path, result.body)
    unplaced = [problem for result in results for problem in result.problems]
    return Imported(
        changed=tuple(result.article.article.path for result in changed),
        placed=sum(result.placed for result in results),
        known=sum(result.known for result in results),
        backup=backup.folder,
        diff="\n".join(difference(result.article.article.path, result.article.body, result.body) for result in changed),
        problems=sort_problems([*problems, *unreadable, *without_article, *unplaced]),
    )


def _read_files(files: Iterable[Path]) -> tuple[list[_FromFile], list[Problem]]:
    annotations: list[_FromFile] = []
    problems: list[Problem] = []
    for file in files:
        name = PurePosixPath(file.as_posix())
        body = read(file.parent, PurePosixPath(file.name), LARGEST)
        if isinstance(body, Problem):
            problems.append(replace(body, location=Location(path=name)))
            continue
        incoming, messages = read_json(body.decode("utf-8-sig", "replace"))
        annotations += [(name, root) for root in threaded(incoming)]
        problems += [
            Problem(message=message, location=Location(path=name), hint="export W3C JSON-LD, or Hypothesis's JSON")
            for message in messages
        ]
    return annotations, problems


def _by_article(
    annotations: Sequence[_FromFile], articles: Sequence[ArticleFile], only: ArticleFile | None
) -> tuple[list[tuple[ArticleFile, list[_FromFile]]], list[Problem]]:
    """Annotations by the article that they are about, in the order of the articles; and those about no article."""
    addresses = by_address([article.target for article in articles])
    groups: dict[PurePosixPath, list[_FromFile]] = {}
    without_article: Counter[tuple[PurePosixPath, str]] = Counter()
    for file, incoming in annotations:
        target = only.target if only else addresses.get(normal_address(incoming.address))
        if target is None:
            without_article[file, incoming.address] += 1
        else:
            groups.setdefault(target.path, []).append((file, incoming))
    problems = [
        Problem(
            message=f"{number} of its annotations are about {address[:200]}, which is not the source_url of an article",
            location=Location(path=file),
            hint="name the article with --article, or give it that source_url",
        )
        for (file, address), number in without_article.items()
    ]
    paths = [(article, article.article.path) for article in articles]
    return [(article, groups[path]) for article, path in paths if path in groups], problems


def _import_into(article: ArticleFile, group: Sequence[_FromFile]) -> _Result:
    """The article with annotations in it."""
    path = article.article.path
    try:
        text = article.body.decode("utf-8")
    except UnicodeDecodeError:
        hint = "save the file as UTF-8, then import again"
        refused = Problem(message="is not UTF-8", location=Location(path=path), hint=hint)
        return _Result(article=article, body=article.body, problems=(refused,))
    _, body, _ = split(text)
    placed = place(body, [incoming.annotation for _, incoming in group])
    files = {id(incoming.annotation): file for file, incoming in group}
    problems = [_unplaced(files[id(annotation)], annotation, path) for annotation in placed.left_out]
    if placed.waiting:
        message = f"{len(placed.waiting)} annotations of {path} were not looked at; it takes {MOST} at a time"
        file = files[id(placed.waiting[0])]
        problems.append(Problem(message=message, location=Location(path=file), hint="import the file again"))
    return _Result(
        article=article,
        body=(text[: len(text) - len(body)] + placed.body).encode(),
        placed=len(placed.placed),
        known=len(placed.known),
        problems=tuple(problems),
    )


def _unplaced(file: PurePosixPath, annotation: Annotation, path: PurePosixPath) -> Problem:
    words = " ".join((annotation.quote.exact or annotation.comment or "").split())
    quoted = f"“{words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}”"
    return Problem(
        message=f"{quoted} has no place in {path}: not its words, or across other marks",
        location=Location(path=file),
        hint="mark the passage in the article by hand, or mend the quotation and import again",
    )

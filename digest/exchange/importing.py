"""Files of annotations -> the articles that they are about. Nothing that stands there is changed; marks are added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from digest.annotations.formats.incoming import Incoming
from digest.annotations.formats.read_json import read_json
from digest.annotations.formats.reply_threads import threaded
from digest.annotations.formats.target import by_address, normal_address
from digest.articles.front_matter import split
from digest.articles.kinds import FOLDER
from digest.cache.scan import read
from digest.config import Config
from digest.errors import Location, Problem, sort_problems
from digest.exchange.annotated_articles import Kept, chosen, read_articles
from digest.exchange.place_imported import MOST, Placed, place
from digest.model.annotation import Annotation
from digest.output.backup import Backup
from digest.output.difference import difference
from digest.output.files import write_file
from digest.output.lock import hold_lock

LARGEST: Final = 64 * 2**20
"""Bytes of the largest file that is imported: some hundred thousand annotations."""

_QUOTED: Final = 60
"""Code points of a quotation that a message repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        changed: the articles that it wrote to, sorted.
        backup: where they are as they were before; None where nothing was written.
        placed: how many annotations they have more.
        known: how many stood there already.
        diff: of all changes, unified.
        problems: what has no place, and why.
    """

    changed: tuple[PurePosixPath, ...]
    backup: PurePosixPath | None
    placed: int
    known: int
    diff: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """An annotation, and the file that it came from."""

    file: PurePosixPath
    incoming: Incoming


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
        article: path or slug of the one that all annotations are about; empty where each says it by an address.
        folder: from which paths are looked at.
        dry_run: write nothing.
        waiting: called if another run writes to `content/`, before waiting for it.

    Raises:
        UsageError: there is no such article.
        DigestError: a file cannot be written.
    """
    found, problems = _read_files(files)
    with hold_lock(project / FOLDER, waiting):
        articles, unreadable = read_articles(project, config)
        only = chosen(articles, article, folder, project) if article else None
        groups, homeless = _by_article(found, articles, only)
        results = [_into(kept, group) for kept, group in groups]
        written = [(kept, after) for kept, after, _, _ in results if after != kept.body]
        backup = Backup(project)
        if not dry_run:
            for kept, after in written:
                backup.keep(kept.article.path)
                write_file(project / kept.article.path, after)
    return Imported(
        changed=tuple(kept.article.path for kept, _ in written),
        placed=sum(len(made.placed) for _, _, made, _ in results),
        known=sum(len(made.known) for _, _, made, _ in results),
        backup=backup.folder,
        diff="\n".join(difference(kept.article.path, kept.body, after) for kept, after in written),
        problems=sort_problems([*problems, *unreadable, *homeless, *(one for *_, some in results for one in some)]),
    )


def _read_files(files: Iterable[Path]) -> tuple[list[_Found], list[Problem]]:
    found: list[_Found] = []
    problems: list[Problem] = []
    for file in files:
        name = PurePosixPath(file.as_posix())
        body = read(file.parent, PurePosixPath(file.name), LARGEST)
        if isinstance(body, Problem):
            problems.append(replace(body, location=Location(path=name)))
            continue
        incoming, wrong = read_json(body.decode("utf-8-sig", "replace"))
        found += [_Found(name, one) for one in threaded(incoming)]
        problems += [
            Problem(message=words, location=Location(path=name), hint="export W3C JSON-LD, or Hypothesis's JSON")
            for words in wrong
        ]
    return found, problems


def _by_article(
    found: Sequence[_Found], articles: Sequence[Kept], only: Kept | None
) -> tuple[list[tuple[Kept, list[_Found]]], list[Problem]]:
    """Annotations by the article that they are about, in the order of the articles; and those about no article."""
    addresses = by_address([kept.target for kept in articles])
    groups: dict[PurePosixPath, list[_Found]] = {}
    problems: dict[tuple[PurePosixPath, str], int] = {}
    for one in found:
        address = one.incoming.address
        target = only.target if only else addresses.get(normal_address(address))
        if target is None:
            problems[one.file, address] = problems.get((one.file, address), 0) + 1
        else:
            groups.setdefault(target.path, []).append(one)
    homeless = [
        Problem(
            message=f"{number} of its annotations are about {address[:200]}, which is no article's source_url",
            location=Location(path=file),
            hint="name the article with --article, or give it that source_url",
        )
        for (file, address), number in problems.items()
    ]
    return [(kept, groups[kept.article.path]) for kept in articles if kept.article.path in groups], homeless


def _into(kept: Kept, group: Sequence[_Found]) -> tuple[Kept, bytes, Placed, list[Problem]]:
    """The bytes of an article with annotations in it, and what has no place there."""
    try:
        text = kept.body.decode("utf-8")
    except UnicodeDecodeError:
        place_ = Location(path=kept.article.path)
        refused = Problem(message="is not UTF-8", location=place_, hint="save the file as UTF-8, then import again")
        return kept, kept.body, Placed(body="", placed=(), known=(), left_out=()), [refused]
    head, body = _parted(text)
    made = place(body, [one.incoming.annotation for one in group])
    files = {id(one.incoming.annotation): one.file for one in group}
    problems = [_left_out(files[id(annotation)], annotation, kept) for annotation in made.left_out]
    if made.waiting:
        file = files[id(made.waiting[0])]
        more = f"{len(made.waiting)} annotations of {kept.article.path} were not looked at; it takes {MOST} at a time"
        problems.append(Problem(message=more, location=Location(path=file), hint="import the file again"))
    return kept, (head + made.body).encode(), made, problems


def _parted(text: str) -> tuple[str, str]:
    """Everything before a file's body, and the body."""
    _, body, _ = split(text)
    return text[: len(text) - len(body)], body


def _left_out(file: PurePosixPath, annotation: Annotation, kept: Kept) -> Problem:
    words = " ".join((annotation.quote.exact or annotation.comment or "").split())
    quoted = f"“{words[:_QUOTED]}{'…' if len(words) > _QUOTED else ''}”"
    return Problem(
        message=f"{quoted} has no place in {kept.article.path}: not its words, or across other marks",
        location=Location(path=file),
        hint="mark the passage in the article by hand, or mend the quotation and import again",
    )

"""What became of a source: for who asks where its article is, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from digest.articles.kinds import LARGEST_TEXT
from digest.articles.provenance import seed_of
from digest.cache.scan import read, scan
from digest.convert.existing_articles import texts_in
from digest.convert.images import companions
from digest.convert.ledger import ledger_name, read_ledger
from digest.convert.seeds import split_seed
from digest.convert.sources import SEEDS
from digest.dataclass import dataclass
from digest.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What became of a source.

    Attributes:
        is_source: whether a conversion would read the file.
        is_companion: whether a browser saved it beside a page, so that it is a part of that.
        articles: the texts that were converted from it; several of a source that holds several documents.
        was_converted: whether it became an article once.
        problem: why it cannot be read as a source, if so.
    """

    is_source: bool
    is_companion: bool
    articles: tuple[PurePosixPath, ...]
    was_converted: bool
    problem: Problem | None


def source_state(project: Path, source: PurePosixPath) -> SourceState:
    """What became of a source.

    Args:
        project: its folder.
        source: relative to the project.
    """
    scanned = scan(project, SEEDS)
    left_out = companions(scanned.files)
    names = read_ledger(project)
    problems = (problem for problem in scanned.problems if problem.location and problem.location.path == source)
    return SourceState(
        is_source=str(source) in scanned.stamps and source not in left_out,
        is_companion=source in left_out,
        articles=tuple(_made_of(project, source)),
        was_converted=ledger_name(source) in names or any(name.startswith(f"{ledger_name(source)}#") for name in names),
        problem=next(problems, None),
    )


def _made_of(project: Path, source: PurePosixPath) -> Iterator[PurePosixPath]:
    """The texts whose `seed` is the source, or a part of it; only those that mention its name are looked at closely."""
    for path in texts_in(project):
        body = read(project, path, LARGEST_TEXT)
        if isinstance(body, bytes) and source.name.encode("utf-8", "surrogateescape") in body:
            seed, _ = seed_of(body.decode("utf-8", "replace"))
            if seed and split_seed(PurePosixPath(seed))[0] == source:
                yield path

"""Source after source: look, decide, draft, name, write; then mark what tells the same story.

It is a stream: drafts come from the workers in the order of the sources, and each is named and written as soon as it
is due, so that memory does not grow with the number of sources, and a run that is killed loses what was under way and
nothing else. The next run goes on where it ended and gives the same bytes as one that was never killed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import Config
from digest.content.places import FOLDER
from digest.convert.cases import Case, case_of, warnings
from digest.convert.drafts import Draft, draft, given_up, recipe_for, recipe_of
from digest.convert.duplicates import mark_duplicates
from digest.convert.images import FETCHED, companions, place_images
from digest.convert.labels import learned_topics
from digest.convert.ledger import Ledger, kept
from digest.convert.naming import Names
from digest.convert.shelf import Shelf, open_shelf
from digest.convert.sources import SEEDS, Seen, choose, look_at_sources
from digest.convert.writing import write_article
from digest.errors import Problem, sort_problems
from digest.incremental.files import sweep
from digest.incremental.lock import locked
from digest.incremental.program import program
from digest.incremental.scan import Found, scan
from digest.incremental.store import Store
from digest.incremental.workers import each

MEMORY: Final = Path(".digest/cache/convert.sqlite")
"""What was seen in sources and articles; may be lost at any time."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a run did.

    Attributes:
        written: articles, new or anew, sorted.
        duplicates: articles found to tell a story that another one leads, and marked so.
        unchanged: how many articles had nothing to be done.
        deleted: sources left out since a person deleted their article.
        problems: sources that could not be converted; edited articles whose source changed (warnings).
    """

    written: tuple[PurePosixPath, ...]
    duplicates: tuple[PurePosixPath, ...]
    unchanged: int
    deleted: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run: the project, the sources meant, and how it is to be done."""

    project: Path
    config: Config
    chosen: frozenset[PurePosixPath]
    images: bool
    jobs: int
    progress: Progress


def convert(
    project: Path,
    config: Config,
    paths: Sequence[Path] = (),
    *,
    images: bool = False,
    jobs: int = 0,
    progress: Progress = lambda _at, _of: None,
    waiting: Callable[[], None] = lambda: None,
) -> Conversion:
    """Convert the sources of a project.

    Args:
        project: its folder.
        config: its options.
        paths: files and folders in `seeds/`; all of it where none is named. Naming a source brings a deleted
            article back.
        images: whether images are stored beside the articles; without it they stay links, and those stored before
            stay stored.
        jobs: processes; 0 takes the number of cores.
        progress: called with how many of how many sources are converted.
        waiting: called if another run converts at the same time, before waiting for it.

    Raises:
        UsageError: a path that is not in `seeds/`.
        DigestError: `content/` cannot be written to.
    """
    found = _without_companions(scan(project, SEEDS))
    chosen = choose(project, found.files, paths)
    run = _Run(project=project, config=config, chosen=chosen, images=images, jobs=jobs, progress=progress)
    with locked(project / FOLDER, waiting), _memory(project) as store:
        sweep(project / FOLDER)
        seen, problems = look_at_sources(project, found, store, jobs)
        shelf, seeds = open_shelf(project, store, jobs), frozenset(found.files)
        recipes = (recipe_of(config, images=True), *([] if images else [recipe_of(config)]))
        cases = [
            case_of(
                shelf,
                seed,
                its.fingerprint,
                {recipe_for(recipe, its.recurring) for recipe in recipes},
                seeds,
                renew=bool(paths),
            )
            for seed, its in seen.items()
        ]
        with kept(project, shelf.ledger) as ledger:
            for case in cases:
                if case.article:
                    ledger.add(case.seed, case.article.source)
            written, failed = _write_all(run, shelf, cases, seen, ledger)
        duplicates = mark_duplicates(project, store, jobs)
    mine = [case for case in cases if case.seed in chosen]
    problems += [*failed, *(problem for case in mine for problem in warnings(case))]
    return Conversion(
        written=tuple(sorted(written)),
        duplicates=tuple(duplicates),
        unchanged=sum(case.verdict in {"unchanged", "edited"} for case in mine),
        deleted=tuple(case.seed for case in mine if case.verdict == "deleted"),
        problems=sort_problems(p for p in (*found.problems, *problems) if _concerns(p, chosen, paths)),
    )


def _without_companions(found: Found) -> Found:
    """The sources, without the files that a browser saved beside a page."""
    beside = companions(found.files)
    return replace(
        found, stamps={path: stamp for path, stamp in found.stamps.items() if PurePosixPath(path) not in beside}
    )


@contextmanager
def _memory(project: Path) -> Iterator[Store]:
    store = Store(project / MEMORY, int(program()[:7], 16) + 1)
    try:
        yield store
    finally:
        store.close()
        shutil.rmtree(project / FETCHED, ignore_errors=True)


def _write_all(
    run: _Run, shelf: Shelf, cases: Sequence[Case], seen: Mapping[PurePosixPath, Seen], ledger: Ledger
) -> tuple[list[PurePosixPath], list[Problem]]:
    """Draft, name and write what is to be written.

    Sources that are not chosen are drafted too while they have no article: only so does a title shared by two of them
    give the same two slugs, whichever is converted first.

    Returns:
        The articles, and what is wrong with sources.
    """
    work = [case for case in cases if case.verdict == "write" and (case.seed in run.chosen or case.article is None)]
    learned = learned_topics(run.project, run.config, shelf.by_hand) if work else {}
    with_images = run.chosen if run.images else frozenset()
    drafts = each(
        partial(draft, run.project, run.config, learned, seen, with_images),
        [case.seed for case in work],
        run.jobs,
        lost=given_up,
    )
    names, written, problems = Names(shelf.slugs), [], []
    for number, (case, made) in enumerate(zip(work, drafts, strict=True), start=1):
        if isinstance(made, Problem):
            problems.append(made)
        else:
            problems += made.problems
            path = case.article.path if case.article else names.path(made, case.seed)
            if case.seed in run.chosen and _put(run, path, made, anew=case.article is not None):
                ledger.add(case.seed, made.source)
                written.append(path)
        run.progress(number, len(work))
    return written, problems


def _put(run: _Run, path: PurePosixPath, made: Draft, *, anew: bool) -> bool:
    """Write an article, its images first; tells whether nobody was there before."""
    place_images(run.project, path, made.images)
    return write_article(run.project, path, made.text, anew=anew)


def _concerns(problem: Problem, chosen: frozenset[PurePosixPath], paths: Sequence[Path]) -> bool:
    """Whether a problem is the business of this run: all are, unless sources were named."""
    return not paths or problem.location is None or problem.location.path in chosen or problem.severity == "warning"

"""Source after source: look, decide, draft, name, write; then mark what tells the same story.

It is a stream: drafts come from the workers in the order of the sources, and each is named and written as soon as it
is due, so that memory does not grow with the number of sources, and a run that is killed loses what was under way and
nothing else. The next run goes on where it ended and gives the same bytes as one that was never killed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from digest.articles.kinds import FOLDER
from digest.cache.program_fingerprint import program_fingerprint
from digest.cache.scan import Scan, scan
from digest.cache.store import Store
from digest.cache.workers import each
from digest.config import Config
from digest.convert.bases import bases_there, sweep_bases
from digest.convert.cases import Case, case_of, is_due
from digest.convert.drafts import Draft, draft, given_up, recipe_for, recipe_of
from digest.convert.duplicates import mark_duplicates
from digest.convert.images import FETCHED, companions, place_images
from digest.convert.labels import learned_topics
from digest.convert.ledger import Ledger, kept
from digest.convert.naming import Names
from digest.convert.revising import revise
from digest.convert.shelf import Shelf, look_at_content, open_shelf
from digest.convert.sources import SEEDS, Seen, choose, look_at_sources, path_in
from digest.convert.writing import Desk, Show, give_base, write_article
from digest.errors import Problem, sort_problems
from digest.output.files import sweep
from digest.output.lock import locked

MEMORY: Final = Path(".digest/cache/convert.sqlite")
"""What was seen in sources and articles; may be lost at any time."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a run did.

    Attributes:
        written: articles, new, anew or merged, sorted.
        backup: where the files that were changed are as they were before; None where none was.
        duplicates: articles found to tell a story that another one leads, and marked so.
        unchanged: how many articles had nothing to be done.
        deleted: sources left out since a person deleted their article.
        problems: sources that could not be converted; what to look at in edited articles (warnings).
    """

    written: tuple[PurePosixPath, ...]
    backup: PurePosixPath | None
    duplicates: tuple[PurePosixPath, ...]
    unchanged: int
    deleted: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run: the project, the sources meant, and how it is to be done."""

    desk: Desk
    config: Config
    chosen: frozenset[PurePosixPath]
    images: bool
    named: frozenset[PurePosixPath]
    jobs: int
    progress: Progress


def convert(  # noqa: PLR0913 (all but the first two have a default)
    project: Path,
    config: Config,
    paths: Sequence[Path] = (),
    *,
    images: bool = False,
    jobs: int = 0,
    progress: Progress = lambda _at, _of: None,
    waiting: Callable[[], None] = lambda: None,
    show: Show | None = None,
) -> Conversion:
    """Convert the sources of a project.

    Args:
        project: its folder.
        config: its options.
        paths: files and folders in `seeds/`; all of it where none is named. Naming a source brings a deleted
            article back; naming its file takes the new text even if little is left of the old.
        images: whether images are stored beside the articles; without it they stay links, and those stored before
            stay stored.
        jobs: processes; 0 takes the number of cores.
        progress: called with how many of how many sources are converted.
        waiting: called if another run converts at the same time, before waiting for it.
        show: takes the differences that the run would make; then nothing is written.

    Raises:
        UsageError: a path that is not in `seeds/`.
        DigestError: `content/` cannot be written to.
    """
    found = _without_companions(scan(project, SEEDS))
    chosen = choose(project, found.files, paths)
    named = frozenset(path_in(project, path) for path in paths) & chosen
    desk = Desk(project, show)
    run = _Run(desk=desk, config=config, chosen=chosen, named=named, images=images, jobs=jobs, progress=progress)
    with _alone(project, waiting, dry=desk.dry), _memory(project, dry=desk.dry) as store:
        seen, problems = look_at_sources(project, found, store, jobs)
        shelf = open_shelf(project, store, jobs)
        cases = _cases(run, shelf, seen, frozenset(found.files), renew=bool(paths))
        with kept(project, shelf.ledger, dry=desk.dry) as ledger:
            for case in cases:
                if case.article:
                    ledger.add(case.seed, case.article.source)
            written, more = _write_all(run, shelf, cases, seen, ledger)
        duplicates = [] if desk.dry else mark_duplicates(desk, store, jobs)
        _tidy(desk, shelf, store, jobs)
    mine = [case for case in cases if case.seed in chosen]
    problems += more
    return Conversion(
        written=tuple(sorted(written)),
        backup=desk.backup.folder,
        duplicates=tuple(duplicates),
        unchanged=sum(case.article.path not in written for case in mine if case.article),
        deleted=tuple(case.seed for case in mine if case.verdict == "deleted"),
        problems=sort_problems(p for p in (*found.problems, *problems) if _concerns(p, chosen, paths)),
    )


def _cases(
    run: _Run, shelf: Shelf, seen: Mapping[PurePosixPath, Seen], seeds: frozenset[PurePosixPath], *, renew: bool
) -> list[Case]:
    """What is to be done about each source; an article whose images are stored is as good without `--images`."""
    recipes = (recipe_of(run.config, images=True), *([] if run.images else [recipe_of(run.config)]))
    return [
        case_of(
            shelf, seed, its.fingerprint, {recipe_for(recipe, its.recurring) for recipe in recipes}, seeds, renew=renew
        )
        for seed, its in seen.items()
    ]


def _without_companions(found: Scan) -> Scan:
    """The sources, without the files that a browser saved beside a page."""
    beside = companions(found.files)
    return replace(
        found, stamps={path: stamp for path, stamp in found.stamps.items() if PurePosixPath(path) not in beside}
    )


@contextmanager
def _alone(project: Path, waiting: Callable[[], None], *, dry: bool) -> Iterator[None]:
    """Keep other runs out and clear up after those that were killed; who only looks needs neither."""
    if dry:
        yield
        return
    with locked(project / FOLDER, waiting):
        sweep(project / FOLDER)
        yield


@contextmanager
def _memory(project: Path, *, dry: bool) -> Iterator[Store]:
    with TemporaryDirectory(prefix="digest-") if dry else nullcontext(project) as folder:
        store = Store(Path(folder) / MEMORY, int(program_fingerprint()[:7], 16) + 1)
        try:
            yield store
        finally:
            store.close()
            shutil.rmtree(project / FETCHED, ignore_errors=True)


def _tidy(desk: Desk, shelf: Shelf, store: Store, jobs: int) -> None:
    """Give every article that nobody edited its base, and remove the bases that are nobody's."""
    if desk.dry:
        return
    there = bases_there(desk.project)
    for article in shelf.by_seed.values():
        if not article.edited and article.base not in there and article.path not in desk.changed:
            give_base(desk, article.path)
    if desk.changed or not there <= shelf.bases:
        files = list(look_at_content(desk.project, store, jobs))
        if len(files) == sum(path.suffix.lower() == ".md" for path in scan(desk.project, FOLDER).files):
            sweep_bases(desk.project, {file.base for file in files})  # what cannot be read may name any


def _write_all(
    run: _Run, shelf: Shelf, cases: Sequence[Case], seen: Mapping[PurePosixPath, Seen], ledger: Ledger
) -> tuple[set[PurePosixPath], list[Problem]]:
    """Draft, name and write, or merge, what is due.

    Sources that are not chosen are drafted too while they have no article: only so does a title shared by two of them
    give the same two slugs, whichever is converted first.

    Returns:
        The articles, and what is wrong with sources or is to be looked at.
    """
    there = bases_there(run.desk.project)
    work = [case for case in cases if is_due(case, there) and (case.seed in run.chosen or case.article is None)]
    learned = learned_topics(run.desk.project, run.config, shelf.by_hand) if work else {}
    with_images = run.chosen if run.images else frozenset()
    drafts = each(
        partial(draft, run.desk.project, run.config, learned, seen, with_images),
        [case.seed for case in work],
        run.jobs,
        lost=given_up,
    )
    names, written, problems = Names(shelf.slugs), set(), []
    for number, (case, made) in enumerate(zip(work, drafts, strict=True), start=1):
        if isinstance(made, Problem):
            problems.append(made)
        else:
            problems += made.problems
            path = case.article.path if case.article else names.path(made, case.seed)
            problems += _write(run, case, path, made) if case.seed in run.chosen else []
            if path in run.desk.changed:
                ledger.add(case.seed, made.source)
                written.add(path)
        run.progress(number, len(work))
    return written, problems


def _write(run: _Run, case: Case, path: PurePosixPath, made: Draft) -> list[Problem]:
    """Put an article into its place, its images first; returns what is to be looked at."""
    if not run.desk.dry:
        place_images(run.desk.project, path, made.images)
    if case.article is None:
        write_article(run.desk, path, made.text, anew=False)
        return []
    return revise(run.desk, path, made.text, case.seed, forced=case.seed in run.named)


def _concerns(problem: Problem, chosen: frozenset[PurePosixPath], paths: Sequence[Path]) -> bool:
    """Whether a problem is the business of this run: all are, unless sources were named."""
    return not paths or problem.location is None or problem.location.path in chosen or problem.severity == "warning"

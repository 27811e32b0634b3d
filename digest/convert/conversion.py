"""Source after source: look, decide, draft, name, write; then mark what tells the same story.

It is a stream: drafts come from the workers in the order of the sources, and each is named and written as soon as it
is due, so that memory does not grow with the number of sources, and a run that is killed loses what was under way and
nothing else. The next run goes on where it ended and gives the same bytes as one that was never killed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
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
from digest.convert.bases import existing_bases, sweep_bases
from digest.convert.decisions import Decider, Decision, is_due
from digest.convert.drafts import Converter, draft, given_up, inputs_for, inputs_of
from digest.convert.existing_articles import ExistingArticles, read_existing, scan_content, texts_in
from digest.convert.images import FETCHED, companions
from digest.convert.labels import learned_topics
from digest.convert.ledger import Ledger, begin_feed_ids, kept
from digest.convert.mark_duplicates import mark_duplicates
from digest.convert.placing import Names, Placing
from digest.convert.plugins import Plugins, installed_plugins
from digest.convert.sources import SEEDS, Seen, choose, look_at_sources, path_in
from digest.convert.writing import ContentWriter, Show, keep_own_base
from digest.dataclass import dataclass
from digest.errors import Problem, sort_problems
from digest.output.file_writes import sweep
from digest.output.lock import hold_lock
from digest.stated_day import stated_day

MEMORY: Final = Path(".digest/cache/convert.sqlite")
"""What was seen in sources and articles; may be lost at any time."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a run did.

    Attributes:
        written: articles that are new, replaced or merged, sorted.
        new: those of them that are new, sorted.
        backup: where the files that were changed are as they were before; None where none was.
        duplicates: articles found to tell a story that another one leads, and marked so.
        unchanged: how many articles had nothing to be done.
        deleted: sources left out since a person deleted their article.
        problems: sources that could not be converted; what to look at in edited articles (warnings).
    """

    written: tuple[PurePosixPath, ...]
    new: tuple[PurePosixPath, ...]
    backup: PurePosixPath | None
    duplicates: tuple[PurePosixPath, ...]
    unchanged: int
    deleted: tuple[PurePosixPath, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """One run: the project, the sources meant, and how it is to be done."""

    writer: ContentWriter
    config: Config
    plugins: Plugins
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
    scanned = _without_companions(scan(project, SEEDS))
    chosen = choose(project, scanned.files, paths)
    run = _Run(
        writer=ContentWriter(project, show),
        config=config,
        plugins=installed_plugins() if scanned.files else Plugins(),
        chosen=chosen,
        images=images,
        named=frozenset(path_in(project, path) for path in paths) & chosen,
        jobs=jobs,
        progress=progress,
    )
    dry = run.writer.dry
    with _alone(project, waiting, dry=dry), _opened_cache(project, dry=dry) as store:
        seen, problems = look_at_sources(project, scanned, store, jobs)
        existing = read_existing(project, store, jobs)
        decider = Decider(existing=existing, sources=frozenset(scanned.files), remake=bool(paths))
        decisions = _decisions(run, decider, seen)
        if seen and not dry:
            begin_feed_ids(project, config)
        with kept(project, existing.ledger, dry=dry) as ledger:
            for decision in decisions:
                for seed, article in decision.documents:
                    ledger.add(seed, article.source)
            placing, more = _write_all(run, decider, decisions, seen, ledger)
        duplicates = [] if dry else mark_duplicates(run.writer, store, jobs, config.slugs)
        _tidy_bases(run.writer, existing, store, jobs)
    every = (*scanned.problems, *run.plugins.problems, *problems, *more)
    return _result(run, decisions, placing, duplicates, [each for each in every if _concerns(each, chosen, paths)])


def _result(
    run: _Run,
    decisions: Sequence[Decision],
    placing: Placing,
    duplicates: Sequence[PurePosixPath],
    problems: Sequence[Problem],
) -> Conversion:
    chosen = [decision for decision in decisions if decision.seed in run.chosen]
    return Conversion(
        written=tuple(sorted(placing.written)),
        new=tuple(sorted(placing.new)),
        backup=run.writer.backup.folder,
        duplicates=tuple(duplicates),
        unchanged=sum(article.path not in placing.written for decision in chosen for article in decision.articles),
        deleted=tuple(decision.seed for decision in chosen if decision.action == "deleted"),
        problems=sort_problems(problems),
    )


def _decisions(run: _Run, decider: Decider, seen: Mapping[PurePosixPath, Seen]) -> list[Decision]:
    """What is to be done about each source."""
    accepted = _accepted_inputs(run)
    return [
        decider.decide(
            path,
            source.fingerprint,
            {inputs_for(inputs, source.recurring, run.plugins.identities(path)) for inputs in accepted},
        )
        for path, source in seen.items()
    ]


def _accepted_inputs(run: _Run) -> tuple[str, ...]:
    """The inputs of an article that is up to date; one whose images are stored is so without `--images` too."""
    with_images = inputs_of(run.config, images=True)
    return (with_images,) if run.images else (with_images, inputs_of(run.config))


def _without_companions(scanned: Scan) -> Scan:
    """The sources, without the files that a browser saved beside a page."""
    left_out = companions(scanned.files)
    stamps = {path: stamp for path, stamp in scanned.stamps.items() if PurePosixPath(path) not in left_out}
    return replace(scanned, stamps=stamps)


@contextmanager
def _alone(project: Path, waiting: Callable[[], None], *, dry: bool) -> Iterator[None]:
    """Keep other runs out and clear up after those that were killed; a dry run needs neither."""
    if dry:
        yield
        return
    with hold_lock(project / FOLDER, waiting):
        sweep(project / FOLDER)
        yield


@contextmanager
def _opened_cache(project: Path, *, dry: bool) -> Iterator[Store]:
    with TemporaryDirectory(prefix="digest-") if dry else nullcontext(project) as folder:
        store = Store(Path(folder) / MEMORY, int(program_fingerprint()[:7], 16) + 1)
        try:
            yield store
        finally:
            store.close()
            shutil.rmtree(project / FETCHED, ignore_errors=True)


def _tidy_bases(writer: ContentWriter, existing: ExistingArticles, store: Store, jobs: int) -> None:
    """Give every article that nobody edited its base, and remove the bases that no article names."""
    if writer.dry:
        return
    bases = existing_bases(writer.project)
    for article in existing.by_seed.values():
        if not article.edited and article.base not in bases and article.path not in writer.changed:
            keep_own_base(writer, article.path)
    if writer.changed or not bases <= existing.bases:
        files = list(scan_content(writer.project, store, jobs))
        if len(files) == len(texts_in(writer.project)):  # a text that cannot be read may name any base
            sweep_bases(writer.project, {file.base for file in files})


def _write_all(
    run: _Run,
    decider: Decider,
    decisions: Sequence[Decision],
    seen: Mapping[PurePosixPath, Seen],
    ledger: Ledger,
) -> tuple[Placing, list[Problem]]:
    """Draft, name and write, or merge, what is due.

    Sources that are not chosen are drafted too while they have no article: only so does a title shared by two of them
    give the same two slugs, whichever is converted first.

    Returns:
        Where the articles were placed, and what is wrong with sources or is to be looked at.
    """
    project, existing = run.writer.project, decider.existing
    bases = existing_bases(project)
    due = [
        decision
        for decision in decisions
        if is_due(decision, bases) and (decision.seed in run.chosen or not decision.articles)
    ]
    learned = learned_topics(project, run.config, existing.by_hand) if due else {}
    converter = Converter(project=project, config=run.config, plugins=run.plugins, learned=learned)
    with_images = run.chosen if run.images else frozenset()
    drafted = each(
        partial(draft, converter, seen, with_images), [decision.seed for decision in due], run.jobs, lost=given_up
    )
    today = run.config.reference_date or stated_day()
    placing = Placing(
        writer=run.writer,
        decider=decider,
        ledger=ledger,
        chosen=run.chosen,
        named=run.named,
        names=Names(existing.slugs, today if run.config.weeks == "added" else None, own=run.config.slugs != "ascii"),
        added=today,
    )
    problems: list[Problem] = []
    for number, (decision, drafts) in enumerate(zip(due, drafted, strict=True), start=1):
        problems += [drafts] if isinstance(drafts, Problem) else placing.place(decision, drafts)
        run.progress(number, len(due))
    return placing, problems


def _concerns(problem: Problem, chosen: frozenset[PurePosixPath], paths: Sequence[Path]) -> bool:
    """Whether a problem is the business of this run: all are, unless sources were named."""
    return not paths or problem.location is None or problem.location.path in chosen or problem.severity == "warning"

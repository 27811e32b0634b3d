"""Makes the files that are not current, and puts them in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import Final

from digest.build.contents import StoredTexts
from digest.build.options import Built, Options, Reason
from digest.build.planned_files import File, PlannedFiles, keys_of
from digest.build.previous.file_rows import keep_files
from digest.build.previous.previous_build import output_name
from digest.build.reasons import MOST_EXPLAINED, Before, forget, keep_reasons, kept_before, kept_reasons, reasons
from digest.build.renderer import Renderer
from digest.build.run import Run, open_store
from digest.cache.store import batches
from digest.cache.workers import each
from digest.dataclass import dataclass
from digest.errors import Problem, ProblemsError
from digest.output.commit import Output
from digest.output.stage import Staged
from digest.plan.pages import PageInputs
from digest.plan.relations.newer_articles import together
from digest.theme.faults import told_once

_BATCH: Final = 16
"""Files after which something is done meanwhile, and half of those of which something is stored at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Files that were made and are not in place yet; what they were made from need not stay in memory.

    Attributes:
        staged: the files.
        rendered: how many of them are pages.
        keys: of all files of the site, by path.
        reasons: why files were made: all of them if that was asked for, else what is kept of it.
    """

    staged: tuple[Staged, ...]
    rendered: int
    keys: Mapping[str, str]
    reasons: tuple[Reason, ...]

    def put(self, run: Run, output: Output, built: Built, *, is_kept: bool, explain: bool = False) -> Built:
        """Put them in place; gives the result of a build with what was written.

        Args:
            run: this one.
            output: where the site is.
            built: the result without that.
            is_kept: whether reasons are kept.
            explain: whether they are told.

        Raises:
            DigestError: the output folder cannot be written to.
        """
        paths = [item.path for item in self.staged]
        again = {path: None for path in paths if path in output.records}
        removed = output.commit(self.keys, self.staged)
        if is_kept:
            known = [reason for reason in self.reasons if reason.path in again][:MOST_EXPLAINED]
            keep_reasons(run.store, output_name(output), paths, tuple(again), known)
            forget(run.store, output_name(output), removed)
        return replace(
            built,
            rendered=self.rendered,
            written=sum(item.changed for item in self.staged),
            removed=removed,
            reasons=self.reasons if explain else (),
        )


def make_stale(
    run: Run,
    site: PlannedFiles,
    output: Output,
    options: Options,
    *,
    before: Before | None,
    meanwhile: Iterable[None] = (),
) -> Made:
    """Make what is not current, and leave the site as it is; arguments as of `make`.

    Raises:
        ProblemsError: a template failed.
        DigestError: the output folder cannot be written to, or holds something in the place of a file.
    """
    is_known = options.cache and bool(output.records)
    keys = keys_of(site.template_parts, site.files) if is_known else {}
    stale = [file for file in site.files if not (is_known and output.is_current(file.path, keys[file.path]))]
    return make(run, site, output, keys, stale, before, meanwhile=meanwhile, explain=options.explain)


def make(  # noqa: PLR0913 (all but the first five have a default)
    run: Run,
    site: PlannedFiles,
    output: Output,
    keys: dict[str, str],
    stale: Sequence[File],
    before: Before | None = None,
    *,
    meanwhile: Iterable[None] = (),
    explain: bool = False,
) -> Made:
    """Make some files of a site, which are put in place later.

    Args:
        run: this one.
        site: the plan.
        output: where the site is.
        keys: of all files of the site, by path; of files that are made they are added where they are not known.
        stale: the files to make.
        before: the previous build, for the reasons; None where neither these nor files are kept.
        meanwhile: something more to do while workers make files, and in any case.
        explain: whether the reasons for all of them are told.

    Raises:
        ProblemsError, DigestError: as `make_stale`.
    """
    again = (file for file in stale if file.path in output.records)
    explained = stale if explain else islice(again, MOST_EXPLAINED if before else 0)
    why = reasons(output, keys, site.template_parts, explained, before)
    kept = _kept(run, site, output, keys, stale, is_kept=before is not None)
    staged = _make_all(run, site, output, stale, chain(_claimed(output, keys, stale), meanwhile, kept))
    rendered = sum(isinstance(file, PageInputs) for file in stale)
    return Made(staged=staged, rendered=rendered, keys=keys, reasons=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """What is known of a file of the site that was built last.

    Attributes:
        is_built: whether the site has it.
        why_again: why the next build will make it again; nothing if it will not.
        why_last: why it was made again the last time; nothing if it never was, as far as is known.
    """

    is_built: bool
    why_again: tuple[str, ...]
    why_last: tuple[str, ...]


def file_state(project: Path, site: PlannedFiles, file: File, folder: Path) -> FileState:
    """What is known of a file in an output folder.

    Args:
        project: its folder.
        site: the plan of the site.
        file: of that plan.
        folder: the output folder.
    """
    output, store = Output(folder), open_store(project)
    try:
        name, keys = output_name(output), keys_of(site.template_parts, [file])
        stale = [] if output.is_current(file.path, keys[file.path]) else [file]
        again = reasons(output, keys, site.template_parts, stale, kept_before(store, name))
        return FileState(
            is_built=file.path in output.records,
            why_again=again[0].why if again else (),
            why_last=kept_reasons(store, name, file.path),
        )
    finally:
        store.close()


def _claimed(output: Output, keys: Mapping[str, str], stale: Sequence[File]) -> Iterator[None]:
    """Claim the places of files when it is first asked for, which is while workers begin to make them."""
    paths = [file.path for file in stale]
    output.claim(dict.fromkeys((*keys, *paths)), paths)
    yield


def _kept(
    run: Run, site: PlannedFiles, output: Output, keys: dict[str, str], stale: Sequence[File], *, is_kept: bool
) -> Iterator[None]:
    """Keep files, and add the keys of those that are made whatever their keys are."""
    for batch in batches(stale, 2 * _BATCH):
        keys.update(keys_of(site.template_parts, [file for file in batch if file.path not in keys]))
        if is_kept:
            keep_files(run, output, batch)
            run.store.save()
        yield


def _make_all(
    run: Run, site: PlannedFiles, output: Output, stale: Sequence[File], meanwhile: Iterator[None]
) -> tuple[Staged, ...]:
    """Make files in the stage, all of them before the first problem is told, and go on with something meanwhile."""
    texts = StoredTexts(run.project, run.config, site.theme.words, run.store)
    renderer = Renderer(project=run.project, theme=site.theme, texts=texts, stage=output.stage)
    made: dict[str, Staged | Problem] = {}
    run.store.save()  # workers read from it
    site.theme.warm({file.template for file in stale if isinstance(file, PageInputs)})
    files = together(stale)
    for at, (file, item) in enumerate(zip(files, each(renderer, files, run.selection.jobs), strict=True), start=1):
        path = file.path  # what a worker sends is a copy
        made[path] = item._replace(path=path) if isinstance(item, Staged) else item
        if at % _BATCH == 1:
            next(meanwhile, None)
        run.progress("rendering", at, len(stale))
    items = [made[file.path] for file in stale]
    if problems := [item for item in items if isinstance(item, Problem)]:
        raise ProblemsError(told_once(problems))
    for _ in meanwhile:
        pass
    return tuple([item for item in items if isinstance(item, Staged)])

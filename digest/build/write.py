"""Makes the files that are not current, and puts them in place."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from digest.build.contents import Changed, StoredTexts
from digest.build.options import Built, Options, Reason
from digest.build.planned_files import File, PlannedFiles
from digest.build.previous.previous_build import output_name
from digest.build.reasons import MOST_EXPLAINED, forget, keep_reasons, kept_reasons, reasons, remember
from digest.build.renderer import Renderer
from digest.build.run import Run, open_store
from digest.cache.program_fingerprint import program_fingerprint
from digest.cache.store import batches
from digest.cache.workers import each
from digest.dataclass import dataclass
from digest.errors import Problem, ProblemsError
from digest.model.fingerprint import fingerprint, key_of
from digest.model.inputs import inputs_of, key
from digest.model.page import Artifact
from digest.output.commit import Output
from digest.output.stage import Staged
from digest.plan.pages import PageInputs
from digest.plan.relations.newer_articles import together
from digest.theme.faults import told_once

Keep: TypeAlias = Callable[[Sequence[File]], None]
"""Keeps files, for another build."""

_BATCH: Final = 32
"""Files of which something is stored at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written.

    Attributes:
        made: the files that were made.
        written: how many files were written, since their bytes changed.
        removed: files that the site no longer has.
        reasons: why files were made, if that was asked for.
        keys: of all files of the site, by path.
    """

    made: tuple[File, ...]
    written: int
    removed: tuple[str, ...]
    reasons: tuple[Reason, ...]
    keys: Mapping[str, str]

    @property
    def rendered(self) -> int:
        """How many pages were rendered."""
        return sum(isinstance(file, PageInputs) for file in self.made)

    def told(self, built: Built) -> Built:
        """The result of a build, with what was written."""
        return replace(built, rendered=self.rendered, written=self.written, removed=self.removed, reasons=self.reasons)


def write(
    run: Run,
    changed: Changed,
    site: PlannedFiles,
    output: Output,
    options: Options,
    *,
    keep: Keep = lambda _files: None,
    meanwhile: Iterable[None] = (),
) -> Written:
    """Make what is not current, and only then touch the site; arguments as of `make`.

    Raises:
        ProblemsError: a template failed.
        DigestError: the output folder cannot be written to, or holds something in the place of a file.
    """
    is_known = options.cache and bool(output.records)
    keys = keys_of(site, site.files) if is_known else {}
    files = _by_path(site.files)
    stale = [file for path, file in files if not (is_known and output.is_current(path, keys[path]))]

    def keep_with_keys(batch: Sequence[File]) -> None:
        if not is_known:  # all files are made, whatever their keys are
            keys.update(keys_of(site, batch))
        keep(batch)

    return make(
        run, site, output, keys, stale, changed, keep=keep_with_keys, meanwhile=meanwhile, explain=options.explain
    )


def make(  # noqa: PLR0913 (all but the first five have a default)
    run: Run,
    site: PlannedFiles,
    output: Output,
    keys: Mapping[str, str],
    stale: Sequence[File],
    changed: Changed = MappingProxyType({}),
    *,
    keep: Keep = lambda _files: None,
    meanwhile: Iterable[None] = (),
    explain: bool = False,
) -> Written:
    """Make some files of a site and put them in place.

    Args:
        run: this one.
        site: the plan.
        output: where the site is.
        keys: of all files of the site, by path; those of files that are made may come when `keep` is called.
        stale: the files to make.
        changed: cards, for the reasons that are kept; without them these name no properties.
        keep: called with all files that are made, some at a time, whether or not they will be put in place.
        meanwhile: something more to do while workers make files, and in any case.
        explain: whether the reasons for all of them are told.

    Raises:
        ProblemsError, DigestError: as `write`.
    """
    name = output_name(output)
    again = {file.path: file for file in stale if file.path in output.records}
    explained = list(_explained(site, stale if explain else islice(again.values(), MOST_EXPLAINED)))
    why = reasons(run.store, name, explained, output.records, changed)
    staged = _make_all(
        run,
        site,
        output,
        stale,
        chain(_claimed(output, keys, stale), meanwhile, _kept(run, site, name, stale, again, keep)),
    )
    removed = output.commit(keys, staged)
    kept = [reason for reason in why if reason.path in again][:MOST_EXPLAINED]
    keep_reasons(run.store, name, [file.path for file in stale], list(again), kept)
    remember(run.store, name, chain(explained, _explained(site, islice(again.values(), MOST_EXPLAINED, None))))
    forget(run.store, name, removed)
    return Written(
        made=tuple(stale),
        written=sum(item.changed for item in staged),
        removed=removed,
        reasons=why if explain else (),
        keys=keys,
    )


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
        name = output_name(output)
        is_current = output.is_current(file.path, keys_of(site, [file])[file.path])
        explained = [] if is_current else list(_explained(site, [file]))
        return FileState(
            is_built=file.path in output.records,
            why_again=tuple(why for each in reasons(store, name, explained, output.records, {}) for why in each.why),
            why_last=kept_reasons(store, name, file.path),
        )
    finally:
        store.close()


def keys_of(site: PlannedFiles, files: Iterable[File]) -> dict[str, str]:
    """The keys of files of a site, by path: equal keys, equal bytes."""
    own = program_fingerprint()
    keys, template = {}, cache(lambda name: key_of(chain.from_iterable(site.template_parts.get(name, ()))))
    for path, file in _by_path(files):
        if isinstance(file, PageInputs):
            keys[path] = key(file, template(file.template), own)
        elif isinstance(file, Artifact):
            keys[path] = key(file)
        else:
            keys[path] = key(file, own)
    return keys


def _by_path(files: Iterable[File]) -> Iterator[tuple[str, File]]:
    return ((file.path, file) for file in files)


def _explained(site: PlannedFiles, files: Iterable[File]) -> Iterator[tuple[str, dict[str, str]]]:
    """The paths of files with all that they are made from."""
    for file in files:
        if isinstance(file, Artifact):
            yield file.path, {"its bytes": fingerprint(file.body)}
        else:
            template = site.template_parts.get(file.template, ()) if isinstance(file, PageInputs) else ()
            yield file.path, {**inputs_of(file), **dict(template), "the program": program_fingerprint()}


def _claimed(output: Output, keys: Mapping[str, str], stale: Sequence[File]) -> Iterator[None]:
    """Claim the places of files when it is first asked for, which is while workers begin to make them."""
    paths = [file.path for file in stale]
    output.claim(dict.fromkeys((*keys, *paths)), paths)
    yield


def _kept(
    run: Run, site: PlannedFiles, name: str, stale: Sequence[File], again: Container[str], keep: Keep
) -> Iterator[None]:
    """Store, some at a time, what is kept of files: inputs of new ones matter only once these are in place."""
    for batch in batches(stale, _BATCH):
        keep(batch)
        remember(run.store, name, _explained(site, (file for file in batch if file.path not in again)))
        run.store.save()
        yield


def _make_all(
    run: Run, site: PlannedFiles, output: Output, stale: Sequence[File], meanwhile: Iterator[None]
) -> list[Staged]:
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
    return [item for item in items if isinstance(item, Staged)]

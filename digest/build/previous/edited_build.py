"""A build after words of some texts changed: what shows them is made by the plan of the previous build.

All other inputs of pages are as they were then, and nothing is planned again. A process that builds again and again
keeps the whole plan; of other builds the cache keeps what they need of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from digest.build.contents import Contents, ReadFile, read_contents, stored_files
from digest.build.options import Options
from digest.build.planned_files import File, PlannedFiles, kept_theme
from digest.build.previous.kept_plan import (
    KeptPlan,
    are_of_last,
    edited_files,
    keep_files,
    kept_files,
    kept_plan,
    put_plan,
)
from digest.build.previous.previous_build import Extent, Inputs, Memory, PreviousBuild
from digest.build.run import Run
from digest.build.write import Written, keys_of, make
from digest.cache.file_cache import Entry
from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.rendering import Reference
from digest.output.commit import Output
from digest.plan.pages import TextPage
from digest.plan.relations.compared_articles import ComparedArticles
from digest.plan.texts import with_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """Some texts that were edited, and what can be made of them without another plan.

    Attributes:
        contents: the texts.
        extent: how much can be made.
        site: the plan with these texts.
        stale: its files that show them.
    """

    contents: Contents
    extent: Extent
    site: PlannedFiles
    stale: Sequence[File]


def build_edited(
    run: Run, output: Output, options: Options, inputs: Inputs, previous: PreviousBuild
) -> tuple[PreviousBuild | None, Mapping[str, Card]]:
    """Build the site by the plan that the cache keeps of the previous build.

    Returns:
        What the next build is to know of this one, None where that plan is not enough and nothing was made; and of the
        texts that the cache holds as they are now the cards that they had.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    plan, last = kept_plan(run, output, inputs, previous) or (None, None)
    scan = edited_files(run, inputs, last) if last else None
    if plan is None or last is None or scan is None:
        return None, {}
    run, theme = replace(run, scan=scan), kept_theme(run.theme, run.bytecode)
    files = stored_files(run, theme.words)
    is_known = files.keys() == scan.stamps.keys() and are_of_last(files, last)
    site = kept_files(run, output, previous, plan, theme) if is_known else None
    if site is None:
        return None, {}
    edit = _edit(run, site, files)
    if edit.extent != "everything":
        return None, edit.contents.before
    written = _make_edit(run, output, inputs, plan, edit, explain=options.explain)
    fingerprint = inputs.fingerprint if edit.contents.reliable else ""
    return replace(previous, inputs=fingerprint, built=written.told(previous.built)), {}


def _make_edit(run: Run, output: Output, inputs: Inputs, plan: KeptPlan, edit: _Edit, *, explain: bool) -> Written:
    """Make the files that show edited texts, and keep the plan with these."""
    keys = {path: record.key for path, record in output.records.items()} | keys_of(edit.site, edit.stale)
    written = make(run, edit.site, output, keys, edit.stale, keep=partial(keep_files, run, output), explain=explain)
    put_plan(run, output, replace(plan, compared=edit.site.compared), inputs)
    return written


def build_texts(run: Run, output: Output, memory: Memory) -> Extent:
    """Make the pages of the texts that the run has scanned, by the plan of the last build.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    if memory.site is None or memory.state != output.state:
        return "nothing"
    edit = _edit(run, memory.site, memory.files)
    memory.site = None  # until all is made that shows something of the texts
    if edit.extent != "nothing":
        keys = {**memory.keys, **keys_of(edit.site, edit.stale)}
        make(run, edit.site, output, keys, edit.stale)
        if edit.extent == "everything":
            memory.keep(run, edit.site, keys, output)
    return edit.extent


def _edit(run: Run, site: PlannedFiles, files: MutableMapping[str, Entry[ReadFile]]) -> _Edit:
    """Read the texts that the run has scanned; `files` is what is known of these, and maybe of others.

    Args:
        run: this one.
        site: files of the previous build, all that show the texts among them.
        files: what is known of these and maybe other texts, by path; it is brought up to date.
    """
    before = {path: files[path].result for path in run.scan.stamps}
    contents = read_contents(run, site.theme.words, files)
    now = {path: files[path].result for path in before if path in files}
    extent, compared = _extent(site, before, now)
    newer = tuple(_with_newer_texts(site.files, now, extent)) if extent != "nothing" else site.files
    stale = [file for file, old in zip(newer, site.files, strict=True) if file is not old]
    return _Edit(contents=contents, extent=extent, site=replace(site, files=newer, compared=compared), stale=stale)


def _extent(
    site: PlannedFiles, before: Mapping[str, ReadFile], now: Mapping[str, ReadFile]
) -> tuple[Extent, ComparedArticles]:
    """How much can be made of newer texts without another plan, and the articles that are compared then."""
    told = {problem.location.path for problem in site.problems if problem.location}
    pairs = [(old, now.get(path)) for path, old in before.items()]
    if all(new and _differ_in_text(old, new, told) for old, new in pairs):
        terms = {path: new.record.terms for path, new in now.items() if new.record.terms != before[path].record.terms}
        compared = site.compared.with_terms(terms)
        if compared is not None:
            return "everything", compared
    is_shown = all(new and _stands_as_before(old, new) for old, new in pairs)
    return "own pages" if is_shown else "nothing", site.compared


def _differ_in_text(old: ReadFile, new: ReadFile, told: Container[PurePosixPath]) -> bool:
    """Whether a file differs in nothing but the text that its page shows, its terms, and lines that nobody is told."""
    was, now = old.record, new.record
    if old.record.path not in told:
        was, now = replace(was, references=_leads(old)), replace(now, references=_leads(new))
    return replace(now, text=was.text, terms=was.terms) == was and new.problems == old.problems


def _leads(file: ReadFile) -> tuple[Reference, ...]:
    """Where the links of a text lead, wherever they stand in it."""
    return tuple([replace(reference, line=0, column=0) for reference in file.record.references])


def _stands_as_before(old: ReadFile, new: ReadFile) -> bool:
    """Whether a text can be shown as it is now at the address that it has, with its links where they lead."""
    was, now = old.record, new.record
    return (
        (was.card.week, was.card.slug, was.card.draft) == (now.card.week, now.card.slug, now.card.draft)
        and (_leads(old), was.duplicate_of, was.due) == (_leads(new), now.duplicate_of, now.due)
        and not any(problem.severity == "error" for problem in new.problems)
    )


def _with_newer_texts(files: Iterable[File], now: Mapping[str, ReadFile], extent: Extent) -> Iterator[File]:
    """The files, each that shows newer texts with these: all of them, or the texts' own pages alone."""
    records = {file.record.path: file.record for file in now.values()}
    texts = {path: record.text for path, record in records.items()}
    for file in files:
        if extent == "everything":
            yield with_texts(file, texts)
        elif isinstance(file, TextPage) and (record := records.get(file.text.path)):
            card = replace(record.card, also=file.card.also)
            yield replace(file, card=card, text=replace(file.text, text=record.text))
        else:
            yield file

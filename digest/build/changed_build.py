"""A build that has something to do, after the content was read: plan the site, make the files that are not current.

A process that builds again and again keeps the plan. Where only the words of some texts changed, all other inputs of
pages are as they were, and nothing is planned again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from digest.build.contents import Contents, ReadFile, read_contents
from digest.build.options import Built, Options
from digest.build.previous_build import Extent, Memory
from digest.build.publication_day import Days
from digest.build.run import Run
from digest.build.site_plan import File, plan_files
from digest.build.write import keys_of, make, write
from digest.model.rendering import Reference
from digest.output.commit import Output
from digest.plan.pages import TextPage
from digest.plan.texts import with_texts
from digest.theme.find import make_theme


def build_changed(
    run: Run, output: Output, options: Options, contents: Contents, memory: Memory | None = None
) -> tuple[Built, Days, bool]:
    """Build the site.

    Returns:
        What was done; the days on which it would be the same; and whether
        an equal stamp of a file will mean equal bytes in the next run.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    theme = memory.theme_of(run.theme) if memory else None
    theme = theme or make_theme(run.theme, run.bytecode)
    site = plan_files(run, contents, theme)
    written = write(run, contents, site, output, options)
    built = Built(
        articles=site.articles,
        files=len(site.files),
        rendered=written.rendered,
        written=written.written,
        removed=written.removed,
        problems=site.problems,
        reasons=written.reasons,
    )
    if memory is not None:
        memory.keep(run, site, written.keys, output)
    return built, site.days, contents.reliable and site.whole


def build_texts(run: Run, output: Output, memory: Memory) -> Extent:
    """Make the pages of the texts that the run has scanned, by the plan of the last build.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    site, keys = memory.site, memory.keys
    if site is None or memory.state != output.state:
        return "nothing"
    before = {path: memory.files[path].result for path in run.scan.stamps}
    read_contents(run, site.theme.words, memory.files)
    now = {path: memory.files[path].result for path in before if path in memory.files}
    told = {problem.location.path for problem in site.problems if problem.location}
    extent = _extent(before, now, told)
    memory.site = None  # until all is made that shows something of the texts
    if extent != "nothing":
        files = tuple(_with_newer_texts(site.files, now, extent))
        changed = [file for file, old in zip(files, site.files, strict=True) if file is not old]
        site, keys = replace(site, files=files), {**keys, **keys_of(site, changed)}
        make(run, site, output, keys, changed)
    if extent == "everything":
        memory.keep(run, site, keys, output)
    return extent


def _extent(before: Mapping[str, ReadFile], now: Mapping[str, ReadFile], told: Container[PurePosixPath]) -> Extent:
    """How much can be made of newer texts without another plan; `told` are the files of which problems are told."""
    pairs = [(old, now.get(path)) for path, old in before.items()]
    if all(new and _differ_in_text(old, new, told) for old, new in pairs):
        return "everything"
    return "own pages" if all(new and _stands_as_before(old, new) for old, new in pairs) else "nothing"


def _differ_in_text(old: ReadFile, new: ReadFile, told: Container[PurePosixPath]) -> bool:
    """Whether a file differs in nothing but the text that its page shows, and in lines that nobody is told."""
    was, now = old.record, new.record
    if old.record.path not in told:
        was, now = replace(was, references=_leads(old)), replace(now, references=_leads(new))
    return replace(now, text=was.text) == was and new.problems == old.problems


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

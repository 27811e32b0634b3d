"""A build after texts changed of which nothing is planned anew: what shows them is made by the previous build's plan.

All other inputs of pages are as they were then. A process that builds again and again keeps the whole plan; of other
builds the cache keeps what they need of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from digest.build.contents import stored_files
from digest.build.options import Built, Options
from digest.build.planned_files import PlannedFiles, kept_theme
from digest.build.previous.edited_texts import Edit, Facts, read_edit, with_edit
from digest.build.previous.kept_plan import edited_files, keep_edit, kept_files, kept_plan
from digest.build.previous.previous_build import Extent, Inputs, Memory, PreviousBuild
from digest.build.reasons import Before
from digest.build.run import Run
from digest.build.write import make
from digest.model.card import Card, Record
from digest.output.commit import Output


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
    files = stored_files(run, theme.words, {path: last.stamps[path] for path in scan.stamps})
    if files is None:
        return None, {}

    def stored(path: str) -> Record | None:
        entries = stored_files(run, theme.words, {path: last.stamps[path]})
        return entries[path].result.record if entries else None

    edit = read_edit(run, theme.words, files, Facts(plan.ties, plan.compared, previous.built.problems, stored))
    if edit.extent == "everything":
        site = kept_files(run, output, plan, last, theme, edit)
        if site is not None:
            built = _make_edit(run, output, edit, site, previous.built, explain=options.explain)
            keep_edit(run, output, inputs, plan, edit)
            fingerprint = inputs.fingerprint if edit.contents.reliable else ""
            return replace(previous, inputs=fingerprint, built=built), {}
    return None, edit.contents.before


def _make_edit(run: Run, output: Output, edit: Edit, site: PlannedFiles, built: Built, *, explain: bool) -> Built:
    """Make the files that show edited texts; gives the result of the last build with what was written."""
    kept = {path: record.key for path, record in output.records.items()}
    newer, stale, keys = with_edit(site, edit, output, kept)
    files = {file.path: file for file in site.files}
    before = Before(file_of=files.get, templates=site.template_parts, changed=edit.contents.changed)
    made = make(run, newer, output, keys, stale, before, explain=explain)
    return made.put(run, output, built, is_kept=True, explain=explain)


def build_texts(run: Run, output: Output, memory: Memory) -> Extent:
    """Make the pages of the texts that the run has scanned, by the plan of the last build.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    site = memory.site
    if site is None or memory.state != output.state:
        return "nothing"

    def known(path: str) -> Record | None:
        return memory.files[path].result.record if path in memory.files else None

    edit = read_edit(run, site.theme.words, memory.files, Facts(site.ties, site.compared, site.problems, known))
    memory.site = None  # until all is made that shows something of the texts
    if edit.extent != "nothing":
        newer, stale, keys = with_edit(site, edit, output, memory.keys)
        make(run, newer, output, keys, stale).put(run, output, Built(articles=0, files=0), is_kept=False)
        if edit.extent == "everything":
            memory.keep(run, newer, keys, output)
    return edit.extent

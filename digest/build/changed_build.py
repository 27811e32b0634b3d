"""A build that plans all of the site, after the content was read, and makes the files that are not current."""

from __future__ import annotations

from dataclasses import replace

from digest.build.contents import Changed, Contents
from digest.build.options import Built, Options
from digest.build.planned_files import PlannedFiles, kept_theme
from digest.build.previous.file_rows import keep_look
from digest.build.previous.kept_plan import keep_plan, keep_texts
from digest.build.previous.previous_build import Inputs, Memory, PreviousBuild, output_name
from digest.build.reasons import kept_before
from digest.build.run import Run
from digest.build.site_plan import plan_files
from digest.build.write import make_stale
from digest.dataclass import dataclass
from digest.output.commit import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What is known of a build before its files are made.

    Attributes:
        site: its files.
        result: what the next build is to know if nothing has to be made.
        changed: cards.
        inputs: what it is a plan of.
    """

    site: PlannedFiles
    result: PreviousBuild
    changed: Changed
    inputs: Inputs


def plan_changed(run: Run, inputs: Inputs, contents: Contents, output: Output | None) -> Planned:
    """Plan the site.

    Args:
        run: this one.
        inputs: what it is a plan of.
        contents: of `content/`.
        output: where the site is, if its plan is kept.

    Raises:
        ProblemsError: as `build`.
    """
    site = plan_files(run, contents, kept_theme(run.theme, run.bytecode))
    fingerprint = inputs.fingerprint if contents.reliable and site.whole else ""
    built = Built(articles=site.articles, files=len(site.files), problems=site.problems)
    result = PreviousBuild(inputs=fingerprint, days=site.days, built=built)
    alone = keep_texts(run, output, inputs, site.alone) if output else site.alone
    return Planned(site=alone, result=result, changed=contents.changed, inputs=inputs)


def build_changed(
    run: Run, output: Output, options: Options, planned: Planned, memory: Memory | None = None
) -> PreviousBuild:
    """Make what is not current of a site that is planned; gives what the next build is to know of this one.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    is_kept = memory is None and options.cache
    before = kept_before(run.store, output_name(output), planned.changed) if is_kept else None
    meanwhile = keep_plan(run, output, planned.inputs, planned.site, planned.result.days) if is_kept else ()
    made = make_stale(run, planned.site, output, options, before=before, meanwhile=meanwhile)
    if is_kept:
        keep_look(run, output, planned.site)
    result, site = planned.result, planned.site if memory is not None else None
    del planned, before, meanwhile  # nothing needs them from now on, and putting files in place takes memory too
    built = made.put(run, output, result.built, is_kept=is_kept, explain=options.explain)
    if memory is not None and site is not None:
        memory.keep(run, site, made.keys, output)
    return replace(result, built=built)

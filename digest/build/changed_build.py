"""A build that plans all of the site, after the content was read, and makes the files that are not current."""

from __future__ import annotations

from functools import partial

from digest.build.contents import Contents
from digest.build.options import Built, Options
from digest.build.planned_files import kept_theme
from digest.build.previous.kept_plan import keep_files, keep_plan
from digest.build.previous.previous_build import Inputs, Memory, PreviousBuild
from digest.build.run import Run
from digest.build.site_plan import plan_files
from digest.build.write import write
from digest.output.commit import Output


def build_changed(
    run: Run, output: Output, options: Options, inputs: Inputs, contents: Contents, memory: Memory | None = None
) -> PreviousBuild:
    """Build the site; gives what the next build is to know of this one.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    site = plan_files(run, contents, kept_theme(run.theme, run.bytecode))
    is_kept = memory is None and options.cache
    keep = partial(keep_files, run, output) if is_kept else lambda _files: None
    written = write(run, contents, site, output, options, keep)
    built = written.told(Built(articles=site.articles, files=len(site.files), problems=site.problems))
    if memory is not None:
        memory.keep(run, site, written.keys, output)
    elif is_kept:
        keep_plan(run, output, inputs, site, written.removed)
    is_sure = contents.reliable and site.whole
    return PreviousBuild(inputs=inputs.fingerprint if is_sure else "", days=site.days, built=built)

"""A build that has something to do: read the content, plan the site, make the files that are not current."""

from __future__ import annotations

from digest.build.contents import read_contents
from digest.build.options import Built, Options
from digest.build.publication_day import Days
from digest.build.run import Run
from digest.build.site_plan import plan_files
from digest.build.write import write
from digest.output.commit import Output
from digest.theme.find import make_theme


def build_changed(run: Run, output: Output, options: Options) -> tuple[Built, Days, bool]:
    """Build the site.

    Returns:
        What was done; the days on which it would be the same; and whether
        an equal stamp of a file will mean equal bytes in the next run.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    theme = make_theme(run.theme, run.bytecode)
    contents = read_contents(run, theme.words)
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
    return built, site.days, contents.reliable

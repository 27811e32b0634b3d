"""A build that has something to do: read, plan, make what is not current."""

from __future__ import annotations

from digest.build.memory import recall
from digest.build.options import Built, Options
from digest.build.run import Run
from digest.build.site import plan_files
from digest.build.write import write
from digest.output.output import Output


def build_changed(run: Run, output: Output, options: Options) -> tuple[Built, bool]:
    """Build the site.

    Returns:
        What was done; and whether files of equal stamps will have equal bytes when the next run comes.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    contents = recall(run)
    site = plan_files(run, contents)
    made = write(run, contents, site, output, options)
    built = Built(
        articles=site.articles,
        files=len(site.files),
        rendered=made.rendered,
        written=made.written,
        removed=made.removed,
        problems=site.problems,
        reasons=made.reasons,
    )
    return built, contents.settled

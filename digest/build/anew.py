"""A build that has something to do."""

from __future__ import annotations

from digest.build.last import changed_texts
from digest.build.memory import Contents, recall
from digest.build.options import Built
from digest.build.run import Run
from digest.build.site import plan_changed_texts, plan_site
from digest.build.write import write


def build_anew(run: Run) -> tuple[Built, Contents]:
    """Build the site; gives also what it was made from.

    Raises:
        ProblemsError, DigestError: as `build`.
    """
    contents = recall(run)
    only = changed_texts(run.last, contents.frame, contents.cards)
    if only is not None and run.output.is_whole():
        site = plan_changed_texts(run, contents, only)
    else:
        site = plan_site(run, contents)
    made = write(run, contents, site)
    built = Built(
        articles=site.articles,
        files=len(site.files) + len(site.kept),
        rendered=made.rendered,
        written=made.written,
        removed=made.removed,
        problems=site.problems,
        reasons=made.reasons,
    )
    return built, contents

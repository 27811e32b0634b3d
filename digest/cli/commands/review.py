"""`digest review`: goes through what a week's digest may hold, article by article."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING, Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import can_ask, say, say_backup, say_waiting, show

if TYPE_CHECKING:
    from digest.model.week import Week


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest review`."""
    parser.add_argument("week", metavar="WEEK", nargs="?", type=_week, help="such as 2026-W48 (default: this week)")


def run(options: Namespace) -> int:
    """Show the candidates of a week one after the other, and write what the person decides."""
    from digest.cli.review_screen import ReviewScreen
    from digest.errors import UsageError
    from digest.model.week import Week
    from digest.review.article_writer import ArticleWriter
    from digest.review.session import ReviewSession
    from digest.review.week_candidates import candidates
    from digest.stated_day import stated_day

    project, config, problems = find_project(options.folder)
    if not can_ask():
        raise UsageError("review asks for keys: run it on a terminal (over ssh with `ssh -t`), not in a pipe")
    week = options.week or Week.of(stated_day())
    paths, unreadable = candidates(project, config, week)
    if not paths:
        say(f"there are no candidates for {week}; `digest convert` brings some, another week is `digest review WEEK`")
        return show([*problems, *unreadable])
    writer = ArticleWriter(project, lambda: say_waiting(project / "content"))
    session = ReviewSession(project, config, week, paths, writer)
    ReviewScreen(project, session, {topic.slug: topic.name for topic in config.topics}).run()
    for folder in writer.backups:
        say_backup(folder)
    return show([*problems, *unreadable])


def _week(label: str) -> Week:
    from digest.model.week import Week

    week = Week.parse(label)
    if week is None:
        raise ArgumentTypeError(f"{label} is not a week; write it as 2026-W48 (ISO 8601)")
    return week


COMMAND: Final = Command(
    name="review",
    stage=Stage.ANNOTATE,
    summary="decide what goes into a week, article by article",
    examples=(
        "digest review              the candidates of this week, with keys to accept, skip, comment …",
        "digest review 2026-W47     those of another week",
    ),
    add_arguments=add_arguments,
    run=run,
)

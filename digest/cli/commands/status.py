"""`digest status`: shows what is new, what wants a look, and this week at a glance."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import GOOD, print_exactly, progress_bar, say, show
from digest.stated_day import stated_day


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest status`."""
    parser.add_argument("--json", action="store_true", help="all of it as JSON, for programs")


def run(options: Namespace) -> int:
    """Show the status; what it finds is never an error, so that the exit code only says that it could be told."""
    from digest.status import read_project, status_json, status_lines, status_of

    project, config, problems = find_project(options.folder)
    with progress_bar() as progress:
        facts = read_project(project, config, progress=lambda at, of: progress("reading", at, of))
    status = status_of(facts, stated_day())
    if options.json:
        print_exactly(status_json(status))
    else:
        say("\n".join(status_lines(status)))
    show(problems)
    return GOOD


COMMAND: Final = Command(
    name="status",
    stage=Stage.CONVERT,
    summary="show what is new, what wants a look, and this week at a glance",
    examples=(
        "digest status           on one screen",
        "digest status --json    all files of all lists, for programs",
    ),
    add_arguments=add_arguments,
    run=run,
)

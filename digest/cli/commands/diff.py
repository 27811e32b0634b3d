"""`digest diff`: what a publish would change."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import print_exactly, progress_bar, say, say_aside, say_waiting, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest diff`."""
    parser.add_argument("--offline", action="store_true", help="ask no remote: compare with what this machine knows")
    parser.add_argument("--built", action="store_true", help="compare with site/ as it was built last")
    parser.add_argument("--json", action="store_true", help="all of it as JSON, for programs")


def run(options: Namespace) -> int:
    """Show the difference; that there is one is not an error."""
    from digest.diff import difference_json, difference_lines
    from digest.publish import publish_difference

    project, config, problems = find_project(options.folder)
    with progress_bar() as progress:
        found = publish_difference(
            project,
            config,
            offline=options.offline,
            built=options.built,
            progress=progress,
            waiting=lambda: say_waiting(project / "content"),
        )
    if found.remark:
        say_aside(f"compared with {found.published}: {found.remark}")
    if options.json:
        print_exactly(difference_json(found.difference, found.published))
    else:
        say("\n".join([f"against {found.published}", *difference_lines(found.difference)]))
    return show([*problems, *found.problems])


COMMAND: Final = Command(
    name="diff",
    stage=Stage.PUBLISH,
    summary="show what a publish would change for readers, subscribers and those who link to the site",
    examples=(
        "digest diff              against what is published now",
        "digest diff --offline    against what this machine knows of it",
        "digest diff --built      against site/ as it was built last",
        "digest diff --json       all names, for programs",
    ),
    add_arguments=add_arguments,
    run=run,
)

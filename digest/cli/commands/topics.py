"""`digest topics`: shows what stands in each topic and why."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import say, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest topics`."""
    parser.add_argument("--suggest", action="store_true", help="propose new topics from the unsorted articles")


def run(options: Namespace) -> int:
    """Show what stands in each topic and why."""
    from digest.convert.labels import topics_report

    project, config, problems = find_project(options.folder)
    say(topics_report(project, config, suggest=options.suggest).rstrip("\n"))
    return show(problems)


COMMAND: Final = Command(
    name="topics",
    stage=Stage.CONVERT,
    summary="show topics, their articles and why they are in them",
    examples=(
        "digest topics             what stands in each topic, and the words that decided",
        "digest topics --suggest   new topics for what is unsorted",
    ),
    add_arguments=add_arguments,
    run=run,
)

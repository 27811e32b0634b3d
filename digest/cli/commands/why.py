"""`digest why`: whether something is published, and why it is as it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import GOOD, print_exactly, say, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest why`."""
    parser.add_argument("name", metavar="NAME", help="a file of content/, seeds/, site/ or themes/, or an address")
    parser.add_argument("--json", action="store_true", help="the answer as JSON, for programs")


def run(options: Namespace) -> int:
    """Show the answer; that something is not published is not an error."""
    from digest.why import answer_json, answer_lines, why

    project, config, problems = find_project(options.folder)
    answer = why(project, config, options.name, here=Path.cwd())
    if options.json:
        print_exactly(answer_json(answer))
    else:
        say("\n".join(answer_lines(answer)))
    show(problems)
    return GOOD


COMMAND: Final = Command(
    name="why",
    stage=Stage.BUILD,
    summary="say whether an article is published, and why its week, topics, rights and page are as they are",
    examples=(
        "digest why content/2026-W48/call.md    an article",
        "digest why seeds/call.txt              what became of a source",
        "digest why /2026/w48/call/             what stands at an address",
        "digest why content/2026-W48/pond.jpg   who shows a picture",
    ),
    add_arguments=add_arguments,
    run=run,
)

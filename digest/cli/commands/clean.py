"""`digest clean`: removes the site, as far as digest wrote it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project, output_folder
from digest.cli.terminal import counted, say, say_foreign, say_waiting, short, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest clean`."""
    parser.add_argument("--output", metavar="DIR", type=Path, help="the folder of the site (default: site)")


def run(options: Namespace) -> int:
    """Remove the site, as far as digest wrote it."""
    from digest.output.commit import open_output

    project, _, problems = find_project(options.folder)
    output = output_folder(options, project)
    if not output.is_dir():
        say(f"there is no folder {short(output)}")
        return show(problems)
    with open_output(output, lambda: say_waiting(output)) as site:
        removed = site.clear()
        foreign = site.foreign()
    say(f"{counted(len(removed), 'file')} removed from {short(output)}")
    say_foreign(output, foreign)
    return show(problems)


COMMAND: Final = Command(
    name="clean",
    stage=Stage.BUILD,
    summary="remove the site, as far as digest wrote it",
    examples=("digest clean", "digest clean --output public"),
    add_arguments=add_arguments,
    run=run,
)

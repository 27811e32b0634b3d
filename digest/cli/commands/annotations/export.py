"""`digest annotations export`: prints annotations for other programs, or writes them to a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import print_exactly, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest annotations export`."""
    parser.add_argument("article", metavar="ARTICLE", nargs="?", help="a file of content/ or a slug (default: all)")
    parser.add_argument("--format", metavar="FORMAT", choices=("jsonld", "md", "csv"), default="jsonld",
                        help="jsonld, md or csv (default: jsonld)")  # fmt: skip
    parser.add_argument("--output", metavar="FILE", type=Path, help="write to FILE instead of printing")
    parser.add_argument("--machine", action="store_true", help="with those that digest itself made")


def run(options: Namespace) -> int:
    """Print the annotations, or write them to a file."""
    from digest.exchange import export

    here = options.folder or Path()
    project, config, problems = find_project(options.folder)
    text, unreadable = export(
        project, config, options.format, article=options.article or "", folder=here, machine=options.machine
    )
    if options.output is None:
        print_exactly(text)
    else:
        from digest.output.file_writes import write_file

        write_file(here / options.output, text.encode())
    return show([*problems, *unreadable])


COMMAND: Final = Command(
    name="export",
    stage=Stage.ANNOTATE,
    summary="print highlights and notes for others",
    examples=(
        "digest annotations export --output all.json      W3C Web Annotation JSON-LD",
        "digest annotations export the-call --format md   the annotations of one article, to read",
        "digest annotations export --format csv --output all.csv",
    ),
    add_arguments=add_arguments,
    run=run,
)

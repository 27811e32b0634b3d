"""`digest annotations import`: places annotations from files in the articles they are about."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import counted, say, say_aside, say_backup, say_waiting, show


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest annotations import`."""
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="W3C JSON-LD, or JSON from Hypothesis")
    parser.add_argument("--article", metavar="ARTICLE", help="the article they are about (default: by its source_url)")
    parser.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")


def run(options: Namespace) -> int:
    """Place annotations from files in their articles; every one that has no place is named."""
    from digest.exchange import import_files

    here = options.folder or Path()
    project, config, problems = find_project(options.folder)
    result = import_files(
        project,
        config,
        [here / file for file in options.files],
        article=options.article or "",
        folder=here,
        dry_run=options.dry_run,
        waiting=lambda: say_waiting(project / "content"),
    )
    if options.dry_run and result.diff:
        say(result.diff.rstrip("\n"))
    code = show([*problems, *result.problems])
    would = "would be " if options.dry_run else ""
    articles = f" in {counted(len(result.changed), 'article')}" if result.changed else ""
    say_aside(f"{counted(result.placed, 'annotation')} {would}added{articles}, {result.known} there already")
    say_backup(result.backup)
    return code


COMMAND: Final = Command(
    name="import",
    stage=Stage.ANNOTATE,
    summary="place annotations of others in the articles they are about",
    examples=(
        "digest annotations import hypothesis.json --dry-run     what would change",
        "digest annotations import notes.json --article the-call",
    ),
    add_arguments=add_arguments,
    run=run,
)

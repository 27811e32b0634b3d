"""The commands on annotations: export and import."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from digest.cli.commands import find_project
from digest.cli.terminal import counted, say, say_aside, say_waiting, show


def export(options: argparse.Namespace) -> int:
    """Print the annotations, or write them to a file."""
    from digest.exchange import export as export_annotations

    here = options.folder or Path()
    project, config, problems = find_project(options.folder)
    text, unreadable = export_annotations(
        project, config, options.format, article=options.article or "", folder=here, machine=options.machine
    )
    if options.output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    else:
        from digest.output.files import write_file

        write_file(here / options.output, text.encode())
    return show([*problems, *unreadable])


def import_(options: argparse.Namespace) -> int:
    """Place annotations from files in their articles; every one that has no place is named."""
    from digest.exchange import import_files

    here = options.folder or Path()
    project, config, problems = find_project(options.folder)
    done = import_files(
        project,
        config,
        [here / file for file in options.files],
        article=options.article or "",
        folder=here,
        dry_run=options.dry_run,
        waiting=lambda: say_waiting(project / "content"),
    )
    if options.dry_run and done.diff:
        say(done.diff.rstrip("\n"))
    would = "would be " if options.dry_run else ""
    articles = f" in {counted(len(done.changed), 'article')}" if done.changed else ""
    say_aside(f"{counted(done.placed, 'annotation')} {would}added{articles}, {done.known} there already")
    if done.backup:
        say_aside(f"as they were before: {done.backup}/ (how to restore: {done.backup.parent}/README.txt)")
    return show([*problems, *done.problems])

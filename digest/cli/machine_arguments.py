"""What `digest adopt` and `digest drop` have in common: their arguments, and how they tell what they did."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final, Literal

from digest.cli.project import find_project
from digest.cli.terminal import counted, say, say_aside, say_backup, say_waiting, show

_PAST: Final = {"adopt": "adopted", "drop": "dropped"}


def add_machine_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest adopt` and `digest drop`."""
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="articles, or folders of them, in content/")
    parser.add_argument("--only", metavar="NAMES", help="properties, such as summary,key_points")
    parser.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")


def settle(options: Namespace, verb: Literal["adopt", "drop"]) -> int:
    """Adopt or drop machine properties, and say a line of each article.

    Raises:
        UsageError: a property that digest does not write, or a path without articles.
    """
    from digest.review.machine_texts import settle_machine_texts

    only = () if options.only is None else _names(options.only)
    project, _, problems = find_project(options.folder)
    result = settle_machine_texts(
        project,
        [(options.folder or Path()) / path for path in options.paths],
        verb,
        only=only,
        dry_run=options.dry_run,
        waiting=lambda: say_waiting(project / "content"),
    )
    if options.dry_run and result.diff:
        say(result.diff.rstrip("\n"))
    would = "would be " if options.dry_run else ""
    for path, names in () if options.dry_run else result.changed:
        say(f"{path}: {', '.join(names)} {_PAST[verb]}")
    say_aside(f"{counted(len(result.changed), 'article')} {would}changed")
    say_backup(result.backup)
    return show([*problems, *result.problems])


def _names(text: str) -> tuple[str, ...]:
    """The properties that `--only` names."""
    from digest.errors import UsageError
    from digest.model.findings import ANNOTATORS

    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names or [""]:
        if name not in ANNOTATORS:
            raise UsageError(f'--only takes some of {",".join(ANNOTATORS)}, not "{name}"')
    return names

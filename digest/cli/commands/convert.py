"""`digest convert`: turns sources in seeds/ into articles in content/."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from digest.cli.arguments import add_jobs
from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import (
    counted,
    is_terminal,
    note,
    print_exactly,
    progress_bar,
    say,
    say_aside,
    say_waiting,
    show,
)

if TYPE_CHECKING:
    from digest.config import Config
    from digest.convert.conversion import Conversion
    from digest.errors import Problem

_NAMED: Final = 3
"""Names that a line on what was done lists before it ends in `…`."""


_PUT: Final = (
    "put texts into it, such as saved web pages (.html), plain texts (.txt) and notes (.md); then run `digest convert`"
)
_NOTHING: Final = f"seeds/ holds nothing to convert\n  {_PUT}"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest convert`."""
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files or folders in seeds/ (default: all)")
    parser.add_argument("--images", action="store_true", help="fetch the images of articles and store them beside them")
    parser.add_argument("--stdout", metavar="FILE", type=Path, help="print the Markdown of one file, write nothing")
    parser.add_argument("--why", metavar="FILE", type=Path, help="print why one file becomes what it does")
    parser.add_argument("--dry-run", action="store_true", help="show what would change in content/, write nothing")
    add_jobs(parser)


def run(options: Namespace) -> int:
    """Turn sources into articles; every problem is named, and none stops the others."""
    if options.stdout is not None or options.why is not None:
        return _show_one_file(options)
    from digest.convert.conversion import convert

    project, config, problems = find_project(options.folder)
    if not options.dry_run:
        _begin_feed_ids(project, config)
    with progress_bar() as progress:
        converted = convert(
            project,
            config,
            [(options.folder or Path()) / path for path in options.paths],
            images=options.images,
            jobs=options.jobs,
            progress=lambda at, of: progress("converting", at, of),
            waiting=lambda: say_waiting(project / "content"),
            show=say if options.dry_run else None,
        )
    _note_result(converted, dry_run=options.dry_run)
    if not (options.paths or converted.written or converted.unchanged or converted.deleted or converted.problems):
        say_aside(_NOTHING if (project / "seeds").is_dir() else f"there is no folder seeds/\n  make it, and {_PUT}")
    arrived = () if options.dry_run else _note_arrivals(project, config, converted.new, options.jobs)
    return show([*problems, *converted.problems, *arrived])


def _begin_feed_ids(project: Path, config: Config) -> None:
    """Keep the ids of what may have been published before; a site that cannot be built yet is left for another time."""
    from digest.errors import ProblemsError
    from digest.publish import begin_feed_ids

    with suppress(ProblemsError):
        begin_feed_ids(project, config)


def _note_result(converted: Conversion, *, dry_run: bool) -> None:
    verb = "would be written" if dry_run else "written"
    note(f"{counted(len(converted.written), 'article')} {verb}, {converted.unchanged} unchanged")
    if converted.backup:
        note(f"as they were before: {converted.backup}/ (how to restore: {converted.backup.parent}/README.txt)")
    if converted.duplicates:
        names = _some(converted.duplicates, ", ")
        note(f"{counted(len(converted.duplicates), 'article')} marked as duplicates of others: {names}")
    if converted.deleted:
        names = _some(converted.deleted, " ")
        note(
            f"{counted(len(converted.deleted), 'source')} left out, since the article was deleted; "
            f"to have it again: digest convert {names}"
        )


def _note_arrivals(project: Path, config: Config, new: Sequence[PurePosixPath], jobs: int) -> Sequence[Problem]:
    """Name what the conversion brought, and what in it wants a look; returns what to say where nobody looks, too."""
    if not new or not (is_terminal() or config.weeks == "added"):
        return ()
    from digest.status import archive_warning, arrival_lines, read_articles

    articles = read_articles(project, config, new, jobs)
    doubtful = sum(bool(article.doubts) for article in articles)
    note(
        f"new: {counted(len(articles), 'article')}, {doubtful or 'none'} to look at" + (", first:" if doubtful else "")
    )
    for line in arrival_lines(articles):
        note(line)
    warning = archive_warning(articles, config.weeks)
    return [warning] if warning else []


def _some(paths: Sequence[PurePosixPath], separator: str) -> str:
    return separator.join(map(str, paths[:_NAMED])) + (" …" if len(paths) > _NAMED else "")


def _show_one_file(options: Namespace) -> int:
    """Show the article a file would become, or why it would become that one."""
    from digest.convert.drafts import convert_file, explain_file
    from digest.errors import Problem, UsageError

    flag, file = ("--stdout", options.stdout) if options.stdout is not None else ("--why", options.why)
    if options.paths or options.images or None not in (options.stdout, options.why):
        raise UsageError(f"{flag} takes one file, no further paths and no --images")
    project, config, problems = find_project(options.folder, needed=False)
    path = (options.folder or Path()) / file
    reported = list(problems)
    if flag == "--stdout":
        text = convert_file(path, project, config, reported.append)
    else:
        text = explain_file(path, project, config)
    if isinstance(text, Problem):
        return show([*problems, text])
    if flag == "--why":
        say(text.rstrip("\n"))
    else:
        print_exactly(text)
    return show(reported)


COMMAND: Final = Command(
    name="convert",
    stage=Stage.CONVERT,
    summary="turn sources in seeds/ into articles in content/",
    examples=(
        "digest convert                        all of seeds/",
        "digest convert seeds/call.txt         one source; also brings back an article you deleted",
        "digest convert --images               store images too, instead of links to them",
        "digest convert --stdout ~/page.html   see what a file would become",
        "digest convert --dry-run              see what would change in content/",
        "digest convert --why seeds/call.txt   see what each line was taken for, and where each fact comes from",
    ),
    add_arguments=add_arguments,
    run=run,
)

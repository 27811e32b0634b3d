"""`digest check`: finds what is to be mended before it is published."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import partial
from typing import TYPE_CHECKING, Final

from digest.cli.arguments import add_jobs
from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import (
    GOOD,
    PROBLEMS,
    counted,
    print_exactly,
    printable,
    progress_bar,
    say,
    say_aside,
    say_backup,
    say_problems,
    say_waiting,
)

if TYPE_CHECKING:
    from digest.check import Outside
    from digest.errors import Problem

_FORMATS: Final = ("text", "json", "github", "sarif")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest check`."""
    parser.add_argument(
        "--format", metavar="FORMAT", choices=_FORMATS, default="text", help=f"one of {', '.join(_FORMATS)}"
    )
    parser.add_argument("--strict", action="store_true", help="count warnings as errors")
    parser.add_argument("--fix", action="store_true", help="mend what can mean one thing only, after a copy")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: show the changes, write nothing")
    parser.add_argument(
        "--explain", metavar="CODE", nargs="?", const="", help="say what a code means, and how to mend it; or list all"
    )
    parser.add_argument("--external", action="store_true", help="ask other hosts about the links that lead to them")
    parser.add_argument("--refresh", action="store_true", help="with --external: ask also what was asked within days")
    add_jobs(parser)


def run(options: Namespace) -> int:
    """Check the project; what it finds goes to standard output.

    Raises:
        UsageError: the options do not go together.
    """
    if options.explain is not None:
        return _explain(options.explain)
    from digest.check import FORMATS
    from digest.errors import UsageError, has_errors

    for flag, other in (("refresh", "external"), ("dry_run", "fix")):
        if getattr(options, flag) and not getattr(options, other):
            raise UsageError(f"--{flag.replace('_', '-')} goes with --{other}")
    found = _found(options)
    if options.fix:
        refused = _fix(options, found)
        if options.dry_run:
            return GOOD
        found = (*refused, *_found(options))
    shown = _strict(found) if options.strict else found
    if options.format == "text" and shown:
        say_problems(_with_codes(shown))
    elif options.format == "text":
        say("nothing to mend")
    else:
        text = FORMATS[options.format](shown)
        print_exactly(printable(text) if options.format == "github" else text)
    return PROBLEMS if has_errors(shown) else GOOD


def _found(options: Namespace) -> tuple[Problem, ...]:
    """What is wrong with the options and the content of a project."""
    from digest.check import at_their_lines, check_project
    from digest.errors import ProblemsError

    try:
        project, config, problems = find_project(options.folder)
    except ProblemsError as error:
        return error.problems
    outside = _outside(refresh=options.refresh) if options.external else None
    with progress_bar() as progress:
        found = check_project(project, config, outside=outside, jobs=options.jobs, progress=progress)
    return (*at_their_lines(project, config, problems), *found)


def _fix(options: Namespace, found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Mend what can be mended, and say what was; returns why some files could not be written."""
    from digest.check.fixes import fix_files
    from digest.errors import ProblemsError

    try:
        project, config, _ = find_project(options.folder)
    except ProblemsError:
        return ()
    waiting = partial(say_waiting, project / "content")
    fixed = fix_files(project, config, found, dry_run=options.dry_run, waiting=waiting)
    if options.dry_run and fixed.diff:
        say(fixed.diff.rstrip("\n"))
    for problem in () if options.dry_run else fixed.gone:
        say_aside(f"mended: {problem.location}  {problem.message} [{problem.code}]")
    say_aside(f"{counted(len(fixed.gone), 'mistake')} {'would be mended' if options.dry_run else 'mended'}")
    say_backup(fixed.backup)
    return fixed.problems


def _with_codes(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems whose messages end with their code in brackets."""
    from dataclasses import replace

    return tuple(
        replace(problem, message=f"{problem.message} [{problem.code}]") if problem.code else problem
        for problem in problems
    )


def _strict(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    from dataclasses import replace

    return tuple(replace(problem, severity="error") for problem in problems)


def _outside(*, refresh: bool) -> Outside:
    """How other hosts are asked.

    Raises:
        UsageError: the library that asks them is not installed.
    """
    from digest.check import Outside
    from digest.errors import UsageError

    try:
        from digest.check.external.http_client import HttpClient
    except ModuleNotFoundError as error:
        raise UsageError("--external needs the extra `check`: pip install 'research-digest[check]'") from error
    return Outside(client=HttpClient(), refresh=refresh)


def _explain(name: str) -> int:
    """Say what a code means, or list all codes.

    Raises:
        UsageError: there is no such code.
    """
    from digest.codes import CODES
    from digest.errors import UsageError
    from digest.yaml.fields import nearest

    if not name:
        width = max(map(len, CODES))
        say("\n".join(f"{code.name:{width}}  {code.severity:7}  {code.meaning}" for code in CODES.values()))
        return GOOD
    code = CODES.get(name)
    if code is None:
        near = nearest(name, tuple(CODES))
        guess = f'did you mean "{near}"?' if near else f"there are {', '.join(CODES)}"
        raise UsageError(f'there is no code "{name}"; {guess}')
    mended = "\ndigest check --fix mends what can mean one thing only." if code.fixable else ""
    say(f"{code.name} ({code.severity})\n\n{code.meaning}\n{code.reason}\n\n{code.remedy}{mended}")
    return GOOD


COMMAND: Final = Command(
    name="check",
    stage=Stage.PUBLISH,
    summary="find what is to be mended before it is published",
    examples=(
        "digest check                                what is wrong in content/ and with its site",
        "digest check --external                     and with links to other hosts, which are asked",
        "digest check --fix --dry-run                what it can mend by itself",
        "digest check --strict                       let warnings fail too, in a workflow",
        "digest check --format github                beside the lines of a pull request",
        "digest check --explain image-without-text   what a code means, and how to mend it",
    ),
    add_arguments=add_arguments,
    run=run,
)

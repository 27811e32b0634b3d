"""`digest check`: finds what is to be mended before it is published."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from digest.cli.arguments import add_jobs
from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import GOOD, PROBLEMS, print_exactly, printable, progress_bar, say

_FORMATS: Final = ("text",)


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest check`."""
    parser.add_argument(
        "--format", metavar="FORMAT", choices=_FORMATS, default="text", help="how it is told: text (default)"
    )
    parser.add_argument("--explain", metavar="CODE", help="say what a code means, and how to mend it")
    add_jobs(parser)


def run(options: Namespace) -> int:
    """Check the project; what it finds goes to standard output."""
    if options.explain is not None:
        return _explain(options.explain)
    from digest.check import check_project, report
    from digest.errors import has_errors, sort_problems

    project, config, problems = find_project(options.folder)
    with progress_bar() as progress:
        found = check_project(project, config, jobs=options.jobs, progress=progress)
    shown = sort_problems([*problems, *found])
    text = report(shown, options.format)
    print_exactly(printable(text) if options.format == "text" else text)
    return PROBLEMS if has_errors(shown) else GOOD


def _explain(name: str) -> int:
    """Say what a code means.

    Raises:
        UsageError: there is no such code.
    """
    from digest.codes import CODES
    from digest.errors import UsageError
    from digest.yaml.fields import nearest

    code = CODES.get(name)
    if code is None:
        near = nearest(name, tuple(CODES))
        guess = f'did you mean "{near}"?' if near else f"there are {', '.join(CODES)}"
        raise UsageError(f'there is no code "{name}"; {guess}')
    say(f"{code.name} ({code.severity})\n\n{code.meaning}\n{code.reason}\n\n{code.remedy}")
    return GOOD


COMMAND: Final = Command(
    name="check",
    stage=Stage.PUBLISH,
    summary="find what is to be mended before it is published",
    examples=(
        "digest check                                what is wrong in content/",
        "digest check --explain image-without-text   what a code means, and how to mend it",
    ),
    add_arguments=add_arguments,
    run=run,
)

"""`digest build`: turns content/ into the site."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digest.cli.arguments import add_jobs
from digest.cli.command import Command, Stage
from digest.cli.project import find_project, output_folder
from digest.cli.terminal import counted, note, progress_bar, say, say_aside, say_foreign, say_waiting, short, show

if TYPE_CHECKING:
    from digest.build import Built


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest build`."""
    parser.add_argument("--output", metavar="DIR", type=Path, help="where the site is written (default: site)")
    parser.add_argument("--base-url", metavar="URL", help="where the site will stand (default: base_url in digest.yml)")
    parser.add_argument("--drafts", action="store_true", help="build drafts too")
    parser.add_argument("--future", action="store_true", help="build what is dated in the future too")
    parser.add_argument("--no-cache", action="store_true", help="read and render everything again")
    parser.add_argument("--explain", action="store_true", help="say for each file that is made why it is")
    parser.add_argument("--profile", action="store_true", help="make all anew in one process and say what takes long")
    add_jobs(parser)


def run(options: Namespace) -> int:
    """Turn content into the site."""
    from digest.build import Options, build
    from digest.cli.build_profile import profiled
    from digest.errors import ProblemsError, has_errors

    base_url = _base_url(options)
    project, config, problems = find_project(options.folder)
    output = output_folder(options, project)
    choice = Options(
        output=output,
        base_url=base_url,
        drafts=options.drafts,
        future=options.future,
        jobs=1 if options.profile else options.jobs,
        cache=not (options.no_cache or options.profile),
        explain=options.explain,
    )
    try:
        with progress_bar() as progress, profiled() if options.profile else nullcontext() as profile:
            built = build(project, config, choice, progress, lambda: say_waiting(output))
    except ProblemsError as error:
        raise ProblemsError([*problems, *error.problems]) from error
    if options.explain:
        _say_reasons(built)
    if profile is not None:
        say("\n".join(profile.lines(built.articles)))
    _note_result(built, output)
    if not (built.articles or has_errors(built.problems)):
        say_aside(
            "no article of content/ is in the site; drafts and what is dated later are left out\n"
            "  `digest convert` makes articles of seeds/, and `digest new article TITLE` starts one"
        )
    return show([*problems, *built.problems])


def _base_url(options: Namespace) -> str | None:
    """The address of the site as it was asked for, in its normal form; None where digest.yml decides."""
    from digest.config.site_address import normal_base_url
    from digest.errors import UsageError

    if not options.base_url:
        return None if options.base_url is None else ""
    base_url = normal_base_url(options.base_url)
    if base_url is None:
        raise UsageError(f"--base-url {options.base_url} is not a web address; write https://host/path/")
    return base_url


def _say_reasons(built: Built) -> None:
    for reason in built.reasons:
        say(f"{reason.path}\n" + "\n".join(f"    {why}" for why in reason.why))
    say(f"{counted(len(built.reasons), 'file')} made of {built.files}, {built.written} of them changed")


def _note_result(built: Built, output: Path) -> None:
    note(
        f"{counted(built.articles, 'article')} in {counted(built.files, 'file')}: "
        f"{built.rendered} rendered, {built.written} written, {len(built.removed)} removed"
    )
    say_foreign(output, built.foreign)
    if built.articles:
        note(f"open {short(output / 'index.html')}")


COMMAND: Final = Command(
    name="build",
    stage=Stage.BUILD,
    summary="turn content/ into the site",
    examples=(
        "digest build",
        "digest build --output public --base-url https://ada.github.io/reading/",
        "digest build --drafts",
        "digest build --future      show what is held back until its day",
        "digest build --explain    why each page is made again",
    ),
    add_arguments=add_arguments,
    run=run,
)

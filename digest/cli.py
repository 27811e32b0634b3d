"""Arguments -> command -> exit code. The only module that prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from digest import __version__

if TYPE_CHECKING:  # imported where a command needs it: `digest --version` is instant
    from digest.config import Config
    from digest.errors import Problem
    from digest.publish import Published

GOOD: Final = 0
PROBLEMS: Final = 1
WRONG_USE: Final = 2

_SHOWN: Final = 20
"""Names that a dry run lists of each kind of change."""

_EXAMPLES: Final = """\
examples:
  digest new reading          make a project in the folder reading
  digest convert              turn seeds/ into articles in content/
  digest build                turn content/ into the site in site/
  digest serve --open         look at the site while you edit
  digest publish --dry-run    see what would change on GitHub Pages

exit codes: 0 good, 1 problems in the content, 2 wrong use
"""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; gives the exit code."""
    options = _parser().parse_args(arguments)
    from digest.errors import DigestError, ProblemsError, UsageError

    try:
        code: int = options.command(options)
    except ProblemsError as error:
        _show(error.problems)
        return PROBLEMS
    except UsageError as error:
        _say_error(str(error))
        return WRONG_USE
    except DigestError as error:
        _say_error(str(error))
        return PROBLEMS
    except BrokenPipeError:  # the reader of our output has gone; so do we
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    return code


class _Parser(argparse.ArgumentParser):
    """A parser that never repeats control characters: an argument may be the name of a file."""

    def error(self, message: str) -> NoReturn:
        super().error(_clean(message))


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
        prog="digest",
        description="Turns messy source texts into annotated Markdown, weekly digests by topic, and a static site.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    parser.add_argument("-C", dest="folder", metavar="DIR", type=Path, help="work on the project in DIR")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_new(commands)
    _add_convert(commands)
    _add_build(commands)
    _add_serve(commands)
    _add_publish(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run_it: Callable[[argparse.Namespace], int],
    summary: str,
    examples: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(command=run_it)
    return parser


def _add_new(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _add(commands, "new", _new, "make a project that works at once", "  digest new reading")
    parser.add_argument("dir", metavar="DIR", type=Path, help="a new or empty folder")


def _add_convert(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest convert                        all of seeds/\n"
        "  digest convert seeds/call.txt         one source; also brings back an article you deleted\n"
        "  digest convert --stdout ~/page.html   see what a file would become"
    )
    parser = _add(commands, "convert", _convert, "turn sources in seeds/ into articles in content/", examples)
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="files or folders in seeds/ (default: all)")
    parser.add_argument("--stdout", metavar="FILE", type=Path, help="print the Markdown of one file, write nothing")
    _add_jobs(parser)


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest build\n"
        "  digest build --output public --base-url https://ada.github.io/reading/\n"
        "  digest build --drafts"
    )
    parser = _add(commands, "build", _build, "turn content/ into the site", examples)
    parser.add_argument("--output", metavar="DIR", type=Path, help="where the site is written (default: site)")
    parser.add_argument("--base-url", metavar="URL", help="where the site will stand (default: base_url in digest.yml)")
    parser.add_argument("--drafts", action="store_true", help="build drafts too")
    parser.add_argument("--no-cache", action="store_true", help="render every page anew")
    _add_jobs(parser)


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = "  digest serve --open\n  digest serve --port 4000"
    parser = _add(commands, "serve", _serve, "show the site and reload it as you edit", examples)
    parser.add_argument("--port", metavar="N", type=_port, help="the port on this machine (default: 8000)")
    parser.add_argument("--open", action="store_true", help="open it in the browser")


def _add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    examples = (
        "  digest publish --dry-run    what would change\n"
        "  digest publish              push site/ to the branch gh-pages\n"
        "  digest publish --setup      let GitHub build and publish on every push instead"
    )
    parser = _add(commands, "publish", _publish, "put the site on GitHub Pages", examples)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="say what would change, push nothing")
    choice.add_argument("--setup", action="store_true", help="write the GitHub Pages workflow")


def _add_jobs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=0, help="processes (default: one a core)")


def _jobs(text: str) -> int:
    return _number(text, 1, 256)


def _port(text: str) -> int:
    return _number(text, 0, 65535)


def _number(text: str, least: int, most: int) -> int:
    if text.isdecimal() and text.isascii() and least <= int(text[:9]) <= most:
        return int(text)
    message = f"'{text}' is not a number from {least} to {most}"
    raise argparse.ArgumentTypeError(message)


def _new(options: argparse.Namespace) -> int:
    from digest.new import new

    folder = (options.folder or Path()) / options.dir
    made = new(folder)
    _say(f"{folder} is a digest project now: {', '.join(made)}")
    _say(f"next: put texts into {folder}/seeds/, then\n  digest -C {folder} convert\n  digest -C {folder} serve --open")
    return GOOD


def _convert(options: argparse.Namespace) -> int:
    if options.stdout is not None:
        return _convert_to_stdout(options)
    from digest.convert import convert

    project, config, problems = _project(options.folder)
    paths = [(options.folder or Path()) / path for path in options.paths]
    with _progress() as progress:
        done = convert(
            project,
            config,
            paths,
            jobs=options.jobs,
            progress=lambda at, of: progress("converting", at, of),
            waiting=lambda: _say_waiting(project / "content"),
        )
    _note(f"{_count(len(done.written), 'article')} written, {done.unchanged} unchanged")
    if done.deleted:
        names = " ".join(str(path) for path in done.deleted[:3])
        more = " …" if len(done.deleted) > 3 else ""
        _note(
            f"{_count(len(done.deleted), 'source')} left out, since the article was deleted; "
            f"to have it again: digest convert {names}{more}"
        )
    return _show([*problems, *done.problems])


def _convert_to_stdout(options: argparse.Namespace) -> int:
    from digest.convert import convert_file
    from digest.errors import Problem, UsageError

    if options.paths:
        raise UsageError("--stdout takes one file and no further paths")
    project, config, problems = _project(options.folder, needed=False)
    text = convert_file((options.folder or Path()) / options.stdout, project, config)
    if isinstance(text, Problem):
        return _show([*problems, text])
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
    return _show(problems)


def _build(options: argparse.Namespace) -> int:
    from digest.build import Options, build
    from digest.config import normal_base_url
    from digest.errors import UsageError

    base_url = options.base_url
    if base_url and (base_url := normal_base_url(options.base_url)) is None:
        raise UsageError(f"--base-url {options.base_url} is no address of the web; write https://host/path/")
    project, config, problems = _project(options.folder)
    output = project / "site" if options.output is None else (options.folder or Path()) / options.output
    choice = Options(
        output=output, base_url=base_url, drafts=options.drafts, jobs=options.jobs, cache=not options.no_cache
    )
    with _progress() as progress:
        built = build(project, config, choice, progress, lambda: _say_waiting(output))
    _note(
        f"{_count(built.articles, 'article')} in {_count(built.files, 'file')}: "
        f"{built.rendered} rendered, {built.written} written, {len(built.removed)} removed"
    )
    if built.foreign:
        _note(
            f"{output.name}/ also holds {_count(len(built.foreign), 'file')} that digest did not write, "
            f"left as they are: {', '.join(str(path) for path in built.foreign[:5])}"
        )
    if built.articles:
        _note(f"open {_shown(output / 'index.html')}")
    return _show([*problems, *built.problems])


def _serve(options: argparse.Namespace) -> int:
    from digest.build import Options, build
    from digest.convert import convert
    from digest.serve import DEFAULT_PORT, serve

    project, _, _ = _project(options.folder)
    output = project / ".digest" / "serve"

    def rebuild() -> tuple[Problem, ...]:
        _, config, problems = _project(project)
        converted = convert(project, config)
        built = build(project, config, Options(output=output, base_url=""))
        return (*problems, *converted.problems, *built.problems)

    port = DEFAULT_PORT if options.port is None else options.port
    serve(project, output, rebuild, port=port, open_browser=options.open, on_event=_say)
    return GOOD


def _publish(options: argparse.Namespace) -> int:
    from digest.publish import publish, write_workflow

    project, config, problems = _project(options.folder)
    if options.setup:
        _say(f"{_shown(write_workflow(project))} builds and publishes the site on every push; commit it")
        return _show(problems)
    published = publish(
        project,
        project / "site",
        remote=config.publish_remote,
        branch=config.publish_branch,
        cname=config.cname,
        dry_run=options.dry_run,
    )
    _say(_told(published, dry_run=options.dry_run))
    return _show(problems)


def _told(published: Published, *, dry_run: bool) -> str:
    """What a publish did, or would do."""
    place = f"{published.branch} of {published.remote} ({published.url})"
    if not published.changed:
        return f"nothing new: {place} holds this site already"
    parts = (("added", published.added), ("changed", published.modified), ("removed", published.removed))
    counts = ", ".join(f"{len(names)} {word}" for word, names in parts if names)
    if not dry_run:
        return f"published to {place}: {counts}"
    names = "".join(f"\n  {word:8}{name}" for word, names in parts for name in names[:_SHOWN])
    more = sum(max(0, len(names) - _SHOWN) for _, names in parts)
    return f"would change {place}: {counts}{names}" + (f"\n  and {more} more" if more else "")


def _project(folder: Path | None, *, needed: bool = True) -> tuple[Path, Config, tuple[Problem, ...]]:
    """The project that holds a folder, its options, and what is wrong with them."""
    from digest.config import FILE, Config, parse_config, unreadable
    from digest.errors import ProblemsError, UsageError

    start = (folder or Path()).resolve()
    if not start.is_dir():
        raise UsageError(f"{folder} is no folder")
    home = next((place for place in (start, *start.parents) if (place / FILE).is_file()), None)
    if home is None:
        if needed:
            raise UsageError(f"there is no {FILE} here; make a project with `digest new DIR`, or name one with -C DIR")
        return start, Config(), ()
    try:
        text = (home / FILE).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemsError([unreadable(f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ProblemsError([unreadable("is not UTF-8")]) from error
    config, problems = parse_config(text)
    return home, config, problems


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _shown(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _say(text: str) -> None:
    """Say what the person asked for."""
    print(_clean(text), flush=True)  # noqa: T201


def _note(text: str) -> None:
    """Say what is good to know; who pipes the output knows it already."""
    if sys.stdout.isatty():
        _say(text)


def _say_waiting(folder: Path) -> None:
    print(f"{folder.name}/ is being written by another digest; waiting", file=sys.stderr, flush=True)  # noqa: T201


def _say_error(text: str) -> None:
    print(f"{_paint('error', 31)}: {_clean(text)}", file=sys.stderr, flush=True)  # noqa: T201


def _show(problems: Iterable[Problem]) -> int:
    """Print problems, and give the exit code they mean."""
    from digest.errors import has_errors, sort_problems

    shown = sort_problems(problems)
    for problem in shown:
        print(_clean(str(problem)), file=sys.stderr)  # noqa: T201
    return PROBLEMS if has_errors(shown) else GOOD


def _clean(text: str) -> str:
    """Text without control characters: a file's name or a source may hold some that steer a terminal."""
    shown = "".join(
        character if character == "\n" or character.isprintable() else f"\\x{ord(character):02x}" for character in text
    )
    encoding = sys.stderr.encoding or "utf-8"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def _paint(text: str, colour: int) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if sys.stderr.isatty() and "NO_COLOR" not in os.environ else text


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _at, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}

        def show(stage: str, at: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=of)
            bar.update(tasks[stage], completed=at)

        yield show

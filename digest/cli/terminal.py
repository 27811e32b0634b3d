"""Everything that is printed: more on a terminal than into a pipe, and never a character that steers a terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from digest.errors import Problem

_STEPS: Final = 100
"""How many times a progress bar is drawn at most."""

MOST_NAMES: Final = 20
"""How many names of one kind a message lists at most."""

_BOLD: Final = 1
_RED: Final = 31
_YELLOW: Final = 33
_CYAN: Final = 36
"""Attributes and colours of text on a terminal (ECMA-48, SGR)."""

GOOD: Final = 0
PROBLEMS: Final = 1
WRONG_USE: Final = 2


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `2 files`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def short(path: Path) -> Path:
    """A path relative to the current folder, if it lies in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def say(text: str) -> None:
    """Print what the person asked for to standard output."""
    print(printable(text), flush=True)  # noqa: T201


def print_exactly(text: str) -> None:
    """Print a text to standard output as it is, in UTF-8, for a file or another program to take."""
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def is_terminal() -> bool:
    """Whether a person looks at standard output, so that `note` prints."""
    return sys.stdout.isatty()


def can_ask() -> bool:
    """Whether there is a person to answer a question."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str) -> bool:
    """Ask a person a question; anything but a clear yes, or the end of the input, is a no."""
    try:
        return input(f"{printable(question)} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def note(text: str) -> None:
    """Print what is good to know, on a terminal only."""
    if is_terminal():
        say(text)


def say_aside(text: str) -> None:
    """Print to standard error what the person should see even where the output is piped."""
    print(printable(text), file=sys.stderr, flush=True)  # noqa: T201


def say_waiting(folder: Path) -> None:
    """Say that this run waits for another one."""
    say_aside(f"{folder.name}/ is being written by another digest; waiting")


def say_foreign(output: Path, foreign: Sequence[str]) -> None:
    """Name the files of an output folder that digest did not write; nothing if there are none."""
    if foreign:
        names = ", ".join(foreign[:MOST_NAMES])
        more = f" and {len(foreign) - MOST_NAMES} more" if len(foreign) > MOST_NAMES else ""
        say_aside(f"{output.name}/ holds what digest did not write, left as it is: {names}{more}")


def say_backup(folder: PurePath | None) -> None:
    """Say where files are as they were before; nothing if there is no copy of any."""
    if folder:
        say_aside(f"as they were before: {folder}/ (how to restore: {folder.parent}/README.txt)")


def say_error(text: str) -> None:
    """Say why a command cannot go on."""
    print(f"{_paint('error', _RED, sys.stderr)}: {printable(text)}", file=sys.stderr, flush=True)  # noqa: T201


def show(problems: Iterable[Problem]) -> int:
    """Print problems to standard error, and how many there are; returns the exit code that they mean."""
    from digest.errors import has_errors, sort_problems

    shown = sort_problems(problems)
    _print_problems(shown, sys.stderr)
    return PROBLEMS if has_errors(shown) else GOOD


def say_problems(problems: Sequence[Problem]) -> None:
    """Print problems that the person asked for to standard output, in their order, and how many there are."""
    _print_problems(problems, sys.stdout)


def _print_problems(problems: Sequence[Problem], stream: TextIO) -> None:
    for problem in problems:
        print(_painted(problem, stream), file=stream)
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ((errors, "to mend", _RED), (len(problems) - errors, "to look at", _YELLOW))
    summary = ", ".join(_paint(f"{count} {what}", colour, stream) for count, what, colour in counts if count)
    if summary:
        print(summary, file=stream, flush=True)


def _painted(problem: Problem, stream: TextIO) -> str:
    """A problem as it is shown: in colours, its place stands out, and the carets and the hint from what is quoted."""
    text = printable(str(problem))
    if not _has_colours(stream):
        return text
    warned = problem.severity == "warning"
    colour = _YELLOW if warned else _RED
    where = printable(str(problem.location or ""))
    first, *others = text.removeprefix(where).split("\n")
    hints = problem.hint.count("\n") + 1 if problem.hint else 0
    quoted, hint = others[: len(others) - hints], others[len(others) - hints :]
    return "\n".join(
        [
            _paint(where, _BOLD, stream)
            + (first.replace("warning:", _paint("warning:", colour, stream), 1) if warned else first),
            *(_paint(line, colour, stream) if not line.strip(" ^") else line for line in quoted),
            *(_paint(line, _CYAN, stream) for line in hint),
        ]
    )


def printable(text: str) -> str:
    """A text with its control characters escaped: names of files and sources may hold some that steer a terminal."""
    escaped = "".join(
        character if character == "\n" or character.isprintable() else f"\\x{ord(character):02x}" for character in text
    )
    encoding = sys.stderr.encoding or "utf-8"  # what the terminal cannot show is escaped too
    return escaped.encode(encoding, "backslashreplace").decode(encoding)


def _paint(text: str, colour: int, stream: TextIO) -> str:
    """A text in a colour, where its stream shows colours."""
    return f"\x1b[{colour}m{text}\x1b[0m" if text and _has_colours(stream) else text


def _has_colours(stream: TextIO) -> bool:
    """Whether a stream shows colours: on a terminal that can, unless the person said otherwise.

    NO_COLOR (no-color.org) and FORCE_COLOR (force-color.org) count where they are not empty, the first before the
    second.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """Show a progress bar on a terminal, and nothing elsewhere.

    Yields:
        What to call with the name of a stage, how much of it is done, and how much there is to do.
    """
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # A bar that refreshes itself does so in a thread, and beside another thread no worker process can be forked.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        tasks = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, refresh=done == total or done % max(1, total // _STEPS) == 0)

        yield advance

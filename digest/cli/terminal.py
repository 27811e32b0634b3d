"""What the person sees: on a terminal more than in a pipe, and never a character that steers it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from digest.errors import Problem

_STEPS: Final = 100
"""How often a progress bar moves."""

MOST_NAMES: Final = 20
"""Names that a message lists of each kind."""

GOOD: Final = 0
PROBLEMS: Final = 1
WRONG_USE: Final = 2


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def short(path: Path) -> Path:
    """A path as short as it can be said from here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def say(text: str) -> None:
    """Say what the person asked for."""
    print(clean(text), flush=True)  # noqa: T201


def note(text: str) -> None:
    """Say what is good to know; who pipes the output knows it already."""
    if sys.stdout.isatty():
        say(text)


def say_aside(text: str) -> None:
    """Say what matters even where the output is piped."""
    print(clean(text), file=sys.stderr, flush=True)  # noqa: T201


def say_waiting(folder: Path) -> None:
    """Say why nothing happens."""
    say_aside(f"{folder.name}/ is being written by another digest; waiting")


def say_foreign(output: Path, foreign: Sequence[str]) -> None:
    """Name what an output folder holds and digest did not write."""
    if foreign:
        names = ", ".join(foreign[:MOST_NAMES])
        more = f" and {len(foreign) - MOST_NAMES} more" if len(foreign) > MOST_NAMES else ""
        say_aside(f"{output.name}/ holds what digest did not write, left as it is: {names}{more}")


def say_error(text: str) -> None:
    """Say why a command cannot go on."""
    print(f"{_paint('error', 31)}: {clean(text)}", file=sys.stderr, flush=True)  # noqa: T201


def show(problems: Iterable[Problem]) -> int:
    """Print problems, and give the exit code they mean."""
    from digest.errors import has_errors, sort_problems

    shown = sort_problems(problems)
    for problem in shown:
        print(clean(str(problem)), file=sys.stderr)  # noqa: T201
    return PROBLEMS if has_errors(shown) else GOOD


def clean(text: str) -> str:
    """Text without control characters: a file's name or a source may hold some that steer a terminal."""
    shown = "".join(
        character if character == "\n" or character.isprintable() else f"\\x{ord(character):02x}" for character in text
    )
    encoding = sys.stderr.encoding or "utf-8"
    return shown.encode(encoding, "backslashreplace").decode(encoding)


def _paint(text: str, colour: int) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if sys.stderr.isatty() and "NO_COLOR" not in os.environ else text


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _stage, _at, _of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    # Without a thread that refreshes it: beside another thread no worker can be forked.
    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        tasks = {}

        def advance(stage: str, at: int, of: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=of)
            bar.update(tasks[stage], completed=at, refresh=at == of or at % max(1, of // _STEPS) == 0)

        yield advance

"""Problems as values, which say where something is wrong and what to do, and the exceptions that stop a command.

Problems are collected, sorted and shown together, so that one run names everything there is to mend. An exception is
raised only where a command cannot go on:

    DigestError             a message for the person, never a traceback
    ├── UsageError          the command was called wrongly (exit code 2)
    └── ProblemsError       these problems stop the command (exit code 1)
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Literal

from digest.dataclass import dataclass

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place in a file of the project.

    Attributes:
        path: relative to the project, with forward slashes.
        line: 1-based, or None for the file as a whole.
        column: 1-based, in code points, or None for the whole line.
        length: how many code points the caret underlines.
        text: the line itself, without its end, or None where it is not at hand.
    """

    path: PurePosixPath
    line: int | None = None
    column: int | None = None
    length: int = 1
    text: str | None = None

    def __str__(self) -> str:
        """`path:line:column`, as compilers and editors write it."""
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that a person should mend.

    Attributes:
        message: what is wrong, starting in lower case, without a full stop.
        location: where, or None where no file is concerned.
        hint: what to do about it.
        severity: an error makes the exit code 1; a warning does not.
        code: the kind of mistake, as `digest check --explain` knows it; empty where no kind is named.
    """

    message: str
    location: Location | None = None
    hint: str | None = None
    severity: Severity = "error"
    code: str = ""

    def __str__(self) -> str:
        """The problem as it is shown: place and message, the line with carets under the wrong part, the hint."""
        where = f"{self.location}  " if self.location else ""
        mark = "warning: " if self.severity == "warning" else ""
        lines = [f"{where}{mark}{self.message}", *_excerpt(self.location)]
        if self.hint:
            lines.append(f"  {self.hint}")
        return "\n".join(lines)


def _excerpt(location: Location | None, width: int = 160) -> list[str]:
    """The line of a location with carets below it, each after the number of the line.

    Of a longer line only the `width` code points around the column are shown.
    """
    if location is None or location.line is None or location.text is None:
        return []
    text = location.text.replace("\t", " ")
    number = f"  {location.line} | "
    if location.column is None:
        return [number + text[:width]]
    start = max(0, location.column - 1 - width // 2)
    shown = text[start : start + width]
    at = location.column - 1 - start
    carets = "^" * max(1, _columns(shown[at : at + location.length]))
    return [number + shown, " " * (len(number) + _columns(shown[:at].ljust(at))) + carets]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    Wide characters take two (Unicode Standard Annex 11), combining characters none.
    """
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) > 0 for character in text)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repetitions, by path, line, column and message: in the same order on every machine.

    Those of `digest.yml`, which decides about all files in folders, come before theirs.
    """

    def key(problem: Problem) -> tuple[bool, str, int, int, str, str]:
        location = problem.location
        if location is None:
            return (False, "", 0, 0, problem.message, repr(problem))
        path, line, column = location.path, location.line or 0, location.column or 0
        return (len(path.parts) > 1, str(path), line, column, problem.message, repr(problem))

    return tuple(sorted(dict.fromkeys(problems), key=key))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is more than a warning."""
    return any(problem.severity == "error" for problem in problems)


class DigestError(Exception):
    """A command cannot go on. The message is for the person."""


class UsageError(DigestError):
    """The command was called wrongly, or in a place where it has nothing to work on."""


class ProblemsError(DigestError):
    """Problems that stop the command.

    Attributes:
        problems: sorted, at least one.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

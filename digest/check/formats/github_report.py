"""Problems as workflow commands, which GitHub shows beside the lines of a pull request.

How they are written and escaped is in GitHub's documentation, "Workflow commands for GitHub Actions", and in its
toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from digest.errors import Location, Problem

_IN_DATA: Final[Mapping[int, str]] = MappingProxyType(str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"}))
_IN_PROPERTY: Final[Mapping[int, str]] = MappingProxyType({**_IN_DATA, ord(":"): "%3A", ord(","): "%2C"})


def github_report(problems: Sequence[Problem]) -> str:
    """A command a line, and the line that counts them."""
    return "".join(f"{_command(problem)}\n" for problem in problems) + f"{_summary_line(problems)}\n"


def _command(problem: Problem) -> str:
    """`::error file=…,line=…::message`, without the properties that are not known."""
    given = {**_place(problem.location), "title": problem.code}
    properties = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in given.items() if value)
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    head = f"::{problem.severity} {properties}" if properties else f"::{problem.severity}"
    return f"{head}::{text.translate(_IN_DATA)}"


def _place(place: Location | None) -> Mapping[str, str]:
    if place is None:
        return {}
    column = place.column if place.line else None
    end = place.line and column and column + place.length
    numbers = {"line": place.line, "endLine": end and place.line, "col": column, "endColumn": end}
    return {"file": str(place.path), **{name: str(number) for name, number in numbers.items() if number}}


def _summary_line(problems: Sequence[Problem]) -> str:
    """How much is to be mended, and how much to be looked at."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{errors} to mend"] * bool(errors) + [f"{warnings} to look at"] * bool(warnings)
    return ", ".join(parts) or "nothing to mend"

"""Problems for people: each with its line, carets, hint and code, and at the end how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.errors import Problem


def text_report(problems: Sequence[Problem]) -> str:
    """The problems, and a line that counts them."""
    return "".join(f"{problem}\n" for problem in with_codes(problems)) + f"{summary_line(problems)}\n"


def summary_line(problems: Sequence[Problem]) -> str:
    """How much is to be mended, and how much to be looked at."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{errors} to mend"] * bool(errors) + [f"{warnings} to look at"] * bool(warnings)
    return ", ".join(parts) or "nothing to mend"


def with_codes(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems whose messages end with their code in brackets."""
    return tuple(
        replace(problem, message=f"{problem.message} [{problem.code}]") if problem.code else problem
        for problem in problems
    )

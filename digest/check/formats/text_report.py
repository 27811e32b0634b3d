"""Problems for people, with their codes, and how many there are in a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.errors import Problem


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

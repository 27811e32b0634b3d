"""Problems for people: each with its line, carets, hint and code, and at the end how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from digest.errors import Problem


def text_report(problems: Sequence[Problem]) -> str:
    """The problems, and a line that counts them."""
    return "".join(f"{_with_code(problem)}\n" for problem in problems) + f"{summary_line(problems)}\n"


def summary_line(problems: Sequence[Problem]) -> str:
    """How much is to be mended, and how much to be looked at."""
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    parts = [f"{errors} to mend"] * bool(errors) + [f"{warnings} to look at"] * bool(warnings)
    return ", ".join(parts) or "nothing to mend"


def _with_code(problem: Problem) -> str:
    """A problem as it is shown everywhere, with its code behind the message."""
    first, end, rest = str(problem).partition("\n")
    return f"{first} [{problem.code}]{end}{rest}" if problem.code else str(problem)

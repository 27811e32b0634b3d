"""Problems as JSON, for programs of people's own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from digest.errors import Location, Problem


def json_report(problems: Sequence[Problem]) -> str:
    """One object: the problems in their order, and how many there are of each severity."""
    report = {
        "problems": [_problem(problem) for problem in problems],
        "errors": sum(problem.severity == "error" for problem in problems),
        "warnings": sum(problem.severity == "warning" for problem in problems),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _problem(problem: Problem) -> dict[str, Any]:
    """A problem; what is not known of it is null. Columns count code points from 1, the end is behind the last."""
    return {
        "code": problem.code or None,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        **_place(problem.location),
    }


def _place(place: Location | None) -> dict[str, Any]:
    if place is None:
        return {"path": None, "line": None, "column": None, "end_column": None}
    end = place.column + place.length if place.column else None
    return {"path": str(place.path), "line": place.line, "column": place.column, "end_column": end}

"""Problems as SARIF, which code scanning and editors read.

The format is OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; numbers behind a § are of its
sections.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from digest import __version__
from digest.codes import CODES, Code
from digest.errors import Location, Problem
from digest.model.fingerprint import fingerprint

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_ROOT: Final = "SRCROOT"
"""What paths are relative to: the folder of the project, wherever that is (§3.14.14)."""


def sarif_report(problems: Sequence[Problem]) -> str:
    """A log of one run."""
    names = sorted({problem.code for problem in problems if problem.code})
    rules = {name: number for number, name in enumerate(names)}
    driver = {"name": "digest", "version": __version__, "rules": [_rule(name) for name in names]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the project."}}},
        "results": [_result(problem, rules) for problem in problems],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(name: str) -> dict[str, Any]:
    """A code (§3.49)."""
    code = CODES.get(name)
    return {"id": name} if code is None else {"id": name, **_described(code)}


def _described(code: Code) -> dict[str, Any]:
    return {
        "shortDescription": {"text": code.meaning},
        "fullDescription": {"text": f"{code.meaning} {code.reason}"},
        "help": {"text": code.remedy},
        "defaultConfiguration": {"level": code.severity},
    }


def _result(problem: Problem, rules: Mapping[str, int]) -> dict[str, Any]:
    """A problem (§3.27)."""
    rule = {"ruleId": problem.code, "ruleIndex": rules[problem.code]} if problem.code else {}
    text = f"{problem.message}. {problem.hint}." if problem.hint else f"{problem.message}."
    return {
        **rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [_location(problem.location)] if problem.location else [],
        "partialFingerprints": {"mistake/v1": _fingerprint(problem)},
    }


def _location(place: Location) -> dict[str, Any]:
    """A place in a file (§3.28, §3.29); paths are percent-encoded, since they are URIs."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(str(place.path)), "uriBaseId": _ROOT}}
    if place.line is not None:
        physical["region"] = _region(place, place.line)
    return {"physicalLocation": physical}


def _region(place: Location, line: int) -> dict[str, Any]:
    """A part of a line (§3.30); a region without columns is the whole line."""
    columns = {"startColumn": place.column, "endColumn": place.column + place.length} if place.column else {}
    return {"startLine": line, **columns, **({"snippet": {"text": place.text}} if place.text is not None else {})}


def _fingerprint(problem: Problem) -> str:
    """What stays the same where lines are added above a problem (§3.27.17)."""
    place = problem.location
    return fingerprint(problem.code, problem.message, str(place.path) if place else "", (place and place.text) or "")

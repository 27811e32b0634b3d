"""Problems in the formats of programs."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path, PurePosixPath

import jsonschema
import pytest

from digest.check import FORMATS
from digest.errors import Location, Problem

SPEC = importlib.util.spec_from_file_location("sarif_schema", Path(__file__).with_name("sarif_schema.py"))
SCHEMA = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(SCHEMA)

PROBLEMS = (
    Problem(message="the theme is gone"),
    Problem(
        message='the link "a b, c: 100 %.md" leads nowhere\r\nat all',
        location=Location(
            path=PurePosixPath("content/2025-W12/zwei Wörter, mehr: 1%.md"), line=3, column=5, length=7, text="See a b."
        ),
        hint="mend it",
        code="dead-link",
    ),
    Problem(
        message="is dated",
        location=Location(path=PurePosixPath("content/a.md"), line=9),
        severity="warning",
        code="future-date",
    ),
    Problem(message="is empty", location=Location(path=PurePosixPath("content/b.md")), severity="warning"),
)


def test_sarif_is_what_the_standard_says():
    log = json.loads(FORMATS["sarif"](PROBLEMS))
    jsonschema.Draft202012Validator(SCHEMA.SARIF).validate(log)
    (run,) = log["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]
    assert [rule["id"] for rule in rules] == ["dead-link", "future-date"]
    assert [rules[result["ruleIndex"]]["id"] for result in results if "ruleId" in result] == [
        "dead-link",
        "future-date",
    ]
    assert [result["level"] for result in results] == ["error", "error", "warning", "warning"]
    place = results[1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/2025-W12/zwei%20W%C3%B6rter%2C%20mehr%3A%201%25.md"
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 12, "snippet": {"text": "See a b."}}
    assert results[0]["locations"] == []
    assert "region" not in results[3]["locations"][0]["physicalLocation"]


def test_the_schema_refuses_what_the_standard_does():
    """So that the test above can fail."""
    log = json.loads(FORMATS["sarif"](PROBLEMS))
    log["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA.SARIF).validate(log)


def test_a_problem_keeps_its_fingerprint_when_lines_come_above_it():
    moved = tuple(
        Problem(
            message=problem.message,
            location=problem.location
            and Location(path=problem.location.path, line=(problem.location.line or 0) + 7, text=problem.location.text),
            code=problem.code,
        )
        for problem in PROBLEMS
    )
    prints = [
        [result["partialFingerprints"] for result in json.loads(FORMATS["sarif"](given))["runs"][0]["results"]]
        for given in (PROBLEMS, moved)
    ]
    assert prints[0] == prints[1]
    assert len({json.dumps(each) for each in prints[0]}) == len(PROBLEMS)


def unescaped(text):
    """As GitHub's runner reads it."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_reads_back_every_command():
    """A line each, whatever stands in names and messages."""
    *lines, last = FORMATS["github"](PROBLEMS).splitlines()
    read = []
    for line in lines:
        kind, properties, message = re.fullmatch(r"::(error|warning)(?: ([^:]*))?::(.*)", line).groups()
        pairs = dict(part.split("=", 1) for part in (properties or "").split(",") if part)
        read.append((kind, {name: unescaped(value) for name, value in pairs.items()}, unescaped(message)))
    assert read == [
        ("error", {}, "the theme is gone"),
        (
            "error",
            {
                "file": "content/2025-W12/zwei Wörter, mehr: 1%.md",
                "line": "3",
                "endLine": "3",
                "col": "5",
                "endColumn": "12",
                "title": "dead-link",
            },
            'the link "a b, c: 100 %.md" leads nowhere\r\nat all\nmend it',
        ),
        ("warning", {"file": "content/a.md", "line": "9", "title": "future-date"}, "is dated"),
        ("warning", {"file": "content/b.md"}, "is empty"),
    ]
    assert last == "2 to mend, 2 to look at"


def test_json_has_everything_under_its_name():
    report = json.loads(FORMATS["json"](PROBLEMS))
    assert (report["errors"], report["warnings"]) == (2, 2)
    assert report["problems"][1] == {
        "code": "dead-link",
        "severity": "error",
        "message": 'the link "a b, c: 100 %.md" leads nowhere\r\nat all',
        "hint": "mend it",
        "path": "content/2025-W12/zwei Wörter, mehr: 1%.md",
        "line": 3,
        "column": 5,
        "end_column": 12,
    }
    assert report["problems"][0]["path"] is None

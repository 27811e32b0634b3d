"""The promises of the guide and the tests that cite them agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
PAGE = (REPOSITORY / "content/pages/guide/promises.md").read_text("utf-8")
PROMISES = {
    int(number): (tuple(re.findall(r"`(tests/[^`]+)`", kept_by)), "waits" in kept_by)
    for number, kept_by in re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE)
}
"""By number: the tests that keep a promise, and whether something of it waits."""

_CITATION = re.compile(r"\b[Pp]romises? (\d+(?:-\d+)?(?:, \d+(?:-\d+)?)*)")


def cited(path):
    """The numbers of the promises that a test file cites."""
    numbers = set()
    for part in ", ".join(_CITATION.findall(path.read_text("utf-8"))).split(", "):
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1) if part else ())
    return numbers


CITED = {
    path.relative_to(REPOSITORY).as_posix(): numbers
    for path in sorted((REPOSITORY / "tests").rglob("test_*.py"))
    if path != Path(__file__) and (numbers := cited(path))
}


def test_the_promises_are_numbered_without_a_gap():
    """So that a number means the same for ever; a new promise goes to the end."""
    assert list(PROMISES) == list(range(1, len(PROMISES) + 1))
    assert len(PROMISES) >= 50


def test_every_promise_is_kept_by_a_test_or_waits():
    """There is no third kind."""
    assert [number for number, (tests, waits) in PROMISES.items() if not tests and not waits] == []


@pytest.mark.parametrize("number", PROMISES)
def test_a_promise_is_cited_by_the_tests_that_keep_it(number):
    """By each that the guide names, so that a test that goes takes its promise with it; while all of it waits by none."""
    tests, _ = PROMISES[number]
    citing = {path for path, numbers in CITED.items() if number in numbers}
    assert set(tests) <= citing
    assert tests or not citing


def test_every_promise_cited_exists():
    """A number that stands nowhere promises nothing."""
    assert set().union(*CITED.values()) <= set(PROMISES)
    assert len(CITED) >= 10

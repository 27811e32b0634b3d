"""Every planted fault is found, with its code and on its line; nothing is found where nothing is wrong."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

from digest.check import check_project
from digest.codes import CODES
from digest.config import parse_config

sys.path.insert(0, str(Path(__file__).parent))
from planted_faults import CONFIG, GOOD, PLANTED


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """All files in one project, checked once: the problems by the path of their file."""
    project = tmp_path_factory.mktemp("planted")
    (project / "digest.yml").write_text(CONFIG, "utf-8")
    for path, text, _ in (*PLANTED, *GOOD):
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    config, problems = parse_config(CONFIG)
    assert problems == ()
    by_path = {}
    for problem in check_project(project, config, jobs=1):
        by_path.setdefault(problem.location and problem.location.path, []).append(problem)
    return by_path


def told(problems):
    return sorted((problem.code, problem.location.line) for problem in problems)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.path)
def test_a_fault_is_found_on_its_line_and_told_once(found, planted):
    problems = found.get(PurePosixPath("content") / planted.path, [])
    assert told(problems) == sorted(planted.faults)
    for problem in problems:
        assert problem.severity == CODES[problem.code].severity
        assert problem.hint
        assert problem.location.line is None or problem.location.text is not None


def test_nothing_is_found_elsewhere(found):
    """Neither in good files, nor in those of the site."""
    planted = {PurePosixPath("content") / each.path for each in PLANTED}
    assert {path: [*map(str, problems)] for path, problems in found.items() if path not in planted} == {}


def test_there_are_many_and_of_most_kinds():
    faults = [code for planted in PLANTED for code, _ in planted.faults]
    assert len(faults) >= 90
    assert len(set(faults)) >= 30

"""The workflows of this repository: what each may do, what it runs, and that its shell is shell."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from digest import __version__

REPOSITORY = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
TRUSTED = r"actions/[a-z-]+@v\d+|pypa/gh-action-pypi-publish@release/v1"
"""GitHub's own actions, by their major version, and the one by which PyPI's people upload."""


def read(path):
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_trusted_actions_and_valid_shell(path):
    """Nothing that GitHub fills in stands in a line of shell, where it would be a program."""
    for step in steps(read(path)):
        assert "run" in step or re.fullmatch(TRUSTED, step["uses"]), step
        if "run" in step:
            assert "${{" not in step["run"]
            subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


def test_a_release_is_built_tested_and_uploaded_without_a_password():
    """What builds may not upload, what uploads runs no code of this repository, and PyPI trusts the workflow."""
    release = read(REPOSITORY / ".github/workflows/release.yml")
    assert release["on"] == {"push": {"tags": ["v*"]}}
    build, upload = release["jobs"]["build"], release["jobs"]["upload"]
    assert (release["permissions"], build["permissions"]) == ({}, {"contents": "read"})
    assert (upload["permissions"], upload["needs"]) == ({"id-token": "write"}, "build")
    assert upload["environment"]["name"] == "pypi"
    assert not [step for step in upload["steps"] if "run" in step]
    assert [step["uses"].partition("@")[0] for step in upload["steps"]] == [
        "actions/download-artifact", "pypa/gh-action-pypi-publish",
    ]  # fmt: skip
    shell = "\n".join(step["run"] for step in build["steps"] if "run" in step)
    order = ["bash .ci/run", "python -m build", "twine check", 'bin/digest" new', 'bin/digest" -C']
    assert [shell.index(words) for words in order] == sorted(shell.index(words) for words in order)
    assert "secrets." not in (REPOSITORY / ".github/workflows/release.yml").read_text("utf-8")


@pytest.mark.parametrize(("tag", "code"), [(f"v{__version__}", 0), (f"v{__version__}.1", 1), (__version__, 1)])
def test_a_tag_that_is_not_the_version_uploads_nothing(tag, code):
    """The first step after Python is there."""
    release = read(REPOSITORY / ".github/workflows/release.yml")
    first = next(step["run"] for step in steps(release) if "run" in step)
    done = subprocess.run(
        ["bash", "-e", "-c", first], cwd=REPOSITORY, env={"GITHUB_REF_NAME": tag, "PATH": "/usr/bin:/bin"}, check=False
    )
    assert done.returncode == code

"""A project to be worked on as a person does: files are written, commands run, files and messages looked at."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from digest.cli import run

REPOSITORY = Path(__file__).resolve().parent.parent

CONFIG = """\
title: Test digest
base_url: https://digest.example.org/reading/
reference_date: 2025-06-30
rights: full
topics:
  - name: Climate
    slug: climate
    keywords: [methane, climate, emissions]
  - name: Health
    slug: health
    keywords: [patients, hospital]
"""


@dataclass(frozen=True, slots=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str


class Project:
    """A digest project in a temporary folder."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def write(self, path: str, body: str | bytes) -> Path:
        """Write a file, making its folders."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body if isinstance(body, bytes) else body.encode())
        return target

    def read(self, path: str) -> str:
        """The text of a file."""
        return (self.folder / path).read_bytes().decode()

    def tree(self, folder: str) -> dict[str, bytes]:
        """Every file below a folder, by its path."""
        base = self.folder / folder
        return {
            path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()
        }

    def digest(self, *arguments: str) -> Result:
        """Run a command on the project."""
        self._capture.readouterr()
        try:
            code = run(["-C", str(self.folder), *arguments])
        except SystemExit as stop:  # argparse ends so
            code = int(stop.code or 0)
        captured = self._capture.readouterr()
        return Result(code, captured.out, captured.err)

    def article(
        self, path: str, *, title: str = "A title", date: str = "2025-03-18", body: str = "Text.", **more: str
    ) -> Path:
        """Write an article into content/."""
        lines = "".join(f"{key}: {value}\n" for key, value in more.items())
        return self.write(f"content/{path}", f"---\ntitle: {title}\ndate: {date}\n{lines}---\n\n{body}\n")


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    """An empty project with two topics."""
    made = Project(tmp_path / "project", capsys)
    made.write("digest.yml", CONFIG)
    return made


@pytest.fixture(scope="session")
def in_ci() -> bool:
    """Whether a missing tool is a failure, not a reason to skip."""
    return os.environ.get("CI") == "true"


def pytest_addoption(parser: pytest.Parser) -> None:
    """One switch rewrites the golden files."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what the tests compare with anew")


@pytest.fixture(scope="session")
def example_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository, built from its content/, as a reader gets it."""
    folder = tmp_path_factory.mktemp("example") / "site"
    assert run(["-C", str(REPOSITORY), "build", "--output", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def need(in_ci: bool):
    """Call with what was found and its name: where it is missing the test is skipped aloud, in CI it fails."""

    def check(found: object, name: str) -> None:
        if not found and in_ci:
            pytest.fail(f"{name} is missing; .ci/run installs it")
        if not found:
            pytest.skip(f"{name} is not installed; .ci/run installs it")

    return check

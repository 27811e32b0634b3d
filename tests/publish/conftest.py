"""A project under git with a published site, shared by the tests of a module and made whole again for each."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.cli import run
from tests.conftest import Project

GIT_SETTINGS = "[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n"

OPTIONS = """\
title: Reading
base_url: https://ada.example/reading/
rights: excerpt
topics: [Health]
"""

ARTICLES = {
    "2025-W12/one.md": "---\ntitle: One\ndate: 2025-03-18\nrights: full\n---\n\nThe first text that is published.\n",
    "2025-W12/two.md": "---\ntitle: Two\ndate: 2025-03-19\nrights: full\n---\n\nThe second text that is published.\n",
}


def git(folder: Path, *arguments: str) -> str:
    """What git prints."""
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


class PublishedProject(Project):
    """A project whose site is on the branch of a bare repository."""

    @property
    def bare(self) -> Path:
        """The repository that it is published to."""
        return self.folder.parent / "remote.git"

    def head(self) -> str:
        """The last commit of the published branch; empty if there is none."""
        return git(self.bare, "for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages")

    def names(self) -> set[str]:
        """The files on the published branch."""
        return set(git(self.bare, "ls-tree", "-r", "--name-only", "gh-pages").splitlines())

    def everything(self) -> bytes:
        """All that was ever published: every file of every commit of every branch."""
        ids = "\n".join(line.split()[0] for line in git(self.bare, "rev-list", "--objects", "--all").splitlines())
        return subprocess.run(
            ["git", "cat-file", "--batch"], cwd=self.bare, input=ids.encode(), check=True, capture_output=True
        ).stdout


@pytest.fixture(scope="module")
def published_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the project; git knows Ada and nothing else of this machine."""
    home = tmp_path_factory.mktemp("home")
    (home / "gitconfig").write_text(GIT_SETTINGS, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(home / "gitconfig"))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        folder = home / "project"
        folder.mkdir()
        _write_content(folder)
        git(home, "init", "-q", "--bare", "remote.git")
        git(folder, "init", "-q")
        git(folder, "remote", "add", "origin", str(home / "remote.git"))
        assert run(["-C", str(folder), "publish", "--yes"]) == 0
        yield folder


@pytest.fixture
def published(published_folder: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[PublishedProject]:
    """The project as it was when it was published; whatever a test does is taken back."""
    project = PublishedProject(published_folder, capsys)
    before = project.head()
    yield project
    git(project.bare, "update-ref", "refs/heads/gh-pages", before)
    for folder in ("content", "site"):
        shutil.rmtree(published_folder / folder, ignore_errors=True)
    _write_content(published_folder)


def _write_content(folder: Path) -> None:
    (folder / "digest.yml").write_text(OPTIONS, "utf-8")
    for path, text in ARTICLES.items():
        target = folder / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")

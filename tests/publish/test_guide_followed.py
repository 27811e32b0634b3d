"""The guide's chapter on publishing, followed word by word by somebody whose machine knows nothing yet."""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from digest.cli import run

CHAPTER = (Path(__file__).resolve().parents[2] / "content/pages/guide/publishing.md").read_text("utf-8")
GITHUB = "https://github.com/ada/reading.git"


class Yes(io.StringIO):
    """A person who says yes to everything."""

    def isatty(self) -> bool:
        return True

    def readline(self, *_: object) -> str:
        return "y\n"


@pytest.fixture
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without settings of git, and a new project in it to work on."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.chdir(tmp_path)
    assert run(["new", "reading"]) == 0
    monkeypatch.chdir("reading")
    assert run(["convert"]) == 0
    return tmp_path


def follow(lines: list[str], remote: str) -> None:
    """Type commands; only the address of the repository is another one."""
    for line in lines:
        program, *arguments = shlex.split(line.replace(GITHUB, remote))
        if program == "digest":
            assert run(arguments) == 0, line
        else:
            assert program == "git"
            subprocess.run([program, *arguments], check=True, capture_output=True)


def test_what_the_chapter_says_can_be_typed_as_it_stands(
    empty_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an empty home and an empty repository to a published site; again, and nothing is new."""
    monkeypatch.setattr(sys, "stdin", Yes())
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    section = CHAPTER.partition("## From your own machine")[2].partition("\n## ")[0]
    fences = [fence.splitlines() for fence in re.findall(r"^```sh\n(.*?)^```", section, re.DOTALL | re.MULTILINE)]
    settings = re.findall(r"`(git config --global [^`]+)`", section)
    assert [fence[-1] for fence in fences] == [
        "git push -u origin main", "digest publish", "digest publish --dry-run", "digest diff"
    ]  # fmt: skip
    assert len(settings) == 2
    remote = empty_home / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", remote], check=True)
    follow(settings, str(remote))
    for fence in (*fences, fences[1]):
        follow(fence, str(remote))
    shown = capsys.readouterr().out
    assert "Publish? [y/N]" in shown
    assert "nothing new: gh-pages of origin" in shown
    names = subprocess.check_output(["git", "ls-tree", "-r", "--name-only", "gh-pages"], cwd=remote, text=True)
    assert "index.html" in names.splitlines()
    assert subprocess.check_output(["git", "status", "--porcelain"], text=True) == ""

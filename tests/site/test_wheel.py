"""The wheel, as it would be uploaded, in an environment that holds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


PLUGINS = ("digest_reader_csvnotes", "digest_annotator_numbers")


def built(source: Path, folder: Path) -> Path:
    """The wheel of a project."""
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from the working tree."""
    return built(REPOSITORY, tmp_path_factory.mktemp("wheel"))


class Environment:
    """An empty environment with an empty home, in which packages are installed and commands run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._variables = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))
        }
        self._variables["HOME"] = str(folder)
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True, env=self._variables)

    def pip(self, *arguments: str) -> str:
        """Run pip, and return its warnings."""
        command = [str(self.folder / "venv/bin/python"), "-m", "pip", "--disable-pip-version-check", *arguments]
        return subprocess.run(command, check=True, env=self._variables, capture_output=True, text=True).stderr

    def digest(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run digest."""
        command = [str(self.folder / "venv/bin/digest"), *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self._variables, capture_output=True, text=True, check=False
        )

    def opened_in_the_browser(self, *arguments: str) -> str:
        """The address that digest opens; digest is ended then."""
        browser, opened = self.folder / "browser", self.folder / "opened"
        browser.write_text(f'#!/bin/sh\necho "$1" >"{opened}.part" && mv "{opened}.part" "{opened}"\n', "utf-8")
        browser.chmod(0o755)
        variables = {**self._variables, "BROWSER": str(browser)}
        command = [str(self.folder / "venv/bin/digest"), *arguments]
        with subprocess.Popen(command, cwd=self.folder, env=variables, stdout=subprocess.DEVNULL) as process:
            try:
                for _ in range(6000):  # of 0.05 s: it builds a site first
                    if opened.exists() or process.poll() is not None:
                        break
                    time.sleep(0.05)
            finally:
                process.terminate()
        return opened.read_text("utf-8").strip()


@pytest.fixture(scope="module")
def environment(wheel, tmp_path_factory):
    """An environment in which nothing but the wheel and what it needs is installed."""
    made = Environment(tmp_path_factory.mktemp("environment"))
    made.pip("install", "--quiet", "--upgrade", "pip>=23.3")
    assert "does not provide the extra" not in made.pip("install", "--quiet", str(wheel))
    return made


def test_the_wheel_holds_the_whole_package_and_the_theme(wheel):
    """Every module of digest/, every file of themes/, the licence; nothing of tests/ or content/."""
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "digest").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    themes = {
        f"digest/{path.relative_to(REPOSITORY).as_posix()}"
        for path in (REPOSITORY / "themes").rglob("*")
        if path.is_file()
    }
    assert modules | themes <= names
    assert {name.split("/")[0] for name in names} == {
        "digest",
        next(name.split("/")[0] for name in names if ".dist-info" in name),
    }
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_wheel_makes_a_site(environment):
    """In an empty environment with an empty home: new, what it says next, word by word, and build."""
    made = environment.digest("new", "reading")
    assert (made.returncode, made.stderr) == (0, "")
    convert, serve = [line.split()[1:] for line in made.stdout.splitlines() if line.startswith("  digest ")]
    for command in (convert, ["-C", "reading", "build"]):
        done = environment.digest(*command)
        assert (done.returncode, done.stderr) == (0, ""), command
    assert environment.opened_in_the_browser(*serve).startswith("http://127.0.0.1:")
    assert "a wheel that you put beside this file" in (environment.folder / "reading/requirements.txt").read_text()
    site = environment.folder / "reading/site"
    assert (site / "index.html").read_text("utf-8").count("Small libraries")
    assert list((site / "assets").glob("*.css"))


def test_packages_of_others_bring_readers_and_annotators(environment, tmp_path):
    """Installed beside the wheel they are asked, and after their removal the source of a foreign format is named."""
    for name in PLUGINS:
        environment.pip("install", "--no-deps", str(built(REPOSITORY / "tests/plugins" / name, tmp_path / name)))
    assert environment.digest("new", "notes").returncode == 0
    seeds, content = environment.folder / "notes/seeds", environment.folder / "notes/content"
    (seeds / "ice.csvnotes").write_text("title,day,text\nLate ice,2025-03-18,It came 3 weeks and 11 years late.\n")
    done = environment.digest("-C", "notes", "convert")
    assert (done.returncode, done.stderr) == (0, "")
    article = content / "2025-W12/late-ice.md"
    text = article.read_text("utf-8")
    assert "\nnumbers:\n  - 11 years\n" in text
    assert "==11 years==[^d1] late.\n\n[^d1]: @digest-annotator-numbers: A number.\n" in text
    assert environment.digest("-C", "notes", "build").returncode == 0
    (seeds / "bad.csvnotes").write_text("title,day,text\nLate ice,no day,It came late.\n")
    bad = environment.digest("-C", "notes", "convert")
    assert bad.returncode == 1
    assert 'seeds/bad.csvnotes  the plug-in "csvnotes" (digest.readers) of digest-reader-csvnotes 1.0' in bad.stderr
    environment.pip("uninstall", "--yes", "digest-reader-csvnotes", "digest-annotator-numbers")
    gone = environment.digest("-C", "notes", "convert")
    assert gone.returncode == 1
    assert 'seeds/ice.csvnotes  the ending ".csvnotes" is of no known format' in gone.stderr
    assert article.read_text("utf-8") == text

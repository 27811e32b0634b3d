"""The wheel, as it would be uploaded, in an environment that holds nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel built from the working tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(REPOSITORY)]
    subprocess.run(command, check=True, capture_output=True)
    [made] = folder.glob("*.whl")
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


def test_the_installed_wheel_makes_a_site(wheel, tmp_path):
    """In an empty environment with an empty home: new, convert, build."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    environment["HOME"] = str(tmp_path)
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True, env=environment)
    bin_folder = tmp_path / "venv" / "bin"
    pip = [str(bin_folder / "python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "--upgrade", "pip>=23.3"], check=True, env=environment)
    installed = subprocess.run([*pip, str(wheel)], check=True, env=environment, capture_output=True, text=True)
    assert "does not provide the extra" not in installed.stderr
    digest = [str(bin_folder / "digest")]
    for command in (["new", "reading"], ["-C", "reading", "convert"], ["-C", "reading", "build"]):
        done = subprocess.run(
            [*digest, *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), command
    assert (tmp_path / "reading/site/index.html").read_text("utf-8").count("Small libraries")
    assert list((tmp_path / "reading/site/assets").glob("*.css"))

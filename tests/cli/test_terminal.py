"""What a person sees on a terminal, and what a program sees that reads the output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from pathlib import Path, PurePosixPath

import pytest

from digest.cli.terminal import progress_bar, show
from digest.errors import Location, Problem

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = "Late ice\n\nThe methane of the lakes was counted for nine years.\n"


def on_a_terminal(*arguments, **environment):
    """Run the command line on a terminal of its own; gives exit code and all that was written to it."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "digest", *map(str, arguments)]
    inherited = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        command, cwd=REPOSITORY, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**inherited, "TERM": "xterm-256color", "COLUMNS": "120", **environment},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other side has closed: Linux says so with an error
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return process.wait(timeout=30), shown.decode()


def test_a_terminal_shows_progress_and_what_was_done(project):
    """A bar that goes away again, then one line of counts and where to look."""
    project.write("seeds/a.txt", TEXT)
    code, shown = on_a_terminal("-C", project.folder, "convert")
    assert code == 0
    assert "converting" in shown
    assert "100%" in shown
    assert "1 article written, 0 unchanged" in shown
    code, shown = on_a_terminal("-C", project.folder, "build")
    assert code == 0
    assert "rendering" in shown
    assert "1 article in " in shown
    assert "index.html" in shown


def test_piped_output_is_quiet(project):
    """Where nobody looks nothing is said: standard output is empty, standard error holds problems alone."""
    project.write("seeds/a.txt", TEXT)
    for command in ("convert", "build", "build"):
        run = subprocess.run(
            [sys.executable, "-m", "digest", "-C", str(project.folder), command],
            cwd=REPOSITORY,
            capture_output=True,
            check=False,
        )
        assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")


def test_no_color_is_obeyed(tmp_path):
    """The word `error` is red on a terminal, unless NO_COLOR is set (no-color.org)."""
    code, shown = on_a_terminal("-C", tmp_path, "build")
    assert (code, "\x1b[31merror\x1b[0m: there is no digest.yml here" in shown) == (2, True)
    code, shown = on_a_terminal("-C", tmp_path, "build", NO_COLOR="1")
    assert (code, "\x1b" in shown) == (2, False)


def test_a_reader_that_goes_away_is_no_error(project):
    """`digest … | head` ends quietly."""
    path = project.write("seeds/a.txt", "A lake\n\n" + TEXT * 20_000)
    process = subprocess.Popen(
        [sys.executable, "-m", "digest", "-C", str(project.folder), "convert", "--stdout", str(path)],
        cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=30), err) == (0, b"")


def test_a_progress_bar_needs_no_thread(monkeypatch):
    """Beside another thread no worker can be forked, and a build on a terminal would be the slower one."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    before = threading.active_count()
    with progress_bar() as advance:
        advance("reading", 1, 2)
        assert threading.active_count() == before


PROBLEM = Problem(
    message="unknown topic",
    location=Location(path=PurePosixPath("content/a.md"), line=3, column=5, length=3, text="  - ice"),
    hint="did you mean?\nor not",
)
PAINTED = """\
\x1b[1mcontent/a.md:3:5\x1b[0m  unknown topic
  3 |   - ice
\x1b[31m          ^^^\x1b[0m
\x1b[36m  did you mean?\x1b[0m
\x1b[36mor not\x1b[0m
\x1b[1mcontent/b.md\x1b[0m  \x1b[33mwarning:\x1b[0m is empty
\x1b[31m1 to mend\x1b[0m, \x1b[33m1 to look at\x1b[0m
"""


@pytest.mark.parametrize(
    ("variables", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_problems_have_colours_where_they_can_be_seen(monkeypatch, capsys, variables, terminal, coloured):
    """On a terminal that has them, unless a person says otherwise; and the text is the same with and without."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    warning = Problem(message="is empty", location=Location(path=PurePosixPath("content/b.md")), severity="warning")
    show([warning, PROBLEM])
    shown = capsys.readouterr().err
    assert shown == (PAINTED if coloured else re.sub(r"\x1b\[\d+m", "", PAINTED))
    assert re.sub(r"\x1b\[\d+m", "", shown) == f"{PROBLEM}\n{warning}\n1 to mend, 1 to look at\n"

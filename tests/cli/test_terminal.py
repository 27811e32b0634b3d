"""What a person sees on a terminal, and what a program sees that reads the output."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from digest.cli.terminal import progress_bar

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

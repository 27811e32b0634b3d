"""`digest review` on a terminal of its own, key by key, and what it says where there is none."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[3]
ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>()][0B]?)")
UP, CTRL_C, CTRL_U = "\x1b[A", "\x03", "\x15"


class Terminal:
    """A session on a pseudo-terminal."""

    def __init__(self, project, *arguments, **environment):
        pty = pytest.importorskip("pty")
        self._ours, theirs = pty.openpty()
        inherited = {name: value for name, value in os.environ.items() if name not in {"VISUAL", "EDITOR"}}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "digest", "-C", str(project.folder), "review", *arguments],
            cwd=REPOSITORY, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            env={**inherited, "TERM": "xterm", "COLUMNS": "100", "LINES": "40", "PROMPT_TOOLKIT_NO_CPR": "1",
                 "SOURCE_DATE_EPOCH": "1795600000", **environment},
        )  # fmt: skip
        os.close(theirs)
        self.shown, self.raw = "", b""
        self._seen = 0

    def wait_for(self, text):
        """Read until a text is shown that was not waited for before."""
        end = time.monotonic() + 60
        while text not in self.shown[self._seen :]:
            assert time.monotonic() < end, self.shown
            assert self._read(), f"{text!r} does not stand in {self.shown}"
        self._seen = self.shown.index(text, self._seen) + len(text)

    def type(self, keys):
        os.write(self._ours, keys.encode())

    def end(self):
        """The exit code, and the last of what is shown."""
        while self._read():
            pass
        os.close(self._ours)
        return self._process.wait(timeout=30)

    def _read(self):
        if not select.select([self._ours], [], [], 20)[0]:
            return False
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # the other side has closed
            return False
        self.raw += piece
        self.shown = ANSI.sub("", self.shown + piece.decode("utf-8", "replace")).replace("\r", "")
        return bool(piece)


@pytest.fixture
def week(project):
    """Three candidates of 2026-W48, in which 24 November 2026 lies."""
    project.article(
        "2026-W48/a.md", title="Aa", date="2026-11-24", added="2026-11-25", date_basis="inferred from the week"
    )
    project.article("2026-W47/b.md", title=r'"Bb \x1b[31m"', date="2026-11-20", added="2026-11-24")
    project.article("2026-W47/c.md", title="Cc", date="2026-11-19", added="2026-11-23")
    project.article("2026-W47/d.md", title="Dd", date="2026-11-19", added="2026-11-19")
    return project


def properties(project, path):
    return set(project.read(f"content/{path}").partition("\n---\n")[0].splitlines()[1:])


def test_a_session_from_the_first_card_to_the_last(week):
    """Every key, and what became of it in the files."""
    before = week.tree("content")
    terminal = Terminal(week)
    terminal.wait_for("1 of 3 for 2026-W48 · content/2026-W48/a.md\nAa\n")
    terminal.wait_for("? date inferred from the week")
    terminal.wait_for("[a]ccept")
    terminal.type("y")
    terminal.wait_for("→ the date 2026-11-24 is confirmed")
    terminal.wait_for("[a]ccept")
    terminal.type("c")
    terminal.wait_for("comment:")
    terminal.type("Why it matters.\r")
    terminal.wait_for("→ comment written")
    terminal.wait_for("[a]ccept")
    terminal.type("l")
    terminal.wait_for("→ the lead story now")
    terminal.wait_for("[a]ccept")
    terminal.type("w")
    terminal.wait_for("weight:")
    terminal.type("2\r")
    terminal.wait_for("→ weight written")
    terminal.wait_for("[a]ccept")
    terminal.type("a")
    terminal.wait_for("→ accepted into 2026-W48")
    terminal.wait_for("2 of 3 for 2026-W48 · content/2026-W47/b.md\n")
    terminal.wait_for("[a]ccept")
    terminal.type("d")
    terminal.wait_for("→ a draft now")
    terminal.wait_for("3 of 3 for 2026-W48 · content/2026-W47/c.md\n")
    terminal.wait_for("[a]ccept")
    terminal.type("s")
    terminal.wait_for("→ skipped\nthat was the last; q quits")
    terminal.wait_for("[a]ccept")
    terminal.type("?")
    terminal.wait_for("confirm the inferred date")
    terminal.wait_for("[a]ccept")
    terminal.type("q")
    assert terminal.end() == 0
    assert "accepted into 2026-W48: 1 of 3; drafts: 1; skipped: 1" in terminal.shown
    assert properties(week, "2026-W48/a.md") == {
        "title: Aa", "date: 2026-11-24", "date_basis: confirmed", "week: 2026-W48", "comment: Why it matters.", "lead: true", "weight: 2",
        "added: 2026-11-25",
    }  # fmt: skip
    assert "draft: true" in properties(week, "2026-W47/b.md")
    assert week.tree("content")["2026-W47/c.md"] == before["2026-W47/c.md"]
    backup = re.search(r"as they were before: (\S+?)/ ", terminal.shown)[1]
    assert week.tree(f"{backup}/content") == {name: before[name] for name in ("2026-W48/a.md", "2026-W47/b.md")}


def test_all_is_taken_back_byte_by_byte(week):
    """Keys that were typed ahead wait for their turn; arrows lead too; a title is edited where it stands."""
    before = week.tree("content")
    terminal = Terminal(week)
    terminal.wait_for("[a]ccept")
    terminal.type("aa")
    terminal.wait_for("3 of 3")
    terminal.wait_for("[a]ccept")
    terminal.type(UP)
    terminal.wait_for("2 of 3 for 2026-W48 · content/2026-W47/b.md\n")
    terminal.wait_for("accepted into 2026-W48")
    terminal.wait_for("[a]ccept")
    terminal.type("kk")
    terminal.wait_for("this is the first")
    terminal.wait_for("[a]ccept")
    terminal.type("t")
    terminal.wait_for("title:")
    terminal.type(" and more\r")
    terminal.wait_for("\nAa and more\n")
    assert "title: Aa and more" in properties(week, "2026-W48/a.md")
    for _ in range(3):
        terminal.wait_for("[a]ccept")
        terminal.type("u")
        terminal.wait_for("is as it was")
    terminal.wait_for("[a]ccept")
    terminal.type("u")
    terminal.wait_for("there is nothing to take back")
    terminal.wait_for("[a]ccept")
    terminal.type(CTRL_C)
    assert terminal.end() == 0
    assert week.tree("content") == before
    assert "\\x1b[31m" in terminal.shown


def test_a_title_steers_no_terminal(week):
    """Promise 17: neither on its card nor in the line where it is edited."""
    terminal = Terminal(week)
    terminal.wait_for("[a]ccept")
    terminal.type("j")
    terminal.wait_for("2 of 3")
    terminal.wait_for("[a]ccept")
    terminal.type("t")
    terminal.wait_for("title:")
    terminal.type(" Cc\r")
    terminal.wait_for("→ title written")
    terminal.wait_for("[a]ccept")
    terminal.type("q")
    assert terminal.end() == 0
    assert b"Bb \x1b[31m" not in terminal.raw
    assert r'title: "Bb \u001B[31m Cc"' in properties(week, "2026-W47/b.md")


def test_a_line_that_is_left_changes_nothing_and_an_empty_comment_goes(week):
    week.article("2026-W48/a.md", title="Aa", date="2026-11-24", added="2026-11-25", comment="Old.")
    terminal = Terminal(week, "2026-W48")
    terminal.wait_for("Comment: Old.")
    terminal.wait_for("[a]ccept")
    terminal.type("c")
    terminal.wait_for("comment:")
    terminal.type(f"XX{CTRL_C}")
    terminal.wait_for("→ nothing was changed")
    assert "comment: Old." in properties(week, "2026-W48/a.md")
    terminal.wait_for("[a]ccept")
    terminal.type("c")
    terminal.wait_for("comment:")
    terminal.type(f"{CTRL_U}\r")
    terminal.wait_for("→ no comment")
    terminal.wait_for("[a]ccept")
    terminal.type("q")
    assert terminal.end() == 0
    assert not any(line.startswith("comment") for line in properties(week, "2026-W48/a.md"))


def test_what_another_program_changed_meanwhile_is_not_written_over(week):
    """It is shown as it is now, and the key works the second time."""
    terminal = Terminal(week)
    terminal.wait_for("[a]ccept")
    week.article("2026-W48/a.md", title="Changed", date="2026-11-24", added="2026-11-25")
    terminal.type("a")
    terminal.wait_for("has changed since it was shown")
    terminal.wait_for("\nChanged\n")
    assert "week: 2026-W48" not in properties(week, "2026-W48/a.md")
    terminal.wait_for("[a]ccept")
    terminal.type("a")
    terminal.wait_for("2 of 3")
    terminal.wait_for("[a]ccept")
    terminal.type("q")
    assert terminal.end() == 0
    assert {"title: Changed", "week: 2026-W48"} <= properties(week, "2026-W48/a.md")


def test_the_editor_opens_an_article_and_a_comment_of_several_lines(week, tmp_path):
    editor = tmp_path / "editor.py"
    editor.write_text("import sys\nopen(sys.argv[1], 'a').write('One.\\n\\nTwo.\\n')\n")
    terminal = Terminal(week, EDITOR=f"{sys.executable} {editor}")
    terminal.wait_for("[a]ccept")
    terminal.type("e")
    terminal.wait_for("1 of 3")
    terminal.wait_for("[a]ccept")
    terminal.type("C")
    terminal.wait_for("→ comment written")
    terminal.wait_for("[a]ccept")
    terminal.type("q")
    assert terminal.end() == 0
    text = week.read("content/2026-W48/a.md")
    assert "comment: |-\n  One.\n\n  Two.\n" in text
    assert text.endswith("Text.\nOne.\n\nTwo.\n")


def test_without_an_editor_review_says_so_and_goes_on(week):
    terminal = Terminal(week)
    terminal.wait_for("[a]ccept")
    terminal.type("e")
    terminal.wait_for("neither VISUAL nor EDITOR names an editor; open content/2026-W48/a.md yourself")
    terminal.wait_for("[a]ccept")
    terminal.type("q")
    assert terminal.end() == 0


def test_a_week_without_candidates_is_said(week):
    terminal = Terminal(week, "2024-W01")
    terminal.wait_for("there are no candidates for 2024-W01")
    assert terminal.end() == 0


def test_without_a_terminal_it_says_what_it_needs(week):
    """In a pipe: exit code 2, and nothing is written."""
    before = week.tree(".")
    result = week.digest("review")
    assert result.code == 2
    assert "on a terminal" in result.err
    assert week.tree(".") == before


@pytest.mark.parametrize("label", ["2026-W54", "now"])
def test_a_week_that_does_not_exist_is_wrong_use(week, label):
    result = week.digest("review", label)
    assert result.code == 2
    assert f"{label} is not a week" in result.err

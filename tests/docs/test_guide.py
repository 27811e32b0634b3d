"""Names that the guide mentions exist, and what it lists is all there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.cli.command_line import make_parser
from digest.output.backup import BACKUPS, RUNS_KEPT
from digest.theme.filters import filters
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDE = sorted((REPOSITORY / "content/pages/guide").glob("*.md"))
PAGES = [REPOSITORY / "README.md", *GUIDE]
OF_OTHER_PROGRAMS = {"--save-dev", "--global"}
"""Flags that the guide shows and that belong to npm and git."""


def page(name):
    return (REPOSITORY / "content/pages/guide" / name).read_text("utf-8")


def table_under(text, head):
    """The first cells of the table whose head begins with a word."""
    rows = text.partition(f"\n| {head} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [re.match(r"\| `([^`]+)`", row)[1] for row in rows]


def flags(parser):
    """Every flag of a parser and of the commands below it."""
    found = set()
    for action in parser._actions:
        found.update(action.option_strings)
        for below in set((action.choices or {}).values()) if isinstance(action.choices, dict) else ():
            found |= flags(below)
    return found


def test_every_template_is_listed():
    """Those that pages are made with; a name that begins with `_` is a part of others."""
    templates = {path.name for path in (REPOSITORY / "themes/paper").glob("*.html") if not path.name.startswith("_")}
    assert set(table_under(page("themes.md"), "Template")) == templates


def test_every_filter_is_listed():
    """And no filter that does not exist."""
    words, _ = find_words(theme_files("paper", REPOSITORY, "en"))
    assert set(table_under(page("themes.md"), "Filter")) == set(filters(words))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_flag_mentioned_exists(path):
    """In code of a line as well as in code fences."""
    text = path.read_text("utf-8")
    code = "\n".join([*re.findall(r"^```.*?^```", text, re.DOTALL | re.MULTILINE), *re.findall(r"`[^`\n]+`", text)])
    mentioned = set(re.findall(r"(?<![\w/.-])--[a-z][a-z-]*[a-z](?!-)\b", code))
    assert mentioned <= flags(make_parser()) | OF_OTHER_PROGRAMS


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_mentioned_exists(path):
    """`digest …` in a line of text begins with the name of a command."""
    (commands,) = [action.choices for action in make_parser()._actions if isinstance(action.choices, dict)]
    mentioned = re.findall(r"`digest ([a-z]+)[^`]*`", path.read_text("utf-8"))
    assert set(mentioned) <= set(commands)


def test_every_chapter_is_named_on_the_first_page():
    """In their order, which is that of the menu."""
    chapters = re.findall(r"^\d+\. \[[^]]+\]\(([a-z-]+\.md)\)", page("index.md"), re.MULTILINE)
    orders = {path.name: int(re.search(r"^order: (\d+)", path.read_text("utf-8"), re.MULTILINE)[1]) for path in GUIDE}
    del orders["index.md"]
    assert chapters == sorted(orders, key=orders.__getitem__)
    assert sorted(orders.values()) == list(range(1, len(chapters) + 1))


def test_backups_are_kept_as_long_as_is_said():
    """The number of runs, and the folder."""
    assert f"The copies of the last {RUNS_KEPT} runs" in page("updating.md")
    assert str(BACKUPS) in page("updating.md")

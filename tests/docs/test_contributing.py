"""What CONTRIBUTING.md says of the tree is so, and its recipes can be followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

from digest.cli.commands import find_commands

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
MADE_BY_RECIPES = {
    "digest/cli/commands/weeks.py",
    "digest/extract/notebook_reader.py",
    "digest/markdown/rules/small.py",
    "digest/plan/kinds/colophon_page.py",
    "tests/cli/commands/test_weeks.py",
    "tests/render/fixtures/small.md",
    "themes/paper/colophon.html",
}


def tree():
    """The folders of the tree, by their paths."""
    shown = re.search(r"^```text\n(digest/\n.*?)^```", TEXT, re.DOTALL | re.MULTILINE)[1]
    above = []
    for line in shown.splitlines():
        indent, name = re.match(r"( *)(\S+)", line).groups()
        above[len(indent) // 2 :] = [name]
        if name.endswith("/"):
            yield "".join(above)


def code_of(recipe):
    """The Python of a recipe, its indentation within a list taken off."""
    section = TEXT.partition(f"\n### {recipe}")[2].partition("\n### ")[0]
    blocks = re.findall(r"^ *```python\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)
    return [re.sub(r"^   ", "", block, flags=re.MULTILINE) for block in blocks]


def test_the_tree_shows_every_room():
    """All folders of digest/ that hold modules, one level deep; what stands below one of them exists."""
    shown = set(tree())
    rooms = {f"digest/{path.parent.name}/" for path in (REPOSITORY / "digest").glob("*/__init__.py")}
    assert {path for path in shown if re.fullmatch(r"digest/[^/]+/", path)} == rooms
    assert [path for path in sorted(shown) if not (REPOSITORY / path).is_dir()] == []


def test_every_file_named_exists():
    """But for what somebody who follows a recipe makes."""
    named = set(re.findall(r"`((?:digest|tests|content|themes)/[\w./-]*)`", TEXT)) - MADE_BY_RECIPES
    assert [path for path in sorted(named) if not (REPOSITORY / path).exists()] == []
    assert len(named) > 10


def test_the_recipe_of_a_command_makes_a_command(project, monkeypatch):
    """Its file, taken as it stands, passes its test, taken as it stands."""
    module, test = code_of("A command")
    new, check = {}, {}
    exec(module, new)
    exec(test, check)
    monkeypatch.setattr("digest.cli.command_line.find_commands", lambda _words: (*find_commands(), new["COMMAND"]))
    check["test_weeks_are_listed_with_their_articles"](project)

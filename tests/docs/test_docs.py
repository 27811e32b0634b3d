"""What the documentation says of the program is so."""

from __future__ import annotations

import argparse
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from digest import __version__
from digest.articles.properties import PROPERTIES
from digest.cli.command_line import make_parser
from digest.config import Config

REPOSITORY = Path(__file__).resolve().parents[2]
GUIDE = sorted((REPOSITORY / "content/pages/guide").glob("*.md"))
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *GUIDE]
REFERENCE = (REPOSITORY / "content/pages/guide/reference.md").read_text("utf-8")

_ROW = re.compile(r"^\| (.+?) \| ?(.*?) ?\| (.+) \|$", re.MULTILINE)


def commands(parser=None, above=""):
    """The parsers of the commands, by name; of a command with actions those of its actions, `annotations export`."""
    actions = [a for a in (parser or make_parser())._actions if isinstance(a, argparse._SubParsersAction)]
    if parser and not actions:
        return {above: parser}
    (subparsers,) = actions
    return {
        name: leaf
        for word, below in subparsers.choices.items()
        for name, leaf in commands(below, f"{above} {word}".strip()).items()
    }


def fenced_commands(path):
    """Every line of a code fence that calls digest, without prompt and comment."""
    for block in re.findall(
        r"^```(?:sh|console|bash|text)?\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    ):
        for line in block.splitlines():
            words = shlex.split(line.removeprefix("$ "), comments=True) if re.match(r"(\$ )?digest ", line) else []
            if words:
                yield words[1:]


def _written(default):
    return f"[{', '.join(default)}]" if isinstance(default, tuple) else str(default or "")


def test_the_reference_lists_every_option_with_its_default():
    """The table of options is `Config`, in its order."""
    table = REFERENCE.partition("## Options")[2].partition("## Commands")[0]
    rows = [(name.strip("`"), default.strip("`")) for name, default, _ in _ROW.findall(table) if name.startswith("`")]
    wanted = [(option.name, _written(option.default)) for option in fields(Config)]
    assert rows == wanted


def test_the_reference_lists_every_command_with_its_flags():
    """The table of commands is the parser: names, flags, and which of them take a value."""
    documented = {}
    for usage in re.findall(r"^\| `digest ([a-z]+[^`]*)` \|", REFERENCE, re.MULTILINE):
        name, rest = re.fullmatch(r"(annotations [a-z]+|[a-z]+)(.*)", usage).groups()
        documented.setdefault(name, set()).update(re.findall(r"--[a-z-]+(?: [A-Z]+)?", rest))
    real = {
        name: {
            f"{action.option_strings[-1]} {action.metavar}".removesuffix(" None")
            for action in parser._actions
            if action.option_strings and action.dest != "help"
        }
        for name, parser in commands().items()
    }
    assert documented == real


def test_the_guide_lists_every_property():
    """The table of properties is the one that the program uses, in its order."""
    table = (REPOSITORY / "content/pages/guide/annotating.md").read_text("utf-8").partition("## Properties")[2]
    cells = re.findall(r"^\| (`[^|]+) \|", table.partition("\n## ")[0], re.MULTILINE)
    assert [name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)] == list(PROPERTIES)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_shown_is_a_command(path):
    """What stands in a code fence and begins with `digest` is understood by the program."""
    for words in fenced_commands(path):
        assert callable(make_parser().parse_args(words).run)


def test_commands_are_found_where_they_are_shown():
    """The test above has something to look at."""
    assert sum(len(list(fenced_commands(path))) for path in PAGES) >= 5


@pytest.mark.parametrize("path", [*PAGES, REPOSITORY / "CHANGELOG.md"], ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_it(path):
    """Relative links and images of README, guide and changelog; code is no link."""
    text = re.sub(r"^(`{3,})[^\n]*\n.*?^\1`*$|`[^`\n]+`", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"(?<=\]\()`?", "", text)
    targets = [target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    missing = [
        target
        for target in targets
        if target and not re.match(r"[a-z]+:|/", target) and not (path.parent / target).exists()
    ]
    assert missing == []


def test_the_changelog_speaks_of_this_version():
    """There is a section for what is not released yet, or for this version."""
    headings = re.findall(r"^## \[?([^\]\s]+)", (REPOSITORY / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert {"Unreleased", __version__} & set(headings)

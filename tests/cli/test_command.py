"""A command is a file: found by being there, named as it is typed, light until it runs."""

from __future__ import annotations

import importlib
import sys

import pytest

from digest.cli import commands, run
from digest.cli.command import Command, Group, Stage, commands_in
from digest.cli.commands import find_commands

COMMANDS = find_commands()

NEW_COMMAND = """\
from digest.cli.command import Command, Stage

COMMAND = Command(
    name="greet",
    stage=Stage.START,
    summary="greet somebody",
    examples=("digest greet Ada",),
    add_arguments=lambda parser: parser.add_argument("whom"),
    run=lambda options: print(f"Hello {options.whom}") or 0,
)
"""


def leaves(found=COMMANDS, above="digest"):
    """Every command that can be typed, with all its words."""
    for command in found:
        full = f"{above} {command.name}"
        yield from leaves(command.commands, full) if isinstance(command, Group) else [(full, command)]


def test_the_help_follows_the_work():
    """From the start of a project to its publication; within a stage by name."""
    names = [command.name for command in COMMANDS]
    work = ["new", "convert", "topics", "annotations", "build", "clean", "serve", "publish", "schema"]
    assert [name for name in names if name in work] == work
    assert [(command.stage, command.name) for command in COMMANDS] == sorted((c.stage, c.name) for c in COMMANDS)


@pytest.mark.parametrize(("full", "command"), [*leaves()], ids=lambda value: value if isinstance(value, str) else "")
def test_a_command_stands_in_the_file_of_its_name(full, command):
    """Who looks for `digest annotations export` opens annotations/export.py."""
    _, *folders, name = full.split()
    name += "_" if name == "import" else ""  # a word of Python itself
    module = importlib.import_module(".".join(["digest.cli.commands", *folders, name]))
    assert module.COMMAND is command
    assert all(example.startswith(full) for example in command.examples)


def test_a_new_file_is_a_new_command(tmp_path, monkeypatch):
    """Nothing else need be touched for the program to know it, nor for its place in the help."""
    (tmp_path / "greet.py").write_text(NEW_COMMAND, "utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    found = commands_in(commands.__name__, commands.__path__)
    del sys.modules["digest.cli.commands.greet"], commands.greet
    assert [command.name for command in found][:2] == ["greet", "new"]
    assert {command.name for command in COMMANDS} == {command.name for command in found} - {"greet"}


def test_a_word_imports_its_own_command_alone(monkeypatch):
    """The files of the others are read by the help, and by who names none."""
    imported = []
    monkeypatch.setattr(
        "digest.cli.command.import_module", lambda name: imported.append(name) or importlib.import_module(name)
    )
    assert [command.name for command in find_commands(["build"])] == ["build"]
    assert imported == ["digest.cli.commands.build"]
    assert find_commands(["buildd"]) == find_commands() == COMMANDS


@pytest.mark.parametrize("name", [".DS_Store", "build.py~", ".build.py.swp", "__pycache__"])
def test_what_is_not_a_module_is_not_a_command(tmp_path, name):
    """Files that systems and editors leave beside the commands break none of them."""
    (tmp_path / name).touch()
    assert commands_in(commands.__name__, [*commands.__path__, str(tmp_path)]) == COMMANDS


def test_a_command_is_run_with_its_arguments(monkeypatch, capsys):
    """What the file declares is parsed, what it runs gets it, and what that gives is the exit code."""
    greet = Command(
        name="greet",
        stage=Stage.START,
        summary="greet somebody",
        examples=("digest greet Ada",),
        add_arguments=lambda parser: parser.add_argument("whom"),
        run=lambda options: print(f"Hello {options.whom}") or 7,
    )
    group = Group(name="social", stage=Stage.START, summary="be friendly", commands=(greet,))
    monkeypatch.setattr("digest.cli.command_line.find_commands", lambda _words: (group,))
    assert run(["social", "greet", "Ada"]) == 7
    assert capsys.readouterr().out == "Hello Ada\n"
    with pytest.raises(SystemExit):
        run(["social", "greet", "--help"])
    shown = capsys.readouterr().out
    assert "Greet somebody." in shown
    assert "examples:\n  digest greet Ada" in shown

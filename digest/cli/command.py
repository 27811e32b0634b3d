"""What a command is: one value, in a file of its own.

The values are named tuples, not dataclasses, because every call of `digest` makes them: importing `dataclasses` takes
as long as all else that `digest --version` does.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Container, Iterable
from enum import IntEnum
from importlib import import_module
from typing import NamedTuple, TypeAlias


class Stage(IntEnum):
    """The stage of the work that a command belongs to; the help lists commands in this order, then by name."""

    START = 1
    CONVERT = 2
    ANNOTATE = 3
    BUILD = 4
    SERVE = 5
    PUBLISH = 6
    EDITORS = 7


class Command(NamedTuple):
    """A command that can be typed.

    Attributes:
        name: the word that is typed.
        stage: where the help lists it.
        summary: what it does, starting in lower case, without a full stop.
        examples: command lines for its help, each with what it is for, if that is not plain.
        add_arguments: declares the arguments.
        run: does the work; takes the parsed arguments and gives the exit code. What it needs is imported when it runs,
            since the help imports the files of all commands.
    """

    name: str
    stage: Stage
    summary: str
    examples: tuple[str, ...]
    run: Callable[[Namespace], int]
    add_arguments: Callable[[ArgumentParser], None] = lambda _parser: None


class Group(NamedTuple):
    """Commands under one word, such as `annotations export` and `annotations import`.

    Attributes:
        name: the word that is typed first.
        stage: where the help lists it.
        summary: what the commands are for, starting in lower case, without a full stop.
        commands: in the order of their help.
    """

    name: str
    stage: Stage
    summary: str
    commands: tuple[AnyCommand, ...]


AnyCommand: TypeAlias = "Command | Group"


def commands_in(package: str, folders: Iterable[str], words: Container[str] | None = None) -> tuple[AnyCommand, ...]:
    """The commands of a package, or those of some words, in the order of the help; each module holds a `COMMAND`."""
    # pkgutil imports `inspect`, which takes as long as all commands do.
    names = {name.removesuffix(".py") for folder in folders for name in os.listdir(folder)}  # noqa: PTH208
    modules = [name for name in names if name.isidentifier() and name[0] != "_" and (words is None or name in words)]
    commands: list[AnyCommand] = [import_module(f"{package}.{name}").COMMAND for name in modules]
    return tuple(sorted(commands, key=lambda command: (command.stage, command.name)))

"""The grammar of the command line, made from the table of commands, with examples in every help."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NoReturn, TypeAlias, assert_never

from digest import __version__
from digest.cli.command import AnyCommand, Command, Group
from digest.cli.commands import COMMANDS
from digest.cli.terminal import printable

_EXAMPLES: Final = """\
examples:
  digest new reading          make a project in the folder reading
  digest convert              turn seeds/ into articles in content/
  digest build                turn content/ into the site in site/
  digest serve --open         look at the site while you edit
  digest publish --dry-run    see what would change on GitHub Pages

exit codes: 0 good, 1 problems in the content, 2 wrong use
"""

_Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (has no public name)


class _Parser(argparse.ArgumentParser):
    """A parser that never repeats control characters: an argument may be the name of a file."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; each command carries the function that runs it as `run`."""
    parser: argparse.ArgumentParser = _Parser(
        prog="digest",
        description="Turns messy source texts into annotated Markdown, weekly digests by topic, and a static site.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    parser.add_argument("-C", dest="folder", metavar="DIR", type=Path, help="work on the project in DIR")
    _add_commands(parser.add_subparsers(metavar="COMMAND", required=True), COMMANDS)
    return parser


def _add_commands(parsers: _Subparsers, commands: Iterable[AnyCommand]) -> None:
    for command in commands:
        match command:
            case Command():
                _add_command(parsers, command)
            case Group():
                parser = parsers.add_parser(command.name, help=command.summary, description=_sentence(command.summary))
                _add_commands(parser.add_subparsers(metavar="ACTION", required=True), command.commands)
            case _:
                assert_never(command)


def _add_command(parsers: _Subparsers, command: Command) -> None:
    parser = parsers.add_parser(
        command.name,
        help=command.summary,
        description=_sentence(command.summary),
        epilog="\n".join(["examples:", *(f"  {example}" for example in command.examples)]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_arguments(parser)
    parser.set_defaults(run=command.run)


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."

"""The grammar of the command line, made from the table of commands, with examples in every help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NoReturn, TypeAlias, assert_never

from digest import __version__
from digest.cli.command import AnyCommand, Command, Group
from digest.cli.commands import find_commands
from digest.cli.terminal import GOOD, printable

_EXAMPLES: Final = """\
examples:
  digest new reading          make a project in the folder reading
  digest convert              turn seeds/ into articles in content/
  digest build                turn content/ into the site in site/
  digest serve --open         look at the site while you edit
  digest publish --dry-run    see what would change on GitHub Pages
  digest help build           what a command takes

exit codes: 0 good, 1 problems in the content, 2 wrong use
"""

_Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  (has no public name)


_WRONG_CHOICE: Final = re.compile(r"(?:argument (\S+): )?invalid choice: '(.*)' \(choose from (.*)\)", re.DOTALL)
_FLAG: Final = re.compile(r"(?<![\w-])--[\w-]+")
_WORD: Final = re.compile(r"[\w-]+")


class _Parser(argparse.ArgumentParser):
    """A parser that proposes what was meant.

    It never repeats control characters: an argument may be the name of a file.
    """

    def error(self, message: str) -> NoReturn:
        super().error(printable(_with_suggestion(message)))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command line, with the function that runs it as `run`; without a command that shows the help.

    Wrong use ends the program with exit code 2, as argparse does, and an option that does not exist with the one that
    is most like it.
    """
    parser = make_parser(arguments[2:3] if arguments[:1] == ["-C"] else arguments[:1])
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        used: argparse.ArgumentParser = options.parser
        used.error(_unknown(unknown, used))
    return options


def make_parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The parser of the commands that some words name, or of all; each carries the function that runs it as `run`."""
    parser: argparse.ArgumentParser = _Parser(
        prog="digest",
        description="Turns messy source texts into annotated Markdown, weekly digests by topic, and a static site.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"digest {__version__}")
    parser.add_argument("-C", dest="folder", metavar="DIR", type=Path, help="work on the project in DIR")
    commands = parser.add_subparsers(metavar="COMMAND")
    _add_commands(commands, find_commands(words))
    commands.add_parser("help").add_argument("words", metavar="COMMAND", nargs="*")
    parser.set_defaults(run=_show_help, parser=parser, words=())
    return parser


def _show_help(options: argparse.Namespace) -> int:
    """Show the help of a command, or of all: `digest help build`, `digest help`, or `digest` alone."""
    make_parser().parse_args([*options.words, "--help"])
    return GOOD


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
    parser.set_defaults(run=command.run, parser=parser)


def _sentence(summary: str) -> str:
    return f"{summary[0].upper()}{summary[1:]}."


def _with_suggestion(message: str) -> str:
    """The message of argparse on a word that is none of some, in plain words, with the one that is most like it."""
    wrong = _WRONG_CHOICE.fullmatch(message)
    if wrong is None:
        return message
    argument, word, listed = wrong.groups()
    choices = _WORD.findall(listed)
    said = (
        f'there is no {argument.lower()} "{word}"' if argument in {"COMMAND", "ACTION"} else message.partition(" (")[0]
    )
    return f"{said}; {_meant(word, choices) or 'there are ' + ', '.join(choices)}"


def _unknown(arguments: Sequence[str], parser: argparse.ArgumentParser) -> str:
    """What is said of arguments that a command does not know."""
    flag = next((text.partition("=")[0] for text in arguments if text.startswith("--")), "")
    meant = _meant(flag, _FLAG.findall(parser.format_help())) if flag else ""
    return f"unrecognized arguments: {' '.join(arguments)}; {meant or f'`{parser.prog} --help` shows what there is'}"


def _meant(word: str, choices: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, choices, n=1)
    return f'did you mean "{near[0]}"?' if near else ""

"""Arguments that several commands take, and the types of arguments."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError


def add_jobs(parser: ArgumentParser) -> None:
    """Let a command be told how many processes work at once."""
    parser.add_argument("--jobs", metavar="N", type=jobs, default=0, help="processes (default: one a core)")


def jobs(text: str) -> int:
    """A number of processes.

    Raises:
        ArgumentTypeError: it is not a number from 1 to 256.
    """
    return _number(text, 1, 256)


def port(text: str) -> int:
    """A port of this machine; 0 is any that is free.

    Raises:
        ArgumentTypeError: it is not a number from 0 to 65535.
    """
    return _number(text, 0, 65535)


def _number(text: str, least: int, most: int) -> int:
    # Nobody means a number of many digits, and Python refuses to read one of thousands.
    if text.isdecimal() and text.isascii() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    message = f"'{text}' is not a number from {least} to {most}"
    raise ArgumentTypeError(message)

"""The command line: arguments -> command -> exit code. No other room prints."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from digest.cli.command_line import parse
from digest.cli.terminal import GOOD, PROBLEMS, WRONG_USE, say_error, show


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    options = parse(arguments)
    from digest.compiled.kept_code import kept_code

    with kept_code():
        return _run(options)


def _run(options: Namespace) -> int:
    from digest.errors import DigestError, ProblemsError, UsageError

    try:
        code: int = options.run(options)
    except ProblemsError as error:
        show(error.problems)
        return PROBLEMS
    except UsageError as error:
        say_error(str(error))
        return WRONG_USE
    except DigestError as error:
        say_error(str(error))
        return PROBLEMS
    except BrokenPipeError:  # the program that reads our output has ended, as in `digest … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    return code

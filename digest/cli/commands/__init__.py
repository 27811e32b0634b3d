"""The commands, one file each. A new file in this folder that holds a `COMMAND` is a new command."""

from __future__ import annotations

from collections.abc import Sequence

from digest.cli.command import AnyCommand, commands_in


def find_commands(words: Sequence[str] = ()) -> tuple[AnyCommand, ...]:
    """The commands that some words name, or all if none does, in the order of the help."""
    return commands_in(__name__, __path__, words) or commands_in(__name__, __path__)

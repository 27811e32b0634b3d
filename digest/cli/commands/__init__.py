"""The commands, one file each. A new file in this folder that holds a `COMMAND` is a new command."""

from __future__ import annotations

from typing import Final

from digest.cli.command import AnyCommand, commands_in

COMMANDS: Final[tuple[AnyCommand, ...]] = commands_in(__name__, __path__)
"""In the order of the help."""

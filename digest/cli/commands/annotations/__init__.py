"""`digest annotations`: the commands that take annotations to other programs and bring them back."""

from __future__ import annotations

from typing import Final

from digest.cli.command import Group, Stage, commands_in

COMMAND: Final = Group(
    name="annotations",
    stage=Stage.ANNOTATE,
    summary="take annotations to other programs, and bring them back",
    commands=commands_in(__name__, __path__),
)

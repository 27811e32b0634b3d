"""`digest drop`: takes what digest wrote out of articles."""

from __future__ import annotations

from functools import partial
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.machine_arguments import add_machine_arguments, settle

COMMAND: Final = Command(
    name="drop",
    stage=Stage.ANNOTATE,
    summary="take what digest wrote out of articles",
    examples=(
        "digest drop content/2026-W48                        all that digest wrote in that week's articles",
        "digest drop content --only key_points,quotations    two properties of every article",
        "digest drop content --dry-run                       see what would change",
    ),
    add_arguments=add_machine_arguments,
    run=partial(settle, verb="drop"),
)

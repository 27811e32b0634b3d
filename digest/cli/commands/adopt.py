"""`digest adopt`: calls what digest wrote into articles the person's own."""

from __future__ import annotations

from functools import partial
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.machine_arguments import add_machine_arguments, settle

COMMAND: Final = Command(
    name="adopt",
    stage=Stage.ANNOTATE,
    summary="call what digest wrote into articles your own",
    examples=(
        "digest adopt content/2026-W48                          all that digest wrote in that week's articles",
        "digest adopt content/2026-W48/call.md --only summary   one property of one article",
        "digest adopt content --dry-run                         see what would change",
    ),
    add_arguments=add_machine_arguments,
    run=partial(settle, verb="adopt"),
)

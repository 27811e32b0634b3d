"""`digest schema`: tells editors which options and topics there are."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import say, say_aside, show


def run(options: Namespace) -> int:
    """Write the files again by which editors know options and topics."""
    from digest.new.editors import MARK, refresh

    project, config, problems = find_project(options.folder)
    written, foreign = refresh(project, config.topics)
    say(f"written: {', '.join(written)}" if written else "nothing to write: all is as it should be")
    for name in foreign:
        say_aside(f'{name} does not say "{MARK}", so it is left as it is; move it away to have it written')
    return show(problems)


COMMAND: Final = Command(
    name="schema",
    stage=Stage.EDITORS,
    summary="tell editors what can be written in options and front matter",
    examples=("digest schema    after a change of the topics in digest.yml, or of the version of digest",),
    run=run,
)

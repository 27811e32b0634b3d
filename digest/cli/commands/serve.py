"""`digest serve`: shows the site and reloads it as one edits."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Final

from digest.cli.arguments import port
from digest.cli.command import Command, Stage
from digest.cli.project import find_project, project_folder
from digest.cli.terminal import GOOD, say


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest serve`."""
    parser.add_argument("--port", metavar="N", type=port, help="the port on this machine (default: 8000)")
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    parser.add_argument("--no-convert", action="store_true", help="leave new and changed sources as they are")


def run(options: Namespace) -> int:
    """Convert and build at every edit, and show the site with its drafts."""
    from digest.serve import DEFAULT_PORT, ProjectBuild, serve

    project = project_folder(options.folder)
    output = project / ".digest" / "serve"
    build = ProjectBuild(project, output, lambda: find_project(project)[1:], converts=not options.no_convert)
    number = DEFAULT_PORT if options.port is None else options.port
    serve(project, output, build, port=number, open_browser=options.open, on_event=say)
    return GOOD


COMMAND: Final = Command(
    name="serve",
    stage=Stage.SERVE,
    summary="show the site and reload it as you edit",
    examples=("digest serve --open", "digest serve --port 4000"),
    add_arguments=add_arguments,
    run=run,
)

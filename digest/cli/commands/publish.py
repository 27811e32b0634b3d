"""`digest publish`: puts the site on GitHub Pages."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import MOST_NAMES, say, short, show

if TYPE_CHECKING:
    from digest.publish import Published


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest publish`."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="say what would change, push nothing")
    choice.add_argument("--setup", action="store_true", help="write the GitHub Pages workflow")


def run(options: Namespace) -> int:
    """Publish the site, or say what that would change, or write the workflow that does it."""
    from digest.publish import publish, write_workflow

    project, config, problems = find_project(options.folder)
    if options.setup:
        say(f"{short(write_workflow(project))} builds and publishes the site on every push; commit it")
        return show(problems)
    published = publish(
        project,
        project / "site",
        remote=config.publish_remote,
        branch=config.publish_branch,
        cname=config.cname,
        dry_run=options.dry_run,
    )
    say(_result(published, dry_run=options.dry_run))
    return show(problems)


def _result(published: Published, *, dry_run: bool) -> str:
    """What a publish did, or would do, in words."""
    place = f"{published.branch} of {published.remote} ({published.url})"
    if not published.changed:
        return f"nothing new: {place} holds this site already"
    changes = (("added", published.added), ("changed", published.modified), ("removed", published.removed))
    counts = ", ".join(f"{len(names)} {word}" for word, names in changes if names)
    if not dry_run:
        return f"published to {place}: {counts}"
    names = "".join(f"\n  {word:8}{name}" for word, names in changes for name in names[:MOST_NAMES])
    more = sum(max(0, len(names) - MOST_NAMES) for _, names in changes)
    return f"would change {place}: {counts}{names}" + (f"\n  and {more} more" if more else "")


COMMAND: Final = Command(
    name="publish",
    stage=Stage.PUBLISH,
    summary="put the site on GitHub Pages",
    examples=(
        "digest publish --dry-run    what would change",
        "digest publish              push site/ to the branch gh-pages",
        "digest publish --setup      let GitHub build and publish on every push instead",
    ),
    add_arguments=add_arguments,
    run=run,
)

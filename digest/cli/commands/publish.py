"""`digest publish`: puts the site on GitHub Pages.

It builds, checks, compares, asks, and only then pushes: what was shown is what goes out, whatever changes meanwhile.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import (
    GOOD,
    PROBLEMS,
    ask,
    can_ask,
    progress_bar,
    say,
    say_aside,
    short,
    show,
)

if TYPE_CHECKING:
    from pathlib import Path

    from digest.config import Config
    from digest.errors import Problem
    from digest.publish import Destination, Update


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest publish`."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--dry-run", action="store_true", help="say what would change, push nothing")
    choice.add_argument("--yes", action="store_true", help="push without asking, where there is no terminal")
    choice.add_argument("--setup", action="store_true", help="write the GitHub Pages workflow")


def run(options: Namespace) -> int:
    """Publish the site, or say what that would change, or write the workflow that does it."""
    from digest.errors import ProblemsError, has_errors
    from digest.publish import (
        address_problems,
        find_destination,
        site_address,
        without_digest,
        write_requirements,
        write_workflow,
    )

    project, config, problems = find_project(options.folder)
    if options.setup:
        say(f"{short(write_workflow(project))} checks, builds and publishes the site on every push; commit it")
        if written := write_requirements(project):
            say(f"{short(written)} says which digest it installs; look at it, and commit it too")
        return show([*problems, *without_digest(project)])
    if has_errors(problems):
        raise ProblemsError(problems)
    destination = find_destination(project, config.publish_remote, config.publish_branch)
    at = {"remote": destination.remote, "url": destination.url}
    problems = (*problems, *destination.problems(), *address_problems(_options_text(project), config, **at))
    address = site_address(config.base_url, config.cname, destination.url)
    update, changes = _compared(project, config, destination, address, problems, dry_run=options.dry_run)
    if not update.changed:
        say(f"nothing new: {destination} holds this site already")
        return GOOD
    if address and not config.base_url:
        say(f"base_url is not set; feeds and the sitemap name {address}: write that into digest.yml to keep it")
    say("\n".join([f"would change {destination}: {_counts(update)}", *changes]))
    if options.dry_run:
        fetched = f"; what was fetched of {destination.branch} to compare is gone again" if update.parent else ""
        say(f"nothing was pushed, and nothing changed here{fetched}")
        return GOOD
    return _push(project, config, update, address, yes=options.yes)


def _compared(
    project: Path,
    config: Config,
    destination: Destination,
    address: str,
    problems: tuple[Problem, ...],
    *,
    dry_run: bool,
) -> tuple[Update, tuple[str, ...]]:
    """Build what is published, check it, and compare it with what is published now; says the warnings on the way.

    Returns:
        The update, and what it would change, in lines.

    Raises:
        ProblemsError, DigestError: it cannot be published.
    """
    from dataclasses import replace

    from digest.build import open_publication
    from digest.check import at_their_lines, check_publication
    from digest.diff import difference_lines
    from digest.errors import ProblemsError, has_errors
    from digest.publish import (
        keeping_off,
        prepare_update,
        refuse_emptied,
        refuse_unpublishable,
        update_difference,
        without_traces,
    )

    waiting = partial(say_aside, "another digest is at work on what is published; waiting")
    with without_traces(destination.git) if dry_run else nullcontext(destination.git) as git:
        with (
            progress_bar() as progress,
            open_publication(project, config, address=address, progress=progress, waiting=waiting) as publication,
        ):
            found = check_publication(project, replace(config, base_url=address), publication, progress=progress)
            hidden = keeping_off(project, config, publication.built.problems, found)
            problems = (*at_their_lines(project, config, problems), *found, *hidden)
            if has_errors(problems):  # what is wrong must not take its page off the web, nor go there
                say_aside("nothing is published while there are errors; mend these, and run digest publish again:")
                raise ProblemsError(problems)
            refuse_unpublishable(publication.folder, publication.files)
            update = prepare_update(replace(destination, git=git), publication.folder, publication.files, config.cname)
            refuse_emptied(update.before, publication.files)
            changes = tuple(difference_lines(update_difference(project, config, update)))
        show(problems)
        return replace(update, destination=destination), changes


def _push(project: Path, config: Config, update: Update, address: str, *, yes: bool) -> int:
    """Ask, push, and say where the site stands and what is left to do."""
    from digest.errors import UsageError
    from digest.publish import github_repository, keep_feed_ids, push

    destination = update.destination
    if not yes and not can_ask():
        raise UsageError(
            "nothing was published: digest publish asks before it pushes, and there is no terminal to ask on\n"
            "  add --yes if this is what you want"
        )
    if not yes and not ask("Publish?"):
        say("nothing was published")
        return PROBLEMS
    push(update)
    say(f"published to {destination}: {_counts(update)}" + (f"\n{address}" if address else ""))
    repository = github_repository(destination.url)
    if repository and not update.parent:
        say(
            f"the first time, switch it on: open {repository.settings}, choose Deploy from a branch, then "
            f"{destination.branch} and / (root), and save; after a minute or two the site is there"
        )
    if address and not config.base_url and not update.parent and not yes:
        _offer_address(project, address)
    keep_feed_ids(project, config, base_url=config.base_url or address or None)
    return GOOD


def _offer_address(project: Path, address: str) -> None:
    """Write `base_url` into digest.yml if the person wants it there."""
    from digest.config import FILE
    from digest.output.backup import Backup
    from digest.output.file_writes import replace_file
    from digest.publish import with_base_url

    before = (project / FILE).read_bytes()
    text = with_base_url(_options_text(project), address)
    if text is None or not ask(f"Write base_url: {address} into {FILE}?"):
        return
    Backup(project).keep(FILE)
    mark = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
    if not replace_file(project / FILE, before, mark + text.encode()):
        say(f"{FILE} changed meanwhile, so it was left as it is")


def _options_text(project: Path) -> str:
    from digest.config import FILE

    return (project / FILE).read_bytes().decode("utf-8-sig")


def _counts(update: Update) -> str:
    kinds = ((update.added, "added"), (update.modified, "changed"), (update.removed, "removed"))
    return ", ".join(f"{len(names)} {word}" for names, word in kinds if names)


COMMAND: Final = Command(
    name="publish",
    stage=Stage.PUBLISH,
    summary="build the site as it is now, show what changes, and put it on GitHub Pages",
    examples=(
        "digest publish --dry-run    what would change; nothing is pushed",
        "digest publish              build, check, show, ask, push to the branch gh-pages",
        "digest publish --yes        the same without the question, for scripts",
        "digest publish --setup      let GitHub build and publish on every push instead",
    ),
    add_arguments=add_arguments,
    run=run,
)

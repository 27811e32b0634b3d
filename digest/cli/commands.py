"""One function a command: arguments in, exit code out. What a command needs is imported when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digest.cli.terminal import GOOD, counted, note, progress_bar, say, say_aside, say_waiting, short, show

if TYPE_CHECKING:
    from digest.config import Config
    from digest.errors import Problem
    from digest.publish import Published

_SHOWN: Final = 20
"""Names that a message lists of each kind."""


def convert(options: argparse.Namespace) -> int:
    """Turn sources into articles; every problem is named, and none stops the others."""
    if options.stdout is not None or options.why is not None:
        return _convert_to_stdout(options)
    from digest.convert import convert as convert_sources

    project, config, problems = find_project(options.folder)
    paths = [(options.folder or Path()) / path for path in options.paths]
    with progress_bar() as progress:
        done = convert_sources(
            project,
            config,
            paths,
            images=options.images,
            jobs=options.jobs,
            progress=lambda at, of: progress("converting", at, of),
            waiting=lambda: say_waiting(project / "content"),
            show=say if options.dry_run else None,
        )
    verb = "would be written" if options.dry_run else "written"
    note(f"{counted(len(done.written), 'article')} {verb}, {done.unchanged} unchanged")
    if done.backup:
        note(f"as they were before: {done.backup}/ (how to restore: {done.backup.parent}/README.txt)")
    if done.duplicates:
        names = ", ".join(str(path) for path in done.duplicates[:3])
        more = " …" if len(done.duplicates) > 3 else ""
        note(f"{counted(len(done.duplicates), 'article')} marked as duplicates of others: {names}{more}")
    if done.deleted:
        names = " ".join(str(path) for path in done.deleted[:3])
        more = " …" if len(done.deleted) > 3 else ""
        note(
            f"{counted(len(done.deleted), 'source')} left out, since the article was deleted; "
            f"to have it again: digest convert {names}{more}"
        )
    return show([*problems, *done.problems])


def _convert_to_stdout(options: argparse.Namespace) -> int:
    """Show the article a file would become, or why it would become that one."""
    from digest.convert import convert_file, explain_file
    from digest.errors import Problem, UsageError

    flag, file = ("--stdout", options.stdout) if options.stdout is not None else ("--why", options.why)
    if options.paths or options.images or None not in (options.stdout, options.why):
        raise UsageError(f"{flag} takes one file, no further paths and no --images")
    project, config, problems = find_project(options.folder, needed=False)
    show_file = convert_file if flag == "--stdout" else explain_file
    text = show_file((options.folder or Path()) / file, project, config)
    if isinstance(text, Problem):
        return show([*problems, text])
    if flag == "--why":
        say(text.rstrip("\n"))
    else:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    return show(problems)


def topics(options: argparse.Namespace) -> int:
    """Show what stands in each topic and why."""
    from digest.convert import topics_report

    project, config, problems = find_project(options.folder)
    say(topics_report(project, config, suggest=options.suggest).rstrip("\n"))
    return show(problems)


def build(options: argparse.Namespace) -> int:
    """Turn content into the site."""
    from digest.build import Options
    from digest.build import build as build_site
    from digest.config import normal_base_url
    from digest.errors import UsageError

    base_url = options.base_url
    if base_url and (base_url := normal_base_url(options.base_url)) is None:
        raise UsageError(f"--base-url {options.base_url} is not a web address; write https://host/path/")
    project, config, problems = find_project(options.folder)
    output = project / "site" if options.output is None else (options.folder or Path()) / options.output
    choice = Options(
        output=output,
        base_url=base_url,
        drafts=options.drafts,
        jobs=options.jobs,
        cache=not options.no_cache,
        explain=options.explain,
    )
    with progress_bar() as progress:
        built = build_site(project, config, choice, progress, lambda: say_waiting(output))
    for reason in built.reasons:
        say(f"{reason.path}\n" + "\n".join(f"    {why}" for why in reason.why))
    if options.explain:
        say(f"{counted(len(built.reasons), 'file')} made of {built.files}, {built.written} of them changed")
    note(
        f"{counted(built.articles, 'article')} in {counted(built.files, 'file')}: "
        f"{built.rendered} rendered, {built.written} written, {len(built.removed)} removed"
    )
    _say_foreign(output, built.foreign)
    if built.articles:
        note(f"open {short(output / 'index.html')}")
    return show([*problems, *built.problems])


def clean(options: argparse.Namespace) -> int:
    """Remove the site, as far as digest wrote it."""
    from digest.output.output import opened

    project, _, problems = find_project(options.folder)
    output = project / "site" if options.output is None else (options.folder or Path()) / options.output
    if not output.is_dir():
        say(f"there is no folder {short(output)}")
        return show(problems)
    with opened(output, lambda: say_waiting(output)) as site:
        removed = site.clear()
        foreign = site.foreign()
    say(f"{counted(len(removed), 'file')} removed from {short(output)}")
    _say_foreign(output, foreign)
    return show(problems)


def _say_foreign(output: Path, foreign: Sequence[str]) -> None:
    if foreign:
        names = ", ".join(foreign[:_SHOWN])
        more = f" and {len(foreign) - _SHOWN} more" if len(foreign) > _SHOWN else ""
        say_aside(f"{output.name}/ holds what digest did not write, left as it is: {names}{more}")


def serve(options: argparse.Namespace) -> int:
    """Convert and build at every edit, and show the site."""
    from digest.build import Options
    from digest.build import build as build_site
    from digest.convert import convert as convert_sources
    from digest.serve import DEFAULT_PORT
    from digest.serve import serve as serve_site

    project, _, _ = find_project(options.folder)
    output = project / ".digest" / "serve"

    def rebuild() -> tuple[Problem, ...]:
        _, config, problems = find_project(project)
        converted = convert_sources(project, config)
        built = build_site(project, config, Options(output=output, base_url=""))
        return (*problems, *converted.problems, *built.problems)

    port = DEFAULT_PORT if options.port is None else options.port
    serve_site(project, output, rebuild, port=port, open_browser=options.open, on_event=say)
    return GOOD


def publish(options: argparse.Namespace) -> int:
    """Publish the site, or say what that would change, or write the workflow that does it."""
    from digest.publish import publish as publish_site
    from digest.publish import write_workflow

    project, config, problems = find_project(options.folder)
    if options.setup:
        say(f"{short(write_workflow(project))} builds and publishes the site on every push; commit it")
        return show(problems)
    published = publish_site(
        project,
        project / "site",
        remote=config.publish_remote,
        branch=config.publish_branch,
        cname=config.cname,
        dry_run=options.dry_run,
    )
    say(_told(published, dry_run=options.dry_run))
    return show(problems)


def _told(published: Published, *, dry_run: bool) -> str:
    """What a publish did, or would do."""
    place = f"{published.branch} of {published.remote} ({published.url})"
    if not published.changed:
        return f"nothing new: {place} holds this site already"
    parts = (("added", published.added), ("changed", published.modified), ("removed", published.removed))
    counts = ", ".join(f"{len(names)} {word}" for word, names in parts if names)
    if not dry_run:
        return f"published to {place}: {counts}"
    names = "".join(f"\n  {word:8}{name}" for word, names in parts for name in names[:_SHOWN])
    more = sum(max(0, len(names) - _SHOWN) for _, names in parts)
    return f"would change {place}: {counts}{names}" + (f"\n  and {more} more" if more else "")


def find_project(folder: Path | None, *, needed: bool = True) -> tuple[Path, Config, tuple[Problem, ...]]:
    """The project that holds a folder, its options, and what is wrong with them."""
    from digest.config import FILE, Config, parse_config, unreadable
    from digest.errors import ProblemsError, UsageError

    start = (folder or Path()).resolve()
    if not start.is_dir():
        raise UsageError(f"{folder} is no folder")
    home = next((place for place in (start, *start.parents) if (place / FILE).is_file()), None)
    if home is None:
        if needed:
            raise UsageError(f"there is no {FILE} here; make a project with `digest new DIR`, or name one with -C DIR")
        return start, Config(), ()
    try:
        text = (home / FILE).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ProblemsError([unreadable(f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise ProblemsError([unreadable("is not UTF-8")]) from error
    config, problems = parse_config(text)
    return home, config, problems

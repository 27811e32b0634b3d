"""`digest new`, which starts projects, articles and weeks, and `digest schema`, which tells editors about them."""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.commands import find_project
from digest.cli.terminal import GOOD, say, say_aside, short, show

if TYPE_CHECKING:
    from digest.model.week import Week


def new(options: argparse.Namespace) -> int:
    """Start what the first word says: an article, a week, or else a project in the folder of that name."""
    match options.what:
        case "article":
            return _new_article(options)
        case "week":
            return _new_week(options)
        case _:
            return _new_project(options)


def schema(options: argparse.Namespace) -> int:
    """Write the files anew by which editors know options and topics."""
    from digest.new.editors import MARK, refresh

    project, config, problems = find_project(options.folder)
    done = refresh(project, config.topics)
    say(f"written: {', '.join(done.written)}" if done.written else "nothing to write: all is as it should be")
    for name in done.foreign:
        say_aside(f'{name} does not say "{MARK}", so it is left as it is; move it away to have it written')
    return show(problems)


def _new_project(options: argparse.Namespace) -> int:
    from digest.errors import UsageError
    from digest.new import new as make

    if options.name is not None:
        raise UsageError(
            f"a project takes one folder, and {options.name} is a second; `digest new --help` shows the rest"
        )
    _refuse(options, "a project", "week", "date", "topic", "url", "open")
    folder = (options.folder or Path()) / options.what
    made = make(folder)
    say(f"{folder} is a digest project now: {', '.join(made)}")
    say(f"next: put texts into {folder}/seeds/, then\n  digest -C {folder} convert\n  digest -C {folder} serve --open")
    return GOOD


def _new_article(options: argparse.Namespace) -> int:
    from digest.new.start import ArticleStart, start_article

    project, config, problems = find_project(options.folder)
    day = _day(options)
    start = ArticleStart(
        title=options.name or "",
        date=day,
        inferred=options.week is not None and day != _today(),
        topics=tuple(options.topic or ()),
        source_url=options.url or "",
    )
    file = project / start_article(project, config, start)
    say(f"{short(file)} is started, as a draft")
    say("next: write it, look at it with `digest build --drafts`, and take out `draft: true` to publish it")
    return _opened(file, options) or show(problems)


def _new_week(options: argparse.Namespace) -> int:
    from digest.model.week import Week
    from digest.new.start import start_week

    _refuse(options, "a week", "week", "date", "topic", "url")
    project, config, problems = find_project(options.folder)
    week = Week.of(_today()) if options.name is None else _week(options.name)
    file = project / start_week(project, config, week)
    say(f"{short(file)} introduces the week from {week.monday} to {week.sunday}")
    say("next: write it; it stands above the articles of that week once there are some")
    return _opened(file, options) or show(problems)


def _refuse(options: argparse.Namespace, what: str, *flags: str) -> None:
    from digest.errors import UsageError

    for flag in flags:
        if getattr(options, flag):
            raise UsageError(f"{what} takes no --{flag}; `digest new --help` shows what does")


def _day(options: argparse.Namespace) -> date:
    """The day asked for; of a week today if it lies in it, else its first."""
    from digest.errors import UsageError
    from digest.model.week import Week

    today = _today()
    if options.week is not None:
        week = _week(options.week)
        return today if Week.of(today) == week else week.monday
    if options.date is None:
        return today
    try:
        return date.fromisoformat(options.date)
    except ValueError as error:
        raise UsageError(f"--date {options.date} is no day; write it as 2026-11-20") from error


def _week(label: str) -> Week:
    from digest.errors import UsageError
    from digest.model.week import Week

    week = Week.parse(label)
    if week is None:
        raise UsageError(f"{label} is no week; write it as 2026-W47 (ISO 8601)")
    return week


def _today() -> date:
    """Today by the clock and the zone of this machine."""
    return datetime.now().astimezone().date()


def _opened(file: Path, options: argparse.Namespace) -> int:
    """Open a file in the person's editor, if they asked for it."""
    if not options.open:
        return GOOD
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        say_aside(f"neither VISUAL nor EDITOR names an editor; open {short(file)} yourself")
        return GOOD
    try:
        subprocess.run([*shlex.split(editor), str(file)], check=False)
    except (OSError, ValueError) as error:
        say_aside(f"the editor {editor} cannot be started ({error}); open {short(file)} yourself")
    return GOOD

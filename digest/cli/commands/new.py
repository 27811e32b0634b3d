"""`digest new`: starts projects, articles and weeks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from digest.cli.command import Command, Stage
from digest.cli.project import find_project
from digest.cli.terminal import GOOD, say, say_aside, short, show
from digest.stated_day import stated_day

if TYPE_CHECKING:
    from datetime import date

    from digest.model.week import Week


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of `digest new`, whose first word says what is started."""
    parser.usage = "digest new DIR [--language TAG] | article TITLE [options] | week [WEEK] [--open]"
    parser.add_argument("what", metavar="DIR", help="a new or empty folder for a project, or the word article or week")
    parser.add_argument(
        "name", metavar="TITLE | WEEK", nargs="?", help="the article's title, or the week (default: now)"
    )
    day = parser.add_mutually_exclusive_group()
    day.add_argument("--week", metavar="WEEK", help="the week of an article, such as 2026-W47")
    day.add_argument("--date", metavar="DAY", help="its day of publication (default: today)")
    parser.add_argument("--topic", metavar="SLUG", action="append", help="a topic of digest.yml; may be repeated")
    parser.add_argument("--url", metavar="URL", help="where the text stands that it is about")
    parser.add_argument("--language", metavar="TAG", help="language of a project's site: en (default), de, ja, pt-BR")
    parser.add_argument("--open", action="store_true", help="open the file in $VISUAL or $EDITOR")


def run(options: Namespace) -> int:
    """Start what the first word says: an article, a week, or else a project in the folder of that name."""
    match options.what:
        case "article":
            return _new_article(options)
        case "week":
            return _new_week(options)
        case _:
            return _new_project(options)


def _new_project(options: Namespace) -> int:
    from digest.errors import UsageError
    from digest.new import new

    if options.name is not None:
        raise UsageError(
            f"a project takes one folder, and {options.name} is a second; `digest new --help` shows the rest"
        )
    _refuse(options, "a project", "week", "date", "topic", "url", "open")
    folder = (options.folder or Path()) / options.what
    files = new(folder, _language(options.language or "en"))
    say(f"{folder} is a digest project now: {', '.join(files)}")
    say(f"next: put texts into {folder}/seeds/, then\n  digest -C {folder} convert\n  digest -C {folder} serve --open")
    return GOOD


def _new_article(options: Namespace) -> int:
    from digest.new.start import start_article

    _refuse(options, "an article", "language")
    project, config, problems = find_project(options.folder)
    day = _day(options)
    title, inferred = options.name or "", options.week is not None and day != stated_day()
    topics, url = options.topic or (), options.url or ""
    path = start_article(project, config, title, day, inferred=inferred, topics=topics, source_url=url)
    file = project / path
    say(f"{short(file)} is started, as a draft")
    say("next: write it, look at it with `digest serve`, and take out `draft: true` to publish it")
    return _open_on_request(file, options) or show(problems)


def _new_week(options: Namespace) -> int:
    from digest.model.week import Week
    from digest.new.start import start_week

    _refuse(options, "a week", "week", "date", "topic", "url", "language")
    project, config, problems = find_project(options.folder)
    week = Week.of(stated_day()) if options.name is None else _week(options.name)
    file = project / start_week(project, config, week)
    say(f"{short(file)} introduces the week from {week.monday} to {week.sunday}")
    say("next: write it; it stands above the articles of that week once there are some")
    return _open_on_request(file, options) or show(problems)


def _refuse(options: Namespace, what: str, *flags: str) -> None:
    """Refuse flags that mean nothing for what is started.

    Raises:
        UsageError: one of them was given.
    """
    from digest.errors import UsageError

    for flag in flags:
        if getattr(options, flag):
            raise UsageError(f"{what} takes no --{flag}; `digest new --help` shows what does")


def _language(tag: str) -> str:
    """The tag of a language.

    Raises:
        UsageError: it is not one.
    """
    from digest.config.read_topics import LANGUAGE
    from digest.errors import UsageError

    if not LANGUAGE.fullmatch(tag):
        raise UsageError(f"--language {tag} is not a language; write its tag, such as de, ja or pt-BR (BCP 47)")
    return tag


def _day(options: Namespace) -> date:
    """The day that was asked for. In a week it is today, if today lies in that week, else its Monday."""
    from datetime import date

    from digest.errors import UsageError
    from digest.model.week import Week

    now = stated_day()
    if options.week is not None:
        week = _week(options.week)
        return now if Week.of(now) == week else week.monday
    if options.date is None:
        return now
    try:
        return date.fromisoformat(options.date)
    except ValueError as error:
        raise UsageError(f"--date {options.date} is not a day; write it as 2026-11-20") from error


def _week(label: str) -> Week:
    from digest.errors import UsageError
    from digest.model.week import Week

    week = Week.parse(label)
    if week is None:
        raise UsageError(f"{label} is not a week; write it as 2026-W47 (ISO 8601)")
    return week


def _open_on_request(file: Path, options: Namespace) -> int:
    """Open a file in the person's editor if `--open` was given; that there is none is not an error."""
    from digest.cli.editor import open_in_editor

    if options.open and (message := open_in_editor(file, short(file))):
        say_aside(message)
    return GOOD


COMMAND: Final = Command(
    name="new",
    stage=Stage.START,
    summary="start a project, an article or a week",
    examples=(
        "digest new reading                    a project in the folder reading (./article, if it is to be named so)",
        "digest new lecturas --language es     one whose site is in Spanish",
        'digest new article "Late ice"         an article of today, to be written',
        'digest new article "Late ice" --week 2026-W47 --topic climate --url https://example.org/ice',
        "digest new week                       the introduction to this week",
        "digest new week 2026-W47 --open       to another one, opened in your editor",
    ),
    add_arguments=add_arguments,
    run=run,
)

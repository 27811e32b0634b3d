"""What `digest check --fix` mends by itself: what can mean one thing only, and takes no word from anybody.

`MENDS` is the table of mends of a text's head, each from the text and a problem in it to the new text, or to None where
it is unsure. A mend is taken only if the problem goes by it and no other comes; so a property is not renamed to one
whose value would be wrong. All bytes beside the mended ones stay; a file is written over the bytes that were read,
after a copy. Everything else is a person's to decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any, Final

from slugify import slugify

from digest.annotations import collect
from digest.articles.edits import edit_properties
from digest.articles.kinds import FOLDER, is_text
from digest.articles.library import read_file
from digest.articles.properties import PROPERTIES
from digest.check.content.checked_text import CheckedText
from digest.check.content.key_spelling import meant_by
from digest.check.content.property_checks import misspelled_keys
from digest.check.ignored import IgnoredCodes
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Location, Problem, sort_problems
from digest.markdown.line_ends import split_lines
from digest.model.slug import portable
from digest.output.difference import difference
from digest.review.article_writer import ArticleWriter

Mend = Callable[[str, Problem, Config], "str | None"]

_DAY: Final = re.compile(r"[\"']?(\d{4})([-/.])(\d{1,2})\2(\d{1,2})[\"']?", re.ASCII)
_BLANK: Final = re.compile("[\\s\ufeff\u200b]*")
_AT_MOST: Final = 50
"""Mends of one file in a run: each is read again, and nobody has more slips in one head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """What was mended, or would be.

    Attributes:
        gone: the problems that went, sorted.
        diff: of all changes, unified.
        backup: the folder that holds the files as they were; None if nothing was written.
        problems: the files that could not be written, and why.
    """

    gone: tuple[Problem, ...]
    diff: str
    backup: PurePosixPath | None
    problems: tuple[Problem, ...]


def fix_files(
    project: Path,
    config: Config,
    problems: Iterable[Problem],
    *,
    dry_run: bool = False,
    waiting: Callable[[], None] = lambda: None,
) -> Fixed:
    """Mend what can be mended of these problems of a project; `dry_run` writes nothing."""
    writer = ArticleWriter(project, waiting)
    gone: list[Problem] = []
    diffs: list[str] = []
    failed: list[Problem] = []
    for path in _paths(problems):
        went: tuple[Problem, ...] = ()

        def edit(text: str, path: PurePosixPath) -> str:
            nonlocal went
            text, went = mended(text, path, config)
            return text

        change = writer.edit(path, edit, dry_run=dry_run)
        if isinstance(change, Problem):
            failed.append(change)
        elif went:
            gone += went
            diffs.append(difference(path, change.before, change.after))
    return Fixed(
        gone=sort_problems(gone),
        diff="\n".join(diffs),
        backup=writer.backups[0] if writer.backups else None,
        problems=sort_problems(failed),
    )


def _paths(problems: Iterable[Problem]) -> tuple[PurePosixPath, ...]:
    """The texts in which something may be mended, sorted."""
    paths = {problem.location.path for problem in problems if problem.location and problem.code in MENDS}
    return tuple(sorted(path for path in paths if path.is_relative_to(FOLDER) and is_text(path)))


def mended(text: str, path: PurePosixPath, config: Config) -> tuple[str, tuple[Problem, ...]]:
    """A text, whose line ends stay, with all that can be mended in it; and the problems that went by it."""
    gone: list[Problem] = []
    before = _problems(text, path, config)
    for _ in range(_AT_MOST):
        step = _first_step(text, path, config, before)
        if step is None:
            break
        text, problem, before = step
        gone.append(problem)
    return text, tuple(gone)


def _first_step(
    text: str, path: PurePosixPath, config: Config, before: Sequence[Problem]
) -> tuple[str, Problem, Sequence[Problem]] | None:
    """The first mend that holds: the new text, the problem that it takes away, and those that are left."""
    for problem in before:
        mend = MENDS.get(problem.code)
        new = mend(text, problem, config) if mend else None
        if new is not None and new != text:
            after = _problems(new, path, config)
            if _is_less(after, before) or (problem.code == "lost-front-matter" and not _is_unread(after)):
                return new, problem, after
    return None


def _is_less(after: Iterable[Problem], before: Iterable[Problem]) -> bool:
    """Whether problems went, and none came."""
    old, new = (Counter((problem.code, problem.message) for problem in each) for each in (before, after))
    return new < old


def _is_unread(problems: Iterable[Problem]) -> bool:
    """Whether front matter is still not read; where it is, the problems of its properties come to light."""
    return any(problem.code in {"lost-front-matter", "broken-yaml"} for problem in problems)


def _problems(text: str, path: PurePosixPath, config: Config) -> Sequence[Problem]:
    """What is wrong in the head of a file, without what is switched off."""
    article, problems = read_file(path, text.encode("utf-8", "surrogateescape"), topics=config.topic_slugs)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    env: dict[str, Any] = {}
    checked = CheckedText(article=article, config=config, text=lines, tokens=(), annotations=collect((), env))
    ignored = IgnoredCodes(lines.split("\n"))
    return [
        problem
        for problem in (*problems, *misspelled_keys(checked))
        if problem.code not in config.check_ignore and not ignored.hide(problem)
    ]


def _key(text: str, problem: Problem, _config: Config) -> str | None:
    """A key of which only case, hyphens and underscores are another's."""
    place = problem.location
    written = _at(text, place)
    meant = meant_by(written, ()) if written else None
    return _with(text, place, meant.key) if meant and meant.certain else None


def _topic(text: str, problem: Problem, config: Config) -> str | None:
    """The name of a topic, or its slug in other letters, where its slug belongs."""
    written = (_at(text, problem.location) or "").strip("\"'")
    slug = portable(slugify(written)) if written else ""
    meant = {topic.slug for topic in config.topics if slug and slug in {topic.slug, portable(slugify(topic.name))}}
    return _with(text, problem.location, meant.pop()) if len(meant) == 1 else None


def _date(text: str, problem: Problem, _config: Config) -> str | None:
    """A day whose year comes first, without zeros or with other signs between."""
    match = _DAY.fullmatch(_at(text, problem.location) or "")
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[3]), int(match[4]))
    except ValueError:
        return None
    return _with(text, problem.location, day.isoformat())


def _value(text: str, problem: Problem, _config: Config) -> str | None:
    """One of the words that a property may hold, in other letters; `yes` for true."""
    key = problem.message.partition(" ")[0]
    written = (_at(text, problem.location) or "").strip("\"'").casefold()
    kind = PROPERTIES.get(key)
    if kind is None:
        return None
    if kind.kind == "flag" and written in {"yes", "on", "true", "y"}:
        return _with(text, problem.location, "true")
    return _with(text, problem.location, written) if written in kind.options else None


def _draft(text: str, problem: Problem, config: Config) -> str | None:
    """`draft: true` beside what another program reads, which stays."""
    place = problem.location
    if place is None or place.line is None:  # its folder says so
        return None
    result = edit_properties(text, place.path, {"draft": True}, config.topic_slugs)
    return result if isinstance(result, str) else None


def _lost(text: str, _problem: Problem, _config: Config) -> str | None:
    """Front matter below blank lines, at the head of the file."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rest = _BLANK.sub("", text, count=1)
    return mark + rest if rest.startswith(("---\n", "---\r\n")) else None


MENDS: Final[Mapping[str, Mend]] = MappingProxyType(
    {
        "foreign-draft": _draft,
        "lost-front-matter": _lost,
        "misspelled-key": _key,
        "unknown-topic": _topic,
        "wrong-date": _date,
        "wrong-value": _value,
    }
)
"""What can be mended, by its code."""


def _at(text: str, place: Location | None) -> str | None:
    """What stands at a place of one line; None where the place is not that exact."""
    span = _span(text, place)
    return text[span[0] : span[1]] if span else None


def _with(text: str, place: Location | None, words: str) -> str | None:
    """The text with other words at a place."""
    span = _span(text, place)
    return text[: span[0]] + words + text[span[1] :] if span else None


def _span(text: str, place: Location | None) -> tuple[int, int] | None:
    """The offsets of a place in a text."""
    lines = split_lines(text)
    if place is None or place.line is None or place.column is None or place.line > len(lines):
        return None
    line = lines[place.line - 1]
    mark = 1 if place.line == 1 and line.startswith("\ufeff") else 0
    start = sum(map(len, lines[: place.line - 1])) + mark + place.column - 1
    end = start + place.length
    return (start, end) if end <= start + len(line) else None

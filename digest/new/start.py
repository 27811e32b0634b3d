"""Starts a text that a person will write: an article, or the introduction to a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from digest.articles.front_matter import parse
from digest.articles.kinds import FOLDER
from digest.articles.library import slug_of
from digest.config import Config
from digest.errors import UsageError
from digest.model.article import INFERRED, Value
from digest.model.week import Week
from digest.output.file_writes import write_file
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files
from digest.yaml.write_yaml import write

_ARTICLE: Final = "%% Write here. What stands between percent signs is never published. %%\n"
_WEEK: Final = """\
%%
Write here what this week was about, in a few sentences above its articles. Link to them by their files, as in
[the audit](the-audit.md). What stands between percent signs is never published.
%%
"""


def start_article(
    project: Path, config: Config, title: str, day: date, *, inferred: bool, topics: Sequence[str], source_url: str
) -> PurePosixPath:
    """Write an article with front matter to be filled in. It is a draft, so that nothing unfinished is published.

    Args:
        project: its folder.
        config: its options.
        title: of the article.
        day: of its publication.
        inferred: whether the day was inferred from the week that was asked for.
        topics: slugs. Without any, they will be chosen by the words of title and body.
        source_url: address of the text that the article is about, or empty.

    Returns:
        The file, relative to the project.

    Raises:
        UsageError: the title is blank, a topic or the address is not valid, or the file exists.
        DigestError: it cannot be written.
    """
    if not title.strip():
        raise UsageError('an article needs a title: digest new article "Its title"')
    place = f"{Week.of(day)}/{slug_of(title, own=config.slugs != 'ascii')}"
    properties: list[tuple[str, Value]] = [
        ("title", title.strip()),
        ("date", day),
        *([("date_basis", f"{INFERRED} from the week; write the day into date")] if inferred else []),
        ("source", None),
        ("source_url", source_url or None),
        ("authors", ()),
        ("topics", tuple(topics) or None),
        ("summary", None),
        ("key_points", ()),
        ("draft", True),
        ("id", place),
    ]
    return _write_new(project, config, FOLDER / f"{place}.md", f"---\n{write(properties)}---\n\n{_ARTICLE}")


def start_week(project: Path, config: Config, week: Week) -> PurePosixPath:
    """Write the introduction to a week, with a title in the site's language.

    Returns:
        The file, relative to the project.

    Raises:
        UsageError: the file exists.
        ProblemsError: the words of the theme cannot be used.
        DigestError: the file cannot be written.
    """
    words, _ = find_words(theme_files(config.theme, project, config.language))
    text = f"---\n{write([('title', words.week(week.year, week.number))])}---\n\n{_WEEK}"
    return _write_new(project, config, FOLDER / str(week) / "_index.md", text)


def _write_new(project: Path, config: Config, path: PurePosixPath, text: str) -> PurePosixPath:
    """Write a new file, if its front matter can be read without a problem and nothing has this name."""
    _, _, _, problems = parse(text, path, topics=config.topic_slugs)
    if problems:
        raise UsageError(f"{problems[0].message}: {problems[0].hint}")
    target = project / path
    if target.is_symlink() or target.exists():
        raise UsageError(f"{path} exists already; edit it, or choose another title or week")
    if not target.parent.resolve().is_relative_to(project.resolve()):
        raise UsageError(f"{path.parent} leads out of the project through a symbolic link; put a folder in its place")
    write_file(target, text.encode())
    return path

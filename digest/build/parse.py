"""A file of `content/` -> what the plan needs of it. Runs in workers, one file at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from digest.config import Config
from digest.content.excerpt import excerpt
from digest.content.library import FOLDER, read_file
from digest.content.markdown import plain_text, render
from digest.errors import Problem
from digest.extract import choose_topics
from digest.incremental.scan import read
from digest.model.article import Article
from digest.model.rendering import Rendering

LARGEST: Final = 16 * 2**20
"""Bytes of the largest Markdown file that is read: a long novel has two million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A file, read and rendered.

    Attributes:
        article: None where the file cannot be read.
        rendering: of its body as far as its rights allow; empty for a draft that is not built.
    """

    article: Article | None
    rendering: Rendering
    problems: tuple[Problem, ...]


def parse_file(project: Path, config: Config, drafts: bool, path: PurePosixPath) -> Parsed:  # noqa: FBT001
    """Read and render one file.

    Args:
        project: the project's folder.
        config: its options.
        drafts: whether drafts are built.
        path: the file, relative to the project.
    """
    nothing = Rendering(html="", feed_html="")
    body = read(project, path, LARGEST)
    if isinstance(body, Problem):
        return Parsed(article=None, rendering=nothing, problems=(body,))
    article, problems = read_file(path, body, topics=config.topic_slugs)
    if article.front_matter.draft and not drafts:
        return Parsed(article=article, rendering=nothing, problems=problems)
    rendering = render(_published(article, config), confirmed=not article.front_matter.date_inferred)
    return Parsed(article=_with_topics(article, config), rendering=rendering, problems=problems)


def _published(article: Article, config: Config) -> str:
    """The part of the body that its rights let be seen."""
    if not _is_article(article):
        return article.body
    match article.front_matter.rights or config.rights:
        case "full":
            return article.body
        case "excerpt":
            return excerpt(article.body)
        case "link":
            return ""


def _with_topics(article: Article, config: Config) -> Article:
    """Topics by score where front matter names none."""
    if article.front_matter.topics is not None or not _is_article(article):
        return article
    topics = choose_topics(article.front_matter.title, plain_text(article.body), config.topics)
    return replace(article, front_matter=replace(article.front_matter, topics=topics))


def _is_article(article: Article) -> bool:
    return article.path.stem != "_index" and article.path.parts[:2] not in {
        (str(FOLDER), "pages"),
        (str(FOLDER), "topics"),
    }

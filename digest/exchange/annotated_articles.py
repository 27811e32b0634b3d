"""The articles of a project, as targets of annotations."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from digest.annotations.formats import Target
from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_article, is_text
from digest.articles.library import read_file
from digest.articles.private_values import without_private_values
from digest.cache.scan import read, scan
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Problem, UsageError
from digest.model.article import Article, week_of
from digest.plan.routes import article_address, in_address, permalink


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """An article with the bytes of its file."""

    article: Article
    target: Target
    body: bytes


def read_articles(project: Path, config: Config) -> tuple[tuple[ArticleFile, ...], tuple[Problem, ...]]:
    """All articles, drafts too, sorted by path; and the files that cannot be read."""
    files: list[ArticleFile] = []
    problems: list[Problem] = []
    for path in scan(project, FOLDER).files:
        if not is_text(path) or not is_article(path):
            continue
        body = read(project, path, LARGEST_TEXT)
        if isinstance(body, Problem):
            problems.append(body)
            continue
        article, _ = read_file(path, body, topics=config.topic_slugs, slugs=config.slugs)
        files.append(ArticleFile(article=article, target=_target(article, config), body=body))
    return tuple(files), tuple(problems)


def find_article(articles: Sequence[ArticleFile], name: str, folder: Path, project: Path) -> ArticleFile:
    """The article that a person names by its file or its slug.

    Raises:
        UsageError: no article has the name, or several have.
    """
    named = (folder / name).resolve()
    matches = [file for file in articles if (project / file.article.path).resolve() == named]
    matches = matches or [file for file in articles if file.article.path == PurePosixPath(name)]
    matches = matches or [file for file in articles if name in {file.article.slug, file.article.path.stem}]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise UsageError(f"there is no article {name}; name its file, or its slug")
    paths = ", ".join(str(file.article.path) for file in matches)
    raise UsageError(f"{name} is the slug of several articles; name the file of one: {paths}")


def _target(article: Article, config: Config) -> Target:
    """What others are told of an article: nothing that is private."""
    front_matter = without_private_values(article.front_matter)
    week = str(week_of(front_matter, config.weeks) or "")
    return Target(
        path=article.path,
        title=front_matter.title,
        publisher=front_matter.source or "",
        day=front_matter.date,
        source_url=front_matter.source_url or "",
        permalink=config.base_url + in_address(permalink(article_address(week, article.slug)))
        if config.base_url
        else "",
    )

"""A file of `content/` -> what its status depends on. Runs in workers, one file at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from digest.annotations import collect
from digest.articles.doubts import Doubt, doubts
from digest.articles.kinds import is_article, kind_of
from digest.articles.library import read_file
from digest.classify.topic_scores import choose_topics
from digest.config import Config
from digest.dataclass import dataclass
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts
from digest.merge.orphans import section_of_orphans
from digest.model.article import Article, week_of
from digest.plan.routes import article_address, output_path


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What is known of an article, or of the introduction to a week.

    Attributes:
        path: relative to the project.
        slug: the last part of its address, by which a duplicate names it.
        title: never empty.
        introduction: the label of the week that it introduces; empty of an article.
        week: the label of the week in whose digest it stands, or empty.
        day: of its publication, or None.
        added: the day of its first conversion, or None.
        page: where its page is written, relative to the output folder.
        draft: whether it is a draft.
        has_comment: whether the editor says why it matters.
        leads: whether it is to lead its week.
        highlights: how many passages and points people marked or noted.
        duplicate_of: the slug of the article that leads its story, or empty.
        unanchored: notes that lost their passage and wait at its end.
        doubts: what in it wants a look.
        fault: the first thing that makes it unreadable as it is meant, or empty.
    """

    path: PurePosixPath
    slug: str
    title: str
    introduction: str = ""
    week: str = ""
    day: date | None = None
    added: date | None = None
    page: str = ""
    draft: bool = False
    has_comment: bool = False
    leads: bool = False
    highlights: int = 0
    duplicate_of: str = ""
    unanchored: int = 0
    doubts: tuple[Doubt, ...] = ()
    fault: str = ""

    @property
    def has_words(self) -> bool:
        """Whether the editor wrote about it, marked something in it, or made it the lead story."""
        return self.has_comment or self.leads or self.highlights > 0


def read_facts(config: Config, path: PurePosixPath, body: bytes) -> ArticleFacts:
    """What is known of an article or introduction."""
    article, problems = read_file(path, body, topics=config.topic_slugs, slugs=config.slugs)
    front_matter = article.front_matter
    week = str(week_of(front_matter, config.weeks) or "")
    env: dict[str, Any] = {}
    tokens = parse(article.body, env)
    annotations = collect(tokens, env).found
    people = [annotation for annotation in annotations if annotation.by_editor and not annotation.resolved]
    return ArticleFacts(
        path=path,
        slug=article.slug,
        title=front_matter.title,
        introduction=path.parent.name if kind_of(path) == "weeks" else "",
        week=week,
        day=front_matter.date,
        added=front_matter.added,
        page=output_path(article_address(week, article.slug)),
        draft=front_matter.draft,
        has_comment=bool(front_matter.comment),
        leads=front_matter.lead,
        highlights=len(people),
        duplicate_of=front_matter.duplicate_of or "",
        unanchored=sum(1 for _ in section_of_orphans(article.body)),
        doubts=_doubts(article, tuple(block_texts(tokens)), config) if is_article(path) else (),
        fault=next((problem.message for problem in problems if problem.severity == "error"), ""),
    )


def _doubts(article: Article, texts: Sequence[str], config: Config) -> tuple[Doubt, ...]:
    """The doubts about an article in the topics that its digest shows it in: its own, or those of its score."""
    topics = article.front_matter.topics
    if topics is None:
        topics = choose_topics(article.front_matter.title, "\n\n".join(texts), config.topics)
    return doubts(article, topics, sorted_by_topic=bool(config.topics), texts=texts)

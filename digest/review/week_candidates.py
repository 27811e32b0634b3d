"""The candidates for a week's digest: what stands in it, and what came since the last one and stands in none by name.

An article *came* in the week of its first conversion (`added`); one that a person wrote came in the week of its day.
The last issue is the latest week before this one into which an article was put by name, or which has an introduction;
where there is none, the articles that came within the week itself are candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from digest.annotations import read_annotations
from digest.articles.doubts import Doubt, doubts
from digest.articles.kinds import FOLDER, LARGEST_TEXT, is_text, kind_of
from digest.articles.library import read_file
from digest.cache.scan import Scan, Stamp, is_reliable, read, scan
from digest.classify.topic_scores import choose_topics
from digest.config import Config
from digest.dataclass import dataclass
from digest.errors import Problem
from digest.markdown.plain import plain_text
from digest.model.article import Article, FrontMatter, Weeks, week_of
from digest.model.fingerprint import fingerprint
from digest.model.week import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article as its editor is asked about it.

    Attributes:
        article: as its file has it now.
        seen: the fingerprint of the file's bytes, which an edit names.
        week: in whose digest it stands, or None.
        topics: the slugs of the topics that it stands in.
        topics_by_score: whether keywords chose them, since front matter does not name any.
        highlights: how many passages and points people marked or noted.
        doubts: what in it wants a look.
        problems: what in it cannot be read as it is meant.
    """

    article: Article
    seen: str
    week: Week | None
    topics: tuple[str, ...]
    topics_by_score: bool
    highlights: int
    doubts: tuple[Doubt, ...]
    problems: tuple[Problem, ...] = ()

    def accepted_into(self, week: Week) -> bool:
        """Whether a person put it into the digest of a week."""
        return is_accepted(self.article.front_matter, week)


def is_accepted(front_matter: FrontMatter, week: Week) -> bool:
    """Whether a person put an article into the digest of a week."""
    return front_matter.week == week and not front_matter.draft


Known: TypeAlias = MutableMapping[PurePosixPath, tuple[Stamp, Article]]
"""Articles, without their bodies, that were read before, and the stamps that their files had."""


def candidates(
    project: Path, config: Config, week: Week, known: Known | None = None
) -> tuple[tuple[PurePosixPath, ...], tuple[Problem, ...]]:
    """The files of a week's candidates: first those to be decided about, then those accepted; the newest first.

    What was read before with the same topics is `known`, to which is added what is read now.

    Returns:
        Their paths, and what is wrong with files that cannot be read as they are meant.
    """
    scanned = scan(project, FOLDER)
    memory: Known = {} if known is None else known
    kinds = {path: kind_of(path) for path in scanned.files if is_text(path)}
    read_now = [_article(project, config, path, scanned, memory) for path, kind in kinds.items() if kind == "articles"]
    articles = [each for each in read_now if isinstance(each, Article)]
    problems = (*scanned.problems, *(each for each in read_now if isinstance(each, Problem)))
    introduced = [Week.parse(path.parent.name) for path, kind in kinds.items() if kind == "weeks"]
    chosen = chosen_for(week, articles, [each for each in introduced if each], config.weeks)
    return tuple(article.path for article in chosen), problems


def _article(project: Path, config: Config, path: PurePosixPath, scanned: Scan, known: Known) -> Article | Problem:
    """An article without its body, from memory if its file is the same."""
    stamp = scanned.stamps[str(path)]
    if path in known and known[path][0] == stamp:
        return known[path][1]
    body = read(project, path, LARGEST_TEXT)
    if isinstance(body, Problem):
        return body
    article = replace(read_file(path, body, topics=config.topic_slugs, slugs=config.slugs)[0], body="")
    if is_reliable(stamp, scanned.started):
        known[path] = (stamp, article)
    return article


def chosen_for(
    week: Week, articles: Sequence[Article], introduced: Iterable[Week], weeks: Weeks
) -> tuple[Article, ...]:
    """The candidates of a week among all articles, in the order in which they are shown; duplicates are left out."""
    named = (article.front_matter.week for article in articles if not article.front_matter.draft)
    last = max((each for each in (*named, *introduced) if each is not None and each < week), default=None)
    chosen = [
        article
        for article in articles
        if not article.front_matter.duplicate_of and _is_candidate(article, week, last, weeks)
    ]
    return tuple(sorted(chosen, key=lambda article: (article.front_matter.week == week, *_age(article))))


def read_candidate(
    project: Path, config: Config, path: PurePosixPath, known: Candidate | None = None
) -> Candidate | Problem:
    """A candidate as its file has it now, or why it cannot be read; one that is known was read with these options."""
    body = read(project, path, LARGEST_TEXT)
    if isinstance(body, Problem):
        return body
    seen = fingerprint(body)
    if known is not None and known.seen == seen:
        return known
    article, problems = read_file(path, body, topics=config.topic_slugs, slugs=config.slugs)
    front_matter = article.front_matter
    scored = choose_topics(front_matter.title, plain_text(article.body), config.topics)
    topics = scored if front_matter.topics is None else front_matter.topics
    annotations = read_annotations(article.body)
    return Candidate(
        article=article,
        seen=seen,
        week=week_of(front_matter, config.weeks),
        topics=topics,
        topics_by_score=front_matter.topics is None,
        highlights=sum(annotation.by_editor for annotation in annotations),
        doubts=doubts(article, topics, sorted_by_topic=bool(config.topics)),
        problems=problems,
    )


def _is_candidate(article: Article, week: Week, last: Week | None, weeks: Weeks) -> bool:
    front_matter = article.front_matter
    if front_matter.week is not None:
        return front_matter.week == week
    came = front_matter.added or front_matter.date
    if came is None or week_of(front_matter, weeks) == week:
        return True
    return last < Week.of(came) <= week if last else Week.of(came) == week


def _age(article: Article) -> tuple[int, int, str]:
    """A key that sorts first what came last, and of what came on one day the newest."""
    front_matter = article.front_matter
    came = front_matter.added or front_matter.date or date.max
    return -came.toordinal(), -(front_matter.date or date.max).toordinal(), str(article.path)

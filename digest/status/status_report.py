"""What is known of a project -> its status: lists of files that want something of the editor, and a week at a glance.

An article is *new* while the editor has not written about it, marked something in it or made it a lead story, and if
it came in this week or in the latest week in which any came. An article came on the day on which it was converted
first (`added`); one without that day came in the week in whose digest it stands.

Drafts are in no digest: they are listed as drafts and nowhere else, but where notes or a new version wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

from digest.articles.doubts import DOUBTS, DoubtKind
from digest.dataclass import dataclass
from digest.model.week import Week
from digest.status.article_facts import ArticleFacts
from digest.status.project_facts import ProjectFacts

Name: TypeAlias = "DoubtKind | Literal['new', 'drafts', 'waiting', 'unanchored', 'unreadable', 'unpublished']"

NAMES: Final[tuple[Name, ...]] = ("new", *DOUBTS, "drafts", "waiting", "unanchored", "unreadable", "unpublished")
"""The names of the lists, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file in a list.

    Attributes:
        path: relative to the project.
        title: of the article; empty where the file is none.
        message: what is to be said of it, or empty.
        hint: what to do about it, or empty.
    """

    path: PurePosixPath
    title: str = ""
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAtAGlance:
    """A week's digest in numbers.

    Attributes:
        week: its label.
        articles: how many it has; drafts and duplicates are not among them.
        with_comment: how many have the editor's comment.
        highlights: what people marked or noted in them.
        lead: the file of its lead story, or None.
        introduced: whether the editor introduces it.
    """

    week: str
    articles: int
    with_comment: int
    highlights: int
    lead: PurePosixPath | None
    introduced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The status of a project.

    Attributes:
        this_week: the label of the week that today lies in.
        issue: that week at a glance, or where nothing stands in it, the latest before it that has articles, else the
            first after it; None where there is no digest at all.
        lists: by their names, all of `NAMES`; the newest files first. `unpublished` is None where it is not known
            what is published.
    """

    this_week: str
    issue: WeekAtAGlance | None
    lists: Mapping[Name, tuple[Item, ...] | None]


def status_of(facts: ProjectFacts, today: date) -> Status:
    """The status of a project on a day."""
    articles = sorted((article for article in facts.articles if not article.introduction), key=_age)
    public = [article for article in articles if not article.draft]
    slugs = {article.slug for article in public}
    listed = [article for article in public if article.duplicate_of not in slugs]
    introduced = {article.introduction for article in facts.articles if article.introduction and not article.draft}
    this_week = str(Week.of(today))
    published = facts.published
    return Status(
        this_week=this_week,
        issue=_issue(listed, introduced, this_week),
        lists={
            "new": tuple(_new(listed, this_week)),
            **{kind: tuple(_doubted(public, kind)) for kind in DOUBTS},
            "drafts": _items(articles, lambda article: article.draft),
            "waiting": tuple(Item(path=path) for path in facts.waiting),
            "unanchored": tuple(_unanchored(articles)),
            "unreadable": tuple(_unreadable(facts)),
            "unpublished": None if published is None else _items(public, lambda article: article.page not in published),
        },
    )


def _age(article: ArticleFacts) -> tuple[int, int, str]:
    """A key that sorts first what came last, and of what came on one day the newest."""
    came, published = (-day.toordinal() if day else 0 for day in (article.added or article.day, article.day))
    return came, published, str(article.path)


def _issue(articles: Iterable[ArticleFacts], introduced: set[str], this_week: str) -> WeekAtAGlance | None:
    by_week: dict[str, list[ArticleFacts]] = {}
    for article in articles:
        if article.week:
            by_week.setdefault(article.week, []).append(article)
    past = [week for week in by_week if week <= this_week]
    if not by_week:
        return None
    week = max(past) if past else min(by_week)
    members = by_week[week]
    leads = sorted(article.path for article in members if article.leads)
    return WeekAtAGlance(
        week=week,
        articles=len(members),
        with_comment=sum(article.has_comment for article in members),
        highlights=sum(article.highlights for article in members),
        lead=leads[0] if leads else None,
        introduced=week in introduced,
    )


def _new(articles: Sequence[ArticleFacts], this_week: str) -> Iterator[Item]:
    came = {article.path: str(Week.of(article.added)) if article.added else article.week for article in articles}
    weeks = {this_week, max(came.values(), default="")} - {""}
    for article in articles:
        if came[article.path] in weeks and not article.has_words:
            elsewhere = article.week != came[article.path]
            where = f"in the digest of {article.week}" if article.week else "in no digest"
            yield Item(
                path=article.path,
                title=article.title,
                message=where if elsewhere else "",
                hint=f"`week: {this_week}` puts it into this week" if elsewhere else "",
            )


def _doubted(articles: Iterable[ArticleFacts], kind: DoubtKind) -> Iterator[Item]:
    for article in articles:
        for doubt in article.doubts:
            if doubt.kind == kind:
                yield Item(path=article.path, title=article.title, message=doubt.message, hint=doubt.hint)


def _unanchored(articles: Iterable[ArticleFacts]) -> Iterator[Item]:
    hint = "put each at its passage, or delete it"
    for article in articles:
        if article.unanchored:
            notes = "1 note" if article.unanchored == 1 else f"{article.unanchored} notes"
            yield Item(path=article.path, title=article.title, message=notes, hint=hint)


def _unreadable(facts: ProjectFacts) -> Iterator[Item]:
    """Files that cannot be read at all, and those whose front matter cannot."""
    for problem in facts.problems:
        if problem.location is not None:
            yield Item(path=problem.location.path, message=problem.message, hint=problem.hint or "")
    for article in facts.articles:
        if article.fault:
            hint = "digest build shows the line"
            yield Item(path=article.path, title=article.title, message=article.fault, hint=hint)


def _items(articles: Iterable[ArticleFacts], belongs: Callable[[ArticleFacts], bool]) -> tuple[Item, ...]:
    return tuple(Item(path=article.path, title=article.title) for article in articles if belongs(article))

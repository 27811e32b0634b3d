"""What a conversion brought, in words: each new article with its week and with what in it wants a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

from digest.config import FILE
from digest.errors import Location, Problem
from digest.model.article import Weeks
from digest.status.article_facts import ArticleFacts

MOST: Final = 20
"""Articles that are named; `digest status` names the rest."""

_ARCHIVE: Final = 15
"""New articles at once from which they may be an archive: more than a week's digest usually has."""

_SPAN: Final = timedelta(days=31)
"""What lies between the oldest and the newest article of an archive at least."""


def arrival_lines(articles: Sequence[ArticleFacts]) -> Iterator[str]:
    """A line for each new article, those that want a look first; at most twenty."""
    ordered = sorted(articles, key=lambda article: (not article.doubts, str(article.path)))
    for article in ordered[:MOST]:
        yield f"  {_line(article)}"
    if len(ordered) > MOST:
        yield f"  and {len(ordered) - MOST} more: digest status"


def archive_warning(articles: Sequence[ArticleFacts], weeks: Weeks) -> Problem | None:
    """The warning that an archive was converted in one go, all of which lands in the digest of one week; else None.

    Args:
        articles: those that are new.
        weeks: which day of an article decides its week.
    """
    days = [article.day for article in articles if article.day]
    if weeks != "added" or len(articles) < _ARCHIVE or not days or max(days) - min(days) <= _SPAN:
        return None
    return Problem(
        message=f"{len(articles)} new articles, dated from {min(days)} to {max(days)}, stand in the digest of one week",
        location=Location(path=PurePosixPath(FILE)),
        hint="`weeks: published` puts each into the week of its date; `week: …` in an article puts it into another one",
        severity="warning",
    )


def _line(article: ArticleFacts) -> str:
    parts = [article.title, *(doubt.message for doubt in article.doubts)]
    if article.draft:
        parts.append("a draft")
    return f"{_when(article)}  {' · '.join(parts)}"


def _when(article: ArticleFacts) -> str:
    """The week of an article, and the day of its publication where there is one."""
    week = article.week or "undated "
    return f"{week}  {article.day or '          '}"

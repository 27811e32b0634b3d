"""What the feeds say of an article or a week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from digest.plan.feeds.atom import changed
from digest.plan.feeds.digest_feed import DigestsFeed, articles_of
from digest.plan.feeds.topic_feed import TopicFeed
from digest.plan.routes import Route
from digest.why.fact import Fact


def feed_facts(files: Iterable[object], path: PurePosixPath) -> Iterator[Fact]:
    """The entries of an article, and the entry of the week that it is a part of.

    Args:
        files: of the site.
        path: of the article.
    """
    for feed in files:
        if isinstance(feed, TopicFeed):
            for article in feed.articles:
                if article.card.path == path:
                    said = f"id {article.id}, updated {changed(article.card).isoformat()}"
                    yield Fact(name="feed", value=feed.path, reason=_where(feed.number, said))
        elif isinstance(feed, DigestsFeed):
            for week in feed.issues:
                if path in {item.card.path for item in articles_of(week)}:
                    yield _week_fact(feed, week.week.label, "a part of its week, whose entry has ")


def week_feed_facts(files: Iterable[object], page: Route) -> Iterator[Fact]:
    """The entry of a week."""
    for feed in files:
        if isinstance(feed, DigestsFeed) and page.key in {week.week.label for week in feed.issues}:
            yield _week_fact(feed, page.key, "")


def _week_fact(feed: DigestsFeed, label: str, head: str) -> Fact:
    """The entry of a week in the feed of digests."""
    identity, week = next(
        (identity, week) for identity, week in zip(feed.ids, feed.issues, strict=True) if week.week.label == label
    )
    updated = max(changed(item.card) for item in articles_of(week))
    return Fact(
        name="feed", value=feed.path, reason=head + _where(feed.number, f"id {identity}, updated {updated.isoformat()}")
    )


def _where(number: int, said: str) -> str:
    return f"{said}, in the archive of the feed" if number else said

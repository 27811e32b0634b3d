"""What the site has of a page: its address and template, why it was made again, and what the feeds say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from digest.build.write import FileState
from digest.plan.feeds.atom import changed
from digest.plan.feeds.digest_feed import DigestsFeed, articles_of
from digest.plan.feeds.topic_feed import TopicFeed
from digest.plan.pages import PageInputs
from digest.plan.routes import Route
from digest.theme.theme import Theme
from digest.why.fact import Fact

_OWN: Final = "themes/"
"""How the path of a template of the project begins; others come with digest."""


def address_fact(base_url: str, path: str) -> Fact:
    """Where a page stands."""
    link = path.removesuffix("index.html")
    return Fact(name="address", value=f"/{link}", reason=f"{base_url}{link}" if base_url else f"site/{path}")


def template_facts(theme: Theme, page: PageInputs) -> Iterator[Fact]:
    """The file that is the page's template, and the templates of the project among those that it loads."""
    paths = {template.name: str(template.path) for template in theme.templates}
    closure = theme.closure(page.template)
    yield _template(page.template, paths[page.template])
    for name in closure:
        if name != page.template and paths[name].startswith(_OWN):
            yield _template(name, paths[name])


def _template(name: str, path: str) -> Fact:
    if path.startswith(_OWN):
        return Fact(name="template", value=name, reason="of the project, in the place of digest's own", place=path)
    return Fact(name="template", value=name, reason=f"comes with digest ({path})")


def built_facts(state: FileState) -> Iterator[Fact]:
    """Whether the page in `site/` is what it would be now, and why it was made again the last time."""
    if not state.is_built:
        yield Fact(name="site/", value="not built yet", reason="run `digest build`")
    elif state.why_again:
        yield Fact(
            name="site/", value="not current", reason=f"the next build makes it again: {'; '.join(state.why_again)}"
        )
    else:
        yield Fact(name="site/", value="current")
    if state.is_built:
        yield Fact(name="last made", value="; ".join(state.why_last) or "when it was new, as far as is known")


def feed_facts(files: Iterable[object], path: PurePosixPath) -> Iterator[Fact]:
    """The entries of an article, and the entry of the week that it is a part of."""
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

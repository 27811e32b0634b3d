"""Pages that list: topics, publishers, the undated, the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from digest.model.article import Article
from digest.model.page import Page
from digest.plan import grouping, views
from digest.plan.context import Context, Routes
from digest.plan.heads import page
from digest.plan.routes import Route
from digest.plan.weeks import introduction, undated_link, week_link, week_title


def topics(context: Context, routes: Routes) -> Iterator[Page]:
    """A page for each topic, and their index."""
    introductions = dict(context.library.topics)
    terms = []
    for topic in context.topics:
        found, route = context.by_topic.get(topic.slug, ()), Route("topic", topic.slug)
        view = views.ListView(
            name=topic.name,
            description=topic.description,
            intro_html=introduction(context, routes, introductions.get(topic.slug), route),
            groups=_by_week(context, found),
            count=len(found),
        )
        feed = context.link(f"{context.config.title}: {topic.name}", Route("file", f"topics/{topic.slug}/feed.xml"))
        yield page(
            context, route, "topic", view, title=topic.name, description=topic.description, feed=feed,
        )  # fmt: skip
        terms.append(_term(context, topic.name, route, topic.description, len(found)))
    yield page(context, Route("topics"), "topics", views.IndexView(terms=tuple(terms)), title="Topics")


def sources(context: Context) -> Iterator[Page]:
    """A page for each publisher, and their index by name."""
    terms = []
    for slug, found in sorted(context.by_source.items()):
        name, route = found[0].front_matter.source or slug, Route("source", slug)
        view = views.ListView(
            name=name, description="", intro_html="", groups=_by_week(context, found), count=len(found)
        )
        yield page(context, route, "source", view, title=name)
        terms.append(_term(context, name, route, "", len(found)))
    terms.sort(key=lambda term: (term.name.casefold(), term.path))
    yield page(context, Route("sources"), "sources", views.IndexView(terms=tuple(terms)), title="Sources")


def undated(context: Context) -> Page:
    """The articles that no week can hold."""
    entries = tuple(context.entry(article) for article in context.undated)
    view = views.ListView(
        name="Undated",
        description="Articles whose source says no date. A date in the front matter places one in its week.",
        intro_html="",
        groups=(("", "", entries),) if entries else (),
        count=len(entries),
    )
    return page(context, Route("undated"), "undated", view, title="Undated")


def archive(context: Context) -> Page:
    """Every week, newest first."""
    newest_first = context.digests[::-1]
    years = tuple(
        (year, tuple(week_link(context, digest) for digest in digests))
        for year, digests in groupby(newest_first, key=lambda digest: digest.week.year)
    )
    view = views.ArchiveView(years=years, undated=undated_link(context))
    return page(context, Route("archive"), "archive", view, title="Archive")


def _by_week(context: Context, articles: Iterable[Article]) -> tuple[tuple[str, str, tuple[views.Entry, ...]], ...]:
    """Entries by week, the newest week first, the undated last."""
    weeks = grouping.group(
        articles, lambda article: (grouping.week_of(article) if article.front_matter.date else None,)
    )
    dated = sorted((week for week in weeks if week is not None), reverse=True)
    groups = [
        (week_title(context, week), context.addresses.path(Route("week", str(week))), weeks[week]) for week in dated
    ]
    if None in weeks:
        groups.append(("Undated", context.addresses.path(Route("undated")), weeks[None]))
    return tuple((name, path, tuple(context.entry(article) for article in members)) for name, path, members in groups)


def _term(context: Context, name: str, route: Route, description: str, count: int) -> views.Term:
    return views.Term(name=name, path=context.addresses.path(route), description=description, count=count)

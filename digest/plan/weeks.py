"""The weekly digest: its page, and how other pages show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

from digest.model.article import Article
from digest.model.digest import Digest
from digest.model.page import Page
from digest.model.week import Week
from digest.plan import views
from digest.plan.context import Context, Routes
from digest.plan.heads import page
from digest.plan.references import resolve
from digest.plan.routes import Route, root

EARLIER_ON_HOME: Final = 12
"""Weeks named on the home page below the latest: a quarter of a year; the archive has them all."""

T = TypeVar("T")


def weeks(context: Context, routes: Routes) -> Iterator[Page]:
    """The digest of each week."""
    for older, digest, newer in neighbours(context.digests):
        view = _week_view(context, routes, digest, older, newer, Route("week", str(digest.week)))
        data = {"@type": "CollectionPage", "name": view.week.title, "inLanguage": context.config.language}
        names = ", ".join(view.week.topics)
        yield page(
            context, Route("week", str(digest.week)), "week", view,
            title=view.week.title, description=f"{_span(digest.week)}: {names}", data=data,
        )  # fmt: skip


def home(context: Context, routes: Routes) -> Page:
    """The latest digest in full."""
    newest_first = context.digests[::-1]
    latest = None
    if newest_first:
        older = newest_first[1] if len(newest_first) > 1 else None
        latest = _week_view(context, routes, newest_first[0], older, None, Route("home"))
    view = views.HomeView(
        latest=latest,
        earlier=tuple(week_link(context, digest) for digest in newest_first[1 : 1 + EARLIER_ON_HOME]),
        archive=context.addresses.path(Route("archive")),
        undated=undated_link(context),
    )
    data = {"@type": "WebSite", "name": context.config.title, "inLanguage": context.config.language}
    return page(context, Route("home"), "home", view, title=context.config.title, data=data)


def _week_view(
    context: Context, routes: Routes, digest: Digest, older: Digest | None, newer: Digest | None, route: Route
) -> views.WeekView:
    sections = tuple(
        views.SectionView(
            topic=context.link(section.topic.name, Route("topic", section.topic.slug)),
            anchor=f"topic-{section.topic.slug}",
            entries=tuple(context.entry(article) for article in section.articles),
        )
        for section in digest.sections
    )
    return views.WeekView(
        week=week_link(context, digest),
        intro_html=introduction(context, routes, context.introductions.get(digest.week), route),
        sections=sections,
        older=week_link(context, older) if older else None,
        newer=week_link(context, newer) if newer else None,
    )


def week_link(context: Context, digest: Digest) -> views.WeekLink:
    """The week as other pages show it."""
    week = digest.week
    return views.WeekLink(
        label=str(week),
        title=week_title(context, week),
        monday=week.monday,
        sunday=week.sunday,
        count=sum(len(section.articles) for section in digest.sections),
        topics=tuple(section.topic.name for section in digest.sections),
        path=context.addresses.path(Route("week", str(week))),
    )


def week_title(context: Context, week: Week) -> str:
    """The editor's title, or the week's number and year."""
    written = context.introductions.get(week)
    title = written.front_matter.title if written else str(week)
    return title if title != str(week) else f"Week {week.number}, {week.year}"


def _span(week: Week) -> str:
    return f"{week.monday.isoformat()} to {week.sunday.isoformat()}"


def introduction(context: Context, routes: Routes, written: Article | None, route: Route) -> str:
    """The HTML of the editor's words as the page at this route shows it; empty where there are none."""
    if written is None:
        return ""
    return resolve(context.renderings[written.path].html, written, routes, root(route), context.addresses)


def undated_link(context: Context) -> views.Link | None:
    """The group of undated articles, where there are any."""
    return context.link("Undated", Route("undated")) if context.undated else None


def neighbours(items: tuple[T, ...]) -> Iterator[tuple[T | None, T, T | None]]:
    """Each item between the one before it and the one after it."""
    yield from zip((None, *items[:-1]), items, (*items[1:], None), strict=False)  # of nothing there is nothing

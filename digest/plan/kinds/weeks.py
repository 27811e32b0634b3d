"""The weekly digest: its page, and how other pages show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.page import Page
from digest.model.week import Week
from digest.plan import views
from digest.plan.context import Context, Only, Part, Routes, is_wanted
from digest.plan.heads import Sheet, page
from digest.plan.references import resolve, text_parts
from digest.plan.routes import Route, root

EARLIER_ON_HOME: Final = 12
"""Weeks named on the home page below the latest: a quarter of a year; the archive has them all."""

ENTRIES_ON_HOME: Final = 12
"""Articles of each topic that the home page shows of the latest week; the week's own page has them all."""

T = TypeVar("T")


def weeks(context: Context, routes: Routes, only: Only = None) -> Iterator[Page]:
    """The digest of each week."""
    for older, digest, newer in neighbours(context.digests):
        if is_wanted(context.introductions.get(digest.week), only):
            yield _week(context, routes, digest, older, newer)


def _week(context: Context, routes: Routes, digest: Digest, older: Digest | None, newer: Digest | None) -> Page:
    route = Route("week", str(digest.week))

    def make() -> Sheet:
        view = _week_view(context, routes, digest, older, newer, route)
        data = {"@type": "CollectionPage", "name": view.week.title, "inLanguage": context.config.language}
        description = f"{_span(digest.week)}: {', '.join(view.week.topics)}"
        return Sheet(view=view, title=view.week.title, description=description, data=data)

    parts = (
        *_digest_parts(context, routes, digest),
        *(week_part(context, other) for other in (older, newer) if other),
    )
    return page(context, route, "week", parts, make)


def home(context: Context, routes: Routes, only: Only = None) -> Iterator[Page]:
    """The latest digest, and the way to the others."""
    newest_first = context.digests[: -2 - EARLIER_ON_HOME : -1]
    latest, earlier = newest_first[:1], newest_first[1:]
    if only is not None and not any(is_wanted(context.introductions.get(digest.week), only) for digest in latest):
        return

    def make() -> Sheet:
        older = earlier[0] if earlier else None
        shown = [_week_view(context, routes, digest, older, None, Route("home")) for digest in latest]
        view = views.HomeView(
            latest=_front(shown[0]) if shown else None,
            earlier=tuple(week_link(context, digest) for digest in earlier),
            archive=context.addresses.path(Route("archive")),
            undated=undated_link(context),
        )
        data = {"@type": "WebSite", "name": context.config.title, "inLanguage": context.config.language}
        return Sheet(view=view, title=context.config.title, data=data)

    parts = (
        *(part for digest in latest for part in _digest_parts(context, routes, digest)),
        *(week_part(context, digest) for digest in earlier),
        undated_part(context),
    )
    yield page(context, Route("home"), "home", parts, make)


def _front(view: views.WeekView) -> views.WeekView:
    """A week with the first entries of each section, so that the home page does not grow with the week."""
    sections = tuple(
        replace(section, entries=section.entries[:ENTRIES_ON_HOME], more=max(0, len(section.entries) - ENTRIES_ON_HOME))
        for section in view.sections
    )
    return replace(view, sections=sections)


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


def _digest_parts(context: Context, routes: Routes, digest: Digest) -> tuple[Part, ...]:
    """The parts of a week shown in full."""
    return (
        week_part(context, digest),
        *text_parts(context.introductions.get(digest.week), routes, context.pictures),
        *(part for section in digest.sections for part in context.entry_parts(section.articles)),
    )


def week_link(context: Context, digest: Digest) -> views.WeekLink:
    """The week as other pages show it."""
    week = digest.week
    return views.WeekLink(
        label=str(week),
        title=context.week_titles[week],
        monday=week.monday,
        sunday=week.sunday,
        count=_count(digest),
        topics=tuple(section.topic.name for section in digest.sections),
        path=context.addresses.path(Route("week", str(week))),
    )


def week_part(context: Context, digest: Digest) -> Part:
    """The part of a week as other pages show it."""
    sections = ",".join([f"{section.topic.slug}:{len(section.articles)}" for section in digest.sections])
    return f"the line of week {digest.week}", f"{sections} {context.week_titles[digest.week]}"


def introduction(context: Context, routes: Routes, written: Card | None, route: Route) -> str:
    """The HTML of the editor's words as the page at this route shows it; empty where there are none."""
    if written is None:
        return ""
    html, pictures = context.texts.rendering(written).html, context.pictures
    return resolve(html, written, routes, root(route), context.addresses, pictures=pictures)


def undated_link(context: Context) -> views.Link | None:
    """The group of undated articles, where there are any."""
    return context.link("Undated", Route("undated")) if context.undated else None


def undated_part(context: Context) -> Part:
    """The part of that link."""
    return "whether there are undated articles", str(bool(context.undated))


def neighbours(items: tuple[T, ...]) -> Iterator[tuple[T | None, T, T | None]]:
    """Each item between the one before it and the one after it."""
    yield from zip((None, *items[:-1]), items, (*items[1:], None), strict=False)  # of nothing there is nothing


def _count(digest: Digest) -> int:
    return sum(len(section.articles) for section in digest.sections)


def _span(week: Week) -> str:
    return f"{week.monday.isoformat()} to {week.sunday.isoformat()}"

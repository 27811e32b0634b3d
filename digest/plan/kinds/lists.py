"""Pages that list: topics, publishers, the undated, the archive. Long ones go on over several pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, Literal, TypeVar

from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.page import Page
from digest.model.week import Week
from digest.plan import grouping, views
from digest.plan.context import Context, Only, Part, Routes, is_wanted
from digest.plan.heads import Sheet, page
from digest.plan.kinds.weeks import introduction, undated_link, undated_part, week_link, week_part
from digest.plan.pagination import Leaf, paginate
from digest.plan.references import text_parts
from digest.plan.routes import Route

ENTRIES: Final = 50
"""Articles on a full page of a list: about as long as a week's digest."""

WEEKS: Final = 104
"""Weeks on a full page of the archive: two years."""


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list of articles.

    Attributes:
        route: of its newest page.
        kind: of page.
        articles: oldest first.
        introduction: the editor's words on it.
        feed: whether it has a feed of its own.
    """

    route: Route
    kind: str
    name: str
    articles: Sequence[Card]
    description: str = ""
    introduction: Card | None = None
    feed: bool = False


def topics(context: Context, routes: Routes, only: Only = None) -> Iterator[Page]:
    """The pages of each topic, and their index."""
    written = dict(context.library.topics)
    lists = [
        _List(
            route=Route("topic", topic.slug),
            kind="topic",
            name=topic.name,
            articles=context.by_topic.get(topic.slug, ()),
            description=topic.description,
            introduction=written.get(topic.slug),
            feed=True,
        )
        for topic in context.topics
    ]
    for item in lists:
        if is_wanted(item.introduction, only):
            yield from _pages(context, routes, item)
    if only is None:
        yield _index(context, "topics", "Topics", lists)


def sources(context: Context, routes: Routes) -> Iterator[Page]:
    """The pages of each publisher, and their index by name."""
    lists = [
        _List(route=Route("source", slug), kind="source", name=found[0].front_matter.source or slug, articles=found)
        for slug, found in context.by_source.items()
    ]
    lists.sort(key=lambda item: (item.name.casefold(), item.route.key))
    for item in lists:
        yield from _pages(context, routes, item)
    yield _index(context, "sources", "Sources", lists)


def undated(context: Context, routes: Routes) -> Iterator[Page]:
    """The articles that no week can hold, by title."""
    description = "Articles whose source says no date. A date in the front matter places one in its week."
    yield from _pages(
        context,
        routes,
        _List(
            route=Route("undated"),
            kind="undated",
            name="Undated",
            articles=context.undated[::-1],
            description=description,
        ),
    )


def archive(context: Context) -> Iterator[Page]:
    """Every week, newest first."""
    for leaf in paginate(context.digests, WEEKS):
        yield _archive(context, leaf)


def list_routes(context: Context) -> Iterator[Route]:
    """Where all pages of lists stand."""
    for length, route, size in (
        (len(context.digests), Route("archive"), WEEKS),
        (len(context.undated), Route("undated"), ENTRIES),
        *((len(context.by_topic.get(topic.slug, ())), Route("topic", topic.slug), ENTRIES) for topic in context.topics),
        *((len(found), Route("source", slug), ENTRIES) for slug, found in context.by_source.items()),
    ):
        for leaf in paginate(range(length), size):
            yield replace(route, number=leaf.number)


def _pages(context: Context, routes: Routes, item: _List) -> Iterator[Page]:
    for leaf in paginate(item.articles, ENTRIES):
        yield _page(context, routes, item, leaf)


def _page(context: Context, routes: Routes, item: _List, leaf: Leaf[Card]) -> Page:
    first = not leaf.number
    route = replace(item.route, number=leaf.number)
    written = item.introduction if first else None

    def make() -> Sheet:
        view = views.ListView(
            name=item.name,
            description=item.description if first else "",
            intro_html=introduction(context, routes, written, route),
            groups=_groups(context, item, leaf.items),
            count=len(item.articles) if first else len(leaf.items),
            older=leaf_link(context, item.route, leaf.older, "Older articles"),
            newer=leaf_link(context, item.route, leaf.newer, "Newer articles"),
        )
        feed = Route("file", f"topics/{item.route.key}/feed.xml")
        return Sheet(
            view=view,
            title=item.name if first else f"{item.name}, page {leaf.number}",
            description=item.description,
            feed=context.link(f"{context.config.title}: {item.name}", feed) if item.feed else None,
        )

    number = f"{item.name} {item.description} {len(item.articles) if first else leaf.number} {leaf.older} {leaf.newer}"
    parts = (
        ("the name of the list and the pages it has", number),
        *text_parts(written, routes, context.pictures),
        *title_parts(context, leaf.items),
        *context.entry_parts(leaf.items),
    )
    return page(context, route, item.kind, parts, make)


def _archive(context: Context, leaf: Leaf[Digest]) -> Page:
    newest_first = leaf.items[::-1]

    def make() -> Sheet:
        years = groupby(newest_first, key=lambda digest: digest.week.year)
        view = views.ArchiveView(
            years=tuple((year, tuple(week_link(context, digest) for digest in found)) for year, found in years),
            undated=None if leaf.number else undated_link(context),
            older=leaf_link(context, Route("archive"), leaf.older, "Older digests"),
            newer=leaf_link(context, Route("archive"), leaf.newer, "Newer digests"),
        )
        return Sheet(view=view, title=f"Archive, page {leaf.number}" if leaf.number else "Archive")

    parts = (
        *(week_part(context, digest) for digest in newest_first),
        ("the pages of the archive", f"{leaf.number} {leaf.older} {leaf.newer}"),
        undated_part(context),
    )
    return page(context, Route("archive", number=leaf.number), "archive", parts, make)


def _index(context: Context, kind: Literal["topics", "sources"], title: str, lists: Iterable[_List]) -> Page:
    terms = tuple(
        views.Term(
            name=item.name,
            path=context.addresses.path(item.route),
            description=item.description,
            count=len(item.articles),
        )
        for item in lists
    )
    parts = tuple((f"the line of {term.name}", f"{term.path} {term.count} {term.description}") for term in terms)
    return page(context, Route(kind), kind, parts, lambda: Sheet(view=views.IndexView(terms=terms), title=title))


def leaf_link(context: Context, route: Route, number: int | None, label: str) -> views.Link | None:
    """The way to another page of the same list."""
    return None if number is None else context.link(label, replace(route, number=number))


def _groups(
    context: Context, item: _List, articles: Sequence[Card]
) -> tuple[tuple[str, str, tuple[views.Entry, ...]], ...]:
    if item.kind != "undated":
        return by_week(context, articles, context.entry)
    return (("", "", tuple(context.entry(article) for article in articles[::-1])),) if articles else ()


def by_week(
    context: Context, articles: Sequence[Card], shown: Callable[[Card], T]
) -> tuple[tuple[str, str, tuple[T, ...]], ...]:
    """What is shown of articles, by week, the newest week first, the undated last."""
    weeks = grouping.group(articles, lambda article: (_week(article),))
    groups = [(*_week_heading(context, week), weeks[week]) for week in _newest_first(articles)]
    if None in weeks:
        link = undated_link(context)
        groups.append(("Undated", link.path if link else "", weeks[None]))
    return tuple((name, path, tuple(map(shown, members))) for name, path, members in groups)


def _week_heading(context: Context, week: Week) -> tuple[str, str]:
    """The title of a week and the path of its digest; of a week that only duplicates fall into, its number alone."""
    if week not in context.week_titles:
        return f"Week {week.number}, {week.year}", ""
    return context.week_titles[week], context.addresses.path(Route("week", str(week)))


def title_parts(context: Context, articles: Sequence[Card]) -> tuple[Part, ...]:
    """The parts of the headings over the weeks of a list, and over the undated."""
    titles = {grouping.week_label(article): context.week_title(article) for article in articles}
    undated_ones = [] if all(article.front_matter.date for article in articles) else [undated_part(context)]
    return (*[(f"the title of week {label}", title) for label, title in titles.items()], *undated_ones)


def _newest_first(articles: Sequence[Card]) -> list[Week]:
    return sorted({week for week in map(_week, articles) if week is not None}, reverse=True)


def _week(article: Card) -> Week | None:
    return grouping.week_of(article) if article.front_matter.date else None

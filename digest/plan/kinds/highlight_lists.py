"""What people marked and noted, gathered: all of it by week, and the same for each topic and each tag.

The unit of a list is an article with its highlights, so that the plan needs no text: a card says how many there are,
with which tags, and by a fingerprint whether any differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from digest.model.card import Card
from digest.model.page import Page
from digest.model.rendering import Highlight
from digest.plan import grouping, views
from digest.plan.context import Context, Part, Routes
from digest.plan.heads import Sheet, page
from digest.plan.kinds.lists import by_week, leaf_link, title_parts
from digest.plan.pagination import Leaf, paginate
from digest.plan.references import resolve, text_parts
from digest.plan.routes import Route, root

ARTICLES: Final = 20
"""Articles on a full page: each has a handful of highlights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightView:
    """A passage that somebody marked, or a note at a point.

    Attributes:
        quote: the passage, empty for a note at a point.
        path: the article's page, with the passage as its fragment.
        source_url: the passage in the page that it was published on, or empty.
        comment_html: what the note says and the replies to it, may be empty.
        by: who wrote it, or empty.
        tags: the pages of its tags.
        day: when, or None.
    """

    quote: str
    path: str
    source_url: str
    comment_html: str
    by: str
    tags: tuple[views.Link, ...]
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightsView:
    """Highlights under one heading: all of them, those on a topic, those with a tag.

    Attributes:
        name: the heading.
        groups: (the week, its link or empty, its articles with their highlights), the newest first.
        count: how many highlights: all of them on the list's first page, those that it shows on each further one.
        topics, tags: the lists by topic and by tag, on the first page of all highlights.
        whole: the list of all highlights, None there.
        older, newer: the pages before and after this one, where the list goes on over several.
    """

    name: str
    groups: tuple[tuple[str, str, tuple[tuple[views.Entry, tuple[HighlightView, ...]], ...]], ...]
    count: int
    topics: tuple[views.Term, ...] = ()
    tags: tuple[views.Term, ...] = ()
    whole: views.Link | None = None
    older: views.Link | None = None
    newer: views.Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """A list of highlights.

    Attributes:
        route: of its newest page.
        name: its heading.
        articles: oldest first.
        tag: the slug that its highlights share, or empty.
    """

    route: Route
    name: str
    articles: Sequence[Card]
    tag: str = ""

    def count(self, articles: Sequence[Card]) -> int:
        """How many highlights of some of its articles it shows."""
        if self.tag:
            return sum(grouping.tag_slugs(article).count(self.tag) for article in articles)
        return sum(article.highlights for article in articles)


def highlights(context: Context, routes: Routes) -> Iterator[Page]:
    """The pages of all highlights, of each topic's, of each tag's."""
    for item in _lists(context):
        for leaf in paginate(item.articles, ARTICLES):
            yield _page(context, routes, item, leaf)


def highlight_routes(context: Context) -> Iterator[Route]:
    """Where these pages stand."""
    for item in _lists(context):
        for leaf in paginate(range(len(item.articles)), ARTICLES):
            yield replace(item.route, number=leaf.number)


def _lists(context: Context) -> Iterator[_List]:
    """None where nobody has marked anything."""
    if context.highlighted:
        yield _List(route=Route("highlights"), name="Highlights", articles=context.highlighted)
        yield from _topic_lists(context)
        yield from _tag_lists(context)


def _topic_lists(context: Context) -> Iterator[_List]:
    """By topic, in the order of the taxonomy."""
    groups = grouping.by_topic(context.highlighted, context.known_topics)
    for topic in context.topics:
        if topic.slug in groups:
            route = Route("topic_highlights", topic.slug)
            yield _List(route=route, name=topic.name, articles=groups[topic.slug])


def _tag_lists(context: Context) -> Iterator[_List]:
    """By tag, the most used first."""
    lists = [
        _List(route=Route("tag", slug), name=f"#{_tag_name(articles, slug)}", articles=articles, tag=slug)
        for slug, articles in context.by_tag.items()
    ]
    yield from sorted(lists, key=lambda item: (-item.count(item.articles), item.route.key))


def _tag_name(articles: Sequence[Card], slug: str) -> str:
    """The way in which a tag is written most; of equals the first by its letters."""
    written = Counter(tag for article in articles for tag in article.tags if grouping.tag_slug(tag) == slug)
    return min(written, key=lambda tag: (-written[tag], tag))


def _page(context: Context, routes: Routes, item: _List, leaf: Leaf[Card]) -> Page:
    first = not leaf.number
    route = replace(item.route, number=leaf.number)
    all_of_them = item.route.kind == "highlights"
    count = item.count(item.articles if first else leaf.items)
    terms = [_terms(context, kind) if first and all_of_them else () for kind in ("topics", "tags")]

    def make() -> Sheet:
        view = HighlightsView(
            name=item.name,
            groups=by_week(context, leaf.items, lambda article: _shown(context, routes, item, article, route)),
            count=count,
            topics=terms[0],
            tags=terms[1],
            whole=None if all_of_them else context.link("All highlights", Route("highlights")),
            older=leaf_link(context, item.route, leaf.older, "Older highlights"),
            newer=leaf_link(context, item.route, leaf.newer, "Newer highlights"),
        )
        title = item.name if all_of_them else f"Highlights: {item.name}"
        return Sheet(view=view, title=title if first else f"{title}, page {leaf.number}")

    numbers = f"{item.name} {count} {leaf.number} {leaf.older} {leaf.newer}"
    parts = (
        ("the name of the list and the pages it has", numbers),
        *((f"the line of {term.name}", f"{term.path} {term.count}") for some in terms for term in some),
        *title_parts(context, leaf.items),
        *(part for article in leaf.items for part in _parts(context, routes, article)),
    )
    return page(context, route, item.route.kind, parts, make)


def _terms(context: Context, kind: Literal["topics", "tags"]) -> tuple[views.Term, ...]:
    """The lists by topic, or by tag, as the page of all highlights names them."""
    lists = _topic_lists(context) if kind == "topics" else _tag_lists(context)
    return tuple(
        views.Term(
            name=item.name,
            path=context.addresses.path(item.route),
            description="",
            count=item.count(item.articles),
        )
        for item in lists
    )


def _parts(context: Context, routes: Routes, article: Card) -> Iterator[Part]:
    """The parts of an article's highlights: themselves, its entry, and where the links of its notes lead."""
    yield f"the highlights of {article.path}", article.marks
    yield context.entry_part(article)
    yield from text_parts(article, routes, context.pictures)[1:]


def _shown(
    context: Context, routes: Routes, item: _List, article: Card, route: Route
) -> tuple[views.Entry, tuple[HighlightView, ...]]:
    """An article with those of its highlights that the list shows."""
    found = context.texts.rendering(article).highlights
    chosen = [one for one in found if not item.tag or item.tag in map(grouping.tag_slug, one.tags)]
    return context.entry(article), tuple(_view(context, routes, article, one, route) for one in chosen)


def _view(context: Context, routes: Routes, article: Card, highlight: Highlight, route: Route) -> HighlightView:
    html, pictures = highlight.comment_html, context.pictures
    return HighlightView(
        quote=highlight.quote,
        path=f"{context.addresses.path(context.route(article))}#{highlight.anchor}",
        source_url=highlight.source,
        comment_html=resolve(html, article, routes, root(route), context.addresses, pictures=pictures),
        by=highlight.by,
        tags=tuple(context.link(f"#{tag}", Route("tag", grouping.tag_slug(tag))) for tag in highlight.tags),
        day=highlight.day,
    )

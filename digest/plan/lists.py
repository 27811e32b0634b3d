"""Lists of articles under one heading, and indexes of such lists: what topics, publishers and the undated share.

Long lists go on over several pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import ClassVar, Final, Generic, TypeAlias, TypeVar

from digest.dataclass import dataclass
from digest.model.card import Card, Record
from digest.model.inputs import named
from digest.model.week import Week
from digest.plan.catalogue import Catalogue
from digest.plan.overviews.activity import ActivityView
from digest.plan.pages import PageInputs, Sheet
from digest.plan.pagination import paginate
from digest.plan.routes import Route
from digest.plan.texts import TextReference, Texts
from digest.plan.views import Entry, HighlightView, Link, OutsideLink, Term
from digest.plan.weeks import shown

ENTRIES: Final = 50
"""Articles on a full page of a list: about as long as a week's digest."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[T]):
    """What a list shows of one week.

    Attributes:
        heading: the week's title, or empty.
        path: the page of its digest, or empty.
        items: in reading order.
    """

    heading: str = named("the titles of its weeks")
    path: str = named("the titles of its weeks")
    items: tuple[T, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(PageInputs):
    """A page of a list of articles.

    Attributes:
        name: the heading.
        description: a sentence, may be empty.
        introduction: the editor's words on it, on the first page.
        groups: by week, newest first.
        count: how many articles: all of them on the list's first page, those that it shows on each further one.
        older, newer: the pages before and after this one.
    """

    template: ClassVar[str] = "list.html"

    name: str
    description: str = ""
    introduction: TextReference | None = None
    groups: tuple[Group[Card], ...]
    count: int
    older: Link | None = None
    newer: Link | None = None

    @property
    def feed(self) -> Link | None:
        """The list's own feed, if it has one."""
        return None

    def sheet(self, texts: Texts) -> Sheet:
        """The articles under their weeks."""
        title = self.site.list_title(self.name, self.route.number)
        return Sheet(view=self.view(texts), title=title, description=self.description, feed=self.feed)

    def view(self, texts: Texts) -> ListView:
        """What the template shows."""
        first, entry = not self.route.number, self.site.entry
        return ListView(
            name=self.name,
            description=self.description if first else "",
            intro_html=shown(self, texts, self.introduction),
            groups=tuple((group.heading, group.path, tuple(map(entry, group.items))) for group in self.groups),
            count=self.count,
            older=self.older,
            newer=self.newer,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """Articles under one heading: a topic, a source, the undated group.

    Attributes:
        name: the heading.
        description: a sentence, may be empty.
        intro_html: the editor's own introduction, may be empty.
        groups: (heading, its link or empty, entries): by week, newest first.
        count: how many articles: all of them on the list's first page, those that it shows on each further one.
        older, newer: the pages before and after this one, where the list goes on over several.
        outside: of a publisher its site, or None.
        activity: of a topic when its articles came, or None.
        best: of a topic a few passages that people marked or noted, each with the entry of its article.
        highlights: of a topic the page of all that people marked in it, or None.
    """

    name: str
    description: str
    intro_html: str
    groups: tuple[tuple[str, str, tuple[Entry, ...]], ...]
    count: int
    older: Link | None = None
    newer: Link | None = None
    outside: OutsideLink | None = None
    activity: ActivityView | None = None
    best: tuple[tuple[Entry, HighlightView], ...] = ()
    highlights: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage(PageInputs):
    """All lists of a kind."""

    template: ClassVar[str] = "index.html"

    title: str
    terms: tuple[Term, ...]

    def sheet(self, texts: Texts) -> Sheet:  # noqa: ARG002  (an index shows no text)
        """A line for each list."""
        return Sheet(view=IndexView(terms=self.terms), title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """All topics."""

    terms: tuple[Term, ...]


P = TypeVar("P", bound=ListPage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of articles, before it is cut into pages.

    Attributes:
        route: of the newest page.
        name: the heading.
        cards: oldest first.
        description: a sentence, may be empty.
        introduction: the editor's words on it.
    """

    route: Route
    name: str
    cards: Sequence[Card]
    description: str = ""
    introduction: Record | None = None


Grouping: TypeAlias = Callable[[Catalogue, Sequence[Card]], tuple[Group[Card], ...]]


def list_pages(kind: type[P], catalogue: Catalogue, listing: Listing, group: Grouping | None = None) -> Iterator[P]:
    """The pages of a list, the newest first.

    Args:
        kind: of page.
        catalogue: with the articles.
        listing: the list.
        group: puts the articles of a page under headings; without it their weeks are the headings.
    """
    introduction, route, text = listing.introduction, listing.route, catalogue.words.text
    for leaf in paginate(listing.cards, ENTRIES):
        yield kind(
            route=replace(route, number=leaf.number),
            site=catalogue.site,
            name=listing.name,
            description=listing.description,
            introduction=catalogue.text(introduction) if introduction and not leaf.number else None,
            groups=group(catalogue, leaf.items) if group else by_week(catalogue, leaf.items, leaf.items),
            count=len(leaf.items) if leaf.number else len(listing.cards),
            older=leaf_link(catalogue, route, leaf.older, text("older_articles")),
            newer=leaf_link(catalogue, route, leaf.newer, text("newer_articles")),
        )


def leaf_link(catalogue: Catalogue, route: Route, number: int | None, label: str) -> Link | None:
    """The way to another page of the same list."""
    return None if number is None else catalogue.site.link(label, replace(route, number=number))


def by_week(catalogue: Catalogue, cards: Iterable[Card], items: Sequence[T]) -> tuple[Group[T], ...]:
    """Articles by week, the newest week first, the undated last.

    Args:
        catalogue: with the articles.
        cards: of the articles, in reading order.
        items: what is shown of each, in the same order.
    """
    labels = [card.week for card in cards]
    groups, start = [], 0
    for label, members in groupby(labels):
        end = start + len(list(members))
        groups.append(_group(catalogue, label, tuple(items[start:end])))
        start = end
    return tuple(reversed(groups))


def _group(catalogue: Catalogue, label: str, items: tuple[T, ...]) -> Group[T]:
    """A week under its digest's title; one that only duplicates fall into has no digest, and its number alone."""
    link = catalogue.weeks.get(label)
    if link is not None:
        return Group(heading=link.label, path=link.path, items=items)
    week = Week.parse(label)
    if week is not None:
        return Group(heading=catalogue.words.week(week.year, week.number), path="", items=items)
    undated = catalogue.undated_link
    return Group(heading=catalogue.words.text("undated"), path=undated.path if undated else "", items=items)

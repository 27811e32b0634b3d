"""What people marked and noted, gathered under one heading: what the lists of all of it, by topic and by tag share.

The unit of a list is an article with its highlights, so that the plan needs no text: a record says how many there are,
with which tags, and by a fingerprint whether any differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from digest.dataclass import dataclass
from digest.model.card import Card, Record
from digest.model.topic import UNSORTED
from digest.plan import grouping
from digest.plan.catalogue import Catalogue
from digest.plan.highlight_views import highlight_view
from digest.plan.lists import Group, by_week, leaf_link
from digest.plan.pages import PageInputs, Sheet, Site
from digest.plan.pagination import Leaf, paginate
from digest.plan.routes import Route
from digest.plan.texts import HighlightedArticle, Texts
from digest.plan.views import Entry, HighlightView, Link, Term

ARTICLES: Final = 20
"""Articles on a full page: each has a handful of highlights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightsPage(PageInputs):
    """A page of a list of highlights.

    Attributes:
        name: the heading.
        tag: the slug that the highlights share, or empty.
        groups: by week, the newest first.
        count: how many highlights: all of them on the list's first page, those that it shows on each further one.
        topics, tags: the lists by topic and by tag, on the first page of all highlights.
        whole: the list of all highlights, None there.
        older, newer: the pages before and after this one.
    """

    template: ClassVar[str] = "highlights.html"

    name: str
    tag: str = ""
    groups: tuple[Group[HighlightedArticle], ...]
    count: int
    topics: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    whole: Link | None = None
    older: Link | None = None
    newer: Link | None = None

    def sheet(self, texts: Texts) -> Sheet:
        """The highlights under their articles, and these under their weeks."""
        view = HighlightsView(
            name=self.name,
            groups=tuple(
                (group.heading, group.path, tuple(self._shown(texts, item) for item in group.items))
                for group in self.groups
            ),
            count=self.count,
            topics=self.topics,
            tags=self.tags,
            whole=self.whole,
            older=self.older,
            newer=self.newer,
        )
        title = self.site.words.text("highlights_of", name=self.name) if self.whole else self.name
        return Sheet(view=view, title=self.site.list_title(title, self.route.number))

    def with_more(self, more: Sequence[tuple[Card, int]]) -> HighlightsPage:
        """The page where articles have more highlights, or fewer, by so many, all of them without a tag."""
        path = self.site.addresses.path
        lists = Counter[str]()
        for card, number in more:
            lists.update({path(route): number for route in lists_with(self.site, card)})
        shown = {article.card.file for group in self.groups for article in group.items}
        here = sum(number for card, number in more if card.file in shown and not self.tag)
        count = self.count + (here if self.route.number else lists[path(self.route)])
        topics = tuple([replace(term, count=term.count + lists[term.path]) for term in self.topics])
        return replace(self, count=count, topics=topics) if (count, topics) != (self.count, self.topics) else self

    def _shown(self, texts: Texts, item: HighlightedArticle) -> tuple[Entry, tuple[HighlightView, ...]]:
        """An article with those of its highlights that the list shows."""
        highlights = [
            highlight
            for highlight in texts.highlights(item)
            if not self.tag or self.tag in [grouping.tag_slug(tag, own=self.site.own_letters) for tag in highlight.tags]
        ]
        return self.site.entry(item.card), tuple(highlight_view(self, item, highlight) for highlight in highlights)


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
    groups: tuple[tuple[str, str, tuple[tuple[Entry, tuple[HighlightView, ...]], ...]], ...]
    count: int
    topics: tuple[Term, ...] = ()
    tags: tuple[Term, ...] = ()
    whole: Link | None = None
    older: Link | None = None
    newer: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightList:
    """A list of highlights.

    Attributes:
        route: of its newest page.
        name: its heading.
        articles: oldest first, each with the number of its highlights that the list shows.
        tag: the slug that its highlights share, or empty.
    """

    route: Route
    name: str
    articles: Sequence[tuple[Record, int]]
    tag: str = ""

    @property
    def count(self) -> int:
        """How many highlights it shows."""
        return sum(count for _, count in self.articles)


def topic_lists(catalogue: Catalogue) -> Iterator[HighlightList]:
    """By topic, in the order of the taxonomy."""
    groups = catalogue.highlighted_by_topic
    for topic in catalogue.topics:
        if topic.slug in groups:
            route = Route("topic_highlights", topic.slug)
            yield HighlightList(route=route, name=topic.name, articles=counted(groups[topic.slug]))


def tag_lists(catalogue: Catalogue) -> Sequence[HighlightList]:
    """By tag, the most used first."""
    lists = [
        HighlightList(
            route=Route("tag", slug), name=f"#{_tag_name(catalogue, articles, slug)}", articles=articles, tag=slug
        )
        for slug, articles in catalogue.highlighted_by_tag.items()
    ]
    return sorted(lists, key=lambda item: (-item.count, item.route.key))


def lists_with(site: Site, card: Card) -> tuple[Route, ...]:
    """Where the lists begin that hold all highlights of an article: the whole one, and those of its topics."""
    known = {topic.slug for topic in site.topics} - {UNSORTED}
    slugs = [slug for slug in card.topics if slug in known] or [UNSORTED]
    return (Route("highlights"), *(Route("topic_highlights", slug) for slug in slugs))


def counted(records: Iterable[Record]) -> Sequence[tuple[Record, int]]:
    """Articles, each with the number of all its highlights."""
    return [(record, record.highlights) for record in records]


def _tag_name(catalogue: Catalogue, articles: Iterable[tuple[Record, int]], slug: str) -> str:
    """The way in which a tag is written most; of equals the first by its letters."""
    own = catalogue.config.own_letters
    written = Counter(tag for record, _ in articles for tag in record.tags if grouping.tag_slug(tag, own=own) == slug)
    return min(written, key=lambda tag: (-written[tag], tag))


def highlights_pages(catalogue: Catalogue, item: HighlightList, *, whole: bool = False) -> Iterator[HighlightsPage]:
    """The pages of a list, the newest first.

    Args:
        catalogue: with the articles.
        item: the list.
        whole: whether it is that of all highlights, which names the others.
    """
    for leaf in paginate(item.articles, ARTICLES):
        yield _page(catalogue, item, leaf, whole=whole)


def _page(catalogue: Catalogue, item: HighlightList, leaf: Leaf[tuple[Record, int]], *, whole: bool) -> HighlightsPage:
    first, text = not leaf.number, catalogue.words.text
    return HighlightsPage(
        route=replace(item.route, number=leaf.number),
        site=catalogue.site,
        name=item.name,
        tag=item.tag,
        groups=_groups(catalogue, leaf.items),
        count=item.count if first else sum(count for _, count in leaf.items),
        topics=_terms(catalogue, topic_lists(catalogue)) if whole and first else (),
        tags=_terms(catalogue, tag_lists(catalogue)) if whole and first else (),
        whole=None if whole else catalogue.site.link(text("all_highlights"), Route("highlights")),
        older=leaf_link(catalogue, item.route, leaf.older, text("older_highlights")),
        newer=leaf_link(catalogue, item.route, leaf.newer, text("newer_highlights")),
    )


def _groups(catalogue: Catalogue, items: Sequence[tuple[Record, int]]) -> tuple[Group[HighlightedArticle], ...]:
    articles = [catalogue.highlights[record.file] for record, _ in items]
    return by_week(catalogue, [article.card for article in articles], articles)


def _terms(catalogue: Catalogue, lists: Iterable[HighlightList]) -> tuple[Term, ...]:
    """The lists as the page of all highlights names them."""
    return tuple(
        Term(
            name=item.name,
            path=catalogue.addresses.path(item.route),
            description="",
            count=item.count,
        )
        for item in lists
    )

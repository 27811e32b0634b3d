"""What an article's page names beside it: earlier and later articles on its story, and others on its subject.

What a person says comes first, and instead: of a `story` its other articles, of `related` those that it lists. Where
nobody says anything digest looks for articles that are alike (`digest.classify.likeness`), and says that it chose them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from digest.classify.likeness import Like
from digest.dataclass import dataclass
from digest.model.card import Card, Record
from digest.plan.catalogue import Catalogue
from digest.plan.grouping import group
from digest.plan.linking.references import target_of

MOST_RELATED: Final = 4
"""Articles that digest names as related."""

NEAREST_FOUND: Final = 3
"""Earlier articles on a story, and later ones, that digest names: those nearest in time."""

NEAREST_NAMED: Final = 5
"""The same where a person named the story."""

APART: Final = 90
"""Days between two articles from which digest no longer takes them for one story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedArticle:
    """An article, or a free page, as the end of another article names it.

    Attributes:
        path: of its page.
        date: of its publication, or None.
        language: of its title.
    """

    title: str
    path: str
    date: date | None
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """What an article's page names beside it.

    Attributes:
        story: the name that a person gave the story, or empty.
        earlier, later: articles on its story, by date.
        articles: on its subject: in a person's order, else the most alike first.
        story_found, articles_found: whether digest chose them.
    """

    story: str = ""
    earlier: tuple[RelatedArticle, ...] = ()
    later: tuple[RelatedArticle, ...] = ()
    articles: tuple[RelatedArticle, ...] = ()
    story_found: bool = False
    articles_found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thread:
    """The articles on the story of another one, by their places among the records.

    Attributes:
        story: its name, where a person gave it one.
        members: all articles of it where a person named it, else these.
    """

    story: str = ""
    earlier: tuple[int, ...] = ()
    later: tuple[int, ...] = ()
    members: frozenset[int] = frozenset()


def related_articles(catalogue: Catalogue) -> Mapping[str, Related]:
    """What the pages of articles name, by their file; an article without anything is not there."""
    if catalogue.config.related == "none":
        return {}
    records, likes, _ = catalogue.comparison
    named = _named_threads(records)
    own = (at for at, record in enumerate(records) if record.related is not None)
    related = {}
    for at in sorted({*likes, *named, *own}):
        thread = named.get(at) or _found_thread(records, at, likes.get(at, ()))
        found = _related(catalogue, records, at, thread, likes.get(at, ()))
        if found.earlier or found.later or found.articles:
            related[records[at].file] = found
    return related


def _named_threads(records: Sequence[Record]) -> Mapping[int, _Thread]:
    """The stories that people named, by the places of the articles on them; names differ by more than case."""
    stories = group(
        range(len(records)), lambda at: [story.casefold()] if (story := records[at].story) is not None and story else []
    )
    threads = {}
    for places in stories.values():
        members = frozenset(places)
        for number, at in enumerate(places):
            threads[at] = _Thread(
                story=records[at].story or "",
                earlier=places[max(0, number - NEAREST_NAMED) : number],
                later=places[number + 1 : number + 1 + NEAREST_NAMED],
                members=members,
            )
    return threads


def _found_thread(records: Sequence[Record], at: int, likes: Iterable[Like]) -> _Thread:
    """The articles that digest takes to be on an article's story; none if a person says that it is on none."""
    day = records[at].card.date
    if records[at].story is not None or day is None:
        return _Thread()
    others = [
        like.at
        for like in sorted(likes, key=lambda like: like.at)
        if like.same_story and records[like.at].story != "" and _is_near(day, records[like.at].card.date)
    ]
    earlier = [other for other in others if other < at][-NEAREST_FOUND:]
    later = [other for other in others if other > at][:NEAREST_FOUND]
    return _Thread(earlier=tuple(earlier), later=tuple(later), members=frozenset((*earlier, *later)))


def _is_near(day: date, other: date | None) -> bool:
    """Whether another day is near enough for the same story, and not the same day, of which no one knows the order."""
    return other is not None and 0 < abs((day - other).days) <= APART


def _related(
    catalogue: Catalogue, records: Sequence[Record], at: int, thread: _Thread, likes: Iterable[Like]
) -> Related:
    def shown(places: Iterable[int]) -> tuple[RelatedArticle, ...]:
        return tuple([_shown(catalogue, records[place].card) for place in places])

    named = _named(catalogue, records[at])
    others = [like.at for like in likes if like.at not in thread.members][:MOST_RELATED]
    return Related(
        story=thread.story,
        earlier=shown(thread.earlier),
        later=shown(thread.later),
        articles=shown(others) if named is None else named,
        story_found=not thread.story,
        articles_found=named is None,
    )


def _named(catalogue: Catalogue, record: Record) -> tuple[RelatedArticle, ...] | None:
    """The articles and free pages that a person listed, as far as they are published; None where nothing is said."""
    if record.related is None:
        return None
    references = record.references[len(record.references) - record.related :]
    paths = dict.fromkeys(target_of(record, reference) for reference in references)
    records = [catalogue.records_by_file.get(str(path)) for path in paths if path != record.path and path]
    return tuple([_shown(catalogue, found.card) for found in records if found])


def _shown(catalogue: Catalogue, card: Card) -> RelatedArticle:
    link = catalogue.links[card.file]
    return RelatedArticle(
        title=link.label, path=link.path, date=card.date, language=card.language or catalogue.config.language
    )

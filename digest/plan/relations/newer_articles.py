"""What files of a site show of its texts, and the same files with newer states of these.

A file is planned as a value. One that shows an edited text is the value that it was, with what it holds of that text
replaced: its card, the fingerprints of its text and highlights, and its title in links to it. This holds as long as
the edit leaves all else as it was that a plan decides by; `digest.plan.relations.ties` says when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, is_dataclass, replace
from functools import cache
from operator import attrgetter, is_
from typing import Any, Final, TypeVar, get_args, get_origin

from digest.dataclass import dataclass
from digest.model.card import Card, Record
from digest.model.inputs import types_within
from digest.plan.feeds.atom import Feed
from digest.plan.highlight_lists import HighlightsPage
from digest.plan.pages import Site, TextPage
from digest.plan.relations.related_articles import RelatedArticle
from digest.plan.search.index_contents import IndexContents
from digest.plan.search.search_index import SearchIndex
from digest.plan.texts import HighlightedArticle, TextReference
from digest.plan.views import Link

T = TypeVar("T")

WORDS: Final[tuple[type, ...]] = (TextReference,)
"""What holds something of a text of which nothing but its words is newer."""

CARDS: Final[tuple[type, ...]] = (TextReference, HighlightedArticle, Card)
"""What holds something of a text that the cache has too."""

ALL: Final[tuple[type, ...]] = (*CARDS, Link, RelatedArticle, SearchIndex, IndexContents)
"""What holds something of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """Newer states of texts.

    Attributes:
        record_of: gives the newer record of a file, None where it is as it was.
        kinds: what may hold something that is newer.
        titles: the newer titles of articles, by the paths of their pages.
        more: the cards of those that have more highlights, or fewer, with how many.
        contents: the newer contents of the search's index; None where they are as they were.
    """

    record_of: Callable[[str], Record | None]
    kinds: tuple[type, ...] = ALL
    titles: Mapping[str, str] = field(default_factory=dict)
    more: Sequence[tuple[Card, int]] = ()
    contents: IndexContents | None = None


def shown_in(value: Any, kinds: tuple[type, ...] = ALL) -> Iterator[tuple[type, str]]:
    """What holds something of texts that a file shows, with these by their files; links by the paths of their pages.

    Args:
        value: the file, or what it holds.
        kinds: what is looked for.
    """
    kind: Any = type(value)
    if kind is tuple:
        for item in value:
            yield from shown_in(item, kinds)
    elif kind is IndexContents and kind in kinds:
        yield from ((kind, article.file) for article in value.articles)
    elif kind in _SHOWN:
        if kind in kinds:
            yield kind, _SHOWN[kind](value)
    else:
        for name in _fields_holding(kind, kinds):
            yield from shown_in(getattr(value, name), kinds)


def together(files: Sequence[T]) -> list[T]:
    """Files in an order in which those that show the same articles stand close together.

    Those that take longest come first, feeds and what shows no article; then those that show what stands last among
    the pages of articles.
    """
    places = {file.card.file: place for place, file in enumerate(files) if isinstance(file, TextPage)}
    last = len(files)

    def place(file: T) -> int:
        if isinstance(file, TextPage):
            return places[file.card.file]
        if isinstance(file, Feed) and not file.number:
            return last
        return next((places.get(text, last) for _, text in shown_in(file, (HighlightedArticle, Card))), last)

    return sorted(files, key=place, reverse=True)


def with_newer(value: T, newer: Newer) -> T:
    """A file, or what it holds, with newer states of texts; the very same value if it shows nothing of these."""
    whole: Any = value
    result: Any
    match whole:
        case _ if isinstance(whole, ALL) and not isinstance(whole, newer.kinds):
            result = whole
        case TextReference() | Card() | HighlightedArticle():
            result = _with_record(whole, newer)
        case Link() | RelatedArticle():
            result = _with_title(whole, newer.titles.get(_page(whole)))
        case IndexContents():
            result = newer.contents or whole
        case SearchIndex():
            result = SearchIndex(route=newer.contents.route, contents=newer.contents) if newer.contents else whole
        case tuple():
            items = tuple([with_newer(item, newer) for item in whole])
            result = whole if all(map(is_, items, whole)) else items
        case _:
            kind: Any = type(whole)
            olds = {name: getattr(whole, name) for name in _fields_holding(kind, newer.kinds)}
            news = {name: new for name, old in olds.items() if (new := with_newer(old, newer)) is not old}
            result = replace(whole, **news) if news else whole
            result = result.with_more(newer.more) if newer.more and isinstance(result, HighlightsPage) else result
    typed: T = result
    return typed


def _page(link: Link | RelatedArticle) -> str:
    """The path of the page that a link leads to."""
    return link.path.partition("#")[0]


_SHOWN: Final[Mapping[type, Callable[[Any], str]]] = {
    TextReference: attrgetter("file"),
    Card: attrgetter("file"),
    HighlightedArticle: attrgetter("card.file"),
    Link: _page,
    RelatedArticle: _page,
}
"""What a value shows something of, by its type."""


def _with_title(link: Link | RelatedArticle, title: str | None) -> Link | RelatedArticle:
    if title is None:
        return link
    return replace(link, label=title) if isinstance(link, Link) else replace(link, title=title)


def _with_record(value: TextReference | Card | HighlightedArticle, newer: Newer) -> object:
    record = newer.record_of(value.card.file if isinstance(value, HighlightedArticle) else value.file)
    if record is None:
        return value
    match value:
        case TextReference():
            return value if value.text == record.text else replace(value, text=record.text)
        case Card():
            return _newer_card(value, record)
        case HighlightedArticle():
            card = _newer_card(value.card, record)
            is_newer = card is not value.card or value.marks != record.marks
            return replace(value, card=card, marks=record.marks) if is_newer else value


def _newer_card(card: Card, record: Record) -> Card:
    """The card of a record, where it leads a story with the others of that."""
    newer = replace(record.card, also=card.also) if card.also else record.card
    return card if newer == card else newer


@cache
def _fields_holding(kind: Any, kinds: tuple[type, ...]) -> tuple[str, ...]:
    """The names of the fields of a dataclass in which a value of some kinds can lie; what is of the site is none."""
    if not is_dataclass(get_origin(kind) or kind) or kind is Site:
        return ()
    return tuple([name for name, hint in types_within(kind).items() if _may_hold(hint, kinds)])


def _may_hold(hint: Any, kinds: tuple[type, ...]) -> bool:
    is_of_kinds = hint is object or hint in kinds  # an object stands for what a generic dataclass is of
    return is_of_kinds or bool(_fields_holding(hint, kinds)) or any(_may_hold(inner, kinds) for inner in get_args(hint))

"""What all kinds of pages have in common: their inputs, and how these become what a template is given.

A page is planned as the inputs that it is made from, a frozen dataclass: nothing else goes into its view, so equal
inputs make equal bytes. Its key, and the reasons that `--explain` gives, are derived from the fields
(`digest.model.inputs`). Inputs can be pickled, so that a page can be rendered in another process.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar
from urllib.parse import urlsplit

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import FingerprintedOnce, fingerprint_of, named
from digest.model.page import Page
from digest.model.rendering import Heading, Text
from digest.model.topic import Topic
from digest.model.words import Words
from digest.plan import grouping
from digest.plan.feeds.document_inputs import Document
from digest.plan.linking.references import without_links
from digest.plan.routes import Addresses, Pattern, Route, article_route, output_path, root
from digest.plan.texts import TextReference, Texts
from digest.plan.views import Entry, Link, PageView, SiteView

if TYPE_CHECKING:
    from digest.plan.catalogue import Catalogue

T = TypeVar("T")

CONTENTS_FROM: Final = 3
"""Headings from which a text gets a table of contents."""

_KEPT_VIEWS: Final = 8192
"""Views of articles and highlights that a process keeps."""

_JSON: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True)

OPTIONS: Final = "the options in digest.yml, or the base address"
MENU: Final = "the menu"
SHEETS: Final = "the names of the theme's style sheets"


class _WithViews(FingerprintedOnce):
    """Keeps what many pages show, by fingerprints of what it is made from, beside the fields that shape it."""

    __slots__ = ("_views",)

    _views: dict[object, Any]

    def kept(self, key: object, make: Callable[[], T]) -> T:
        """A view, made once for the handful of pages that show it, which stand close together.

        Args:
            key: what it is made from, beside these fields; no two kinds of views have the same.
            make: makes it.
        """
        try:
            views = self._views
        except AttributeError:
            views = {}
            object.__setattr__(self, "_views", views)
        view: T | None = views.get(key)
        if view is None:
            if len(views) >= _KEPT_VIEWS:
                views.clear()
            view = views[key] = make()
        return view


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(_WithViews):
    """What all pages show, and are shaped by.

    Attributes:
        language: BCP 47 tag of the site's own words.
        topics: the taxonomy in its order, without keywords, and the unsorted group where it is needed.
        addresses: how links are written.
        menu: the entries of the navigation.
        stylesheets: paths of the theme's style sheets, relative to the site's root.
        icon: path of the theme's icon, or empty.
        generator: name and version of this program.
        own_letters: whether addresses that are made of names are in letters of their own script.
        words: of the interface, in the site's language.
    """

    title: str = named(OPTIONS)
    description: str = named(OPTIONS)
    author: str = named(OPTIONS)
    language: str = named(OPTIONS)
    topics: tuple[Topic, ...] = named(OPTIONS)
    addresses: Addresses = named(OPTIONS)
    menu: tuple[Link, ...] = named(MENU)
    stylesheets: tuple[str, ...] = named(SHEETS)
    icon: str = named(SHEETS)
    generator: str = named(SHEETS)
    own_letters: bool = named(OPTIONS)
    words: Words

    def link(self, label: str, route: Route) -> Link:
        """A named link to a route."""
        return Link(label=label, path=self.addresses.path(route))

    def list_title(self, title: str, number: int) -> str:
        """The title of a page of a list: that of the list, on a further page with its number."""
        return self.words.text("page_of_list", title=title, number=number) if number else title

    def entry(self, card: Card) -> Entry:
        """An article as pages show it."""
        return self.kept(fingerprint_of(card), lambda: self._new_entry(card))

    def _new_entry(self, card: Card) -> Entry:
        known, unsorted = self.kept("topics", self._topic_links)
        return Entry(
            title=card.title,
            path=self.addresses.path(article_route(card)),
            date=card.date,
            source_url=card.source_url,
            source_host=(urlsplit(card.source_url).hostname or "").removeprefix("www."),
            comment_html=without_links(card.comment_html),
            machine=card.machine,
            date_inferred=card.date_inferred,
            source=self.kept(("source", card.source), partial(self._publisher, card)) if card.source else None,
            authors=card.authors,
            language=card.language or self.language,
            summary=card.summary,
            key_points=card.key_points,
            minutes=card.minutes,
            notes=card.notes,
            topics=grouping.topics_of(card, known, unsorted),
            draft=card.draft,
            also=tuple(self.link(mention.name, article_route(mention)) for mention in card.also),
            extra=card.extra,
        )

    def _publisher(self, card: Card) -> Link:
        return self.link(card.source or "", Route("source", grouping.source_slug(card, own=self.own_letters)))

    def _topic_links(self) -> tuple[Mapping[str, Link], Link]:
        """The topics of the taxonomy by slug, and the unsorted group."""
        topics = (*self.topics, grouping.unsorted_topic(self.words))
        *_, unsorted = links = [self.link(topic.name, Route("topic", topic.slug)) for topic in topics]
        return {topic.slug: link for topic, link in zip(self.topics, links, strict=False)}, unsorted

    @property
    def view(self) -> SiteView:
        """What templates see of the site."""
        return self.kept("", self._view)

    def _view(self) -> SiteView:
        return SiteView(
            title=self.title,
            description=self.description,
            author=self.author,
            language=self.language,
            menu=self.menu,
            home=self.addresses.path(Route("home")),
            feed=self.addresses.path(Route("file", "feed.xml")),
            stylesheets=self.stylesheets,
            icon=self.icon,
            generator=self.generator,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a page says.

    Attributes:
        view: what the template shows.
        title: without the site's name.
        description: plain text; the site's own where empty.
        language: of the page's main text; the site's where empty.
        feed: the page's own feed.
        og_type: `website` or `article`.
        data: properties of its JSON-LD (schema.org); without them it has none.
    """

    view: object
    title: str
    description: str = ""
    language: str = ""
    feed: Link | None = None
    og_type: str = "website"
    data: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInputs(ABC):
    """All that a page is made from; each kind of page adds fields of its own.

    Attributes:
        template: the name of the template that shows it.
        has_address: whether it stands at an address of its own, which search engines are told; the page that is shown
            where nothing is found does not.
        route: where it stands; the route's kind is the page's.
        site: what it shows of the site.
    """

    template: ClassVar[str]
    has_address: ClassVar[bool] = True

    route: Route = named("its address")
    site: Site

    @property
    def path(self) -> str:
        """Where it is written, relative to the output folder."""
        return output_path(self.route)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The files without a template that come with it."""
        return ()

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return root(self.route) if self.has_address else self.site.addresses.base_path

    def page(self, texts: Texts) -> Page:
        """The page, ready for its template."""
        context = (("site", self.site.view), ("page", self._head(sheet := self.sheet(texts))), ("view", sheet.view))
        return Page(path=self.path, template=self.template, context=context)

    @abstractmethod
    def sheet(self, texts: Texts) -> Sheet:
        """What the page says, from its fields alone and the texts that they refer to."""

    def _head(self, sheet: Sheet) -> PageView:
        site = self.site
        canonical = site.addresses.absolute(self.route) if site.addresses.base_url and self.has_address else None
        return PageView(
            kind=self.route.kind,
            title=sheet.title,
            description=sheet.description or site.description,
            root=self.root,
            path=site.addresses.path(self.route),
            canonical=canonical,
            language=sheet.language or site.language,
            feed=sheet.feed,
            og_type=sheet.og_type,
            json_ld=_json_ld(sheet.data, canonical) if sheet.data else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage(PageInputs):
    """The own page of a text: an article's, or a free page's."""

    card: Card
    text: TextReference


def no_files(_catalogue: Catalogue) -> Iterable[tuple[str, Route]]:
    """The files of a kind whose pages are not made from files of `content/`."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page.

    Attributes:
        name: as routes and templates call it.
        pattern: where its pages stand.
        order: pages that others link to come before those that link to them.
        pages: plans its pages.
        files: the files of `content/` that have a page of this kind, with its route.
    """

    name: str
    pattern: Pattern
    order: int
    pages: Callable[[Catalogue], Iterable[PageInputs]]
    files: Callable[[Catalogue], Iterable[tuple[str, Route]]] = no_files


def neighbours(items: Sequence[T]) -> Iterator[tuple[T | None, T, T | None]]:
    """Each item between the one before it and the one after it."""
    yield from zip((None, *items[:-1]), items, (*items[1:], None), strict=False)  # of nothing there is nothing


def table_of_contents(text: Text) -> tuple[Heading, ...]:
    """The headings of a text that its page lists above it; none where there are few."""
    headings = tuple(heading for heading in text.headings if heading.level <= 3)
    return headings if len(headings) >= CONTENTS_FROM else ()


def _json_ld(data: Mapping[str, object], canonical: str | None) -> str:
    """A JSON-LD document in which no character can end the script element around it."""
    document = {"@context": "https://schema.org", **({"url": canonical} if canonical else {}), **data}
    text = _JSON.encode({key: value for key, value in document.items() if value})
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")

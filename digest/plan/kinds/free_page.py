"""A page of `content/pages/`; those of one folder are chapters that follow each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import named
from digest.model.rendering import Heading
from digest.plan import grouping
from digest.plan.catalogue import Catalogue
from digest.plan.descriptions import description
from digest.plan.linking.references import resolve
from digest.plan.pages import Kind, Sheet, TextPage, table_of_contents
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts
from digest.plan.views import Link

_INDEXES: Final = ("index", "_index")


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePage(TextPage):
    """A page of `content/pages/`.

    Attributes:
        siblings: the pages of its folder in order, the page itself among them; empty where it stands alone.
        older, newer: the chapter before and after it.
    """

    template: ClassVar[str] = "page.html"

    siblings: tuple[Link, ...] = named("the chapters beside it")
    older: Link | None = named("the chapters beside it")
    newer: Link | None = named("the chapters beside it")

    def sheet(self, texts: Texts) -> Sheet:
        """The text, between its neighbours."""
        text, card = texts.text(self.text), self.card
        view = FreePageView(
            html=resolve(text.html, self.text.links, self.root, self.site.addresses),
            headings=table_of_contents(text),
            siblings=self.siblings,
            older=self.older,
            newer=self.newer,
        )
        return Sheet(view=view, title=card.title, description=description(card), language=card.language or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FreePageView:
    """A page of `content/pages/`.

    Attributes:
        siblings: the pages of its folder in order (a guide's chapters), empty where it stands alone; the page
            itself is among them.
        older, newer: the chapter before and after it.
    """

    html: str
    headings: tuple[Heading, ...]
    siblings: tuple[Link, ...]
    older: Link | None
    newer: Link | None


def _pages(catalogue: Catalogue) -> Iterator[FreePage]:
    folders = grouping.group([record.card for record in catalogue.library.pages], lambda card: (card.path.parent,))
    for record in catalogue.library.pages:
        card = record.card
        chapters = _chapters(card, folders[card.path.parent])
        at = chapters.index(card)
        links = [catalogue.links[chapter.file] for chapter in chapters]
        yield FreePage(
            route=Route("page", card.slug),
            site=catalogue.site,
            card=card,
            text=catalogue.text(record),
            siblings=tuple(links) if len(links) > 1 else (),
            older=links[at - 1] if at else None,
            newer=links[at + 1] if at + 1 < len(links) else None,
        )


def _files(catalogue: Catalogue) -> Iterator[tuple[str, Route]]:
    for record in catalogue.library.pages:
        yield record.file, Route("page", record.card.slug)


def _chapters(card: Card, folder: Sequence[Card]) -> Sequence[Card]:
    """The pages of a page's folder: its index first, then by order; a page of the first level is alone."""
    if card.path.stem not in _INDEXES and "/" not in card.slug:
        return [card]
    return sorted(folder, key=lambda item: (item.path.stem not in _INDEXES, grouping.page_order(item)))


KIND = Kind(name="page", pattern=Pattern("{path}/"), order=20, pages=_pages, files=_files)

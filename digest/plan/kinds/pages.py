"""One function a kind of page: content in, page out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from digest.articles.kinds import PAGES
from digest.model.card import Card
from digest.model.fingerprint import key_of
from digest.model.page import Page
from digest.model.rendering import Heading, Rendering
from digest.plan import grouping, views
from digest.plan.context import Context, Only, Part, Routes
from digest.plan.findings import found
from digest.plan.heads import Sheet, page
from digest.plan.kinds.highlight_lists import highlights
from digest.plan.kinds.lists import archive, sources, topics, undated
from digest.plan.kinds.weeks import home, neighbours, weeks
from digest.plan.references import resolve, text_parts
from digest.plan.routes import Route, root

CONTENTS_FROM: Final = 3
"""Headings from which a text gets a table of contents."""


def all_pages(context: Context, routes: Routes, only: Only = None) -> Iterator[Page]:
    """Every page of the site; those that others link to come before those that link to them.

    With `only`, those alone that show the text of one of these files.
    """
    yield from articles(context, routes, only)
    yield from free_pages(context, routes, only)
    yield from weeks(context, routes, only)
    yield from topics(context, routes, only)
    if only is None:
        yield from sources(context, routes)
        yield from undated(context, routes)
        yield from highlights(context, routes)
        yield from archive(context)
        yield _not_found(context)
    yield from home(context, routes, only)


def articles(context: Context, routes: Routes, only: Only = None) -> Iterator[Page]:
    """The page of each article, with its neighbours in reading order; a duplicate has none."""
    for group in (context.reading_order, context.undated):
        for older, article, newer in neighbours(group):
            if only is None or article.path in only:
                yield _article(context, routes, article, older, newer)
    for article in context.stories.duplicates:
        if only is None or article.path in only:
            yield _article(context, routes, article, None, None)


def _article(context: Context, routes: Routes, article: Card, older: Card | None, newer: Card | None) -> Page:
    lead = context.stories.lead(article)
    parts = (
        *text_parts(article, routes, context.pictures),
        context.entry_part(article),
        ("the article that leads its story", context.named(lead) if lead else ""),
        ("the title of its week", context.week_title(article)),
        ("the article before it", context.named(older) if older else ""),
        ("the article after it", context.named(newer) if newer else ""),
        *_backlinks_part(context, article),
    )
    make = partial(_article_sheet, context, routes, article, older, newer)
    return page(context, context.route(article), "article", parts, make)


def _backlinks_part(context: Context, article: Card) -> tuple[Part, ...]:
    """The part of what links to an article; none where nothing does."""
    cards = context.backlinks(article)
    return (("what links to it", key_of([context.named(card) for card in cards])),) if cards else ()


def _article_sheet(context: Context, routes: Routes, article: Card, older: Card | None, newer: Card | None) -> Sheet:
    entry = context.entry(article)
    view = replace(
        _article_view(context, routes, article, entry, context.route(article)),
        week=_week_link(context, article),
        older=_article_link(context, older),
        newer=_article_link(context, newer),
        lead=_article_link(context, context.stories.lead(article)),
        backlinks=tuple(_text_link(context, card) for card in context.backlinks(article)),
    )
    data = _article_data(article, entry)
    return Sheet(view=view, title=entry.title, description=entry.summary, language=entry.language, data=data)


def _article_view(
    context: Context, routes: Routes, article: Card, entry: views.Entry, route: Route
) -> views.ArticleView:
    front_matter, rendering = article.front_matter, context.texts.rendering(article)
    anchors = {
        annotation.quote.exact: anchor
        for annotation, anchor in zip(rendering.annotations, rendering.anchors, strict=True)
    }
    return views.ArticleView(
        entry=entry,
        rights=context.rights(article),
        html=resolve(rendering.html, article, routes, root(route), context.addresses, pictures=context.pictures),
        key_points=tuple((point, anchors.get(point, "")) for point in entry.key_points),
        found=found(rendering.findings),
        headings=_contents(rendering),
        date_basis=front_matter.date_basis or "",
        source_url=front_matter.source_url or "",
        source_host=(urlsplit(front_matter.source_url or "").hostname or "").removeprefix("www."),
        week=None,
        older=None,
        newer=None,
    )


def _article_data(article: Card, entry: views.Entry) -> dict[str, object]:
    """What schema.org says of an article."""
    front_matter = article.front_matter
    return {
        "@type": "Article",
        "headline": entry.title,
        "datePublished": front_matter.date.isoformat() if front_matter.date else None,
        "author": [{"@type": "Person", "name": name} for name in entry.authors],
        "publisher": {"@type": "Organization", "name": front_matter.source} if front_matter.source else None,
        "isBasedOn": front_matter.source_url,
        "inLanguage": entry.language,
        "description": entry.summary,
    }


def free_pages(context: Context, routes: Routes, only: Only = None) -> Iterator[Page]:
    """The pages of `content/pages/`; those of one folder are chapters that follow each other."""
    folders: dict[PurePosixPath, list[Card]] = {}
    for article in context.library.pages:
        folders.setdefault(article.path.parent, []).append(article)
    for article in context.library.pages:
        if only is None or article.path in only:
            yield _free_page(context, routes, article, _chapters(article, folders[article.path.parent]))


def _free_page(context: Context, routes: Routes, article: Card, chapters: list[Card]) -> Page:
    route = Route("page", article.slug)
    at = chapters.index(article)

    def make() -> Sheet:
        front_matter, rendering = article.front_matter, context.texts.rendering(article)
        view = views.FreePageView(
            html=resolve(rendering.html, article, routes, root(route), context.addresses, pictures=context.pictures),
            headings=_contents(rendering),
            siblings=tuple(_page_link(context, chapter) for chapter in chapters) if len(chapters) > 1 else (),
            older=_page_link(context, chapters[at - 1]) if at else None,
            newer=_page_link(context, chapters[at + 1]) if at + 1 < len(chapters) else None,
        )
        return Sheet(
            view=view,
            title=front_matter.title,
            description=front_matter.summary or "",
            language=front_matter.language or "",
        )

    parts = (
        *text_parts(article, routes, context.pictures),
        context.entry_part(article),
        ("the chapters beside it", key_of([context.named(chapter) for chapter in chapters])),
    )
    return page(context, route, "page", parts, make)


def _not_found(context: Context) -> Page:
    view = views.NotFoundView(archive=context.addresses.path(Route("archive")))
    return page(context, Route("file", "404.html"), "not_found", (), lambda: Sheet(view=view, title="Page not found"))


def _chapters(article: Card, folder: list[Card]) -> list[Card]:
    """The pages of an article's folder: its index first, then by order; a page of the first level is alone."""
    if article.path.stem not in {"index", "_index"} and "/" not in article.slug:
        return [article]
    return sorted(folder, key=lambda item: (item.path.stem not in {"index", "_index"}, grouping.page_order(item)))


def _page_link(context: Context, article: Card) -> views.Link:
    return context.link(article.front_matter.title, Route("page", article.slug))


def _text_link(context: Context, card: Card) -> views.Link:
    return (
        _page_link(context, card)
        if card.path.is_relative_to(PAGES)
        else context.link(card.front_matter.title, context.route(card))
    )


def _week_link(context: Context, article: Card) -> views.Link | None:
    if article.front_matter.date is None or not context.week_title(article):
        return None
    return context.link(context.week_title(article), Route("week", grouping.week_label(article)))


def _article_link(context: Context, article: Card | None) -> views.Link | None:
    return context.link(article.front_matter.title, context.route(article)) if article else None


def _contents(rendering: Rendering) -> tuple[Heading, ...]:
    headings = tuple(heading for heading in rendering.headings if heading.level <= 3)
    return headings if len(headings) >= CONTENTS_FROM else ()

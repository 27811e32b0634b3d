"""One function a kind of page: content in, page out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from digest.model.article import Article
from digest.model.page import Page
from digest.model.rendering import Heading, Rendering
from digest.plan import grouping, views
from digest.plan.context import Context, Routes, article_route
from digest.plan.heads import page, page_order
from digest.plan.lists import archive, sources, topics, undated
from digest.plan.references import resolve
from digest.plan.routes import Route, root
from digest.plan.weeks import home, neighbours, week_title, weeks

CONTENTS_FROM: Final = 3
"""Headings from which a text gets a table of contents."""


def all_pages(context: Context, routes: Routes) -> Iterator[Page]:
    """Every page of the site; those that others link to come before those that link to them."""
    yield from articles(context, routes)
    yield from free_pages(context, routes)
    yield from weeks(context, routes)
    yield from topics(context, routes)
    yield from sources(context)
    yield undated(context)
    yield archive(context)
    view = views.NotFoundView(archive=context.addresses.path(Route("archive")))
    yield page(context, Route("file", "404.html"), "not_found", view, title="Page not found")
    yield home(context, routes)


def articles(context: Context, routes: Routes) -> Iterator[Page]:
    """The page of each article, with its neighbours in reading order."""
    for group in (context.reading_order, context.undated):
        for older, article, newer in neighbours(group):
            yield _article(context, routes, article, older, newer)


def _article(context: Context, routes: Routes, article: Article, older: Article | None, newer: Article | None) -> Page:
    front_matter, rendering = article.front_matter, context.renderings[article.path]
    entry, route = context.entry(article), article_route(article)
    week = grouping.week_of(article) if front_matter.date else None
    anchors = {
        annotation.quote.exact: anchor
        for annotation, anchor in zip(rendering.annotations, rendering.anchors, strict=True)
    }
    view = views.ArticleView(
        entry=entry,
        rights=context.rights(article),
        html=resolve(rendering.html, article, routes, root(route), context.addresses),
        key_points=tuple((point, anchors.get(point, "")) for point in entry.key_points),
        headings=_contents(rendering),
        date_basis=front_matter.date_basis or "",
        source_url=front_matter.source_url or "",
        source_host=(urlsplit(front_matter.source_url or "").hostname or "").removeprefix("www."),
        week=context.link(week_title(context, week), Route("week", str(week))) if week else None,
        older=_article_link(context, older),
        newer=_article_link(context, newer),
    )
    data = {
        "@type": "Article",
        "headline": entry.title,
        "datePublished": front_matter.date.isoformat() if front_matter.date else None,
        "author": [{"@type": "Person", "name": name} for name in entry.authors],
        "publisher": {"@type": "Organization", "name": front_matter.source} if front_matter.source else None,
        "isBasedOn": front_matter.source_url,
        "inLanguage": entry.language,
        "description": entry.summary,
    }
    return page(
        context, route, "article", view,
        title=entry.title, description=entry.summary, language=entry.language, data=data,
    )  # fmt: skip


def free_pages(context: Context, routes: Routes) -> Iterator[Page]:
    """The pages of `content/pages/`; those of one folder are chapters that follow each other."""
    for article in context.library.pages:
        route = Route("page", article.slug)
        chapters = _chapters(context, article)
        at = chapters.index(article)
        rendering = context.renderings[article.path]
        view = views.FreePageView(
            html=resolve(rendering.html, article, routes, root(route), context.addresses),
            headings=_contents(rendering),
            siblings=tuple(_page_link(context, chapter) for chapter in chapters) if len(chapters) > 1 else (),
            older=_page_link(context, chapters[at - 1]) if at else None,
            newer=_page_link(context, chapters[at + 1]) if at + 1 < len(chapters) else None,
        )
        front_matter = article.front_matter
        yield page(
            context, route, "page", view,
            title=front_matter.title, description=front_matter.summary or "", language=front_matter.language or "",
        )  # fmt: skip


def _chapters(context: Context, article: Article) -> list[Article]:
    """The pages of an article's folder: its index first, then by order; a page of the first level is alone."""
    if article.path.stem not in {"index", "_index"} and "/" not in article.slug:
        return [article]
    folder = article.path.parent
    inside = [item for item in context.library.pages if item.path.parent == folder]
    return sorted(inside, key=lambda item: (item.path.stem not in {"index", "_index"}, page_order(item)))


def _page_link(context: Context, article: Article) -> views.Link:
    return context.link(article.front_matter.title, Route("page", article.slug))


def _article_link(context: Context, article: Article | None) -> views.Link | None:
    return context.link(article.front_matter.title, article_route(article)) if article else None


def _contents(rendering: Rendering) -> tuple[Heading, ...]:
    headings = tuple(heading for heading in rendering.headings if heading.level <= 3)
    return headings if len(headings) >= CONTENTS_FROM else ()

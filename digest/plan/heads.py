"""The heads of pages: what search engines, link previews and feed readers are told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from digest.model.article import Article
from digest.model.page import Page
from digest.plan.context import Context
from digest.plan.routes import Route, output_path, root
from digest.plan.views import Link, PageView, SiteView

_TEMPLATES: Final = {
    "topic": "list", "source": "list", "undated": "list", "topics": "index", "sources": "index",
}  # fmt: skip
"""Kinds that share a template; each other kind has one of its own name."""


def page(  # noqa: PLR0913  (a page is made of this much)
    context: Context,
    route: Route,
    kind: str,
    view: object,
    *,
    title: str,
    description: str = "",
    language: str = "",
    feed: Link | None = None,
    data: Mapping[str, object] | None = None,
) -> Page:
    """A page of the site, ready to be rendered by the template of its kind.

    Args:
        context: the site.
        route: where it stands.
        kind: of page; chooses the template.
        view: what the template shows.
        title: without the site's name.
        description: plain text; the site's own where empty.
        language: of the page's main text; the site's where empty.
        feed: the page's own feed.
        data: properties of its JSON-LD (schema.org); without them it has none.
    """
    addresses = context.addresses
    canonical = addresses.absolute(route) if addresses.base_url and kind != "not_found" else None
    head = PageView(
        kind=kind,
        title=title,
        description=description or context.config.description,
        root=addresses.base_path if kind == "not_found" else root(route),
        path=addresses.path(route),
        canonical=canonical,
        language=language or context.config.language,
        feed=feed,
        og_type="article" if kind == "article" else "website",
        json_ld=_json_ld(data, canonical) if data else "",
    )
    path = output_path(route)
    return Page(
        path=path,
        template=f"{_TEMPLATES.get(kind, kind)}.html",
        context=(("site", site(context)), ("page", head), ("view", view)),
    )


def site(context: Context) -> SiteView:
    """What all pages show of the site."""
    config = context.config
    menu = [
        context.link("Archive", Route("archive")),
        context.link("Topics", Route("topics")),
        context.link("Sources", Route("sources")),
        *(context.link(article.front_matter.title, Route("page", article.slug)) for article in menu_pages(context)),
    ]
    return SiteView(
        title=config.title,
        description=config.description,
        author=config.author,
        language=config.language,
        menu=tuple(menu),
        home=context.addresses.path(Route("home")),
        feed=context.addresses.path(Route("file", "feed.xml")),
        stylesheets=context.stylesheets,
        icon=context.icon,
        generator=context.generator,
    )


def menu_pages(context: Context) -> list[Article]:
    """The free pages of the first level in their order; `menu: false` keeps one out."""
    pages = (item for item in context.library.pages if "/" not in item.slug)
    return sorted((item for item in pages if item.front_matter.extra.get("menu") is not False), key=page_order)


def page_order(article: Article) -> tuple[float, str]:
    """By the front-matter key `order`, where it is a number, then by title."""
    order = article.front_matter.extra.get("order")
    number = float(order) if isinstance(order, (int, float)) else float("inf")
    return number, article.front_matter.title.casefold()


def _json_ld(data: Mapping[str, object], canonical: str | None) -> str:
    """A JSON-LD document in which no character can end the script element around it."""
    document = {"@context": "https://schema.org", **({"url": canonical} if canonical else {}), **data}
    text = json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")

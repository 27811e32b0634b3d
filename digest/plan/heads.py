"""The heads of pages: what search engines, link previews and feed readers are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from digest.model.page import Page
from digest.plan.context import Context, Part
from digest.plan.routes import Route, output_path, root
from digest.plan.views import Link, PageView

_TEMPLATES: Final = {
    "topic": "list", "source": "list", "undated": "list", "topics": "index", "sources": "index",
    "tag": "highlights", "topic_highlights": "highlights",
}  # fmt: skip
"""Kinds that share a template; each other kind has one of its own name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a page says, once it is made.

    Attributes:
        view: what the template shows.
        title: without the site's name.
        description: plain text; the site's own where empty.
        language: of the page's main text; the site's where empty.
        feed: the page's own feed.
        data: properties of its JSON-LD (schema.org); without them it has none.
    """

    view: object
    title: str
    description: str = ""
    language: str = ""
    feed: Link | None = None
    data: Mapping[str, object] | None = None


def page(context: Context, route: Route, kind: str, parts: Iterable[Part], make: Callable[[], Sheet]) -> Page:
    """A page of the site, rendered by the template of its kind.

    Args:
        context: the site.
        route: where it stands.
        kind: of page; chooses the template.
        parts: what the sheet is made from, beside what all pages are made from.
        make: makes the sheet.
    """
    return Page(
        path=output_path(route),
        template=f"{_TEMPLATES.get(kind, kind)}.html",
        parts=(*parts, *context.site_parts),
        make=partial(_shown, context, route, kind, make),
    )


def _shown(context: Context, route: Route, kind: str, make: Callable[[], Sheet]) -> tuple[tuple[str, object], ...]:
    """What the template sees."""
    sheet = make()
    addresses = context.addresses
    canonical = addresses.absolute(route) if addresses.base_url and kind != "not_found" else None
    head = PageView(
        kind=kind,
        title=sheet.title,
        description=sheet.description or context.config.description,
        root=addresses.base_path if kind == "not_found" else root(route),
        path=addresses.path(route),
        canonical=canonical,
        language=sheet.language or context.config.language,
        feed=sheet.feed,
        og_type="article" if kind == "article" else "website",
        json_ld=_json_ld(sheet.data, canonical) if sheet.data else "",
    )
    return (("site", context.site_view), ("page", head), ("view", sheet.view))


def _json_ld(data: Mapping[str, object], canonical: str | None) -> str:
    """A JSON-LD document in which no character can end the script element around it."""
    document = {"@context": "https://schema.org", **({"url": canonical} if canonical else {}), **data}
    text = json.dumps({key: value for key, value in document.items() if value}, ensure_ascii=False, sort_keys=True)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")

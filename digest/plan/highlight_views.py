"""A highlight as a page shows it, and the one that speaks for its article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.model.inputs import fingerprint_of
from digest.model.rendering import Highlight
from digest.plan import grouping
from digest.plan.linking.references import resolve
from digest.plan.pages import PageInputs, Site
from digest.plan.routes import Route, article_route
from digest.plan.texts import HighlightedArticle
from digest.plan.views import HighlightView


def highlight_view(page: PageInputs, item: HighlightedArticle, highlight: Highlight) -> HighlightView:
    """A highlight of an article as a page shows it; only links in what is said about it differ from page to page."""
    site = page.site
    view = site.kept((fingerprint_of(item), highlight.anchor), lambda: _view(site, item, highlight))
    html = resolve(view.comment_html, item.links, page.root, site.addresses)
    return view if html is view.comment_html else replace(view, comment_html=html)


def _view(site: Site, item: HighlightedArticle, highlight: Highlight) -> HighlightView:
    return HighlightView(
        quote=highlight.quote,
        path=f"{site.addresses.path(article_route(item.card))}#{highlight.anchor}",
        source_url=highlight.source,
        comment_html=highlight.comment_html,
        by=highlight.by,
        tags=tuple(
            site.link(f"#{tag}", Route("tag", grouping.tag_slug(tag, own=site.own_letters))) for tag in highlight.tags
        ),
        day=highlight.day,
    )


def best_noted(highlights: Iterable[Highlight]) -> Highlight | None:
    """The passage that most was said about, of equals the first; a note at a point where no passage was marked."""
    ranked = sorted(highlights, key=lambda item: (not item.quote, -len(item.comment_html)))
    return ranked[0] if ranked else None

"""The page for addresses that lead nowhere. It may be shown at any of them, so it links from the site's own path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from digest.dataclass import dataclass
from digest.plan.catalogue import Catalogue
from digest.plan.pages import Kind, PageInputs, Sheet
from digest.plan.routes import Pattern, Route
from digest.plan.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage(PageInputs):
    """The page for addresses that lead nowhere."""

    template: ClassVar[str] = "not_found.html"
    has_address: ClassVar[bool] = False

    def sheet(self, texts: Texts) -> Sheet:  # noqa: ARG002  (it shows no text)
        """The way to the archive."""
        site = self.site
        view = NotFoundView(archive=site.addresses.path(Route("archive")))
        return Sheet(view=view, title=site.words.text("not_found"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """The page for addresses that lead nowhere."""

    archive: str


def _pages(catalogue: Catalogue) -> Iterator[NotFoundPage]:
    yield NotFoundPage(route=Route("not_found"), site=catalogue.site)


KIND = Kind(name="not_found", pattern=Pattern("404.html"), order=90, pages=_pages)

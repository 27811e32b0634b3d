"""What search engines read: `sitemap.xml` (sitemaps.org 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from digest.dataclass import dataclass
from digest.model.inputs import named
from digest.plan.feeds.document_inputs import Document
from digest.plan.feeds.xml import document, element
from digest.plan.routes import Addresses, Route, in_address
from digest.plan.texts import Texts

LIMIT: Final = 50_000
"""Addresses in one sitemap (sitemaps.org, "Using Sitemap index files")."""

_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap(Document):
    """A list of addresses.

    Attributes:
        of: pages, or other sitemaps.
        addresses: whole, in order.
    """

    of: Literal["pages", "sitemaps"]
    addresses: tuple[str, ...] = named("the addresses of the site")

    def body(self, texts: Texts) -> bytes:  # noqa: ARG002  (it holds no text)
        """The list as XML."""
        name, item = ("urlset", "url") if self.of == "pages" else ("sitemapindex", "sitemap")
        urls = [element(1, item, "", element(2, "loc", address)) for address in self.addresses]
        return document(element(0, name, "", *urls, xmlns=_SCHEMA))


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots(Document):
    """`robots.txt`.

    Attributes:
        sitemap: the address of the sitemap; empty where there is none.
    """

    sitemap: str = named("the base address")

    def body(self, texts: Texts) -> bytes:  # noqa: ARG002  (it holds no text)
        """All may be read."""
        line = f"Sitemap: {self.sitemap}\n" if self.sitemap else ""
        return f"User-agent: *\nAllow: /\n{line}".encode()


def for_robots(addresses: Addresses, pages: Iterable[str]) -> Iterator[Document]:
    """`robots.txt`, and where the site's address is known, the sitemap: it may hold whole addresses only.

    Args:
        addresses: how links are written.
        pages: the permalinks of all pages that search engines may show.
    """
    base, sitemap = addresses.base_url, Route("file", "sitemap.xml")
    if base:
        yield from _sitemaps(addresses, sitemap, sorted([base + in_address(page) for page in pages]))
    robots = Route("file", "robots.txt")
    yield Robots(route=robots, sitemap=addresses.absolute(sitemap) if base else "")


def _sitemaps(addresses: Addresses, route: Route, pages: Sequence[str]) -> Iterator[Sitemap]:
    """One sitemap, or where it would be too long, several and an index of them."""
    if len(pages) <= LIMIT:
        yield Sitemap(route=route, of="pages", addresses=tuple(pages))
        return
    numbered = [Route("file", f"sitemap-{start // LIMIT + 1}.xml") for start in range(0, len(pages), LIMIT)]
    for at, part in enumerate(numbered):
        yield Sitemap(route=part, of="pages", addresses=tuple(pages[at * LIMIT : (at + 1) * LIMIT]))
    yield Sitemap(route=route, of="sitemaps", addresses=tuple(addresses.absolute(part) for part in numbered))

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
        base: the base address of the site.
        links: permalinks, in order.
    """

    of: Literal["pages", "sitemaps"]
    base: str = named("the base address")
    links: tuple[str, ...] = named("the addresses of the site")

    def body(self, texts: Texts) -> bytes:  # noqa: ARG002  (it holds no text)
        """The list as XML."""
        name, item = ("urlset", "url") if self.of == "pages" else ("sitemapindex", "sitemap")
        urls = [element(1, item, "", element(2, "loc", self.base + in_address(link))) for link in self.links]
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
        yield from _sitemaps(base, sitemap, sorted(pages, key=in_address))
    robots = Route("file", "robots.txt")
    yield Robots(route=robots, sitemap=addresses.absolute(sitemap) if base else "")


def _sitemaps(base: str, route: Route, links: Sequence[str]) -> Iterator[Sitemap]:
    """One sitemap, or where it would be too long, several and an index of them."""
    if len(links) <= LIMIT:
        yield Sitemap(route=route, of="pages", base=base, links=tuple(links))
        return
    parts = {f"sitemap-{start // LIMIT + 1}.xml": links[start : start + LIMIT] for start in range(0, len(links), LIMIT)}
    for name, part in parts.items():
        yield Sitemap(route=Route("file", name), of="pages", base=base, links=tuple(part))
    yield Sitemap(route=route, of="sitemaps", base=base, links=tuple(parts))

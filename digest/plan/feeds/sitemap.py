"""What search engines read: `sitemap.xml` (sitemaps.org 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from digest.model.fingerprint import key_of
from digest.model.page import Document
from digest.plan.context import Context
from digest.plan.feeds.xml import document, element
from digest.plan.routes import Route, output_path

LIMIT: Final = 50_000
"""Addresses in one sitemap (sitemaps.org, "Using Sitemap index files")."""

_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def for_robots(context: Context, pages: Iterable[Route]) -> Iterator[Document]:
    """`robots.txt`, and where the site's address is known, the sitemap: it may hold whole addresses only."""
    robots = "User-agent: *\nAllow: /\n"
    if context.addresses.base_url:
        sitemap = Route("file", "sitemap.xml")
        robots += f"Sitemap: {context.addresses.absolute(sitemap)}\n"
        yield from _sitemaps(context, sorted([context.addresses.absolute(route) for route in pages]))
    path = output_path(Route("file", "robots.txt"))
    yield Document(path=path, parts=(("the base address", robots),), make=robots.encode)


def _sitemaps(context: Context, addresses: Sequence[str]) -> Iterator[Document]:
    """One sitemap, or where it would be too long, several and an index of them."""
    if len(addresses) <= LIMIT:
        yield _list(Route("file", "sitemap.xml"), "urlset", "url", addresses)
        return
    numbered = [Route("file", f"sitemap-{start // LIMIT + 1}.xml") for start in range(0, len(addresses), LIMIT)]
    for at, route in enumerate(numbered):
        yield _list(route, "urlset", "url", addresses[at * LIMIT : (at + 1) * LIMIT])
    places = [context.addresses.absolute(route) for route in numbered]
    yield _list(Route("file", "sitemap.xml"), "sitemapindex", "sitemap", places)


def _list(route: Route, name: str, item: str, addresses: Sequence[str]) -> Document:
    def make() -> bytes:
        urls = ET.Element(name, {"xmlns": _SCHEMA})
        for address in addresses:
            element(element(urls, item), "loc", address)
        return document(urls)

    return Document(path=output_path(route), parts=(("the addresses of the site", key_of(addresses)),), make=make)

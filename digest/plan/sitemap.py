"""What search engines read: `sitemap.xml` (sitemaps.org 0.9) and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from digest.model.page import Artifact
from digest.plan.context import Context
from digest.plan.routes import Route, output_path
from digest.plan.xml import document, element


def for_robots(context: Context, pages: Iterable[Route]) -> Iterator[Artifact]:
    """`robots.txt`, and where the site's address is known, the sitemap: it may hold whole addresses only."""
    robots = "User-agent: *\nAllow: /\n"
    if context.addresses.base_url:
        sitemap = Route("file", "sitemap.xml")
        robots += f"Sitemap: {context.addresses.absolute(sitemap)}\n"
        yield Artifact(path=output_path(sitemap), body=_sitemap(context, pages))
    yield Artifact(path=output_path(Route("file", "robots.txt")), body=robots.encode())


def _sitemap(context: Context, pages: Iterable[Route]) -> bytes:
    urls = ET.Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for address in sorted(context.addresses.absolute(route) for route in pages):
        element(element(urls, "url"), "loc", address)
    return document(urls)

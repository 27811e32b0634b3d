"""Reads sitemaps (sitemaps.org 0.9)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from digest.check.site.file_facts import FileFacts, Flaw
from digest.check.site.site_addresses import resolve_address
from digest.check.site.trees import error_line, line_of, parse_xml

MOST_ADDRESSES: Final = 50_000
"""In one sitemap (sitemaps.org, "Using Sitemap index files")."""

_NAMESPACE: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap_facts(path: str, body: bytes, base_url: str) -> FileFacts | None:
    """The facts of a sitemap or of an index of sitemaps; None if the XML is something else.

    Args:
        path: of its file, relative to the site's root.
        body: its bytes.
        base_url: where the site stands, with a slash at its end; empty where that is not known.
    """
    try:
        root = parse_xml(body)
    except etree.XMLSyntaxError as error:
        flaw = Flaw(code="bad-sitemap", what=f"not well-formed XML: {error.msg}", line=error_line(error))
        return FileFacts(kind="sitemap", flaws=(flaw,)) if b"sitemaps.org" in body[:1000] else None
    if root.tag not in {f"{_NAMESPACE}urlset", f"{_NAMESPACE}sitemapindex"}:
        return None
    listed: dict[str, None] = {}
    flaws: list[Flaw] = []
    places = list(root.iter(f"{_NAMESPACE}loc"))
    for place in places:
        address = (place.text or "").strip()
        target = resolve_address(path, address, base_url)
        if not address.lower().startswith(("http://", "https://")) or (base_url and target.kind != "inside"):
            flaws.append(Flaw(code="foreign-sitemap-address", what=address, line=line_of(place)))
        elif target.kind == "inside":
            if target.path in listed:
                flaws.append(Flaw(code="bad-sitemap", what=f"{address} stands twice", line=line_of(place)))
            listed[target.path] = None
    if len(places) > MOST_ADDRESSES:
        flaws.append(Flaw(code="bad-sitemap", what=f"more than {MOST_ADDRESSES} addresses"))
    return FileFacts(kind="sitemap", entries=tuple(listed), flaws=tuple(flaws))

"""What is wrong between a sitemap and the pages that it lists."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.site.built_site import BuiltSite, Fault


def sitemap_faults(site: BuiltSite) -> Iterator[Fault]:
    """Files that do not exist, old addresses, and pages that search engines are told to leave out."""
    for file, facts in site.facts.items():
        if facts.kind != "sitemap":
            continue
        for path in facts.entries:
            page = site.facts.get(path)
            if path not in site.sizes:
                yield Fault(code="sitemap-lists-nothing", file=file, what=path)
            elif page is not None and (page.hidden or page.redirect):
                yield Fault(code="sitemap-lists-hidden-page", file=file, what=path)

"""What is wrong with a site as a whole: what leads nowhere, what should not be found, and what is too large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from digest.check.site.built_site import BuiltSite, Fault
from digest.check.site.file_facts import FileFacts
from digest.output.host_limits import LARGEST_FILE, LARGEST_SITE

HEAVY_PAGE: Final = 2_000_000
"""Bytes of a page with all that it loads at once: some ten seconds on a slow phone connection (1.6 Mbit/s)."""

_FEWEST_NAMED: Final = 3
"""The largest files that are named where a site is too large."""


def link_faults(site: BuiltSite) -> Iterator[Fault]:
    """What is wrong with the references of all files, by file."""
    dead = frozenset(path for path in _named(site) if not site.has(path))
    old = frozenset(path for path, facts in site.facts.items() if facts.redirect)
    placeless = _placeless(site)
    for file, facts in site.facts.items():
        if dead:
            yield from _dead(file, facts, dead)
        if old and not facts.redirect:
            for path in old.intersection(facts.links):
                yield Fault(code="link-to-old-address", file=file, target=path)
        if placeless:
            yield from (
                Fault(code="broken-anchor", file=file, target=anchor)
                for anchor in facts.anchors
                if anchor in placeless and anchor.partition("#")[0] not in dead
            )


def _named(site: BuiltSite) -> frozenset[str]:
    """All files that are named anywhere."""
    named: set[str] = set()
    for facts in site.facts.values():
        named.update(facts.links, facts.loads, facts.offers)
    return frozenset(named)


def _dead(file: str, facts: FileFacts, dead: frozenset[str]) -> Iterator[Fault]:
    for path in facts.links:
        if path in dead:
            yield Fault(code="broken-link", file=file, target=path)
    for path in dict.fromkeys((*facts.loads, *facts.offers)):
        if path in dead:
            yield Fault(code="missing-asset", file=file, target=path)


def _placeless(site: BuiltSite) -> frozenset[str]:
    """Of the places that links name, those that are not on their page. Only pages have places."""
    anchors: dict[str, set[str]] = {}
    for facts in site.facts.values():
        for anchor in facts.anchors:
            path, _, name = anchor.partition("#")
            anchors.setdefault(path, set()).add(name)
    pages = ((path, names, _page(site, path)) for path, names in anchors.items())
    return frozenset(
        f"{path}#{name}"
        for path, names, page in pages
        if page is not None
        for name in names.difference(page.ids.split(" "))
    )


def _page(site: BuiltSite, path: str) -> FileFacts | None:
    found = next((name for name in (path, f"{path}.html", f"{path}/index.html") if name in site.facts), "")
    facts = site.facts.get(found)
    return facts if facts is not None and facts.kind == "page" else None


def sitemap_faults(site: BuiltSite) -> Iterator[Fault]:
    """What a sitemap lists: files that do not exist, old addresses, pages that search engines are told to leave out."""
    for file, facts in site.facts.items():
        if facts.kind != "sitemap":
            continue
        for path in facts.entries:
            page = site.facts.get(path)
            if path not in site.sizes:
                yield Fault(code="sitemap-lists-nothing", file=file, what=path)
            elif page is not None and (page.hidden or page.redirect):
                yield Fault(code="sitemap-lists-hidden-page", file=file, what=path)


def size_faults(site: BuiltSite) -> Iterator[Fault]:
    """Sites, files and pages that are too large: for GitHub, or for whoever reads them on a phone."""
    total = sum(site.sizes.values())
    if total > LARGEST_SITE:
        largest = sorted(site.sizes, key=lambda path: (-site.sizes[path], path))[:_FEWEST_NAMED]
        named = ", ".join(f"{path} ({_megabytes(site.sizes[path])})" for path in largest)
        yield Fault(code="site-too-large", file="", what=f"{_megabytes(total)}; the largest files are {named}")
    for path, size in site.sizes.items():
        if size > LARGEST_FILE:
            yield Fault(code="file-too-large", file=path, what=_megabytes(size))
    for path, facts in site.facts.items():
        if facts.kind == "page":
            weight = site.sizes[path] + sum([site.sizes.get(load, 0) for load in facts.loads])
            if weight > HEAVY_PAGE:
                heaviest = max((path, *facts.loads), key=lambda file: site.sizes.get(file, 0))
                yield Fault(code="heavy-page", file=path, what=_megabytes(weight), target=heaviest)


def _megabytes(size: int) -> str:
    return f"{size / 10**6:,.1f} MB"

"""Sites, files and pages that are too large: for GitHub, or for whoever reads them on a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from digest.check.site.built_site import BuiltSite, Fault
from digest.output.host_limits import LARGEST_FILE, LARGEST_SITE

HEAVY_PAGE: Final = 2_000_000
"""Bytes of a page with all that it loads at once: some ten seconds on a slow phone connection (1.6 Mbit/s)."""

_FEWEST_NAMED: Final = 3
"""The largest files that are named where a site is too large."""


def size_faults(site: BuiltSite) -> Iterator[Fault]:
    """What is too large."""
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

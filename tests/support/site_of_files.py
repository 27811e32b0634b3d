"""A built site, as its checks see it, of files that are at hand."""

from __future__ import annotations

from collections.abc import Mapping

from digest.check.site import BuiltSite, Surroundings
from digest.check.site.read_facts import is_read, read_facts_of


def site_of(files: Mapping[str, bytes], surroundings: Surroundings) -> BuiltSite:
    """The site of some files, by their path."""
    return BuiltSite(
        sizes={path: len(files[path]) for path in sorted(files)},
        facts={path: read_facts_of(path, files[path], surroundings) for path in sorted(files) if is_read(path)},
    )

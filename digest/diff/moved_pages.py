"""Where the pages went that are no longer at their address: which other page, and which alias would lead there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Final

from digest.diff.page_parts import PageParts

_SHORT: Final = 4
"""Words of a text that is too short to tell one page from another."""


def target_of(path: str, parts: PageParts) -> str:
    """The file that a redirect leads to; empty for every other page, and for a way out of the site."""
    if not parts.leads_to or "://" in parts.leads_to:
        return ""
    way = parts.leads_to.partition("#")[0]
    target = normpath(join(dirname(path), way)).removeprefix("./")
    if target.startswith("../") or target == "..":
        return ""
    return join("" if target == "." else target, "index.html") if way.endswith("/") or not way else target


class RemovedPages:
    """The pages that are gone, to be found again among those that came. Each is found once."""

    def __init__(self, pages: Mapping[str, PageParts]) -> None:
        self._pages = pages
        self._names: dict[tuple[str, object], list[str]] = {}
        for path, parts in pages.items():
            for name in _names(path, parts):
                self._names.setdefault(name, []).append(path)
        self._found: set[str] = set()

    def found_again(self, path: str, parts: PageParts) -> str | None:
        """The former path of a page that came; None if it is new."""
        for name in _names(path, parts):
            candidates = [old for old in self._names.get(name, ()) if old not in self._found]
            if len(candidates) == 1:
                self._found.add(candidates[0])
                return candidates[0]
        return None


def _names(path: str, parts: PageParts) -> Iterator[tuple[str, object]]:
    """What a page can be known by, the surest first."""
    if parts.leads_to:
        return
    if parts.original:
        yield "original", parts.original
    text = parts.blocks.get("text", ())
    if sum(block.count(" ") + 1 for block in text) > _SHORT:
        yield "text", text
    if parts.title:
        yield "title", parts.title
    slug = path.removesuffix("/index.html").rpartition("/")[2]
    yield "slug", slug

"""Reads the pages that two sites do not have alike, keeps of each what is to be said of it, and finds what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple

from digest.diff.page_changes import NewWords, changed_parts, new_words, same_content
from digest.diff.page_parts import PageParts, Part, page_parts, page_title
from digest.diff.site_tree import SiteTree
from digest.plan.routes import route_of

ALIASED = frozenset(("article", "page"))
"""Kinds of pages whose files can give further addresses."""

_WRITTEN = ALIASED | {"week", "topic"}
"""Kinds of pages with words that stand on no other page first."""

_SHORT: Final = 4
"""Words of a text that is too short to tell one page from another."""


class ReadPage(NamedTuple):
    """What is kept of a page: never its text, since there may be ten thousand pages.

    Attributes:
        path: in the site.
        kind: as routes call it, or `redirect`.
        title: of the page.
        parts: of a changed page, what changed; nothing where that is only around its content.
        words: what it shows for the first time.
        former: of an added page, where it seems to have stood before, or empty.
        target: of a page that became a redirect, the file that it leads to, or empty.
    """

    path: str
    kind: str
    title: str
    parts: tuple[Part, ...] = ()
    words: tuple[NewWords, ...] = ()
    former: str = ""
    target: str = ""


def kind_of_page(path: str, parts: PageParts) -> str:
    """The kind of page at a path."""
    return "redirect" if parts.leads_to else route_of(path.removesuffix("index.html")).kind


def read_pages(site: SiteTree, paths: Sequence[str]) -> dict[str, PageParts]:
    """The parts of pages, by path."""
    return {path: page_parts(body) for path, body in zip(paths, site.bodies(paths), strict=True)}


def read_changed(
    before: SiteTree, after: SiteTree, paths: Sequence[str]
) -> Iterator[tuple[ReadPage, PageParts | None]]:
    """What changed of pages that both sites have; of one that became a redirect also the parts that it had.

    Pages may differ by their fingerprint and yet be read alike, where trees pass over what is of no interest.
    """
    for path, old, new in zip(paths, before.bodies(paths), after.bodies(paths), strict=True):
        if old == new:
            continue
        if same_content(old, new):
            yield ReadPage(path, "", ""), None
            continue
        first, second = page_parts(old), page_parts(new)
        kind = kind_of_page(path, second)
        if second.leads_to and not first.leads_to:
            yield ReadPage(path, kind_of_page(path, first), first.title, target=target_of(path, second)), first
            continue
        words = tuple(new_words(first, second)) if kind in _WRITTEN else ()
        yield ReadPage(path, kind, second.title, changed_parts(first, second), words), None


def read_added(
    site: SiteTree, paths: Sequence[str], gone: Mapping[str, PageParts], targets: Mapping[str, str]
) -> Iterator[ReadPage]:
    """What is new of pages that come.

    Args:
        site: that would be published.
        paths: of the pages.
        gone: pages that are no longer at their address.
        targets: by the path of a page, the former address that leads to it.
    """
    aliased = {path: parts for path, parts in gone.items() if kind_of_page(path, parts) in ALIASED}
    removed = RemovedPages(aliased)
    for path, body in zip(paths, site.bodies(paths), strict=True):
        title = page_title(body) if kind_of_page(path, PageParts()) not in _WRITTEN else None
        parts = page_parts(body) if title is None else PageParts(title=title)
        kind = kind_of_page(path, parts)
        former = targets.get(path) or (removed.found_again(path, parts) if kind in ALIASED else None)
        words = tuple(new_words(gone[former] if former else None, parts)) if kind in _WRITTEN else ()
        yield ReadPage(path, kind, parts.title, words=words, former=former or "")


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

"""Compares a site with the one that is published. Nothing is read of files that both have alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from digest.diff.feed_entries import feed_entries
from digest.diff.page_changes import BETWEEN
from digest.diff.page_parts import PageParts
from digest.diff.page_reading import ALIASED, ReadPage, kind_of_page, read_added, read_changed, read_pages, target_of
from digest.diff.site_difference import BrokenAddress, Change, Difference, PublicWords, Weight
from digest.diff.site_tree import SiteTree
from digest.diff.source_files import SourceFiles, holds_words, line_of_words
from digest.plan.search.search_index import PAGEFIND

_PAGE: Final = ".html"
_LOADED = re.compile(
    r".*\.(css|m?js|map|woff2?|[to]tf|png|jpe?g|gif|webp|avif|svg|ico|txt|webmanifest)|(.*/)?[^./]*", re.IGNORECASE
)
"""Files that pages or robots load by themselves: no reader has kept their address."""

_INDEX: Final = re.compile(rf"search/index\.[0-9a-f]+\.js|{PAGEFIND}.*")
"""The indexes of the search: digest's has another name whenever a word that it holds is another one, and of Pagefind's
some files are others each time that it is made."""

_LABEL: Final = re.compile(r"(?:(?:[@#]\S+|·)\s+)+")
"""What a page shows before a note: its author and its tags, of which some stand within its words in the file."""

_LARGEST: Final = 5
"""Large files that are named."""


def compare(before: SiteTree, after: SiteTree, sources: SourceFiles) -> Difference:
    """What a publish would change.

    Args:
        before: the site as it is published.
        after: the site as it would be published.
        sources: finds the files that pages are made from.
    """
    common = before.files.keys() & after.files.keys()
    differing = sorted(path for path in common if before.files[path].fingerprint != after.files[path].fingerprint)
    differing = [path for path in differing if not _INDEX.fullmatch(path)]
    came, went = (
        sorted(path for path in site.files.keys() - common if not _INDEX.fullmatch(path)) for site in (after, before)
    )
    changed = list(read_changed(before, after, [path for path in differing if path.endswith(_PAGE)]))
    redirected = {page.path: parts for page, parts in changed if parts is not None}
    gone = read_pages(before, [path for path in went if path.endswith(_PAGE)])
    targets = {page.target: page.path for page, parts in changed if parts is not None}
    added = list(read_added(after, [path for path in came if path.endswith(_PAGE)], gone | redirected, targets))
    told = [page for page, _ in changed if page.parts or page.path in redirected]
    naming = _Naming([*told, *added], sources)
    removed = [_removed(path, gone.get(path)) for path in went]
    return Difference(
        added=tuple(map(naming.change, came)),
        changed=tuple(naming.change(path) for path in differing if naming.is_named(path)),
        framed=tuple(page.path for page, _ in changed if not page.parts and page.path not in redirected),
        removed=tuple(removed),
        moved=tuple((_removed(path, parts), naming.target(path)) for path, parts in redirected.items()),
        broken=tuple(_broken(removed, gone, naming, after)),
        entries=tuple(feed_entries(before, after, differing)),
        words=tuple(naming.words()),
        weight=_weight(before, after),
    )


class _Naming:
    """Names the files of the site that would be published, with their titles and the files they are made from."""

    def __init__(self, pages: Iterable[ReadPage], sources: SourceFiles) -> None:
        self._pages = {page.path: page for page in pages}
        self._sources = sources
        self._by_former = {page.former: page.path for page in self._pages.values() if page.former}

    def is_named(self, path: str) -> bool:
        """Whether a file that both sites have is one of those that changed."""
        return not path.endswith(_PAGE) or bool(path in self._pages and self._pages[path].parts)

    def change(self, path: str) -> Change:
        """A file that comes or changes."""
        page = self._pages.get(path)
        if page is None and not path.endswith(_PAGE):
            return Change(path=path, kind="file")
        kind, title, parts = (page.kind, page.title, page.parts) if page else (kind_of_page(path, PageParts()), "", ())
        return Change(path=path, kind=kind, title=title, parts=parts, source=self._sources.file_of(path))

    def target(self, path: str) -> str:
        """Where a page leads that became a redirect."""
        return self._pages[path].target

    def moved_to(self, path: str) -> Change | None:
        """The page that came in the place of one that went."""
        return self.change(self._by_former[path]) if path in self._by_former else None

    def words(self) -> Iterator[PublicWords]:
        """What would be public for the first time, by page."""
        for path in sorted(self._pages):
            words = self._pages[path].words
            if not words:
                continue
            page = self.change(path)
            now, then = self._texts(page.source)
            for kind, text in words:
                first = "" if kind == "rights" else text.partition(BETWEEN)[0]
                line = line_of_words(now, first) or line_of_words(now, first[_label_end(first) :])
                was_hidden = holds_words(then, first)
                yield PublicWords(kind=kind, text=text, page=page, line=line, was_hidden=was_hidden)

    def _texts(self, file: str) -> tuple[str, str]:
        """What the file of a page holds, and what it held when it was published last."""
        return (self._sources.text_of(file), self._sources.published_text_of(file)) if file else ("", "")


def _label_end(note: str) -> int:
    """Where the label before the words of a note ends; 0 where it has none."""
    label = _LABEL.match(note)
    return label.end() if label else 0


def _removed(path: str, parts: PageParts | None) -> Change:
    if parts is None:
        return Change(path=path, kind="file")
    return Change(path=path, kind=kind_of_page(path, parts), title=parts.title)


def _broken(
    removed: Iterable[Change], gone: Mapping[str, PageParts], naming: _Naming, after: SiteTree
) -> Iterator[BrokenAddress]:
    """The removed files whose addresses people may have kept, each with where it seems to be now."""
    for change in removed:
        if change.kind == "file" and _LOADED.fullmatch(change.path):
            continue
        place = naming.moved_to(change.path)
        if change.kind == "redirect":
            target = target_of(change.path, gone[change.path])
            place = naming.moved_to(target) or (naming.change(target) if target in after.files else None)
        alias = change.address if place is not None and place.kind in ALIASED else ""
        yield BrokenAddress(change=change, moved_to=place, alias=alias)


def _weight(before: SiteTree, after: SiteTree) -> Weight:
    grown = (
        (-file.size, path)
        for path, file in after.files.items()
        if path not in before.files or before.files[path].size < file.size
    )
    return Weight(
        files_before=len(before.files),
        files=len(after.files),
        bytes_before=sum(file.size for file in before.files.values()),
        bytes=sum(file.size for file in after.files.values()),
        largest=tuple((path, -size) for size, path in sorted(grown)[:_LARGEST]),
    )

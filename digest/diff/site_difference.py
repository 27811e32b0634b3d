"""What a publish would change, as one value."""

from __future__ import annotations

from digest.dataclass import dataclass
from digest.diff.feed_entries import FeedEntry
from digest.diff.page_changes import Newness
from digest.diff.page_parts import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A file of the site that comes, changes or goes.

    Attributes:
        path: relative to the site's root.
        kind: of the page that stands there, as routes call it; `redirect`, or `file` for what is not a page.
        title: of the page, or empty.
        parts: what of a page changed; empty for one that comes or goes, and for a file.
        source: the file of `content/` that it is made from; empty where none is known.
    """

    path: str
    kind: str
    title: str = ""
    parts: tuple[Part, ...] = ()
    source: str = ""

    @property
    def address(self) -> str:
        """Where it stands, as people write it: `/2025/w12/call/`."""
        return f"/{self.path.removesuffix('index.html')}" if self.kind != "file" else f"/{self.path}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenAddress:
    """An address that is published and would lead nowhere.

    Attributes:
        change: the page that goes.
        moved_to: the page that it seems to have become; None where there is none like it.
        alias: what among the `aliases` of that page's file would lead there; empty without such a page.
    """

    change: Change
    moved_to: Change | None = None
    alias: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicWords:
    """Words that would be public for the first time.

    Attributes:
        kind: what they are.
        text: the words; of a text by wider rights, what is to be said of it.
        page: that shows them.
        line: of the page's file, 1-based; 0 where it is not known.
        was_hidden: whether the file had the words when the site was published last, and the page did not show them.
    """

    kind: Newness
    text: str
    page: Change
    line: int = 0
    was_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much there is to load.

    Attributes:
        files_before: of the published site.
        files: of the site that would be published.
        bytes_before: of the published site.
        bytes: of the site that would be published.
        largest: the largest of the files that come or grow, with their bytes, the largest first.
    """

    files_before: int
    files: int
    bytes_before: int
    bytes: int
    largest: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a publish would change. Files are sorted by their path.

    Attributes:
        added: pages and files that come.
        changed: those of which something changes that a reader sees.
        framed: pages that change only around their content: menu, ways to neighbours, style sheets.
        removed: pages and files that go, redirects among them.
        moved: pages that become a redirect, each with the page that it leads to.
        broken: those of the removed that people may have linked to or subscribed to.
        entries: what feeds would show their subscribers.
        words: what would be public for the first time.
        weight: of both sites.
    """

    added: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    framed: tuple[str, ...] = ()
    removed: tuple[Change, ...] = ()
    moved: tuple[tuple[Change, str], ...] = ()
    broken: tuple[BrokenAddress, ...] = ()
    entries: tuple[FeedEntry, ...] = ()
    words: tuple[PublicWords, ...] = ()
    weight: Weight

    @property
    def is_empty(self) -> bool:
        """Whether both sites are the same, byte for byte."""
        return not (self.added or self.changed or self.framed or self.removed or self.moved)

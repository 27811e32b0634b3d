"""Two states of a feed -> the entries that its subscribers would be shown, as new or once more.

A reader asks for `feed.xml` alone and tells entries by their id (RFC 4287, section 4.2.6); most show one again whose
`updated` is another. What moves into an archive document of the feed is told to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from digest.dataclass import dataclass
from digest.diff.site_tree import SiteTree

Why: TypeAlias = Literal["new", "id", "updated"]
"""Why an entry is shown: it is new to the feed, it has another id, or it says that it changed."""

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_FEED = re.compile(r"((?:.*/)?)feed\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry that subscribers would be shown.

    Attributes:
        feed: its path in the site.
        title: of the entry.
        why: what makes a reader show it.
    """

    feed: str
    title: str
    why: Why


class _Entry(NamedTuple):
    title: str
    link: str
    updated: str


def feed_entries(before: SiteTree, after: SiteTree, changed: Iterable[str]) -> Iterator[FeedEntry]:
    """The entries that subscribers of changed feeds would be shown, in their order; a new feed has none yet."""
    feeds = [path for path in changed if _FEED.fullmatch(path)]
    for path, old, new in zip(feeds, before.bodies(feeds), after.bodies(feeds), strict=True):
        shown, entries = _entries(old), _entries(new)
        if entries.keys() - shown.keys():
            shown = {**_archived(before, path), **shown}
        known = {name for entry in shown.values() for name in (entry.title, entry.link)}
        for name, entry in entries.items():
            why = _why(shown.get(name), entry, known)
            if why:
                yield FeedEntry(feed=path, title=entry.title, why=why)


def _why(shown: _Entry | None, entry: _Entry, known: set[str]) -> Why | None:
    """Why an entry would be shown; None if it would not."""
    if shown is None:
        return "id" if entry.title in known or entry.link in known else "new"
    return "updated" if shown.updated != entry.updated else None


def _archived(site: SiteTree, feed: str) -> Mapping[str, _Entry]:
    """The entries of the archive documents of a feed."""
    number = re.compile(rf"{re.escape(feed.removesuffix('.xml'))}-\d+\.xml")
    paths: Sequence[str] = [path for path in site.files if number.fullmatch(path)]
    return {name: entry for body in site.bodies(paths) for name, entry in _entries(body).items()}


def _entries(body: bytes) -> dict[str, _Entry]:
    """The entries of an Atom document by their id; none of what is not one."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        return {}
    try:
        root = ET.fromstring(body)  # noqa: S314  (entities are refused above, and expat loads nothing)
    except ET.ParseError:
        return {}
    entries = {}
    for entry in root.iter(f"{_ATOM}entry"):
        link = next((each.get("href", "") for each in entry.iter(f"{_ATOM}link")), "")
        name, title, updated = (
            " ".join((entry.findtext(_ATOM + each) or "").split()) for each in ("id", "title", "updated")
        )
        entries[name] = _Entry(title, link, updated)
    return entries

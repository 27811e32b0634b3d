"""Reads what programs read: feeds in Atom (RFC 4287) and JSON Feed 1.1, and sitemaps (sitemaps.org 0.9)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from html import escape
from typing import Any, Final, NamedTuple

from lxml import etree, html

from digest.check.site.file_facts import FileFacts, Flaw
from digest.check.site.page_references import page_references
from digest.check.site.site_addresses import resolve_address
from digest.check.site.trees import line_of, parse_xml
from digest.dataclass import dataclass

MOST_ADDRESSES: Final = 50_000
"""In one sitemap (sitemaps.org, "Using Sitemap index files")."""

_SITEMAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
"""A moment of RFC 3339, which both formats ask for."""

_WHOLE: Final = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SHOWN: Final = ("img", "video", "audio", "picture", "svg", "math", "table")
"""Elements that are worth an entry also without a word."""


class _Entry(NamedTuple):
    """An entry of a feed of either format; a text that is missing is empty.

    Attributes:
        content: HTML.
        addresses: of the entry itself.
        moments: with the names of their fields.
    """

    id: str
    title: str
    content: str
    addresses: tuple[str, ...]
    moments: tuple[tuple[str, str], ...]
    line: int


def xml_facts(path: str, body: bytes, base_url: str) -> FileFacts | None:
    """The facts of a feed, a sitemap or an index of sitemaps; None if the XML is something else.

    Args:
        path: of its file, relative to the site's root.
        body: its bytes.
        base_url: where the site stands, with a slash at its end; empty where that is not known.
    """
    try:
        root = parse_xml(body)
    except etree.XMLSyntaxError as error:
        what = f"not well-formed XML: {error.msg}"
        if b"<feed" in body[:1000]:
            return FileFacts(kind="feed", flaws=(Flaw(code="bad-feed", what=what, line=error.lineno or 0),))
        flaw = Flaw(code="bad-sitemap", what=what, line=error.lineno or 0)
        return FileFacts(kind="sitemap", flaws=(flaw,)) if b"sitemaps.org" in body[:1000] else None
    if root.tag == f"{_ATOM}feed":
        return _atom_facts(path, root, base_url)
    is_sitemap = root.tag in {f"{_SITEMAP}urlset", f"{_SITEMAP}sitemapindex"}
    return _sitemap_facts(path, root, base_url) if is_sitemap else None


def _atom_facts(path: str, feed: etree._Element, base_url: str) -> FileFacts:
    entries = [_atom_entry(entry) for entry in feed.iterfind(f"{_ATOM}entry")]
    missing = [name for name in ("id", "title", "updated") if not _text(feed, name)]
    if feed.find(f"{_ATOM}author") is None and any(
        entry.find(f"{_ATOM}author") is None for entry in feed.iterfind(f"{_ATOM}entry")
    ):
        missing.append("author")
    reader = _FeedReader(path=path, base_url=base_url)
    reader.flaws.extend(Flaw(code="bad-feed", what=f"the feed has no {name}", line=1) for name in missing)
    reader.moments((("updated", _text(feed, "updated")),), 1)
    reader.addresses([str(link.get("href") or "") for link in feed.iterfind(f"{_ATOM}link")], 1)
    return reader.facts(entries, _text(feed, "id"))


def _sitemap_facts(path: str, root: etree._Element, base_url: str) -> FileFacts:
    listed: dict[str, None] = {}
    flaws: list[Flaw] = []
    places = list(root.iter(f"{_SITEMAP}loc"))
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


def json_feed_facts(path: str, body: bytes, base_url: str) -> FileFacts | None:
    """The facts of a feed in JSON; None if the JSON is something else; arguments as of `xml_facts`."""
    try:
        feed = json.loads(body)
    except ValueError as error:
        flaw = Flaw(code="bad-feed", what=f"not JSON: {error}", line=getattr(error, "lineno", 0))
        return FileFacts(kind="feed", flaws=(flaw,)) if b"jsonfeed.org" in body[:1000] else None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        return None
    items = feed.get("items")
    reader = _FeedReader(path=path, base_url=base_url)
    if not feed.get("title"):
        reader.flaws.append(Flaw(code="bad-feed", what="the feed has no title"))
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        reader.flaws.append(Flaw(code="bad-feed", what="the feed has no list of items"))
        items = []
    reader.addresses([str(feed[name]) for name in ("home_page_url", "feed_url", "next_url") if name in feed], 0)
    return reader.facts([_json_entry(item) for item in items], "")


@dataclass(slots=True, kw_only=True)
class _FeedReader:
    """Collects what is wrong with a feed, and where it leads within the site.

    Attributes:
        path: of the feed.
        base_url: as of `xml_facts`.
    """

    path: str
    base_url: str
    flaws: list[Flaw] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    anchors: dict[str, None] = field(default_factory=dict)

    def facts(self, entries: Sequence[_Entry], own_id: str) -> FileFacts:
        """All facts, with those of the entries."""
        for entry in entries:
            self._entry(entry)
        counts = Counter([own_id, *(entry.id for entry in entries)] if own_id else [entry.id for entry in entries])
        doubled = [name for name, count in counts.items() if name and count > 1]
        return FileFacts(
            kind="feed",
            links=tuple(self.links),
            anchors=tuple(self.anchors),
            entries=tuple(entry.id for entry in entries),
            flaws=(*self.flaws, *(Flaw(code="doubled-feed-id", what=name) for name in doubled)),
        )

    def moments(self, moments: tuple[tuple[str, str], ...], line: int) -> None:
        """Take in moments; what is missing is told elsewhere."""
        for name, moment in moments:
            if moment and not _is_moment(moment):
                self.flaws.append(Flaw(code="bad-feed-date", what=f"{name}: {moment}", line=line))

    def addresses(self, addresses: Sequence[str], line: int) -> None:
        """Take in addresses of the feed or of an entry."""
        for address in addresses:
            if self.base_url and not _WHOLE.match(address):
                self.flaws.append(Flaw(code="relative-feed-link", what=address, line=line))
            target = resolve_address(self.path, address, self.base_url)
            if target.kind == "inside":
                self.links[target.path] = None
                if target.fragment:
                    self.anchors[f"{target.path}#{target.fragment}"] = None

    def _entry(self, entry: _Entry) -> None:
        name = entry.title or entry.id or "without a title"
        for what, value in (("id", entry.id), ("title", entry.title)):
            if not value:
                self.flaws.append(Flaw(code="bad-feed", what=f'the entry "{name}" has no {what}', line=entry.line))
        self.moments(entry.moments, entry.line)
        tree = html.fragment_fromstring(entry.content, create_parent="div") if entry.content.strip() else None
        if tree is None or not ("".join(tree.itertext()).strip() or any(True for _ in tree.iter(*_SHOWN))):
            self.flaws.append(Flaw(code="blank-feed-entry", what=name, line=entry.line))
        within = [] if tree is None else [reference.address for reference in page_references(tree)]
        self.addresses([*entry.addresses, *within], entry.line)


def _atom_entry(entry: etree._Element) -> _Entry:
    moments = tuple((name, _text(entry, name)) for name in ("updated", "published"))
    return _Entry(
        id=_text(entry, "id"),
        title=_text(entry, "title"),
        content=_text(entry, "content") or _text(entry, "summary"),
        addresses=tuple(str(link.get("href") or "") for link in entry.iterfind(f"{_ATOM}link")),
        moments=moments if moments[0][1] else (("updated", "missing"), *moments[1:]),
        line=line_of(entry),
    )


def _json_entry(item: dict[str, Any]) -> _Entry:
    title = str(item.get("title") or item.get("summary") or item.get("url") or item.get("id") or "")
    return _Entry(
        id=str(item.get("id") or ""),
        title=title,
        content=str(item.get("content_html") or escape(str(item.get("content_text") or ""))),
        addresses=tuple(str(item[name]) for name in ("url", "image") if item.get(name)),
        moments=tuple((name, str(item.get(name) or "")) for name in ("date_published", "date_modified")),
        line=0,
    )


def _text(parent: etree._Element, name: str) -> str:
    """The text of a child, with that of elements within it (XHTML content)."""
    child = parent.find(f"{_ATOM}{name}")
    if child is None:
        return ""
    if child.get("type") == "xhtml":
        return b"".join([etree.tostring(inner, encoding="ascii", method="html") for inner in child]).decode()
    return "".join(map(str, child.itertext())).strip()


def _is_moment(text: str) -> bool:
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True

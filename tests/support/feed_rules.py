"""What validators of feeds complain of, as far as it matters: RFC 4287, RFC 5005 and the rules of the W3C's validator."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_ID = re.compile(r"(?:urn|tag|https?):[^\s<>\"{}|\\^`]+")
_ADDRESS = re.compile(r"[^\s<>\"{}|\\^`]+")
_REFUSED = {"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "frame", "applet"}
_SEEN = {"img", "audio", "video", "math", "svg"}


class _Content(HTMLParser):
    """Collects what is wrong with the HTML of an entry, and whether anything of it is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []
        self.seen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= tag in _SEEN
        if tag in _REFUSED:
            self.complaints.append(f"holds <{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.complaints.append(f"holds the attribute {name}")
            if name in {"href", "src"} and not (urlsplit(value or "").scheme and _ADDRESS.fullmatch(value or "")):
                self.complaints.append(f"has the relative or broken address {value}")

    def handle_data(self, data: str) -> None:
        self.seen |= any(unicodedata.category(character)[0] not in "ZC" for character in data)


def complaints(body: bytes, address: str) -> list[str]:
    """What is wrong with a feed that stands at an address."""
    return list(_of_feed(ET.fromstring(body), address))


def _of_feed(feed: ET.Element, address: str) -> Iterator[str]:
    entries = feed.findall(f"{ATOM}entry")
    ids = Counter(element.text or "" for element in feed.iter(f"{ATOM}id"))
    yield from (f"the id {each} stands {count} times" for each, count in ids.items() if count > 1)
    selves = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if selves != [address]:
        yield f"says that it stands at {selves}"
    latest = max((entry.findtext(f"{ATOM}updated", "") for entry in entries), default=feed.findtext(f"{ATOM}updated"))
    if feed.findtext(f"{ATOM}updated") != latest:
        yield "is older or younger than its latest entry"
    if feed.find(f"{ATOM}author") is None:
        yield "has no author"
    for element in (feed, *entries):
        yield from _of_element(element)
    for entry in entries:
        yield from _of_content(entry)


def _of_element(element: ET.Element) -> Iterator[str]:
    for name in ("title", "id", "updated"):
        if not (element.findtext(f"{ATOM}{name}") or "").strip():
            yield f"{element.tag} has no {name}"
    if not _ID.fullmatch(element.findtext(f"{ATOM}id", "")):
        yield f"the id {element.findtext(f'{ATOM}id')} is not absolute"
    for name in ("updated", "published"):
        moment = element.find(f"{ATOM}{name}")
        if moment is not None and not _MOMENT.fullmatch(moment.text or ""):
            yield f"{name} {moment.text} is not a moment"
    if element.findtext(f"{ATOM}published", "") > element.findtext(f"{ATOM}updated", ""):
        yield "was published after its last change"
    links = [(link.get("rel"), link.get("type"), link.get("href") or "") for link in element.findall(f"{ATOM}link")]
    yield from (f"the link {href} is not absolute" for _, _, href in links if not urlsplit(href).scheme)
    yield from (f"the link {href} is broken" for _, _, href in links if not _ADDRESS.fullmatch(href))
    if [rel for rel, _, _ in links].count("alternate") != 1:
        yield "has not one page"
    if len(set(links)) < len(links):
        yield "has a link twice"


def _of_content(entry: ET.Element) -> Iterator[str]:
    content = entry.find(f"{ATOM}content")
    parser = _Content()
    parser.feed("" if content is None else content.text or "")
    parser.close()
    yield from parser.complaints
    if not parser.seen:
        yield f"{entry.findtext(f'{ATOM}title')} is blank"

"""HTML that the sanitiser would give back letter by letter, told without it in a quarter of the time.

Every tag is looked up in the sanitiser's own tables, with its attributes and their values. Tags are closed in order
and stand in elements in which a browser leaves them; text is escaped. Whatever is not told for sure to be clean, such
as formulas and addresses of unusual form, is left to the sanitiser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from digest.render.allowed_html import ATTRIBUTES, ID, TAGS, allowed_value

_TAG = re.compile(r"<[^>]*>?")
"""A tag. One that nothing ends is all that follows, which is so read once, not again for each further sign."""
_OPENING = re.compile(r'<([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_ENTITY = re.compile("&(?:amp|lt|gt|nbsp);")

_LABEL: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*\."
_ADDRESS = re.compile(
    rf"https?://(?:{_LABEL}){{1,9}}[a-z]{{2,20}}(?:[/?#][^\s\x22]*)?|digest-(?:file|root|wiki):(?!/)[\w./%#&;-]*|#[^\s\x22]+",
    re.ASCII,
)
"""Addresses that every reader of addresses takes for one."""

_PLACE = re.compile(rf' (?:(id)="{ID.pattern}"|href="(?:{_ADDRESS.pattern})")', re.ASCII)
"""An id or address that may stand in any tag that has one: by these alone most tags of a text differ."""

_MOVED = re.compile(r"<(?:table|thead|tbody|tr|/thead|/tbody|/tr|/t[hd])>[ \t\n\f]*[^< \t\n\f]|<pre[^<>]*>\n")
"""Text between the cells of a table, which browsers move before it, and a line break before code, which they drop."""

_VOID: Final = frozenset({"br", "hr", "img"})
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
_PHRASES: Final = frozenset(
    ("a", "img", "span", "em", "strong", "s", "code", "sub", "sup", "kbd", "mark", "del", "ins", "br")
)
_BLOCKS: Final = _PHRASES.union(
    _HEADINGS, ("p", "ul", "ol", "blockquote", "pre", "table", "hr", "div", "section", "details", "figure")
)
_CONTENT: Final = {
    **dict.fromkeys((*_PHRASES, *_HEADINGS, "p", "pre", "th", "td", "summary", "figcaption"), _PHRASES),
    **dict.fromkeys(("", "blockquote", "li", "div", "section"), _BLOCKS),
    "details": _BLOCKS | {"summary"},
    "figure": _BLOCKS | {"figcaption"},
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "table": frozenset({"thead", "tbody"}),
    **dict.fromkeys(("thead", "tbody"), frozenset({"tr"})),
    "tr": frozenset({"th", "td"}),
}
"""The elements that may stand in an element; the key of what stands in none is empty."""


def is_clean(html: str) -> bool:
    """Whether HTML is allowed and written as the sanitiser writes it; False where that is not sure."""
    tags = _TAG.findall(html)
    if not html.count("<") == html.count(">") == len(tags) or not _is_text(html):
        return False
    awaited = [""]
    for tag in tags:
        if tag == awaited[-1]:
            awaited.pop()
            continue
        end = _end_of(tag, awaited[-1])
        if end is None or (end == "</a>" and end in awaited):
            return False
        if end:
            awaited.append(end)
    return len(awaited) == 1


def _is_text(html: str) -> bool:
    """Whether what stands between and within tags is escaped as the sanitiser does, and stays where it is."""
    if "\0" in html or "\r" in html or "\xa0" in html:
        return False
    if "&" in html and html.count("&") != len(_ENTITY.findall(html)):
        return False
    return _MOVED.search(html) is None


@lru_cache(maxsize=4096)
def _end_of(tag: str, around: str) -> str | None:
    """As `_end_of_alike`, which few tags have to be looked up for."""
    return _end_of_alike(_PLACE.sub(lambda place: ' id="a"' if place[1] else ' href="#a"', tag), around)


@lru_cache(maxsize=4096)
def _end_of_alike(tag: str, around: str) -> str | None:
    """The tag that ends the element that a tag begins; empty if it has no content, None if it may not stand there.

    Args:
        tag: as written, but with the same id and address in all tags that have one.
        around: the tag that ends the element in which it stands; empty for none.
    """
    opening = _OPENING.fullmatch(tag)
    if opening is None or opening[1] not in TAGS or opening[1] not in _CONTENT[around[2:-1]]:
        return None
    name, attributes = opening[1], _ATTRIBUTE.findall(opening[2])
    names = {attribute for attribute, _ in attributes}
    allowed = len(names) == len(attributes) and names <= ATTRIBUTES.get(name, set())
    if not allowed or not all(_is_sure(name, *each) for each in attributes):
        return None
    return "" if name in _VOID else f"</{name}>"


def _is_sure(name: str, attribute: str, value: str) -> bool:
    address = attribute not in ("href", "src") or _ADDRESS.fullmatch(value)
    return bool(address) and allowed_value(name, attribute, value) is not None

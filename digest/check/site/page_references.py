"""What an HTML page names: links, what it loads, and what it offers a browser to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from lxml import etree

from digest.check.site.style_addresses import style_addresses
from digest.check.site.trees import finder, line_of

Use = Literal["link", "load", "offer"]

_ATTRIBUTES: Final[dict[tuple[str, str], Use]] = {
    ("a", "href"): "link",
    ("area", "href"): "link",
    ("form", "action"): "link",
    ("img", "src"): "load",
    ("script", "src"): "load",
    ("iframe", "src"): "load",
    ("embed", "src"): "load",
    ("object", "data"): "load",
    ("input", "src"): "load",
    ("image", "href"): "load",
    ("use", "href"): "load",
    ("source", "src"): "offer",
    ("track", "src"): "offer",
    ("audio", "src"): "offer",
    ("video", "src"): "offer",
    ("video", "poster"): "offer",
}
"""The attributes that hold an address, by element (HTML Living Standard, "Attributes")."""

_RELATIONS: Final[dict[str, Use]] = {
    "stylesheet": "load",
    "icon": "load",
    "preload": "load",
    "modulepreload": "load",
    "manifest": "load",
    "apple-touch-icon": "offer",
    "alternate": "link",
    "canonical": "link",
    "next": "link",
    "prev": "link",
    "author": "link",
    "license": "link",
    "help": "link",
    "search": "link",
}
"""What the relations of `link` mean for whoever opens the page; the first that is known decides."""

_PREVIEWS: Final = frozenset({"og:image", "og:url", "twitter:image", "og:video", "og:audio"})
_XLINK: Final = "{http://www.w3.org/1999/xlink}href"
_CANDIDATE: Final = re.compile(r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,\s]+)?\s*(?:,|$)")

_REFERRING: Final = finder(
    "//*[@href or @src or @srcset or @poster or @data or @style or @imagesrcset or @action"
    " or @*[name()='xlink:href'] or (self::meta and @content) or self::style]"
)


class Reference(NamedTuple):
    """An address that a page names.

    Attributes:
        use: what happens with it: a person follows it, every browser loads it, or a browser may.
        tag: of the element.
        address: as written.
        line: of the page, 1-based.
    """

    use: Use
    tag: str
    address: str
    line: int


def page_references(tree: etree._Element) -> Iterator[Reference]:
    """The references of a page, in its order."""
    for element in _REFERRING(tree):
        for use, address in _references(element):
            yield Reference(use, str(element.tag), address, line_of(element))


def _references(element: etree._Element) -> Iterator[tuple[Use, str]]:
    tag = element.tag
    attributes = element.attrib
    if tag == "meta":
        if (attributes.get("property") or attributes.get("name")) in _PREVIEWS:
            yield "link" if attributes.get("property") == "og:url" else "offer", str(attributes["content"])
        return
    if tag == "link":
        yield from _relation(element)
    if tag == "style":
        yield from (("load", address) for address, _ in style_addresses(element.text or ""))
    for name, value in attributes.items():
        use = _ATTRIBUTES.get((str(tag), "href" if name in {_XLINK, "xlink:href"} else str(name)))
        if use is not None:
            yield use, str(value)
        elif name in {"srcset", "imagesrcset"}:
            yield from (("offer", candidate[1]) for candidate in _CANDIDATE.finditer(str(value)))
        elif name == "style":
            yield from (("load", address) for address, _ in style_addresses(str(value)))


def _relation(link: etree._Element) -> Iterator[tuple[Use, str]]:
    """What a `link` element leads to."""
    address = link.get("href")
    relations = (link.get("rel") or "").lower().split()
    use = next((_RELATIONS[relation] for relation in relations if relation in _RELATIONS), None)
    if address is not None and use is not None:
        yield use, address

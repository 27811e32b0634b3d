"""What a page or style sheet names: links, what it loads, and what it offers a browser to choose from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, Literal, NamedTuple

from lxml import etree

from digest.check.site.trees import finder, line_of

Use = Literal["link", "load", "offer"]

_ATTRIBUTES: Final[dict[str, tuple[tuple[str, Use], ...]]] = {
    "a": (("href", "link"),),
    "area": (("href", "link"),),
    "form": (("action", "link"),),
    "img": (("src", "load"), ("srcset", "offer")),
    "script": (("src", "load"),),
    "iframe": (("src", "load"),),
    "embed": (("src", "load"),),
    "object": (("data", "load"),),
    "input": (("src", "load"),),
    "image": (("href", "load"), ("xlink:href", "load"), ("{http://www.w3.org/1999/xlink}href", "load")),
    "use": (("href", "load"), ("xlink:href", "load"), ("{http://www.w3.org/1999/xlink}href", "load")),
    "source": (("src", "offer"), ("srcset", "offer")),
    "track": (("src", "offer"),),
    "audio": (("src", "offer"),),
    "video": (("src", "offer"), ("poster", "offer")),
    "link": (("imagesrcset", "offer"),),
}
"""The attributes that hold addresses, by element (HTML Living Standard, "Attributes")."""

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
_CANDIDATE: Final = re.compile(r"[\s,]*([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,\s]+)?\s*(?:,|$)")

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_IN_STYLES: Final = re.compile(
    r"""url\(\s*(?:"(?P<double>(?:[^"\\\n]|\\.)*)"|'(?P<single>(?:[^'\\\n]|\\.)*)'|(?P<bare>[^"'()\s]*))\s*\)"""
    r"""|@import\s+(?:"(?P<import_double>[^"\n]*)"|'(?P<import_single>[^'\n]*)')""",
    re.IGNORECASE,
)
"""`url()` and `@import` (CSS Values 4, section 4.5; CSS Cascade 5)."""

_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")

_TAGS: Final = (*_ATTRIBUTES, "meta", "style")
_STYLED: Final = finder("//*[@style]")


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
    """The references of a page: those of its elements in their order, then those of styles that stand at elements."""
    roots = (tree, *tree.itersiblings())  # the parser makes a tree of its own of what stands behind `</html>`
    for element in chain.from_iterable(root.iter(*_TAGS) for root in roots):
        for use, address in _references(element):
            yield Reference(use, str(element.tag), address, line_of(element))
    for element in _STYLED(tree):
        for address, _ in style_addresses(element.get("style") or ""):
            yield Reference("load", str(element.tag), address, line_of(element))


def _references(element: etree._Element) -> Iterator[tuple[Use, str]]:
    tag = str(element.tag)
    for name, use in _ATTRIBUTES.get(tag, ()):
        value = element.get(name)
        if value is None:
            continue
        if name.endswith("srcset"):
            yield from ((use, candidate[1]) for candidate in _CANDIDATE.finditer(value))
        else:
            yield use, value
    if tag == "link":
        yield from _relation(element)
    elif tag == "meta" and (element.get("property") or element.get("name")) in _PREVIEWS:
        yield "link" if element.get("property") == "og:url" else "offer", element.get("content") or ""
    elif tag == "style":
        yield from (("load", address) for address, _ in style_addresses(element.text or ""))


def _relation(link: etree._Element) -> Iterator[tuple[Use, str]]:
    """What a `link` element leads to."""
    address = link.get("href")
    relations = (link.get("rel") or "").lower().split()
    use = next((_RELATIONS[relation] for relation in relations if relation in _RELATIONS), None)
    if address is not None and use is not None:
        yield use, address


def style_addresses(css: str) -> Iterator[tuple[str, int]]:
    """Each address that a style sheet names with its line, 1-based; those of data that stands in it are left out."""
    css = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), css)
    for named in _IN_STYLES.finditer(css):
        address = _ESCAPE.sub(_unescaped, next(filter(None, named.groups()), ""))
        if address and not address.lower().startswith("data:") and not address.startswith("#"):
            yield address, css.count("\n", 0, named.start()) + 1


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1] or "0", 16)
    return chr(code) if 0 < code <= 0x10FFFF else escape[2] or ""

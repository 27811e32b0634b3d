"""HTML and XML as trees, safely: no entity is resolved, and nothing is asked of the network."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias, cast

from lxml import etree

_Find: TypeAlias = "Callable[[etree._Element], list[etree._Element]]"  # noqa: SLF001  (its stubs name no other)

_HTML: Final = etree.HTMLParser(encoding="utf-8", collect_ids=False, no_network=True, huge_tree=True)
_XML: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def parse_page(body: bytes) -> etree._Element | None:
    """The tree of a page; None where there is nothing in it."""
    try:
        return etree.fromstring(body, _HTML)
    except etree.XMLSyntaxError:
        return None


def parse_xml(body: bytes) -> etree._Element:
    """The tree of an XML document.

    Raises:
        XMLSyntaxError: it is not well-formed.
    """
    return etree.fromstring(body, _XML)


def finder(path: str) -> _Find:
    """What finds the elements of a tree that fit an XPath expression."""
    return cast("_Find", etree.XPath(path))


def line_of(element: etree._Element) -> int:
    """The line of an element, 1-based; 0 where it is not known."""
    return cast("int | None", element.sourceline) or 0

"""Addresses as browsers read them."""

from __future__ import annotations

import re

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import class_of, drop

_LONGEST = 2_000
_ENDS = re.compile(r"[\t\n\r]+")
_SPACES = re.compile(r"[ \u00a0]")
_DESCRIPTOR = re.compile(r"(?:^|\s)descriptor(?:$|\s)")


def spaces_in_addresses(page: Page) -> None:
    """Space around an address and line ends in it do not count, a space in it is `%20` (WHATWG URL Standard)."""
    for element in page.tree.iter("a", "img"):
        name = "href" if element.tag == "a" else "src"
        address = element.get(name)
        if address and len(address) <= _LONGEST and any(sign in address for sign in " \t\n\r\u00a0"):
            element.set(name, _SPACES.sub("%20", _ENDS.sub("", address.strip())))


def tracking_pixels(page: Page) -> None:
    """A picture of one point counts readers."""
    for image in list(page.tree.iter("img")):
        if _is_point(image, "width") and _is_point(image, "height"):
            drop(image)


def _is_point(image: _Element, side: str) -> bool:
    style = re.search(rf"(?:^|[;\s]){side}\s*:\s*([01])(?:px)?\s*(?:;|!|$)", (image.get("style") or "")[:500])
    return style is not None or re.fullmatch(r"\s*[01](?:px)?\s*", image.get(side) or "") is not None


def descriptors(page: Page) -> None:
    """ArXiv labels title and abstract ("Title:", "Abstract:") for those who hear the page."""
    for element in page.classed(_DESCRIPTOR):
        if element.tag == "span" and len(class_of(element).split()) == 1:
            drop(element)

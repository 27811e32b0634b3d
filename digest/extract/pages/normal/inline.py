"""What stands within a line: ruby, quoted words, and elements that no reader knows."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import BLOCKS, class_of, drop, is_inside, make_plain, text_of

_KNOWN_WORDS = (
    "a abbr audio b bdi bdo br button canvas cite code col colgroup del dfn em embed font frame head i iframe img "
    "input kbd link map mark meta noscript object optgroup option param picture pre q s samp script select small "
    "source span strike strong style sub sup svg template textarea time title track tt u var video wbr math"
)
_KNOWN: Final = BLOCKS | frozenset(_KNOWN_WORDS.split())
"""Elements that the readers know, or that hold no text."""

_LINES_WORDS = (
    "p h1 h2 h3 h4 h5 h6 li td th dd dt figcaption span a em strong i b u small font caption summary blockquote"
)
_LINES: Final = frozenset(_LINES_WORDS.split())
"""Elements in which text stands in lines."""


def ruby(page: Page) -> None:
    """The reading of a character stands behind it in parentheses."""
    for element in list(page.tree.iter("rp")):
        drop(element)
    for element in list(page.tree.iter("rt")):
        if is_inside(element, ("ruby",)) and text_of(element).strip():
            element.text = f"({(element.text or '').lstrip()}"
            if len(element):
                element[-1].tail = f"{(element[-1].tail or '').rstrip()})"
            else:
                element.text = f"{element.text.rstrip()})"
            make_plain(element)
    for element in list(page.tree.iter("ruby", "rb", "rtc")):
        make_plain(element)


def quoted_words(page: Page) -> None:
    """`<q>` gets the quotation marks that browsers put around it, single ones within double ones."""
    for element in list(page.tree.iter("q")):
        text = text_of(element).strip()
        depth = sum(1 for _ in element.iterancestors("q"))
        left, right = ("‘", "’") if depth % 2 else ("“", "”")
        if not text or text[0] in "\"“‘'«„" or is_inside(element, ("pre", "code")):
            continue
        element.text = left + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + right
        else:
            element.text += right


_CITED = re.compile(r"(?:^|\s)(?:citation|cs1|reference)(?:$|\s)")


def cited_works(page: Page) -> None:
    """MediaWiki puts a whole reference into `<cite>` and its style sheet shows it upright, but for the title."""
    for element in list(page.tree.iter("cite")):
        if _CITED.search(class_of(element)):
            make_plain(element)


def unknown_elements(page: Page) -> None:
    """An element that no reader knows is inline where it stands in a line: `<ins>`, `<big>`, `<label>`, `<g-emoji>`."""
    for element in list(page.tree.iter()):
        if isinstance(element.tag, str) and element.tag not in _KNOWN and _is_in_line(element):
            element.tag = "span"
            element.attrib.pop("class", "")


def _is_in_line(element: _Element) -> bool:
    """Whether text stands beside an element, or it stands in an element of lines; and no block stands in it."""
    parent = element.getparent()
    if parent is None or any(child.tag in BLOCKS for child in element.iter() if isinstance(child.tag, str)):
        return False
    if parent.tag in _LINES:
        return True
    before = element.getprevious()
    text_before = parent.text if before is None else before.tail
    return bool((text_before or "").strip() or (element.tail or "").strip())

"""Text that a style makes bold, italic or invisible, whatever its element says."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import BLOCKS, class_of, drop, having, make_plain, short_text

_LONGEST_STYLE: Final = 500
_LONGEST_LABEL: Final = 80
"""Code points of a `style` that are read, and of a text for screen readers that is dropped."""

_BOLD = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(?:bold|bolder|[6-9]00)\s*(?:;|!|$)")
_NOT_BOLD = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(?:normal|lighter|[1-4]00)\s*(?:;|!|$)")
_ITALIC = re.compile(r"(?:^|[;\s])font-style\s*:\s*(?:italic|oblique)\s*(?:;|!|$)")
_UPRIGHT = re.compile(r"(?:^|[;\s])font-style\s*:\s*normal\s*(?:;|!|$)")
_HIDDEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|u-hiddenVisually|assistive-text|a11y-hidden|"
    r"show-for-sr|hidden-visually|screenreader-only|offscreen)(?:$|\s)"
)


def styled_emphasis(page: Page) -> None:
    """A `<span>` may be bold or italic by its style, and a `<b>`, as Google Docs has it, of normal weight."""
    for element in page.having("style"):
        style = (element.get("style") or "")[:_LONGEST_STYLE]
        match element.tag:
            case "b" | "strong":
                if _NOT_BOLD.search(style):
                    make_plain(element)
            case "i" | "em":
                if _UPRIGHT.search(style):
                    make_plain(element)
            case "span" | "font":
                _emphasise(element, style)


def _emphasise(element: _Element, style: str) -> None:
    if any(child.tag in BLOCKS for child in element) or not (element.text or len(element)):
        return
    is_bold, is_italic = bool(_BOLD.search(style)), bool(_ITALIC.search(style))
    if is_bold and is_italic:
        inner = element.makeelement("em")
        inner.text, element.text = element.text, None
        inner.extend(list(element))
        element.append(inner)
    if is_bold or is_italic:
        element.tag = "strong" if is_bold else "em"


def text_for_screen_readers(page: Page) -> None:
    """Short words within a line that only a screen reader says ("opens in a new window") are dropped."""
    for element in list(page.classed(_HIDDEN)):
        text = short_text(element, _LONGEST_LABEL)
        if element.tag in {"span", "small"} and text and any(map(str.isalpha, text)):
            drop(element)
    for element in having(page.tree, "hidden"):
        if element.tag == "span" and short_text(element, _LONGEST_LABEL) and "katex" not in class_of(element):
            drop(element)

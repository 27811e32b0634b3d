"""What generators put around code: buttons to copy it, the name of its file or language, where it is kept."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.code.code_language import is_name_of_language
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import ancestors, class_of, drop, short_text

_CONTROLS = re.compile(
    r"(?:^|[\s_-])(?:copy|copybtn|clipboard|btn|button|toolbar|zeroclipboard\S*|code-?lang|language-label|lang|"
    r"code-?header|code-?title|code-?block-(?:header|title|caption|extension\S*)|codeBlockTitle\S*|filename|file-name|"
    r"lang-label|highlight__panel|line-numbers-wrapper|"
    r"remark-code-title|rehype-code-title|code-actions?|copy-?code\S*)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of what is put above or beside code: buttons to copy it, the name of its file or language."""

_TITLE = re.compile(r"(?:^|\s)title(?:$|\s)")
_LISTING = re.compile(r"(?:^|\s)listingblock(?:$|\s)")
"""AsciiDoc's listing, and the title in it."""

_WRAPPER = re.compile(
    r"(?:^|[\s_-])(?:highlight|highlighter\S*|codehilite|expressive-code|code-?block\S*|code-?wrapper|code-?toolbar|"
    r"code-?snippet|code-?example|code|snippet|prism\S*|shiki|literal-block-wrapper|listingblock|listing|sourceCode|"
    r"syntaxhighlighter|wp-block-code\S*|rehype\S*|gist\S*|codeBlock\S*|chroma|codeContent|language-\w+|"
    r"crayon-syntax|crayon-main)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of the elements that generators put around code and what belongs to it."""

_BESIDE = re.compile(r"(?:^|\s)(?:gist-meta|crayon-toolbar|crayon-plain-wrap)(?:$|\s)")
"""Classes of what never belongs to the text: where a gist is kept, and Crayon's bar and second copy of the code."""

_COPY = re.compile(r"\s*(?:copy(?: code)?|copied!?)\s*$", re.IGNORECASE)
_DONE: Final = "data-without-labels"
_LONGEST: Final = 80
_MOST: Final = 20
_HIGHEST: Final = 5
"""Code points of a label beside code, elements beside code that are looked at, and elements around it."""


def drop_copies(page: Page) -> None:
    """Drop the bar, the second copy and the origin that some generators put around code."""
    for element in list(page.classed(_BESIDE)):
        drop(element)


def drop_labels(block: _Element, language: str) -> None:
    """Drop what the generator has put around a block of code, as far as it is a button or a short label."""
    inner = block
    for outer in ancestors(block, _HIGHEST):
        if outer.tag == "body" or not _is_wrapper(outer):
            _drop_label_before(inner, language)
            return
        if outer.get(_DONE) is not None:  # by another block in it
            return
        outer.set(_DONE, "")
        for child in list(islice(outer, _MOST)):
            if child is not inner and _is_label(child, outer, language):
                drop(child)
        inner = outer


def _is_wrapper(element: _Element) -> bool:
    outer = element.getparent()
    return (
        element.tag == "figure"
        or (outer is not None and bool(_LISTING.search(class_of(outer))))
        or bool(_WRAPPER.search(class_of(element)))
        or element.get("data-rehype-pretty-code-figure") is not None
    )


def _is_label(element: _Element, outer: _Element, language: str) -> bool:
    """Whether an element in the wrapper of code is a label or a button."""
    if not isinstance(element.tag, str) or next(element.iter("pre", "p", "table"), None) is not None:
        return False
    label = short_text(element, _LONGEST)
    if label is None:
        return False
    return (
        (element.tag in {"figcaption", "button", "svg"} and outer.tag in {"figure", "div"})
        or bool(_CONTROLS.search(class_of(element)))
        or element.get("data-rehype-pretty-code-title") is not None
        or bool(_TITLE.search(class_of(element)) and _LISTING.search(class_of(outer)))
        or _names(label, language)
    )


def _drop_label_before(block: _Element, language: str) -> None:
    """Drop the label that stands before code without a wrapper around both."""
    before = block.getprevious()
    if before is None or before.tag not in {"div", "span", "p"} or (before.tail or "").strip():
        return
    label = short_text(before, _LONGEST)
    if label is not None and _names(label, language):
        drop(before)


def _names(label: str, language: str) -> bool:
    """Whether a label is nothing but the name of a language, and perhaps "Copy"."""
    return is_name_of_language(_COPY.sub("", label).strip(), language)

"""Headings alone: without the links by which readers copy their address, or editors edit their section."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import class_of, drop, make_plain, short_text

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_ANCHOR = re.compile(
    r"(?:^|[\s_-])(?:headerlink|header-?anchor|heading-?anchor|hash-?link|anchor(?:-?link|js-link|-heading|-icon)?|anchorjs-link|"
    r"mw-editsection|editsection|perma-?link|heading-?link|section-?link|direct-link|toc-anchor|autolink|octicon-link|"
    r"headline-hash|td-heading-self-link|self-link|link-icon|copy-?link|sl-anchor-link|hanchor|edit-link|anchor-copy)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_PERMALINK = re.compile(r"(?:^|\s)(?:headerlink|perma-?link|hash-link|self-link)(?:$|\s)")
_EDIT = re.compile(r"(?:^|\s)mw-editsection(?:$|[\s-])")
_LONGEST: Final = 300
"""Code points of a heading."""

_SIGN = re.compile(
    r"[\s¶#§🔗⚓∞∮\u200b\ufe0f\u00a0✎⛓↩🔖]*|(?:perma)?link(?: to (?:this )?\S.{0,80})?|copy link|\[?edit\]?|"
    r"direct link.{0,80}|anchor|(?:back |go |return )?to (?:the )?(?:top|contents?)|back",
    re.IGNORECASE,
)


def headings_by_role(page: Page) -> None:
    """A short block with the role of a heading is one, of the level that it says."""
    for element in page.having("role"):
        level = re.fullmatch(r"\s*([1-6])\s*", element.get("aria-level") or "")
        if (
            level
            and element.get("role") == "heading"
            and element.tag in {"div", "p", "span"}
            and short_text(element, _LONGEST)
        ):
            element.tag = f"h{level[1]}"


def linked_headings(page: Page) -> None:
    """A link around nothing but a heading stands in it."""
    for link in list(page.tree.iter("a")):
        heading = link[0] if len(link) == 1 else None
        if (
            heading is None
            or heading.tag not in _HEADINGS
            or not link.get("href")
            or (link.text or "").strip()
            or (heading.tail or "").strip()
            or next(heading.iter("a"), None) is not None
        ):
            continue
        inner = heading.makeelement("a", {"href": link.get("href") or ""})
        inner.text, heading.text = heading.text, None
        inner.extend(list(heading))
        heading.append(inner)
        make_plain(link, "div")


def heading_links(page: Page) -> None:
    """Links to a heading itself, and to edit its section, are dropped, also where they stand beside it."""
    for heading in list(page.tree.iter(*_HEADINGS)):
        marked = [element for element in heading.iter("span", "div", "svg") if _EDIT.search(class_of(element))]
        for element in [*heading.iter("a", "button"), *marked]:
            if element.getparent() is not None and _is_anchor(element, page.address):
                if _has_title(element, heading):
                    make_plain(element)
                else:
                    drop(element)
        for beside in (heading.getnext(), heading.getprevious()):
            if beside is not None and _is_beside(beside):
                drop(beside)


def permalinks(page: Page) -> None:
    """The links to a term, a figure or a paragraph itself, as Sphinx puts them behind it, are dropped."""
    for element in list(page.classed(_PERMALINK)):
        text = short_text(element, 8)
        if element.tag == "a" and text is not None and _SIGN.fullmatch(text):
            drop(element)


def _is_anchor(element: _Element, address: str | None) -> bool:
    if element.tag != "a":
        return True
    target = element.get("href") or ""
    page, sign, _ = target.partition("#")
    leads_here = bool(sign) and (not page or page == (address or ""))
    classes = class_of(element)
    text = short_text(element, 100)
    return (leads_here and text is not None) or (
        bool(_ANCHOR.search(classes)) and text is not None and bool(_SIGN.fullmatch(text))
    )


def _has_title(element: _Element, heading: _Element) -> bool:
    """Whether an anchor holds words of the heading, not only a sign."""
    if element.tag == "button" or _EDIT.search(class_of(element)):
        return False
    text = short_text(element, 300) or ""
    return not _SIGN.fullmatch(text) or (text != "" and text == short_text(heading, 300) and len(text) > 1)


def _is_beside(element: _Element) -> bool:
    """Whether an element beside a heading is only its anchor, as GitHub puts it."""
    if element.tag == "a" and "#" in (element.get("href") or ""):
        text = short_text(element, 100)
        return bool(_ANCHOR.search(class_of(element))) and text is not None and bool(_SIGN.fullmatch(text))
    return element.tag in {"span", "div"} and bool(_EDIT.search(class_of(element)))

"""Callouts (notes, tips, warnings set apart from the text) as quotations that say their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import ancestors, class_of, drop, short_text

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND: Final = "data-callout"
TITLE: Final = "data-callout-title"
"""The attributes of a quotation that is a callout."""

_NAMES: Final = {
    **dict.fromkeys(("note", "secondary", "memo"), "note"),
    **dict.fromkeys(("info", "information", "primary", "seealso"), "info"),
    **dict.fromkeys(("tip", "hint", "success", "best-practice", "check"), "tip"),
    **dict.fromkeys(("important",), "important"),
    **dict.fromkeys(("warning", "warn", "attention"), "warning"),
    **dict.fromkeys(("caution",), "caution"),
    **dict.fromkeys(("danger", "error", "critical"), "danger"),
    **dict.fromkeys(("abstract", "summary", "tldr"), "abstract"),
    **dict.fromkeys(("question", "faq", "help"), "question"),
    **dict.fromkeys(("failure", "fail", "missing", "bug"), "failure"),
    "example": "example",
    "todo": "todo",
    "quote": "quote",
}
"""What generators call a callout -> its kind."""

_CALLOUT = re.compile(
    r"(?:^|\s)(?:admonition|admonitionblock|theme-admonition|markdown-alert|callout|custom-block|alert|book-hint|hint|"
    r"starlight-aside|notice|notices|admon|docblock|bs-callout|td-alert|doc-alert|callout-block|message-box|note-block|"
    r"infobox-note|nx-callout|nextra-callout|hx-callout|vp-callout|hint-container|rst-admonition)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:^|\s)(?:note|tip|warning|important|caution|danger)(?:$|\s)", re.IGNORECASE)
_TITLES = re.compile(
    r"(?:^|[\s_-])(?:admonition-?(?:title|heading)|markdown-alert-title|callout-?title|callout-heading|custom-block-title|aside__title|"
    r"alert-heading|alert-title|hint-container-title|admonition-label|notice-title|callout__title|admonitionHeading\S*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS: Final = frozenset({"div", "aside", "section", "blockquote", "details", "figure", "p", "table"})
_LONGEST_TITLE: Final = 200


def callouts(page: Page) -> None:
    """The callouts of MkDocs, Sphinx, Docusaurus, GitHub, Obsidian, AsciiDoc, VitePress, Hugo, Starlight, Bootstrap."""
    for element in list(page.classed(_CALLOUT)):
        if element.tag in _TAGS and element.getparent() is not None and (kind := _kind(element)):
            _become_callout(element, kind)
    for element in list(page.classed(_BARE)):
        if element.tag in {"aside", "div"} and element.getparent() is not None and not element.get("role"):
            match = _BARE.search(class_of(element))
            if match and len(class_of(element).split()) <= 2 and next(element.iter("p"), None) is not None:
                _become_callout(element, _NAMES[match[0].strip().lower()])


def _kind(element: _Element) -> str | None:
    """The kind of a callout, or None where an element with such a class is something else."""
    if named := (element.get("data-callout") or element.get("data-type") or element.get("data-admonition-type")):
        return _NAMES.get(named.strip().lower(), "note")
    classes = class_of(element).lower()
    words = [word for part in classes.split() for word in (part, *re.split(r"--|__|_|-", part))]
    kind = next((_NAMES[word] for word in words if word in _NAMES), None)
    is_sure = re.search(r"admonition|markdown-alert|callout|custom-block|starlight-aside|hint", classes) is not None
    has_text = (
        next(element.iter("p", "li", "pre", "td"), None) is not None or len(short_text(element, 2_000) or "") > 20
    )
    if not has_text or any(_CALLOUT.search(class_of(outer)) and outer.tag in _TAGS for outer in ancestors(element, 3)):
        return None
    if kind is None and re.search(r"(?:^|\s)(?:admonition|markdown-alert|callout)(?:$|\s)", classes):
        return "note"
    if not is_sure and kind is not None and re.search(r"dismiss|cookie|fade|banner", classes):
        return None
    return kind


def _become_callout(element: _Element, kind: str) -> None:
    """Make a quotation of a callout; its title goes into an attribute."""
    title = ""
    if element.tag in {"table", "div"} and "admonitionblock" in class_of(element):
        _unwrap_asciidoc(element)
    for inner in element.iter():
        if (
            inner is not element
            and isinstance(inner.tag, str)
            and (_TITLES.search(class_of(inner)) or inner.tag == "summary")
        ):
            title = short_text(inner, _LONGEST_TITLE) or ""
            if title or not short_text(inner, 5_000):
                drop(inner)
            break
    for icon in [inner for inner in element.iter("svg", "button") if inner.getparent() is not None]:
        drop(icon)
    folded = "-" if element.tag == "details" and element.get("open") is None else ""
    element.tag = "blockquote"
    element.attrib.clear()
    element.set(KIND, f"{kind}{folded}")
    if title and title.strip(" :!").lower() not in {kind, *(name for name, same in _NAMES.items() if same == kind)}:
        element.set(TITLE, title)


def _unwrap_asciidoc(element: _Element) -> None:
    """AsciiDoc lays its callouts out as a table of an icon and the text."""
    for cell in list(element.iter("td")):
        if re.search(r"(?:^|\s)icon(?:$|\s)", class_of(cell)):
            drop(cell)
    for part in element.iter("table", "tbody", "tr", "td"):
        part.tag = "div"
    for part in list(element.iter("colgroup", "col")):
        drop(part)
    for part in element.iter("div"):
        if re.search(r"(?:^|\s)title(?:$|\s)", class_of(part)):
            part.set("class", "admonition-title")

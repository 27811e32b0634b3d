"""Callouts (notes, tips, warnings set apart from the text) as quotations that say their kind."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import ancestors, class_of, drop, is_inside, short_text

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
    r"infobox-note|nx-callout|nextra-callout|hx-callout|vp-callout|hint-container|rst-admonition|kg-callout-card|"
    r"confluence-information-macro)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:^|\s)(?:admonition|markdown-alert|callout|nextra-callout|nx-callout|hx-callout|kg-callout-card)(?:$|\s)"
)
"""Classes of callouts that need not say their kind."""

_SURE = re.compile(r"admonition|markdown-alert|callout|custom-block|starlight-aside|hint|information-macro")
_GENERAL: Final = frozenset({"hint", "information", "primary", "secondary", "success"})
"""Names that are part of a class, or of a colour, before they are the name of a kind."""

_ATTRIBUTES: Final = ("data-callout", "data-callout-type", "data-type", "data-admonition-type")
_PULLED = re.compile(r"(?:^|\s)pullquote(?:$|\s)")
_BARE = re.compile(r"(?:^|\s)(?:note|tip|warning|important|caution|danger)(?:$|\s)", re.IGNORECASE)
_FOLDED = re.compile(
    r"\s*(?:note|abstract|info|tip|success|question|warning|failure|danger|bug|example|quote)\s*", re.IGNORECASE
)
"""The class of a callout of MkDocs that can be folded."""

_TITLES = re.compile(
    r"(?:^|[\s_-])(?:admonition-?(?:title|heading)|markdown-alert-title|callout-?title|callout-heading|custom-block-title|aside__title|"
    r"alert-heading|alert-title|hint-container-title|admonition-label|notice-title|callout__title|admonitionHeading\S*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS: Final = frozenset({"div", "aside", "section", "blockquote", "details", "figure", "p", "table"})
_TITLE_ALONE = re.compile(r"(?:^|\s)title(?:$|\s)")
_LONGEST_TITLE: Final = 200
_LONGEST_ICON: Final = 4
"""Code points of a title, and of an icon: an emoji with its variation selector and modifier."""


def callouts(page: Page) -> None:
    """The callouts of MkDocs, Sphinx, Docusaurus, GitHub, Obsidian, AsciiDoc, VitePress, Hugo, Starlight, Bootstrap."""
    for element in list(page.classed(_CALLOUT)):
        if element.tag in _TAGS and element.getparent() is not None and (kind := _kind(element)):
            _become_callout(element, kind)
    for element in list(page.classed(_FOLDED)):
        if element.tag == "details" and _FOLDED.fullmatch(class_of(element)):
            _become_callout(element, _NAMES[class_of(element).strip().lower()])
    for element in list(page.classed(_BARE)):
        if element.tag in {"aside", "div"} and element.getparent() is not None and not element.get("role"):
            match = _BARE.search(class_of(element))
            if match and len(class_of(element).split()) <= 2 and next(element.iter("p"), None) is not None:
                _become_callout(element, _NAMES[match[0].strip().lower()])


def _kind(element: _Element) -> str | None:
    """The kind of a callout, or None where an element with such a class is something else."""
    if named := next((value for name in _ATTRIBUTES if (value := element.get(name))), None):
        return _NAMES.get(named.strip().lower(), "note")
    classes = class_of(element).lower()
    words = [word for part in classes.split() for word in (part, *re.split(r"--|__|_|-", part))]
    names = [word for word in words if word in _NAMES]
    kind = next((_NAMES[name] for name in sorted(names, key=_GENERAL.__contains__)), None)
    is_sure = _SURE.search(classes) is not None
    has_text = (
        next(element.iter("p", "li", "pre", "td"), None) is not None or len(short_text(element, 2_000) or "") > 20
    )
    if not has_text or any(_is_callout(outer) for outer in ancestors(element, 3)):
        return None
    if kind is None and _UNNAMED.search(classes):
        return "note"
    if not is_sure and kind is not None and re.search(r"dismiss|cookie|fade|banner", classes):
        return None
    return kind


def _is_callout(element: _Element) -> bool:
    """Whether an element is a callout, or its class says that it will be one."""
    return element.get(KIND) is not None or (element.tag in _TAGS and bool(_CALLOUT.search(class_of(element))))


def _become_callout(element: _Element, kind: str) -> None:
    """Make a quotation of a callout; its title goes into an attribute."""
    title = _title_in_text(element, kind)
    if element.tag in {"table", "div"} and "admonitionblock" in class_of(element):
        _unwrap_asciidoc(element)
    for inner in element.iter():
        if (
            inner is not element
            and isinstance(inner.tag, str)
            and (_TITLES.search(class_of(inner)) or inner.tag == "summary")
        ):
            inner_title = short_text(inner, _LONGEST_TITLE)
            if inner_title is not None and not (title and inner_title):
                title = title or inner_title
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


def _is_icon(text: str) -> bool:
    return len(text) <= _LONGEST_ICON and not any(char.isalnum() and char != "ℹ" for char in text)


def _title_in_text(element: _Element, kind: str) -> str:
    """Drop the icon before a callout's text, and the paragraph that is its title in all but name; gives the title."""
    first = next((inner for inner in element if isinstance(inner.tag, str) and inner.tag != "svg"), None)
    if first is None or (element.text or "").strip():
        return ""
    text = short_text(first, 20)
    following = first.getnext()
    if text and following is not None and _is_icon(text):
        drop(first)
        first, text = following, short_text(following, 20)
    is_name = text is not None and first.tag in {"p", "div", "span"} and _NAMES.get(text.strip(" :!").lower()) == kind
    if text and first.tag == "p" and (is_name or _TITLE_ALONE.search(class_of(first))) and len(element) > 1:
        drop(first)
        return "" if is_name else text
    return ""


def pulled_quotations(page: Page) -> None:
    """A passage that a page shows as a quotation of itself or of a person, without saying so in HTML."""
    for element in list(page.classed(_PULLED)):
        is_plain = next(element.iter("blockquote"), None) is None and not is_inside(element, ("blockquote",))
        if element.tag in {"div", "section"} and is_plain:
            element.tag = "blockquote"


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

"""Side notes: they stand in the text, and a style sheet shows them beside it.

Tufte, LaTeXML, Distill and plugins of WordPress write them.
"""

from __future__ import annotations

import re

from lxml.etree import _Element

from digest.extract.pages.normal.notes.cleaning import LONGEST, MOST, drop_empty, strip_number
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tokens import note_token
from digest.extract.pages.normal.tree_edits import ancestors, class_of, drop, replace_with_text, short_text

_SIDE_NOTE = re.compile(
    r"(?:^|\s)(?:sidenote|side-note|marginnote|margin-note|sidenote-content|sidenote__content|modern-footnotes-footnote__note|"
    r"footnote_tooltip|footnote-content-inline|inline-footnote|ltx_note_content|footnote-tooltip|sidenote-text|fn-content|"
    r"footnote-text-inline|aside-note)(?:$|\s)"
)
_REPEATED = re.compile(r"(?:^|\s)(?:footdef|footnote-definition|footnote|footnote-item|endnote)(?:$|\s)")
_SIDE_MARK = re.compile(
    r"(?:^|[\s_-])(?:sidenote-number|sidenote-toggle|margin-toggle|sidenote-ref|marginnote-ind|ltx_note_mark|ltx_tag_note|"
    r"sidenote-label|sidenote__button|sidenote-checkbox|sidenote__number|footnote-ref|sidenote-mark|footref|footref-toggle)(?:$|[\s_-])"
)


def side_notes(page: Page) -> None:
    """Notes that stand in the text, beside which a style sheet shows them, become notes at the article's end.

    Many pages have them twice, beside the text and at its end.
    """
    known = set(map(_bare_text, page.notes.values()))
    for element in [*page.classed(_SIDE_NOTE), *page.tree.iter("d-footnote")]:
        text = _bare_text(element)
        if element.getparent() is None or not text or len(page.notes) >= MOST or _is_in_note(element):
            continue
        whole = _whole_side_note(element)
        if text in known:
            drop(whole)
            continue
        known.add(text)
        marks = [inner for inner in element.iter() if inner is not element and _SIDE_MARK.search(class_of(inner))]
        for mark in marks:
            drop(mark)
        strip_number(element)
        _drop_marks_before(whole)
        replace_with_text(whole, note_token(page.add_note(element)))
        drop(element)
    if known:
        _drop_repeated(page, known)


def _drop_repeated(page: Page, known: set[str]) -> None:
    """Drop the notes at the end of a page that stand beside its text too."""
    for element in list(page.classed(_REPEATED)):
        outer = element.getparent()
        if outer is not None and _bare_text(element) in known:
            drop(element)
            drop_empty(outer)


def _bare_text(element: _Element) -> str:
    """The text of a note without its number, or the empty text where it is too long for one."""
    return re.sub(r"^[\W\d]+", "", short_text(element, LONGEST) or "")


def _is_in_note(element: _Element) -> bool:
    return any(_SIDE_NOTE.search(class_of(outer)) for outer in ancestors(element, 4))


def _whole_side_note(element: _Element) -> _Element:
    """The element around a side note that holds its mark too."""
    whole = element
    for outer in ancestors(element, 3):
        if re.search(
            r"(?:^|\s)(?:ltx_note|ltx_note_outer|sidenote-wrapper|sidenote-container|footnote_referrer|footnote-container)(?:$|\s)",
            class_of(outer),
        ):
            whole = outer
    return whole


def _drop_marks_before(element: _Element) -> None:
    """Drop the label, check box and number of a side note before it."""
    for _ in range(4):
        before = element.getprevious()
        if before is None or (before.tail or "").strip():
            return
        text = short_text(before, 8)
        is_mark_element = before.tag in {"label", "input"} or _SIDE_MARK.search(class_of(before)) is not None
        is_number = (
            before.tag in {"sup", "a"} and text is not None and re.fullmatch(r"[\[(]?\d{0,3}[\])]?|[*†‡⊕]", text)
        )
        if not (is_mark_element or is_number) or (text is not None and len(text) > 8):
            return
        drop(before)

"""Notes that no link leads to: raised numbers in the text, and below it as many notes with these numbers."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.notes.cleaning import (
    INLINE,
    LONGEST,
    MOST,
    TITLE,
    clean_note,
    drop_empty,
    whole_reference,
)
from digest.extract.pages.normal.notes.note_marks import is_named
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tokens import note_token
from digest.extract.pages.normal.tree_edits import ancestors, drop, having, replace_with_text, short_text

_NUMBER = re.compile(r"[\[(]?\s*(\d{1,3})\s*[\])]?\.?")
_ID = re.compile(r"(?:user-content-)?(?:foot-?note|endnote|fn|ftn|note|footnotedef)[-_:.]?(\d{1,3})", re.IGNORECASE)
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS: Final = frozenset({"p", "li", "div", "section", "dd", "td"})
_LONGEST_CONTINUATION: Final = 20
"""Blocks behind the first that may belong to a note."""


def numbered_notes(page: Page) -> None:
    """Raised numbers and the notes below with the same numbers, from 1 without a gap, become notes."""
    references, openings = _raised_numbers(page)
    if not references or page.notes:
        return
    opened = {number: block for number, block in openings.items() if number in references}
    definitions = _named(page, references) or _listed(page) or opened
    numbers = [number for number in range(1, len(definitions) + 1) if number in definitions]
    if not numbers or len(numbers) != len(definitions) or 2 * len(set(references) & set(numbers)) < len(numbers):
        return
    first = definitions[1].getprevious()
    is_bounded = first is None or first.tag == "hr" or first.tag in _HEADINGS
    for number in numbers[:MOST]:
        note = definitions[number]
        if number not in references or not short_text(note, LONGEST):
            continue
        label = page.add_note(note)
        for reference in references[number]:
            replace_with_text(whole_reference(reference), note_token(label))
        if is_bounded:
            _take_continuation(note, definitions)
        container = note.getparent()
        drop(note)
        clean_note(note, ())
        if container is not None:
            drop_empty(container)


def _raised_numbers(page: Page) -> tuple[dict[int, list[_Element]], dict[int, _Element]]:
    """Raised numbers within text, and the blocks that begin with one."""
    references: dict[int, list[_Element]] = {}
    openings: dict[int, _Element] = {}
    for element in page.tree.iter("sup", "strong", "b"):
        text = short_text(element, 8)
        match = _NUMBER.fullmatch(text or "")
        if match is None or any((link.get("href") or "").strip("# ").startswith("http") for link in element.iter("a")):
            continue
        number = int(match[1])
        block = _block_that_begins_with(element)
        if block is not None:
            openings.setdefault(number, block)
        elif element.tag == "sup" and not _follows_digit(element):
            references.setdefault(number, []).append(element)
    return references, openings


def _follows_digit(element: _Element) -> bool:
    """Whether a raised number is an exponent: a figure or a unit stands right before it."""
    before = element.getprevious()
    text = before.tail if before is not None else getattr(element.getparent(), "text", None)
    return bool(re.search(r"(?:\d|(?:^|[\s\d])(?:k|c|m|d)?m)$", text or ""))


def _block_that_begins_with(element: _Element) -> _Element | None:
    """The block whose first text an element is, or None."""
    current = element
    while True:
        outer = current.getparent()
        if outer is None or (outer.text or "").strip() or current.getprevious() is not None:
            return None
        if outer.tag in _BLOCKS:
            return outer
        if outer.tag not in INLINE:
            return None
        current = outer


def _named(page: Page, references: dict[int, list[_Element]]) -> dict[int, _Element]:
    """The elements whose ids are those of notes ("footnote-3")."""
    named: dict[int, _Element] = {}
    for element in having(page.tree, "id"):
        match = _ID.fullmatch(element.get("id") or "")
        if match and element.tag in _BLOCKS and int(match[1]) in references:
            named.setdefault(int(match[1]), element)
    return named


def _listed(page: Page) -> dict[int, _Element]:
    """The items of a numbered list that is named as one of notes, or stands below a heading of notes."""
    for element in page.tree.iter("ol"):
        before = element.getprevious()
        title = short_text(before, 60) if before is not None and before.tag in _HEADINGS else None
        if (title and TITLE.fullmatch(title)) or any(is_named(outer) for outer in (element, *ancestors(element, 1))):
            return dict(enumerate((item for item in element if item.tag == "li"), start=1))
    return {}


def _take_continuation(note: _Element, definitions: dict[int, _Element]) -> None:
    """Add to a note the blocks behind it, up to the next one."""
    if note.tag != "p":
        return
    others = set(definitions.values())
    taken: list[_Element] = []
    following = note.getnext()
    while following is not None and following not in others and following.tag in {"p", "ul", "ol", "blockquote", "pre"}:
        taken.append(following)
        following = following.getnext()
    if not taken or len(taken) > _LONGEST_CONTINUATION:
        return
    opening = note.makeelement("p")
    opening.text = note.text
    note.text = None
    opening.extend(list(note))
    note.append(opening)
    note.tag = "div"
    note.extend(taken)

"""Raised and lowered text: in Unicode where it has the characters, else behind `^` or `_`; never digits that touch."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tokens import has_only_notes, note_labels, note_token
from digest.extract.pages.normal.tree_edits import (
    class_of,
    empty,
    is_inside,
    make_plain,
    short_text,
    text_of,
)

_RAISED: Final = dict(zip("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED: Final = dict(zip("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|ers|re|res|e|es|ème|èmes|ième|nde?|o|os|a|as|ª|º|mo|te|ter|de|do|ra|to|va|vo|ma|TH|ST|ND|RD)\.?"
)
"""What stands behind the figure of an ordinal number, in the languages of Western Europe."""

_MARK = re.compile(r"[™®©℠*†‡§¶]+|\([RC]\)|\[\d{1,3}\]|\[[a-z]\]")
"""What stays as it is: marks of trade and of notes."""

_TRADE: Final = {"TM": "™", "SM": "℠"}

_SHORT: Final = 12
"""Code points of the longest text that is an exponent or an index."""

_LONGEST_STYLE: Final = 500
"""Code points of a `style` that are read."""

_LONGEST_EXPONENT: Final = 3
"""Letters of the longest exponent that stands behind a letter."""


_RAISED_CLASS = re.compile(r"(?:^|\s)(sup|sub)(?:erscript|script)?(?:$|\s)")
_RAISED_STYLE = re.compile(r"(?:^|[;\s])vertical-align\s*:\s*(super|sub)\b")


def scripts_by_style(page: Page) -> None:
    """A `<span>` that a style or its class raises or lowers, as Google Docs writes it, is `<sup>` or `<sub>`."""
    for element in [*page.having("style"), *page.classed(_RAISED_CLASS)]:
        if element.tag not in {"span", "font"}:
            continue
        style = (element.get("style") or "")[:_LONGEST_STYLE]
        match = _RAISED_STYLE.search(style) or _RAISED_CLASS.search(class_of(element))
        if match and short_text(element, _SHORT) and next(element.iter("sup", "sub", "img"), None) is None:
            element.tag = match[1][:3]


def scripts(page: Page) -> None:
    """`<sup>` and `<sub>` become text."""
    for element in list(page.tree.iter("sup", "sub")):
        if is_inside(element, ("pre",)):
            continue
        _set(element, raised=element.tag == "sup")
        make_plain(element)


def _set(element: _Element, *, raised: bool) -> None:
    """Write the text of one element as raised or lowered text."""
    whole = text_of(element)
    if has_only_notes(whole):
        for child in list(element):
            element.remove(child)
        element.text = "".join(map(note_token, note_labels(whole)))
        return
    text, before = " ".join(whole.split()), _before(element)
    if raised and text in _TRADE:
        empty(element, _TRADE[text])
        return
    if _is_plain(text) or (raised and _ORDINAL.fullmatch(text) and before[-1:].isdigit()):
        return
    table = _RAISED if raised else _LOWERED
    if all(char in table for char in text):
        for piece in element.iter():
            piece.text = _translated(piece.text, table)
            if piece is not element:
                piece.tail = _translated(piece.tail, table)
    elif before.strip() and not before[-1:].isspace() and not (raised and _is_remark(text, before)):
        _mark(element, "^" if raised else "_", is_word=text.isalnum())


def _is_plain(text: str) -> bool:
    """Whether text is not an exponent or index: nothing, several words, or the mark of a trade or a note."""
    return not text or len(text) > _SHORT or " " in text or bool(_MARK.fullmatch(text))


def _is_remark(text: str, before: str) -> bool:
    """Whether raised text is a word behind a word ("NEW"), not an exponent."""
    return text.isalpha() and len(text) > _LONGEST_EXPONENT and before[-1:].isalpha()


def _mark(element: _Element, sign: str, *, is_word: bool) -> None:
    """Put a sign before the text of an element, and braces around it where it is not a word."""
    element.text = f"{sign}{'' if is_word else '{'}{element.text or ''}"
    if is_word:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + "}"
    else:
        element.text += "}"


def _translated(text: str | None, table: dict[str, str]) -> str | None:
    return "".join(table.get(char, char) for char in text).strip() if text else text


def _before(element: _Element) -> str:
    """Some of the text before an element, empty where its block begins with it."""
    while True:
        before = element.getprevious()
        if before is not None:
            if before.tail or not isinstance(before.tag, str):
                return (before.tail or " ")[-20:]
            return text_of(before)[-20:] or " "
        parent = element.getparent()
        if parent is None:
            return ""
        if parent.text:
            return str(parent.text)[-20:]
        if parent.tag not in {"a", "b", "strong", "i", "em", "span", "code", "var", "font", "u", "small"}:
            return ""
        element = parent

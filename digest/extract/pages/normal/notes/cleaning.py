"""What is left of a note when its number and its way back are taken off, and of the page when the note is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.notes.note_marks import is_mark, is_named, leads_back
from digest.extract.pages.normal.tree_edits import ancestors, drop, is_empty, short_text

LONGEST: Final = 10_000
"""Code points of a note; what is longer is a part of the article."""

_LONGEST_WAY_BACK: Final = 20
"""Code points of the longest link that leads back from a note in words."""

MOST: Final = 2_000
"""Notes of a page that are read."""

_INLINE_TAGS = "a span sup sub b strong i em small cite font label u"
INLINE: Final = frozenset(_INLINE_TAGS.split())
_LABELS: Final = frozenset({"span", "sup", "b", "strong", "label", "a"})
_NUMBER = re.compile(
    r"^\s*(?:[\[(]\s*\d{1,3}\s*[\])]|\[\s*\]|\(\s*\)|[\^↑]|\d{1,3}\.\s|[.:)\]]+|\d{1,3}(?=\s[A-Z“\"]))+\s*"
)

TITLE: Final = re.compile(
    r"(?:foot|end|side)?[\s-]?notes?(?: (?:and|&) references)?|references(?: (?:and|&) notes)?|citations?|"
    r"sources|anmerkungen|fußnoten|einzelnachweise|notes et références|références|notas(?: al pie)?|referencias|note|"
    r"riferimenti|voetnoten|przypisy|脚注|注释|注",
    re.IGNORECASE,
)
"""The heading above notes."""

_OUTERMOST: Final = frozenset({"body", "html", "article", "main"})
_TITLES: Final = frozenset({"hr", "h1", "h2", "h3", "h4", "h5", "h6", "p", "div"})


def clean_note(content: _Element, links: Sequence[_Element]) -> None:
    """Take out of a note what leads back from it, and its own number."""
    origins = {name for link in links for element in (link, *ancestors(link, 3)) if (name := element.get("id"))}
    backs = [
        element
        for element in content.iter()
        if isinstance(element.tag, str) and element is not content and leads_back(element)
    ]
    backs += [link for link in content.iter("a") if _is_mark_back(link, origins) or _is_word_back(link, origins)]
    for element in dict.fromkeys(backs):
        drop(element)
    for element in [
        element
        for element in content.iter("sup", "span", "b", "strong", "label", "em", "i", "p")
        if element is not content
    ]:
        if element.tag != "p" and element.getparent() is not None and is_empty(element):
            drop(element)
    strip_number(content)


def _is_mark_back(link: _Element, origins: set[str]) -> bool:
    name = (link.get("href") or "").rpartition("#")[2]
    return is_mark(link) and (
        name in origins or is_named(link) or bool(re.search(r"ref|anchor|back", name)) or not link.get("href")
    )


def _is_word_back(link: _Element, origins: set[str]) -> bool:
    """Whether a link with some words ("back to text") leads to the note's own reference."""
    address, _, name = (link.get("href") or "").rpartition("#")
    return not address and name in origins and short_text(link, _LONGEST_WAY_BACK) is not None


def strip_number(content: _Element) -> None:
    """Take the number, the arrow or the bracket off the beginning of a note."""
    for element in list(content.iter("*")):
        if element is not content and element.tag in _LABELS and _is_number(element):
            has_text_behind = bool((element.tail or "").strip())
            drop(element)
            if has_text_behind:
                content.text = re.sub(r"^[\s.:)\]\^↑]+", "", content.text or "")
                return
        elif (element.text or "").strip():
            element.text = _NUMBER.sub("", element.text or "")
            return


def _is_number(element: _Element) -> bool:
    """Whether only a number stands in an element, or nothing."""
    text = short_text(element, 8)
    return text is not None and re.fullmatch(r"[\[(]?\d{0,3}[\]).:]{0,2}", text) is not None


def drop_empty(container: _Element) -> None:
    """Drop what held the notes, and the heading above them, once nothing is left in it."""
    current: _Element | None = container
    while current is not None and current.tag not in _OUTERMOST and current.getparent() is not None:
        rest = short_text(current, 40)
        if rest is None or (rest and not _is_title(rest)) or next(current.iter("img"), None) is not None:
            return
        outer, before = current.getparent(), current.getprevious()
        followed = bool((current.tail or "").strip())
        drop(current)
        if not followed:
            _drop_titles(before)
        current = outer


def _drop_titles(element: _Element | None) -> None:
    """Drop a rule and a heading of notes, from an element backwards."""
    while element is not None and element.tag in _TITLES:
        before, title = element.getprevious(), short_text(element, 60)
        if element.tag != "hr" and not (title is not None and _is_title(title)):
            return
        drop(element)
        element = before


def _is_title(text: str) -> bool:
    return bool(TITLE.fullmatch(text.strip(" :¶#[]")))


def whole_reference(link: _Element) -> _Element:
    """The outermost element around a reference that has nothing else in it."""
    whole = link
    for outer in ancestors(link, 4):
        alone = (
            whole.getprevious() is None
            and whole.getnext() is None
            and not (whole.tail or "").strip(" ])")
            and not (outer.text or "").strip(" [(")
        )
        if outer.tag not in INLINE or not alone:
            break
        whole = outer
    return whole

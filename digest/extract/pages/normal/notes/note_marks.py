"""What looks like a note: the marks of references, the names of its elements, and what leads back from it."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.tree_edits import class_of, short_text

_MARK = re.compile(
    r"[\[({]?\s*(?:(?:foot|end)?note|nb|fn|n|ref|upper-alpha|lower-alpha)?\.?\s*"
    r"(?:\d{1,4}|[a-z]{1,2}|[A-Z]|[*†‡§¶‖#]{1,4}|[ivxlc]{1,7}|[\u00b9\u00b2\u00b3\u2070-\u2079]{1,3})\s*[\])}.]?",
    re.IGNORECASE,
)
_LONGEST_MARK: Final = 14
"""Code points of the longest text of a reference ("[note 12]")."""

_NAME = re.compile(
    r"(?:^|[\s_:.-])(?:fn|ftn|_?ftn|sdfootnote|sdendnote|footnote|footnotes|foot-note|endnote|endnotes|edn|note|notes|citation|"
    r"cite_note|cite-note|_?footnotedef|sn|fnote|mfn|easy-footnote|footnotedef|reference-text|references?|reflist|bibliography|bibliolist|bib|refnote|post-note|user-content-fn)"
    r"(?:$|[\s_:.\d-])|footnote|endnote|(?:^|\s)fn\d|cite_?note|_(?:ftn|edn)\d|(?:^|\s)(?:f|n|note)-?\d+(?:$|\s)",
    re.IGNORECASE,
)
"""Ids, classes and roles of notes."""

_BACK = re.compile(
    r"back-?link|back-?ref|reversefootnote|footnote-?back|footnote-?return|fn-?return|return-?link|mw-cite-backlink|"
    r"footnote__back|footnotes__item-ref|up-arrow|doc-backlink|footnote_back|fn-backref|footnote-anchor-back|"
    r"data-footnote-backref|easy-footnote-(?:to-top|margin)",
    re.IGNORECASE,
)
_ARROWS: Final = frozenset("↩↩︎↵⤴↑^⏎⮐←⇑▲⬆🔙⤶\ufe0e\ufe0f \u00a0\u200b[]().:·")


def is_mark(link: _Element) -> bool:
    """Whether the text of a link is that of a reference to a note."""
    text = short_text(link, _LONGEST_MARK)
    if text is None:
        return False
    return bool(_MARK.fullmatch(text)) or (not text and is_named(link))


def is_name(name: str) -> bool:
    """Whether an id is that of a note."""
    return bool(_NAME.search(name[:200]))


def is_named(element: _Element) -> bool:
    """Whether the id, class or role of an element is that of a note."""
    names = (element.get("id") or element.get("name") or "")[:200], class_of(element), element.get("role") or ""
    return any(name and _NAME.search(name) for name in names)


def leads_back(element: _Element) -> bool:
    """Whether an element only leads from a note back to the text, by its class, its role or its arrow."""
    names = " ".join((class_of(element), element.get("role") or "", (element.get("rev") or "")))
    if _BACK.search(names) or element.get("data-footnote-backref") is not None:
        return True
    if element.tag != "a" or not (element.get("href") or "").rpartition("#")[1]:
        return False
    text = short_text(element, 40)
    if text is None:
        return False
    return (bool(text) and set(text) <= _ARROWS) or bool(
        re.fullmatch(
            r"(?:jump |go |return |back )+(?:up|back|to (?:the )?(?:text|top|content|article))?\W*", text, re.IGNORECASE
        )
    )

"""Footnotes and endnotes that links lead to.

Generators agree on nothing but this: a link with a short mark leads to an element further down which either leads back
or is called a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from digest.dataclass import dataclass
from digest.extract.pages.normal.notes.cleaning import INLINE, LONGEST, MOST, clean_note, drop_empty, whole_reference
from digest.extract.pages.normal.notes.note_marks import is_mark, is_name, is_named, leads_back
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tokens import note_token
from digest.extract.pages.normal.tree_edits import ancestors, class_of, drop, having, replace_with_text, short_text

_NO_NOTES_WORDS: Final = "html body main article h1 h2 h3 h4 h5 h6 table ol ul dl figure header footer nav form img"
_NO_NOTES: Final = frozenset(_NO_NOTES_WORDS.split())


@dataclass(slots=True, kw_only=True)
class _Candidate:
    """An element that links with a mark lead to.

    Attributes:
        element: the note as a whole, which is taken out of the tree.
        content: the element that holds its text.
        links: those that lead to it.
    """

    element: _Element
    content: _Element
    links: list[_Element]


_DOCUTILS = re.compile(r"(?:^|\s)docutils\s+(?:foot-?note|citation)(?:$|\s)")


def notes_in_tables(page: Page) -> None:
    """Docutils, and Sphinx until version 1, lay out each note as a table of its number and its text."""
    for table in list(page.classed(_DOCUTILS)):
        if table.tag == "table":
            for part in table.iter("tbody", "tr", "td"):
                part.tag = "span" if part.tag == "td" and "label" in class_of(part) else "div"
            for part in list(table.iter("colgroup")):
                drop(part)
            table.tag = "div"


def linked_notes(page: Page) -> None:
    """Footnotes and endnotes become notes at the article's end."""
    candidates = list(_candidates(page))
    taken: list[_Element] = []
    for candidate in candidates[:MOST]:
        if candidate.element.getparent() is None:
            continue
        label = page.add_note(candidate.content)
        for link in candidate.links:
            replace_with_text(whole_reference(link), note_token(label))
        clean_note(candidate.content, candidate.links)
        container = candidate.element.getparent()
        drop(candidate.element)
        if candidate.content is not candidate.element:
            drop(candidate.content)
        if container is not None:
            taken.append(container)
    for container in dict.fromkeys(taken):
        drop_empty(container)


def _candidates(page: Page) -> Iterator[_Candidate]:
    """The notes that links lead to, in the order in which they are named first."""
    links = _marked_links(page)
    if not links:
        return
    targets = _targets(page, set(links))
    order = {element: index for index, element in enumerate(page.tree.iter("a"))}
    places = _places(page, targets)
    known: dict[_Element, _Candidate] = {}
    for name, referring in links.items():
        target = targets.get(name)
        if target is None:
            continue
        note = _note_around(target)
        if note is None or note in known:
            continue
        before = [
            link
            for link in referring
            if order[link] < places[target] and not any(outer is note for outer in ancestors(link, 20))
        ]
        if before and _is_note(note, target, before):
            known[note] = _Candidate(element=note, content=_content(note), links=before)
    yield from known.values()


def _marked_links(page: Page) -> dict[str, list[_Element]]:
    """The links within the page whose text is a mark, by the id that they lead to."""
    here = (page.address or "").split("?")[0].rstrip("/")
    links: dict[str, list[_Element]] = {}
    for link in page.tree.iter("a"):
        address, _, name = (link.get("href") or "").rpartition("#")
        if not name or not is_mark(link) or leads_back(link):
            continue
        if not address or address.split("?")[0].rstrip("/") == here or is_name(name) or _is_raised(link):
            links.setdefault(name, []).append(link)
    return links


def _is_raised(link: _Element) -> bool:
    parent = link.getparent()
    return (parent is not None and parent.tag == "sup") or next(link.iter("sup"), None) is not None


def _targets(page: Page, names: set[str]) -> dict[str, _Element]:
    """The elements that have one of some ids, the anchors with that name, or what leads back from there.

    Word gives its notes no ids: `#_ftn1` is where a link to `#_ftnref1` stands.
    """
    targets: dict[str, _Element] = {}
    for element in having(page.tree, "id", "name"):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name in names:
                targets.setdefault(str(name), element)
    for element in page.tree.iter("a"):
        name = (element.get("href") or "").rpartition("#")[2].replace("ref", "", 1)
        if (
            name in names
            and name not in targets
            and name.startswith(("_ftn", "_edn"))
            and "ref" in element.get("href", "")
        ):
            targets[name] = element
    return targets


def _places(page: Page, targets: dict[str, _Element]) -> dict[_Element, int]:
    """How many links stand before each of some elements."""
    wanted = set(targets.values())
    places: dict[_Element, int] = {}
    count = 0
    for element in page.tree.iter():
        if element in wanted:
            places[element] = count
        if element.tag == "a":
            count += 1
    return places


def _note_around(target: _Element) -> _Element | None:
    """The block that is the note whose beginning links lead to, or None where that is not a note."""
    note = target
    while note.tag in INLINE or note.tag in {"td", "th"}:
        outer = note.getparent()
        if outer is None:
            return None
        if is_named(note) and note.tag == "span" and len(short_text(note, LONGEST) or "") > 20:
            break
        if note.tag not in {"td", "th"} and (outer.text or "").strip(" [(\n\t") and outer.tag not in INLINE:
            return None
        note = outer
    if note.tag in _NO_NOTES or not isinstance(note.tag, str):
        return None
    outer = note.getparent()
    if (
        note.tag == "p"
        and outer is not None
        and outer.tag in {"li", "aside"}
        and not (outer.text or "").strip()
        and outer[0] is note
    ):
        note = outer
    if next(note.iter("h1", "h2", "article"), None) is not None or short_text(note, LONGEST) is None:
        return None
    return note


def _is_note(note: _Element, target: _Element, links: list[_Element]) -> bool:
    """Whether an element is a note: it leads back to a link, or is named one, and has text."""
    origins = {
        name
        for link in links
        for element in (link, *ancestors(link, 3))
        for name in (element.get("id"), element.get("name"))
        if name
    }
    content = _content(note)
    text = short_text(content, LONGEST)
    if not text or len(text) < 2:
        return False
    back = (
        any((link.get("href") or "").rpartition("#")[2] in origins for link in note.iter("a") if link.get("href"))
        if origins
        else False
    )
    named = any(is_named(element) for element in (target, note, *ancestors(note, 3)))
    return back or named or any(leads_back(link) for link in note.iter("a"))


def _content(note: _Element) -> _Element:
    """The element that holds the text of a note: of a term its definition, of a row its last cell."""
    following = note.getnext()
    if note.tag == "dt" and following is not None and following.tag == "dd":
        return following
    if note.tag == "tr":
        cells = [cell for cell in note if cell.tag in {"td", "th"}]
        return cells[-1] if cells else note
    return note

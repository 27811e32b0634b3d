"""Lists that Word, Google Docs or a role make of something else than nested lists, and lists of tasks."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import BLOCKS, class_of, drop, short_text

_WORD = re.compile(r"(?:^|[;\s])mso-list\s*:\s*l\d+ level(\d)")
_WORD_MARKER = re.compile(r"mso-list\s*:\s*Ignore", re.IGNORECASE)
_GOOGLE = re.compile(r"(?:^|\s)(lst-kix_\w+)-(\d)(?:$|\s)")
_TASK = re.compile(r"(?:^|\s)(?:task|todo|to-do)[\w-]*(?:$|\s)")
_CHECKBOX = re.compile(r"(?:^|\s)checkbox-(?:on|off)(?:$|\s)")
_LONGEST_STYLE: Final = 500
_LONGEST_MARKER: Final = 20


def lists_by_role(page: Page) -> None:
    """Elements with the roles of a list and its items are a list."""
    for element in page.having("role"):
        if element.get("role") != "list" or element.tag not in {"div", "section"}:
            continue
        items = [child for child in element if child.get("role") == "listitem" and child.tag == "div"]
        if items and len(items) == len(element) and not any(map(_has_blocks, items)):
            element.tag = "ul"
            for item in items:
                item.tag = "li"


DONE: Final = "data-digest-done"
"""The attribute of an item that is a task: "true" or "false"."""


def tasks(page: Page) -> None:
    """Items that begin with a check box, as those of GitHub, TipTap and Notion, are tasks that are done or not."""
    for box in list(page.tree.iter("input")):
        item = next(box.iterancestors("li", "ul", "ol"), None)
        if (box.get("type") or "").lower() != "checkbox" or item is None or item.tag != "li":
            continue
        # One that is neither disabled nor in a list of tasks unfolds a menu.
        if box.get("disabled") is not None or item.get("data-checked") or _TASK.search(class_of(item)):
            _set_task(item, is_done=box.get("checked") is not None)
    for box in list(page.classed(_CHECKBOX)):
        item = next(box.iterancestors("li", "ul", "ol"), None)
        if item is not None and item.tag == "li" and not short_text(box, 1):
            _set_task(item, is_done="checkbox-on" in class_of(box))


def _set_task(item: _Element, *, is_done: bool) -> None:
    if item.get(DONE) is None:
        item.set(DONE, "true" if is_done else "false")


def _has_blocks(item: _Element) -> bool:
    """Whether blocks stand in an item: site builders give the role of a list to cards too."""
    return any(inner.tag in BLOCKS for inner in item.iterdescendants() if isinstance(inner.tag, str))


def lists_of_word(page: Page) -> None:
    """Paragraphs that Word marks as items of a list, each with its bullet or number as text, are a list."""
    for paragraph in page.having("style"):
        level = _word_level(paragraph)
        if not level or paragraph.getparent() is None:
            continue
        marker = _drop_marker(paragraph)
        before = paragraph.getprevious()
        tag = "ol" if re.match(r"\(?(?:\d+|[a-zA-Z]|[ivx]+)[.)]", marker) else "ul"
        if before is not None and before.get("data-word-list") and not (before.tail or "").strip():
            holder = _list_at(before, level, tag)
        else:
            holder = paragraph.makeelement(tag, {"data-word-list": "1"})
            paragraph.addprevious(holder)
        tail, paragraph.tail = paragraph.tail, None
        paragraph.tag = "li"
        holder.append(paragraph)
        root = before if before is not None and before.get("data-word-list") else holder
        root.tail = tail


def _word_level(element: _Element) -> int:
    if element.tag != "p":
        return 0
    match = _WORD.search((element.get("style") or "")[:_LONGEST_STYLE])
    return int(match[1]) if match else 0


def _drop_marker(paragraph: _Element) -> str:
    """Drop the bullet or number of an item, and give its text."""
    for span in paragraph.iter("span"):
        if _WORD_MARKER.search((span.get("style") or "")[:_LONGEST_STYLE]):
            text = short_text(span, _LONGEST_MARKER) or ""
            drop(span)
            return text
    return ""


def _list_at(outermost: _Element, level: int, tag: str) -> _Element:
    """The list of some level at the end of another, which is made if it is not there."""
    holder = outermost
    for _ in range(level - 1):
        if not len(holder):
            return holder
        last = holder[-1]
        inner = last[-1] if len(last) and last[-1].tag in {"ul", "ol"} else None
        if inner is None:
            inner = last.makeelement(tag)
            last.append(inner)
        holder = inner
    return holder


def lists_of_google_docs(page: Page) -> None:
    """Google Docs exports the levels of a list as lists behind each other, each with its level in its class."""
    for element in list(page.classed(_GOOGLE)):
        match = _GOOGLE.search(class_of(element))
        before = element.getprevious()
        if element.tag not in {"ul", "ol"} or match is None or before is None or (before.tail or "").strip():
            continue
        previous = _GOOGLE.search(class_of(before))
        if previous is None or previous[1] != match[1] or before.tag not in {"ul", "ol"}:
            continue
        holder = _list_at(before, int(match[2]) - int(previous[2]) + 1, element.tag)
        before.tail, element.tail = element.tail, None
        holder.extend(list(element))
        outer = element.getparent()
        if outer is not None:
            outer.remove(element)

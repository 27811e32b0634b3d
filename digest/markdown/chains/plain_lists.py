"""Lists whose items are a line of text each, as most are: read at once, while markdown-it reads each as a small body.

Only a list that stands in no other block is read here, between empty lines, whose lines all begin with its marker, a
space, and a letter that emphasis may stand around. What follows it stands at the margin and is not an item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import list_block

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_ITEM = re.compile(r"(?:(?P<number>\d{1,9})(?P<dot>[.)])|(?P<bullet>[-+*])) (?P<text>\*{0,2}[^\W\d_].*)")
_MARKERS: Final = frozenset("-+*0123456789")


def read_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read a list."""
    items = () if silent or state.level else _items(state, start, end)
    if not items:
        return list_block(state, start, end, silent)
    after = state.skipEmptyLines(start + len(items))
    if after < end and (state.sCount[after] or state.src[state.bMarks[after]] in _MARKERS):
        return list_block(state, start, end, silent)
    first, kind = items[0], "ordered" if items[0]["number"] else "bullet"
    tag, markup = ("ol", first["dot"]) if first["number"] else ("ul", first["bullet"])
    opening = state.push(f"{kind}_list_open", tag, 1)
    opening.markup, opening.map = markup, [start, after]
    if first["number"] and int(first["number"]) != 1:
        opening.attrs = {"start": int(first["number"])}
    for line, item in enumerate(items, start=start):
        _push_item(state, item, line, after if line == start + len(items) - 1 else line + 1)
    state.push(f"{kind}_list_close", tag, -1).markup = markup
    state.line = after
    return True


def _items(state: StateBlock, start: int, end: int) -> list[re.Match[str]]:
    """The items of the lines from one on to an empty one or the end; none if some line is not one of the same list."""
    items: list[re.Match[str]] = []
    for line in range(start, end):
        if state.isEmpty(line):
            break
        item = _ITEM.fullmatch(state.src, state.bMarks[line], state.eMarks[line])
        if item is None or state.sCount[line] or (items and item["dot"] != items[0]["dot"]):
            return []
        if item["bullet"] != (items or [item])[0]["bullet"]:
            return []
        items.append(item)
    return items


def _push_item(state: StateBlock, item: re.Match[str], line: int, after: int) -> None:
    opening = state.push("list_item_open", "li", 1)
    opening.markup, opening.info, opening.map = item["dot"] or item["bullet"], item["number"] or "", [line, after]
    paragraph = state.push("paragraph_open", "p", 1)
    paragraph.map, paragraph.hidden = [line, line + 1], True
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = mdTrim(item["text"]), [line, line + 1], []
    state.push("paragraph_close", "p", -1).hidden = True
    state.push("list_item_close", "li", -1).markup = opening.markup

"""Tables: those that lay out a page are none, spanned places are kept, a row that is a caption is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lxml.etree import _Element

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tree_edits import drop, is_empty, is_inside, short_text

_GROUPS: Final = frozenset({"thead", "tbody", "tfoot", "caption", "colgroup", "col"})
_SPANS: Final = ("colspan", "rowspan")
_WIDEST: Final = 50
_TALLEST: Final = 1_000
_MOST_CELLS: Final = 100_000
"""Columns and rows that a cell may span, and cells that are added to a page at most."""

_MOST_COLUMNS: Final = 200
"""Columns of the widest table whose cells are kept below each other, where some span rows."""

_MAIL = re.compile(
    r"unsubscribe|view (?:this (?:e-?mail|message|newsletter|post) |it )?(?:in|on) (?:your |a |the )?(?:web )?browser|"
    r"view online|update (?:your )?(?:e-?mail )?preferences|manage (?:your )?(?:e-?mail )?(?:preferences|subscription)|"
    r"you(?:'re| are)? receiv(?:e|ed|ing) this (?:e-?mail|mail|message|newsletter)|forward (?:this )?to a friend|"
    r"im browser (?:ansehen|anzeigen)|newsletter abbestellen|se désabonner|voir dans (?:le|votre) navigateur",
    re.IGNORECASE,
)
_LONGEST_FURNITURE: Final = 250


_ROLES: Final = {
    "table": "table", "grid": "table", "row": "tr", "cell": "td", "gridcell": "td", "columnheader": "th",
    "rowheader": "th",
}  # fmt: skip
"""Roles of WAI-ARIA -> the elements that have them by themselves."""


def tables_by_role(page: Page) -> None:
    """A table whose parts are `<div>` or `<span>` with the roles of a table is one."""
    for table in page.having("role"):
        if table.get("role") not in {"table", "grid"} or table.tag not in {"div", "section"}:
            continue
        rows = [part for part in table.iter("div", "span", "section") if part.get("role") == "row"]
        if not rows or next(table.iter("table"), None) is not None:
            continue
        for part in table.iter("div", "span", "section", "button", "a"):
            if tag := _ROLES.get(part.get("role") or ""):
                part.tag = tag
        for row in rows:
            table.append(row)


def layout_tables(page: Page) -> None:
    """A table that only lays out the page is looked through: by its role, a table within it, or a single column."""
    tables = list(page.tree.iter("table"))
    layouts = [table for table in tables if _is_layout(table)]
    outermost = set(layouts)
    layouts += [table for table in tables if table not in outermost and _is_row_of_columns(table, outermost)]
    for table in layouts:
        for part in _own_parts(table):
            part.tag = "div"
            for name in ("colspan", "rowspan", "headers", "scope"):
                part.attrib.pop(name, "")
    if layouts:
        _drop_mail_furniture(layouts)


def _is_layout(table: _Element) -> bool:
    if table.get("role") in {"presentation", "none"}:
        return True
    if (
        next(table.iter("th", "caption", "thead"), None) is None
        and next((inner for inner in table.iter("table") if inner is not table), None) is not None
    ):
        return True
    rows = list(map(_cells, _rows(table)))
    if not rows or any(len(row) > 1 for row in rows):
        return False
    return not any(cell.tag == "th" and len(rows) > 1 for row in rows for cell in row) or is_inside(table, ("table",))


def _is_row_of_columns(table: _Element, layouts: set[_Element]) -> bool:
    """Whether a table within one that is layout has a single row: a newsletter's columns."""
    if not any(outer in layouts for outer in table.iterancestors("table")):
        return False
    return len(_rows(table)) == 1 and next(table.iter("th", "caption", "thead"), None) is None


def _rows(table: _Element) -> list[_Element]:
    """The rows of a table, not those of a table within it."""
    rows: list[_Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows += [row for row in child if row.tag == "tr"]
    return rows


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in {"td", "th"}]


def _own_parts(table: _Element) -> list[_Element]:
    parts = [table]
    parts += (child for child in table if child.tag in _GROUPS)
    for row in _rows(table):
        parts += [row, *_cells(row)]
    return parts


def _drop_mail_furniture(layouts: list[_Element]) -> None:
    """Drop the lines of a newsletter that are about the mail itself."""
    for table in layouts:
        if is_inside(table, ("article", "main")):
            continue
        for block in list(table.iter("p", "div", "a")):
            text = short_text(block, _LONGEST_FURNITURE) if block.getparent() is not None else None
            if text and _MAIL.search(text) and next(block.iter("h1", "h2", "h3", "img"), None) is None:
                drop(block)


def spans(page: Page) -> None:
    """A cell that spans rows or columns is followed by empty ones, so that all others keep their column."""
    added = 0
    for table in list(page.tree.iter("table")):
        if added > _MOST_CELLS:
            return
        rows = _rows(table)
        _become_caption(table, rows)
        added += _fill(rows)


def _fill(rows: list[_Element]) -> int:
    """Add the cells that others reach over; returns how many. To a table without end none are added."""
    sizes = [list(map(_size, _cells(row))) for row in rows]
    if _is_endless(sizes):
        return 0
    below: dict[int, int] = {}
    added = 0
    for row, cells in zip(rows, sizes, strict=True):
        column = 0
        for cell, width, height in cells:
            while below.get(column, 0) > 0:
                below[column] -= 1
                cell.addprevious(row.makeelement("td"))
                column, added = column + 1, added + 1
            for place in range(column, column + width):
                below[place] = max(below.get(place, 0), height - 1) if height > 1 else 0
            for _ in range(width - 1):
                cell.addnext(row.makeelement("td"))
                added += 1
            column += width
        while below.get(column, 0) > 0:
            below[column] -= 1
            row.append(row.makeelement("td"))
            column, added = column + 1, added + 1
        if added > _MOST_CELLS:
            break
    return added


def _size(cell: _Element) -> tuple[_Element, int, int]:
    """A cell with the columns and the rows that it spans, which it does not name any more."""
    size = cell, min(_number(cell, "colspan"), _WIDEST), min(_number(cell, "rowspan"), _TALLEST)
    for name in _SPANS:
        cell.attrib.pop(name, "")
    return size


def _is_endless(sizes: Sequence[Sequence[tuple[_Element, int, int]]]) -> bool:
    """Whether cells that reach over each other push those below them over more columns than any table has."""
    reaching = 0  # columns that cells above may still cover
    ends: dict[int, int] = {}  # row -> columns that end there
    for index, row in enumerate(sizes):
        reaching -= ends.pop(index, 0)
        if reaching + sum(width for _, width, _ in row) > _MOST_COLUMNS and reaching:
            return True
        for _, width, height in row:
            if height > 1:
                reaching += width
                ends[index + height] = ends.get(index + height, 0) + width
    return False


def _number(cell: _Element, name: str) -> int:
    match = re.match(r"\s*(\d{1,4})", cell.get(name) or "")
    return max(1, int(match[1])) if match else 1


def _become_caption(table: _Element, rows: list[_Element]) -> None:
    """Make the caption of a first row whose only cell spans all columns."""
    if len(rows) < 3 or next(table.iterchildren("caption"), None) is not None:
        return
    first, second = _cells(rows[0]), _cells(rows[1])
    width = sum(_number(cell, "colspan") for cell in second)
    own = _number(first[0], "colspan") if len(first) == 1 else 0
    if own and width > 1 and not is_empty(first[0]) and (own >= width or own == 1):
        caption = first[0]
        for name in _SPANS:
            caption.attrib.pop(name, "")
        caption.tag = "caption"
        drop(rows[0])
        table.insert(0, caption)

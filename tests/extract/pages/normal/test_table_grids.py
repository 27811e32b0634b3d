"""Cells that span rows and columns."""

from __future__ import annotations

from lxml import etree
from lxml.html import HTMLParser

from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.table_grids import spans


def cells(table: str) -> int:
    """How many cells a table has once none spans others."""
    tree = etree.fromstring(f"<html><body>{table}</body></html>", HTMLParser())
    spans(Page(tree=tree, address=None, shown=""))
    assert not tree.xpath("//@rowspan | //@colspan")
    return len(tree.xpath("//td"))


def test_cells_below_a_cell_that_spans_rows_keep_their_column() -> None:
    """Three rows of three columns, whatever spans which."""
    assert cells('<table><tr><td rowspan="3" colspan="2">a<td>b</tr><tr><td>c</tr><tr><td>d</tr></table>') == 9


def test_cells_that_push_each_other_aside_without_end_are_left_alone() -> None:
    """Each row would have fifty columns more than the one above, and no page's author means that."""
    rows = '<tr><td rowspan="65534" colspan="1000">one</td><td>two</td></tr>' * 300
    assert cells(f"<table>{rows}</table>") == 600

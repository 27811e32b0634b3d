"""Equations that a table lays out: LaTeXML puts an equation, its parts and its number into cells."""

from __future__ import annotations

import re

from lxml.etree import _Element

from digest.extract.pages.blocks import Formula, NoteReference
from digest.extract.pages.normal.page_values import Page
from digest.extract.pages.normal.tokens import formula_token, token_inlines
from digest.extract.pages.normal.tree_edits import empty, make_plain, text_of

_EQUATIONS = re.compile(r"(?:^|\s)(?:ltx_eqn_\w+|ltx_equation(?:group)?|equation|eqnarray)(?:$|\s)")
_NUMBER = re.compile(r"\s*(?:\(?[A-Z]?\d[\w.]{0,8}\)?)?[\s.,;]*")


def equation_tables(page: Page) -> None:
    """Each row of a table of equations becomes one formula."""
    for table in list(page.classed(_EQUATIONS)):
        if table.tag != "table":
            continue
        rows = list(table.iter("tr"))
        formulas = [_formula(row) for row in rows]
        if not any(formulas) or any(formula is None for formula in formulas):
            continue
        for row, formula in zip(rows, formulas, strict=True):
            empty(row, formula_token(formula or "", display=True))
            make_plain(row, "div")
        for part in table.iter("table", "tbody", "thead", "tfoot"):
            make_plain(part, "div")


def _formula(row: _Element) -> str | None:
    """The TeX in a row, the empty text if nothing stands there, or None where it holds words too."""
    parts: list[str] = []
    for inline in token_inlines(text_of(row)):
        if isinstance(inline, Formula):
            parts.append(inline.tex)
        elif isinstance(inline, NoteReference) or not _NUMBER.fullmatch(inline.text):
            return None
    return " ".join(parts)

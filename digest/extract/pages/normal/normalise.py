"""The normalising pass: a page's tree is brought to the few forms that the readers of pages know.

It runs once, before any reader sees the tree. Each rule mends one kind of structure that generators write in different
ways; the order matters where a rule must not see what another has read (code first).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from digest.dataclass import dataclass
from digest.extract.pages.normal import callout_elements as callouts
from digest.extract.pages.normal import formulas, frames, inline, notes, scripts, styled_text
from digest.extract.pages.normal import heading_elements as headings
from digest.extract.pages.normal import link_addresses as addresses
from digest.extract.pages.normal import list_elements as lists
from digest.extract.pages.normal import table_grids as tables
from digest.extract.pages.normal.code import code_elements as code
from digest.extract.pages.normal.code.code_labels import drop_copies
from digest.extract.pages.normal.page_values import Page, SourceNote

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_ELEMENTS: Final = 300_000
"""Elements of the largest page that is normalised: fifty times those of a long article's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of the normalising pass.

    Attributes:
        name: of the kind of structure that it mends.
        apply: changes the tree of a page, in time that grows with the page's size alone.
    """

    name: str
    apply: Callable[[Page], None]


EARLY_RULES: Final = (
    Rule(name="spaces in addresses", apply=addresses.spaces_in_addresses),
    Rule(name="text for screen readers", apply=styled_text.text_for_screen_readers),
    Rule(name="styled emphasis", apply=styled_text.styled_emphasis),
    Rule(name="pictures of AMP", apply=frames.amp_pictures),
    Rule(name="lists by role", apply=lists.lists_by_role),
    Rule(name="lists of Word", apply=lists.lists_of_word),
    Rule(name="lists of Google Docs", apply=lists.lists_of_google_docs),
    Rule(name="tasks", apply=lists.tasks),
    Rule(name="tables by role", apply=tables.tables_by_role),
    Rule(name="headings by role", apply=headings.headings_by_role),
    Rule(name="tracking pixels", apply=addresses.tracking_pixels),
    Rule(name="labels for listeners", apply=addresses.descriptors),
    Rule(name="videos and frames", apply=frames.frames),
    Rule(name="copies of code", apply=drop_copies),
    Rule(name="code in tables", apply=code.code_in_tables),
    Rule(name="code of editors", apply=code.code_of_editors),
    Rule(name="code without pre", apply=code.code_without_pre),
    Rule(name="blocks of code", apply=code.code_blocks),
    Rule(name="KaTeX", apply=formulas.katex),
    Rule(name="MathJax 2", apply=formulas.mathjax_scripts),
    Rule(name="MathJax 3", apply=formulas.mathjax_elements),
    Rule(name="formulas of Wikipedia", apply=formulas.wikipedia),
    Rule(name="MathML", apply=formulas.mathml),
    Rule(name="marked formulas", apply=formulas.marked_formulas),
    Rule(name="pictures of formulas", apply=formulas.pictures),
    Rule(name="formulas in text", apply=formulas.delimited_text),
    Rule(name="tables of equations", apply=formulas.equation_tables),
    Rule(name="superscripts and subscripts by style", apply=scripts.scripts_by_style),
    Rule(name="footnotes in tables", apply=notes.notes_in_tables),
    Rule(name="footnotes", apply=notes.linked_notes),
    Rule(name="side notes", apply=notes.side_notes),
    Rule(name="numbered notes", apply=notes.numbered_notes),
)
"""The rules up to those that take the notes out, in the order in which they are applied."""

LATER_RULES: Final = (
    Rule(name="superscripts and subscripts", apply=scripts.scripts),
    Rule(name="cited works", apply=inline.cited_works),
    Rule(name="ruby", apply=inline.ruby),
    Rule(name="quoted words", apply=inline.quoted_words),
    Rule(name="permalinks of headings", apply=headings.heading_links),
    Rule(name="permalinks", apply=headings.permalinks),
    Rule(name="linked headings", apply=headings.linked_headings),
    Rule(name="pulled quotations", apply=callouts.pulled_quotations),
    Rule(name="callouts", apply=callouts.callouts),
    Rule(name="layout tables", apply=tables.layout_tables),
    Rule(name="spans of cells", apply=tables.spans),
    Rule(name="unknown elements", apply=inline.unknown_elements),
)
"""The rules that are applied to the page and to its notes, in this order."""

RULES: Final = (*EARLY_RULES, *LATER_RULES)


def normalise(tree: _Element, address: str | None, shown: str) -> tuple[SourceNote, ...]:
    """Bring a page's tree to the forms that readers know, and take its notes out of it.

    Args:
        tree: the page; it is changed.
        address: of the page, or None.
        shown: the text that it shows.

    Returns:
        The notes in the order in which the page refers to them.
    """
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return ()
    page = Page(tree=tree, address=address, shown=shown)
    for rule in EARLY_RULES:
        rule.apply(page)
    notes = Page(tree=_holder(page), address=address, shown="")
    for rule in LATER_RULES:
        rule.apply(page)
        if page.notes:
            rule.apply(notes)
    return tuple(page.notes)


def _holder(page: Page) -> _Element:
    """An element outside the page with its notes in it."""
    holder = page.tree.makeelement("div")
    holder.extend(note.content for note in page.notes)
    return holder

"""The normalising pass: a page's tree is brought to the few forms that the readers of pages know.

It runs once, before any reader sees the tree. Each rule mends one kind of structure that generators write in different
ways; the order matters where a rule must not see what another has read (code first).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from lxml.etree import _Element

from digest.extract.pages.normal import callout_elements as callouts
from digest.extract.pages.normal import formulas, frames, inline, notes, scripts, styled_text
from digest.extract.pages.normal import heading_elements as headings
from digest.extract.pages.normal import link_addresses as addresses
from digest.extract.pages.normal import list_elements as lists
from digest.extract.pages.normal import table_grids as tables
from digest.extract.pages.normal.code import code_elements as code
from digest.extract.pages.normal.code.code_labels import drop_copies
from digest.extract.pages.normal.page_values import Page

_MOST_ELEMENTS: Final = 300_000
"""Elements of the largest page that is normalised: fifty times those of a long article's page."""


Rule: TypeAlias = Callable[[Page], None]
"""Changes the tree of a page, in time that grows with its size alone; it is named after the structure that it mends."""

EARLY_RULES: Final[tuple[Rule, ...]] = (
    addresses.spaces_in_addresses,
    styled_text.text_for_screen_readers,
    styled_text.styled_emphasis,
    frames.amp_pictures,
    lists.lists_by_role,
    lists.lists_of_word,
    lists.lists_of_google_docs,
    lists.tasks,
    tables.tables_by_role,
    headings.headings_by_role,
    addresses.tracking_pixels,
    addresses.descriptors,
    frames.frames,
    drop_copies,
    code.code_in_tables,
    code.code_of_editors,
    code.code_without_pre,
    code.code_blocks,
    formulas.katex,
    formulas.mathjax_scripts,
    formulas.mathjax_elements,
    formulas.wikipedia,
    formulas.mathml,
    formulas.marked_formulas,
    formulas.pictures,
    formulas.delimited_text,
    formulas.equation_tables,
    scripts.scripts_by_style,
    notes.notes_in_tables,
    notes.linked_notes,
    notes.side_notes,
    notes.numbered_notes,
)
"""The rules up to those that take the notes out, in the order in which they are applied."""

LATER_RULES: Final[tuple[Rule, ...]] = (
    scripts.scripts,
    inline.cited_works,
    inline.ruby,
    inline.quoted_words,
    headings.heading_links,
    headings.permalinks,
    headings.linked_headings,
    callouts.pulled_quotations,
    callouts.callouts,
    tables.layout_tables,
    tables.spans,
    inline.unknown_elements,
)
"""The rules that are applied to the page and to its notes, in this order."""

RULES: Final = (*EARLY_RULES, *LATER_RULES)


def normalise(tree: _Element, address: str | None, shown: str) -> dict[str, _Element]:
    """Bring a page's tree to the forms that readers know, and take its notes out of it.

    Args:
        tree: the page; it is changed.
        address: of the page, or None.
        shown: the text that it shows.

    Returns:
        What holds the text of each note, by its label, in the order in which the page refers to them.
    """
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        return {}
    page = Page(tree=tree, address=address, shown=shown)
    for rule in EARLY_RULES:
        rule(page)
    notes = Page(tree=_holder(page), address=address, shown="")
    for rule in LATER_RULES:
        rule(page)
        if page.notes:
            rule(notes)
    return page.notes


def _holder(page: Page) -> _Element:
    """An element outside the page with its notes in it."""
    holder = page.tree.makeelement("div")
    holder.extend(page.notes.values())
    return holder

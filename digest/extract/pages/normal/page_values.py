"""A page while it is normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from lxml.etree import _Element

from digest.dataclass import dataclass
from digest.extract.pages.normal.tree_edits import class_of, having


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNote:
    """A footnote, endnote or side note of a page.

    Attributes:
        label: what its references name; digits.
        content: an element that holds its text, outside the page's tree.
    """

    label: str
    content: _Element


@dataclass(slots=True, kw_only=True)
class Page:
    """A page while it is normalised.

    Attributes:
        tree: its root; rules change it.
        address: of the page, or None.
        shown: the text that it shows.
        notes: those that were taken out of the tree.
    """

    tree: _Element
    address: str | None
    shown: str
    notes: list[SourceNote] = field(default_factory=list)
    _classes: dict[str, list[_Element]] | None = None
    _having: dict[str, list[_Element]] = field(default_factory=dict)

    def having(self, attribute: str) -> list[_Element]:
        """The elements that had an attribute when they were first asked for, in their order."""
        if attribute not in self._having:
            self._having[attribute] = having(self.tree, attribute)
        return self._having[attribute]

    def classed(self, pattern: re.Pattern[str]) -> Iterator[_Element]:
        """The elements whose class has a match for a pattern, those with equal classes together."""
        if self._classes is None:
            self._classes = {}
            for element in having(self.tree, "class"):
                self._classes.setdefault(class_of(element), []).append(element)
        return (element for name, elements in self._classes.items() if pattern.search(name) for element in elements)

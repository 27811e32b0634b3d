"""A page while it is normalised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from lxml.etree import _Element

from digest.dataclass import dataclass
from digest.extract.pages.normal.tree_edits import class_of, having


@dataclass(slots=True, kw_only=True)
class Page:
    """A page while it is normalised.

    Attributes:
        tree: its root; rules change it.
        address: of the page, or None.
        shown: the text that it shows.
        notes: footnotes, endnotes and side notes by their label: an element outside the tree that holds the text.
    """

    tree: _Element
    address: str | None
    shown: str
    notes: dict[str, _Element] = field(default_factory=dict)
    _classes: dict[str, list[_Element]] | None = None
    _having: dict[str, list[_Element]] = field(default_factory=dict)

    def add_note(self, content: _Element) -> str:
        """Keep a note, and return its label; the next one has the next number."""
        label = str(len(self.notes) + 1)
        self.notes[label] = content
        return label

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

"""A text prepared for searching, and a place in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from digest.annotations.anchoring.typography import Folded, fold
from digest.dataclass import dataclass

Method = Literal["exact", "normalised", "fuzzy"]
"""How a quotation was found: letter by letter; letter by letter once typography is folded; by edit distance."""


@dataclass(frozen=True, kw_only=True)  # no slots: `cached_property` keeps its value in the instance's dictionary
class SearchText:
    """A text in which quotations are looked for.

    Attributes:
        text: plain; contexts are compared with it.
        searched: the same text with a `BARRIER` for each code point at which nothing may be found.
        boundaries: the offsets at which a block begins or ends, sorted; the ends of the text are among them.
    """

    text: str
    searched: str
    boundaries: Sequence[int]

    @classmethod
    def of(cls, text: str) -> SearchText:
        """A text that is one block and may be searched as a whole."""
        return cls(text=text, searched=text, boundaries=(0, len(text)))

    @cached_property
    def folded(self) -> Folded:
        """What is searched, with its typography folded."""
        return fold(self.searched)

    @cached_property
    def folded_context(self) -> Folded:
        """All of the text, with its typography folded."""
        return self.folded if self.searched == self.text else fold(self.text)

    @cached_property
    def folded_boundaries(self) -> tuple[int, ...]:
        """The boundaries as offsets in the folded text."""
        return tuple(bisect_left(self.folded_context.offsets, boundary) for boundary in self.boundaries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a quotation stands in a text, or may stand.

    Attributes:
        start: in code points of the text.
        end: in code points of the text; equal to start for a point.
        method: how it was found.
        similarity: of its words to the quotation's, 0 to 1; 1 unless the method is fuzzy.
        prefix: similarity of the text before it to the quotation's prefix, 0 to 1; 1 where the quotation has none.
        suffix: similarity of the text behind it to the quotation's suffix, likewise.
        score: of words, context and position together, 0 to 1.
        at_boundaries: at how many of its ends a context that is shorter than a selector's is all of the block.
        unique: whether it is the only place that the method finds.
        sure: whether it is the quotation's place beyond doubt: see `anchor`.
    """

    start: int
    end: int
    method: Method
    similarity: float
    prefix: float
    suffix: float
    score: float
    at_boundaries: int = 0
    unique: bool = False
    sure: bool = False

    @property
    def context(self) -> float:
        """Similarity of the text around it, the better of the two sides."""
        return max(self.prefix, self.suffix)

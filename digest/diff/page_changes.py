"""Two states of a page -> which of its parts differ, and which words are in no part of the first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from digest.diff.page_parts import PARTS, PageParts, Part

Newness: TypeAlias = Literal["note", "comment", "words", "rights"]
"""What is public for the first time: a note, the editor's comment, words of the text, or a text by wider rights."""

_RUN: Final = 3
"""Words in a row that are looked for together: fewer stand in every text, more would count the words around a new one.
With three, exactly the words that were put in are left over."""

BETWEEN: Final = " … "
"""Between the stretches of new words in one block."""

_WIDTH: Final = ("link", "excerpt", "full")
"""The rights, from the narrowest to the widest."""

_MAIN = re.compile(rb"<main\b.*</main>", re.DOTALL)


class NewWords(NamedTuple):
    """Words that a page did not show before.

    Attributes:
        kind: what they are.
        text: the words, or what is to be said of the rights.
    """

    kind: Newness
    text: str


def same_content(before: bytes, after: bytes) -> bool:
    """Whether two pages differ at most in what the template puts around their content."""
    first, second = _MAIN.search(before), _MAIN.search(after)
    return first is not None and second is not None and first[0] == second[0]


def changed_parts(before: PageParts, after: PageParts) -> tuple[Part, ...]:
    """The parts that differ; none where only ways to other pages and counts do."""
    differing = {part for part in PARTS if before.blocks.get(part, ()) != after.blocks.get(part, ())}
    if before.title != after.title:
        differing.add("title")
    if before.highlights != after.highlights:
        differing.add("highlights")
    if before.links != after.links and not differing & {"text", "comment", "notes", "introduction"}:
        differing.add("links")
    if before.pictures != after.pictures:
        differing.add("pictures")
    return tuple(part for part in PARTS if part in differing)


def new_words(before: PageParts | None, after: PageParts) -> Iterator[NewWords]:
    """What a page shows for the first time, in the order of the page.

    Args:
        before: the page as it is published; None for a new page, of which the notes count, and a text that is not
            the editor's own where all of it is shown.
        after: the page as it would be published.
    """
    wider = tuple(_wider(before, after))
    yield from wider
    for part, kind in _KINDS:
        if part == "text" and wider:
            continue
        old = before.blocks.get(part, ()) if before else ()
        known = {run for block in old for run in _runs(block)}
        for block in after.blocks.get(part, ()) if before or part == "notes" else ():
            words = block if part == "notes" and before is None else BETWEEN.join(_unknown(block, known))
            if words:
                yield NewWords(kind, words)


_KINDS: Final[tuple[tuple[Part, Newness], ...]] = (("comment", "comment"), ("text", "words"), ("notes", "note"))


def _wider(before: PageParts | None, after: PageParts) -> Iterator[NewWords]:
    if before is None and after.rights == "full" and after.original:
        yield NewWords("rights", "the whole text of somebody else, by rights: full")
    if before is not None and _WIDTH.index(before.rights) < _WIDTH.index(after.rights):
        yield NewWords("rights", f"rights widened from {before.rights} to {after.rights}")


def _runs(block: str) -> Iterator[tuple[str, ...]]:
    """Every run of words of a block, those at its ends among them."""
    words = ["", "", *block.split(), "", ""]
    return zip(*(words[at:] for at in range(_RUN)), strict=False)


def _unknown(block: str, known: set[tuple[str, ...]]) -> Iterator[str]:
    """The stretches of a block of which no word stands in a known run."""
    words = block.split()
    covered = [False] * len(words)
    for at, run in enumerate(_runs(block), start=1 - _RUN):
        if run in known:
            covered[max(0, at) : at + _RUN] = [True] * (min(len(words), at + _RUN) - max(0, at))
    edges = [at for at in range(len(words) + 1) if at in (0, len(words)) or covered[at] != covered[at - 1]]
    for start, end in pairwise(edges):
        if not covered[start]:
            yield " ".join(words[start:end])

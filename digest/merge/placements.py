"""Annotations with their places in a merged body, and what is written for them there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from digest.annotations.block_text import BlockText
from digest.annotations.delimiters import reference
from digest.annotations.mark_writer import Insertion
from digest.dataclass import dataclass
from digest.markdown.text_positions import passage
from digest.merge.reanchor import BlockPlace, widen
from digest.merge.written_marks import WrittenMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """An annotation and its place.

    Attributes:
        mark: as it was.
        closing: what is written behind the passage: the mark's own, and perhaps a further note.
        labels: of the notes to which the closing refers.
        notes: the definitions that are written with it.
        start: in the normalised body.
        end: in the normalised body.
        block: the number of the block that holds it.
        first: in the text of that block.
        last: in the text of that block.
        text: the plain text that is marked.
        sure: whether a person need not look.
    """

    mark: WrittenMark
    closing: str
    labels: tuple[str, ...]
    notes: tuple[str, ...] = ()
    start: int
    end: int
    block: int
    first: int
    last: int
    text: str
    sure: bool

    @property
    def insertion(self) -> Insertion:
        """What is written in the body."""
        return Insertion(
            start=self.start,
            end=self.end,
            opening=self.mark.opening if self.text else "",
            closing=self.closing,
            text=self.text,
            labels=self.labels,
            note="\n".join(self.notes),
        )

    def with_note(self, label: str, note: str) -> Placement:
        """The annotation with one more note behind its passage."""
        return replace(
            self,
            closing=f"{self.closing}{reference(label)}",
            labels=(*self.labels, label),
            notes=(*self.notes, note),
        )

    def relabelled(self, label: str, new: str, note: str) -> Placement:
        """The annotation with a note under another label, and the definition of that note."""
        return replace(
            self,
            closing=self.closing.replace(reference(label), reference(new)),
            labels=tuple(new if each == label else each for each in self.labels),
            notes=(*self.notes, note) if note else self.notes,
        )


def placement_of(mark: WrittenMark, place: BlockPlace, text: BlockText, env: Mapping[str, Any]) -> Placement | None:
    """The annotation with its place in the body, or None where its passage cannot be marked."""
    block = text.blocks[place.block]
    start, end = place.start, place.end
    if start < end:
        start, end = widen(block, env, start, end)
    stretch = passage(block.source, env, start, end)
    if stretch is None:
        return None
    first = block.position(stretch[0])
    last = block.position(stretch[1] - 1) if stretch[1] > stretch[0] else first
    if first is None or last is None or (mark.text and start == end):
        return None
    return Placement(
        mark=mark,
        closing=mark.closing,
        labels=mark.labels,
        start=first,
        end=last + 1 if mark.text else first,
        block=place.block,
        first=start,
        last=end,
        text=block.text[start:end] if mark.text else "",
        sure=place.sure,
    )


def crosses(left: Placement, right: Placement) -> bool:
    """Whether two passages overlap without one being within the other, or are the same."""
    if left.start >= right.end or right.start >= left.end or not left.text or not right.text:
        return False
    within = left.start >= right.start and left.end <= right.end
    around = left.start <= right.start and left.end >= right.end
    return within == around

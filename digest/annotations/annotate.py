"""Annotations into Markdown, each at the place of its quotation.

A highlight is written around its passage in the source (`==passage==`), a note as a footnote behind it. What has no
place, or cannot be written so that it is read back, is left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from digest.annotations.anchoring import SearchText, anchor
from digest.annotations.block_text import BlockText
from digest.annotations.delimiters import DELIMITER, reference
from digest.annotations.mark_writer import Insertion, write_marks
from digest.dataclass import dataclass
from digest.markdown.note_definitions import write_definition
from digest.markdown.parser import normalised, parsed
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.markdown.text_positions import passage
from digest.model.annotation import Annotation

_OWN_NUMBER = re.compile(r"\[\^a(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """What `annotate` made.

    Attributes:
        body: with the annotations.
        left_out: those that have no place in it, in the order given.
    """

    body: str
    left_out: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placement:
    """An annotation, its note's label (or None), and the range of the normalised body that it marks."""

    annotation: Annotation
    label: str | None
    start: int
    end: int

    @property
    def insertion(self) -> Insertion:
        """What is written, and how it is read back."""
        point = self.annotation.kind == "note"
        words = "" if point else self.annotation.quote.exact.strip()
        return Insertion(
            start=self.start,
            end=self.end,
            opening="" if point else DELIMITER,
            closing=f"{'' if point else DELIMITER}{reference(self.label)}",
            text=words,
            labels=(self.label,) if self.label else (),
            note=write_definition(self.label, self.annotation) if self.label else "",
            annotation=(self.label, self.annotation.quote.exact.strip(), _comment(self.annotation)),
        )


def annotate(body: str, annotations: Sequence[Annotation]) -> Annotated:
    """Write annotations into a body, each where its quotation stands word for word, within one block.

    A label that the body knows already is replaced by the next free one. Of two passages that overlap, the later
    given is left out, as is any that cannot be marked without changing the text or its markup. The body's own line
    ends stay.
    """
    if not annotations:
        return Annotated(body=body)
    clean = normalised(body)
    tokens, env = parsed(clean)
    text = BlockText.of(source_blocks(clean, tokens))
    searched = text.within_blocks()
    placements: dict[int, _Placement] = {}
    labels = free_labels("".join([clean, *(f"[^{each.id}" for each in annotations)]))
    for number, annotation in enumerate(annotations):
        placement = _place(annotation, text, searched, env)
        if placement and not any(_overlap(placement, other) for other in placements.values()):
            placements[number] = _labelled(placement, clean, tuple(placements.values()), labels)
    written = write_marks(body, [placement.insertion for placement in placements.values()])
    written_numbers = {number for index, number in enumerate(placements) if index in written.kept}
    left_out = tuple(annotation for number, annotation in enumerate(annotations) if number not in written_numbers)
    return Annotated(body=written.body, left_out=left_out)


def _comment(annotation: Annotation) -> str | None:
    return (annotation.comment or "").strip() or None


def _place(annotation: Annotation, text: BlockText, searched: SearchText, env: Mapping[str, Any]) -> _Placement | None:
    """Where an annotation goes, without its label yet."""
    point = annotation.kind == "note"
    quote = replace(annotation.quote, exact="") if point else annotation.quote
    place = anchor(quote, searched, loosest="exact") if point or quote.exact.strip() else None
    if place is None:
        return None
    # A point at a block's end belongs to the block before it.
    number = text.block_at(place.start - 1 if point and quote.prefix else place.start)
    block, begin = text.blocks[number], text.begins[number]
    stretch = source_range(block, env, place.start - begin, place.end - begin)
    if stretch is None:
        return None
    first, last = stretch
    return _Placement(annotation=annotation, label=annotation.id, start=first, end=first if point else last)


def source_range(block: SourceBlock, env: Mapping[str, Any], start: int, end: int) -> tuple[int, int] | None:
    """The range of the body that reads as a range of a block's plain text; None if no mark can stand around it."""
    stretch = passage(block.source, env, start, end)
    if stretch is None:
        return None
    first, last = (block.position(offset) for offset in stretch)
    return None if first is None or last is None else (first, last)


def _overlap(left: _Placement, right: _Placement) -> bool:
    """Whether two passages share a letter; a point is in nobody's way."""
    return left.start < right.end and right.start < left.end


def free_labels(names: str) -> Iterator[str]:
    """The labels of our own beyond those that are named: in the body, or by the annotations that are to be written."""
    highest = max((int(number) for number in _OWN_NUMBER.findall(names)), default=0)
    return (f"a{number}" for number in count(highest + 1))


def _labelled(placement: _Placement, body: str, others: Sequence[_Placement], labels: Iterator[str]) -> _Placement:
    """The placement with a label that is free, or none where it needs none."""
    annotation = placement.annotation
    wanted = annotation.id
    if wanted is None and annotation.kind == "highlight" and not _comment(annotation):
        return placement
    taken = {other.label for other in others}
    if wanted is None or wanted in taken or f"[^{wanted}]" in body or f"[^{wanted}." in body:  # replies of another
        wanted = next(label for label in labels if label not in taken)
    return replace(placement, label=wanted)

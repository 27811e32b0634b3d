"""Annotations into Markdown, and out of it again.

A highlight is written around its passage in the source (`==passage==`), a note as a footnote behind it. What is
written is read back and compared before it counts: an annotation that would change a letter of the text, or any of
its markup, is left out and named.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate, count, islice
from typing import TYPE_CHECKING, Any

from digest.annotations.collect import collect, read_annotations
from digest.markdown.note_definitions import write_definition
from digest.markdown.parser import normalised, parse, parsed
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.markdown.text_positions import passage
from digest.model.annotation import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from digest.model.annotation import Annotation, TextQuoteSelector

__all__ = ["Annotated", "annotate", "read_annotations"]

_BETWEEN = "\0"
"""Between the texts of two blocks; no text holds it, so no passage is found across them."""

_MOST_OCCURRENCES = 1000
"""How many places of the same words are compared by what stands around them."""

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
    """An annotation, its note's label (or None), and the stretch of the body it marks."""

    annotation: Annotation
    label: str | None
    start: int
    end: int


def annotate(body: str, annotations: Sequence[Annotation]) -> Annotated:
    """Write annotations into a body, each where its quotation stands.

    A label that the body knows already is replaced by the next free one. Of two passages that overlap, the later
    given is left out, as is any that cannot be marked without changing the text or its markup.
    """
    body = normalised(body)
    if not annotations:
        return Annotated(body=body)
    tokens, env = _read(body)
    blocks = source_blocks(body, tokens)
    placements: list[_Placement] = []
    labels = _labels("".join([body, *(f"[^{each.id}" for each in annotations)]))
    for annotation in annotations:
        found = _place(annotation, blocks, env)
        if found and not any(_overlap(found, other) for other in placements):
            placements.append(_labelled(found, body, placements, labels))
    before = _Witness.of(tokens, env)
    kept = _kept(body, placements, before)
    written = [placement.annotation for placement in kept]
    return Annotated(
        body=_write(body, kept) if kept else body,
        left_out=tuple(wanted for wanted in annotations if not _take(written, wanted)),
    )


def _read(body: str) -> tuple[Sequence[Token], dict[str, Any]]:
    """The tokens of a body and their `env`; finding annotations leaves its marks on the tokens, where there are any."""
    if not any(mark in body for mark in ("==", "[^", "^[", "{>>")):
        tokens, env = parsed(body)
        return tokens, dict(env)
    collected: dict[str, Any] = {}
    return parse(body, collected), collected


def _take(written: list[Annotation], wanted: Annotation) -> bool:
    """Whether this very annotation was written; each counts once."""
    for index, annotation in enumerate(written):
        if annotation is wanted:
            del written[index]
            return True
    return False


def _kept(body: str, placements: Sequence[_Placement], before: _Witness) -> Sequence[_Placement]:
    """The placements that leave everything else as it was: all, or those found one by one."""
    if not placements or before.bears(body, placements):
        return placements
    kept: list[_Placement] = []
    for placement in placements:
        if before.bears(body, [*kept, placement]):
            kept.append(placement)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class _Witness:
    """What annotating must not change: the text with its markup, and the annotations there are."""

    shape: str
    quotes: Counter[tuple[str | None, str, str | None]]

    @classmethod
    def of(cls, tokens: Sequence[Token], env: dict[str, Any]) -> _Witness:
        shape = "".join(_shape(tokens))
        found = collect(tokens, env).found
        return cls(shape=shape, quotes=Counter((each.id, each.quote.exact, each.comment) for each in found))

    def bears(self, body: str, placements: Sequence[_Placement]) -> bool:
        """Whether with these placements the rest is unchanged and each of them is read back."""
        env: dict[str, Any] = {}
        after = _Witness.of(parse(_write(body, placements), env), env)
        added = Counter(
            (each.label, each.annotation.quote.exact.strip(), _comment(each.annotation)) for each in placements
        )
        return after.shape == self.shape and after.quotes == self.quotes + added


def _comment(annotation: Annotation) -> str | None:
    return (annotation.comment or "").strip() or None


def _shape(tokens: Sequence[Token]) -> Iterator[str]:
    """The text and its markup, without marks and notes, as something to be compared."""
    for token in tokens:
        if token.type == "inline":
            yield from _shape(token.children or ())
        elif token.type == "text":
            yield token.content
        elif token.type not in ("mark_open", "mark_close", "note_ref"):
            yield f"\0{token.type}\0{token.tag}\0{token.attrs}\0{token.content}\0"


def _place(annotation: Annotation, blocks: Sequence[SourceBlock], env: dict[str, Any]) -> _Placement | None:
    """Where an annotation goes, without its label yet."""
    at = _find(annotation.quote, blocks, point=annotation.kind == "note")
    if at is None:
        return None
    block, start, end = at
    stretch = passage(block.source, env, start, end)
    if stretch is None:
        return None
    first, last = (block.position(offset) for offset in stretch)
    if first is None or last is None:
        return None
    point = annotation.kind == "note"
    return _Placement(annotation=annotation, label=annotation.id, start=first, end=first if point else last)


def _find(
    quote: TextQuoteSelector, blocks: Sequence[SourceBlock], *, point: bool
) -> tuple[SourceBlock, int, int] | None:
    """The block and the offsets in its text where a quotation fits best; the first of several equals."""
    exact = "" if point else quote.exact.strip()
    wanted = quote.prefix + quote.suffix if point else exact
    if not wanted:
        return None
    text = _BETWEEN.join(block.text for block in blocks)
    begins = [0, *accumulate(len(block.text) + 1 for block in blocks)]
    skip = len(quote.prefix) if point else 0
    places = islice(_occurrences(text, wanted), _MOST_OCCURRENCES)
    best = max(((_fit(text, at + skip, exact, quote), -at) for at in places), default=None)
    if best is None:
        return None
    start = skip - best[1]
    # A point at a block's end belongs to the block before it.
    index = bisect_right(begins, start - 1 if point and quote.prefix else start) - 1
    return (blocks[index], start - begins[index], start - begins[index] + len(exact))


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _fit(text: str, start: int, exact: str, quote: TextQuoteSelector) -> int:
    """How many code points around a place agree with the context, the ends of the block counted as one each."""
    before = _BETWEEN + text[max(0, start - CONTEXT) : start]
    after = text[start + len(exact) : start + len(exact) + CONTEXT] + _BETWEEN
    prefix = quote.prefix if len(quote.prefix) >= CONTEXT else _BETWEEN + quote.prefix
    suffix = quote.suffix if len(quote.suffix) >= CONTEXT else quote.suffix + _BETWEEN
    return _common(before[::-1], prefix[::-1]) + _common(after, suffix)


def _common(one: str, other: str) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _overlap(one: _Placement, other: _Placement) -> bool:
    """Whether two passages share a letter; a point is in nobody's way."""
    return one.start < other.end and other.start < one.end


def _labels(names: str) -> Iterator[str]:
    """Labels of our own beyond those that are named: in the body, or by the annotations that are to be written."""
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


def _write(body: str, placements: Sequence[_Placement]) -> str:
    """The body with the marks in it and the notes behind it."""
    inserts: list[tuple[int, int, str]] = []
    for placement in placements:
        reference = f"[^{placement.label}]" if placement.label else ""
        if placement.annotation.kind == "note":
            inserts.append((placement.start, 1, reference))
        else:
            inserts += [(placement.start, 2, "=="), (placement.end, 0, f"=={reference}")]
    parts: list[str] = []
    reached = 0
    for at, _, text in sorted(inserts, key=lambda insert: insert[:2]):
        parts += [body[reached:at], text]
        reached = at
    marked = "".join([*parts, body[reached:]])
    notes = [write_definition(each.label, each.annotation) for each in placements if each.label]
    return marked.rstrip("\n") + "\n\n" + "\n".join(notes) + "\n" if notes else marked

"""Where the marks of each annotation stand in a body, so that they can be taken out or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from digest.annotations.collect import Annotations, Note, collect
from digest.dataclass import dataclass
from digest.markdown.note_definitions import Definition, extents
from digest.markdown.parser import normalised, parse
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.markdown.rules.notes import NOTE_REFERENCE
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.markdown.text_positions import Piece, pieces

Range = tuple[int, int]
"""A range of the normalised body."""

_MARKS = frozenset({HIGHLIGHT_OPEN, NOTE_REFERENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPlace:
    """The marks of an annotation in the normalised body.

    Attributes:
        words: the passage; empty for a note at a point.
        note: of the passage or point; None for a highlight without one.
        delimiters: what stands before and behind the passage; empty for a point.
        reference: to the note; None for a highlight without one.
    """

    words: str
    note: Note | None
    delimiters: tuple[Range, ...]
    reference: Range | None

    @property
    def end(self) -> int:
        """Behind the passage, where a reference to a note belongs."""
        return self.delimiters[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPlaces:
    """The annotations of a body as its page shows them.

    Attributes:
        body: normalised.
        marks: the places of marks, by the id of the annotation's element; marks that stand within something that
            cannot be cut have none.
        notes: all notes and replies, by their ids.
        definition_lines: of each label its first definition: the first line and the line after the last, from 0.
    """

    body: str
    marks: Mapping[str, MarkPlace]
    notes: Mapping[str, Note]
    definition_lines: Mapping[str, Range]

    def line_offsets(self) -> tuple[int, ...]:
        """Where each line of the body begins, and the end of the body."""
        starts = [0]
        for line in self.body.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return (*starts[:-1], len(self.body))

    def definition_ranges(self, labels: Sequence[str]) -> list[Range]:
        """The lines of definitions, each group of them with one empty line before it unless that parts what is around.

        Where nothing ends the last line of the body, nothing does without them either.
        """
        lines, offsets = self.body.split("\n"), self.line_offsets()
        ranges = []
        extents = [self.definition_lines[label] for label in labels if label in self.definition_lines]
        for first, after in joined(sorted(extents)):
            is_last = after >= len(lines)
            parted = first > 0 and not lines[first - 1] and (is_last or not lines[after].strip())
            ranges.append((max(0, offsets[first] - parted - is_last), offsets[after]))
        return ranges


def joined(ranges: Sequence[Range]) -> list[Range]:
    """Sorted ranges, those that touch or overlap as one."""
    result: list[Range] = []
    for start, end in ranges:
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def mark_places(body: str) -> MarkPlaces:
    """Where the marks of a body stand; those of resolved notes, which no page shows, are left out."""
    clean = normalised(body)
    env: dict[str, Any] = {}
    tokens = parse(clean, env)
    blocks = source_blocks(clean, tokens)
    inlines = [token for token in tokens if token.type == "inline"]
    marks = [[child for child in token.children or () if child.type in _MARKS] for token in inlines]
    annotations = collect(tokens, env, hides=_is_resolved)  # leaves ids on the tokens, and moves some of them
    words = _words_by_id(annotations)
    places = {
        anchor: place
        for block, children in zip(blocks, marks, strict=True)
        if children
        for anchor, place in _places(block, children, env, words)
    }
    lines: dict[str, Range] = {}
    for label, first, after in extents(env):
        lines.setdefault(label, (first, after))
    notes = {each.id: each for note in annotations.notes for each in note.thread}
    return MarkPlaces(body=clean, marks=places, notes=notes, definition_lines=lines)


def _is_resolved(definition: Definition) -> bool:
    return definition.resolved


def _words_by_id(annotations: Annotations) -> Mapping[str, str]:
    pairs = zip(annotations.found, annotations.anchors, strict=True)
    return {anchor: annotation.quote.exact for annotation, anchor in pairs}


def _places(
    block: SourceBlock, marks: Sequence[Token], env: Mapping[str, Any], words: Mapping[str, str]
) -> Iterator[tuple[str, MarkPlace]]:
    """The marks of a block with the ids of their elements."""
    cut = list(pieces(block.source, env))
    numbers = [number for number, piece in enumerate(cut) if piece.type in _MARKS]
    if len(numbers) != len(marks):
        return
    for number, token in zip(numbers, marks, strict=True):
        anchor = token.meta.get("id", "")
        place = _place(block, cut, number, token.meta.get("note"), words.get(anchor, "")) if anchor in words else None
        if place is not None:
            yield anchor, place


def _place(block: SourceBlock, cut: Sequence[Piece], number: int, note: Note | None, words: str) -> MarkPlace | None:
    delimiters: list[Piece] = []
    reference = cut[number] if cut[number].type == NOTE_REFERENCE else None
    if reference is None:
        close = _close(cut, number)
        if close is None:
            return None
        delimiters = [cut[number], cut[close]]
        reference = cut[close + 1] if note is not None else None
    ranges = [_range(block, piece) for piece in (*delimiters, *([reference] if reference else []))]
    known = [stretch for stretch in ranges if stretch is not None]
    if len(known) < len(ranges):
        return None
    return MarkPlace(
        words=words,
        note=note,
        delimiters=tuple(known[: len(delimiters)]),
        reference=known[-1] if reference else None,
    )


def _close(cut: Sequence[Piece], number: int) -> int | None:
    """The number of the piece that ends a highlight."""
    depth = 0
    for at in range(number, len(cut)):
        depth += (cut[at].type == HIGHLIGHT_OPEN) - (cut[at].type == HIGHLIGHT_CLOSE)
        if depth == 0:
            return at
    return None


def _range(block: SourceBlock, piece: Piece) -> Range | None:
    start, last = block.position(piece.start), block.position(piece.end - 1)
    return None if start is None or last is None else (start, last + 1)

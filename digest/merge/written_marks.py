"""The annotations of a body as they are written: their delimiters, and the words between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from digest.annotations.delimiters import ANY_BEGINNING, TOKENS
from digest.dataclass import dataclass
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.markdown.rules.notes import NOTE_REFERENCE, REFERENCE
from digest.markdown.source_map import SourceBlock
from digest.markdown.text_positions import Piece, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenMark:
    """An annotation as it is written.

    Attributes:
        opening: the bytes before the passage; empty for a point.
        closing: the bytes behind it, with the references to its notes.
        source: the passage's own Markdown, without annotations.
        start: where the passage begins in the plain text of the whole body.
        end: where it ends there; equal to start for a point.
        text: the plain text between the two.
        labels: of its notes that are defined elsewhere.
        definitions: what these notes say, as it is written, without their labels.
    """

    opening: str
    closing: str
    source: str
    start: int
    end: int
    text: str
    labels: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[str, tuple[str, ...]]:
        """What two annotations share if they are the same one: the passage, white space folded, and its notes."""
        return (" ".join(self.text.split()), self.definitions)


def read_marks(
    text: str, blocks: Sequence[SourceBlock], env: Mapping[str, Any], definitions: Mapping[str, str]
) -> tuple[dict[int, list[WrittenMark]], dict[int, list[tuple[int, int]]]]:
    """The annotations of a normalised body, and the columns that their delimiters take, each by its line."""
    begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    marks: dict[int, list[WrittenMark]] = {}
    cuts: dict[int, list[tuple[int, int]]] = {}
    offset = 0
    for block in blocks:
        if ANY_BEGINNING.search(block.source):
            block_pieces = tuple(pieces(block.source, env))
            delimiters = [_columns(block, piece, begins) for piece in block_pieces if piece.type in TOKENS]
            if block_pieces and block_pieces[-1].end >= len(block.source.rstrip()) and None not in delimiters:
                for start, mark in _marks(block, block_pieces, offset, definitions):
                    marks.setdefault(bisect_right(begins, block.position(start) or 0) - 1, []).append(mark)
                for line, start, end in filter(None, delimiters):
                    cuts.setdefault(line, []).append((start, end))
        offset += len(block.text) + 1
    return marks, cuts


def _columns(block: SourceBlock, piece: Piece, begins: Sequence[int]) -> tuple[int, int, int] | None:
    """The line of a delimiter, and where it begins and ends there; None if it is not on one line."""
    start, last = block.position(piece.start), block.position(piece.end - 1)
    if start is None or last is None or last - start != piece.end - 1 - piece.start:
        return None
    line = bisect_right(begins, start) - 1
    return (line, start - begins[line], last + 1 - begins[line]) if last < begins[line + 1] else None


def _marks(
    block: SourceBlock, block_pieces: Sequence[Piece], offset: int, definitions: Mapping[str, str]
) -> Iterator[tuple[int, WrittenMark]]:
    """The annotations of a block in reading order, each with the offset of its first delimiter in the block's source.

    A mark's closing takes all the references that stand directly behind it.
    """
    opened: list[tuple[Piece, int]] = []
    marks: list[tuple[int, WrittenMark]] = []
    at = 0
    last = -1
    for index, piece in enumerate(block_pieces):
        if piece.type == HIGHLIGHT_OPEN:
            opened.append((piece, at))
        elif piece.type in TOKENS and index > last:
            last = index
            while last + 1 < len(block_pieces) and block_pieces[last + 1].type == NOTE_REFERENCE:
                last += 1
            first, start = opened.pop() if piece.type == HIGHLIGHT_CLOSE else (piece, at)
            labels = tuple(_labels(block.source, block_pieces[index : last + 1]))
            mark = WrittenMark(
                opening=block.source[first.start : first.end] if first is not piece else "",
                closing=block.source[piece.start : block_pieces[last].end],
                source=_without_delimiters(block.source, block_pieces, first.end, piece.start),
                start=offset + start,
                end=offset + at,
                text=block.text[start:at],
                labels=labels,
                definitions=tuple(definitions.get(label, "") for label in labels),
            )
            marks.append((first.start, mark))
        at += piece.length
    yield from sorted(marks, key=lambda entry: entry[0])


def _labels(source: str, references: Sequence[Piece]) -> Iterator[str]:
    """The labels of references; a note written in the text has none."""
    for piece in references:
        reference = REFERENCE.fullmatch(source, piece.start, piece.end)
        if reference:
            yield reference[1]


def _without_delimiters(source: str, block_pieces: Sequence[Piece], start: int, end: int) -> str:
    """A range of a block's source without the delimiters in it."""
    parts = []
    for piece in block_pieces:
        if piece.type in TOKENS and start <= piece.start < end:
            parts.append(source[start : piece.start])
            start = piece.end
    return "".join([*parts, source[start:end]])

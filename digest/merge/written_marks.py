"""The annotations of a body as they are written: which signs stand where, and which words are between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from digest.annotations.delimiters import (
    ANY_BEGINNING,
    HIGHLIGHT_CLOSE,
    HIGHLIGHT_OPEN,
    NOTE_REFERENCE,
    REFERENCE,
    TOKENS,
)
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
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What makes two annotations one: the passage, white space aside, and what is said of it."""
        return (" ".join(self.text.split()), self.definitions)


def read_marks(
    text: str, blocks: Sequence[SourceBlock], env: Mapping[str, Any], said: Mapping[str, str]
) -> tuple[dict[int, list[WrittenMark]], dict[int, list[tuple[int, int]]]]:
    """By line of the body: the annotations that begin there, and the columns their signs take."""
    begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    marks: dict[int, list[WrittenMark]] = {}
    cuts: dict[int, list[tuple[int, int]]] = {}
    offset = 0
    for block in blocks:
        if ANY_BEGINNING.search(block.source):
            found = tuple(pieces(block.source, env))
            signs = [_columns(block, piece, begins) for piece in found if piece.type in TOKENS]
            if found and found[-1].end >= len(block.source.rstrip()) and None not in signs:
                for start, mark in _marks(block, found, offset, said):
                    marks.setdefault(_line(block, start, begins), []).append(mark)
                for line, start, end in filter(None, signs):
                    cuts.setdefault(line, []).append((start, end))
        offset += len(block.text) + 1
    return marks, cuts


def _line(block: SourceBlock, at: int, begins: Sequence[int]) -> int:
    return bisect_right(begins, block.position(at) or 0) - 1


def _columns(block: SourceBlock, piece: Piece, begins: Sequence[int]) -> tuple[int, int, int] | None:
    """The line of a sign, and where it begins and ends there; None where it is not on one line."""
    start, last = block.position(piece.start), block.position(piece.end - 1)
    if start is None or last is None or last - start != piece.end - 1 - piece.start:
        return None
    line = bisect_right(begins, start) - 1
    return (line, start - begins[line], last + 1 - begins[line]) if last < begins[line + 1] else None


def _marks(
    block: SourceBlock, found: Sequence[Piece], offset: int, said: Mapping[str, str]
) -> Iterator[tuple[int, WrittenMark]]:
    """The annotations of a block in reading order, each with the place of its first sign in the block's source."""
    opened: list[tuple[Piece, int]] = []
    met: list[tuple[int, WrittenMark]] = []
    at = 0
    taken = -1
    for index, piece in enumerate(found):
        if piece.type == HIGHLIGHT_OPEN:
            opened.append((piece, at))
        elif piece.type in TOKENS and index > taken:
            taken = index
            while taken + 1 < len(found) and found[taken + 1].type == NOTE_REFERENCE:
                taken += 1
            first, start = opened.pop() if piece.type == HIGHLIGHT_CLOSE else (piece, at)
            closing = block.source[piece.start : found[taken].end]
            labels = tuple(_labels(block.source, found[index : taken + 1]))
            mark = WrittenMark(
                opening=block.source[first.start : first.end] if first is not piece else "",
                closing=closing,
                source=_bare(block.source, found, first.end, piece.start),
                start=offset + start,
                end=offset + at,
                text=block.text[start:at],
                labels=labels,
                definitions=tuple(said.get(label, "") for label in labels),
            )
            met.append((first.start, mark))
        at += piece.length
    yield from sorted(met, key=lambda entry: entry[0])


def _labels(source: str, found: Sequence[Piece]) -> Iterator[str]:
    """The labels of the references among pieces; a note written in the text has none."""
    for piece in found:
        reference = REFERENCE.fullmatch(source, piece.start, piece.end)
        if reference:
            yield reference[1]


def _bare(source: str, found: Sequence[Piece], start: int, end: int) -> str:
    """A stretch of source without the signs in it."""
    parts = []
    for piece in found:
        if piece.type in TOKENS and start <= piece.start < end:
            parts.append(source[start : piece.start])
            start = piece.end
    return "".join([*parts, source[start:end]])

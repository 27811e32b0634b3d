"""A body in chunks: paragraphs, headings, list items and the like, each as written and without its annotations.

A chunk's lines are kept byte by byte. What a merge compares is the same without marks and references to notes, so
that an annotated paragraph equals the bare one. Definitions of notes are no chunks; they hang on the chunk before.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any, Final

from markdown_it.token import Token

from digest.content.anchoring import Piece, pieces
from digest.content.notes import extents
from digest.content.source import SourceBlock, source_blocks
from digest.content.syntax import normalised, parse

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SIGNS = re.compile(r"==|\[\^|\^\[|\{[>=]")
_LABEL = re.compile(r"\[\^([^\s\[\]%]{1,64})\]")

POINTS: Final = frozenset({"note_ref"})
"""Tokens that stand at a point of the text and are none of it."""

_SIGN: Final = POINTS | {"mark_open", "mark_close"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An annotation as it is written.

    Attributes:
        opening: the bytes before the passage; empty for a point.
        closing: the bytes behind it, with the references to its notes.
        source: the passage's own Markdown, without annotations.
        start: where the passage begins in the plain text of the whole body.
        end: where it ends there; equal to start for a point.
        text: the plain text between the two.
        definitions: what its notes say, as it is written, without their labels.
    """

    opening: str
    closing: str
    source: str
    start: int
    end: int
    text: str
    definitions: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of its notes."""
        return tuple(_LABEL.findall(self.closing))

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What makes two annotations one: the passage, white space aside, and what is said of it."""
        return (" ".join(self.text.split()), self.definitions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The definition of a note, as written, with the blank lines behind it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A part of a body.

    Attributes:
        line: its first, from 0 within the body.
        lines: with their ends.
        gap: the blank lines behind it.
        bare: its text without annotations, a line feed between its lines.
        item: whether it is an item of a list, which needs no blank line around it.
        marks: the annotations in it.
        after: the definitions behind it.
    """

    line: int
    lines: tuple[str, ...]
    gap: tuple[str, ...] = ()
    bare: str
    item: bool = False
    marks: tuple[Mark, ...] = ()
    after: tuple[Definition, ...] = ()

    @property
    def plain(self) -> str:
        """What is compared: white space at the ends of lines is none of the text."""
        return "\n".join(line.rstrip() for line in self.bare.split("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body, read.

    Attributes:
        head: the blank lines before the first chunk.
        first: the definitions before it.
        chunks: in order.
        text: the plain text of all blocks, a line feed after each; offsets of marks count in it.
    """

    head: tuple[str, ...]
    first: tuple[Definition, ...]
    chunks: tuple[Chunk, ...]
    text: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All annotations, in order."""
        return tuple(mark for chunk in self.chunks for mark in chunk.marks)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """All definitions of notes, in order."""
        return (*self.first, *(found for chunk in self.chunks for found in chunk.after))


def split_lines(text: str) -> list[str]:
    """The lines with their ends; only LF, CR and CRLF end one."""
    return _LINE.findall(text)


def line_end(text: str) -> str:
    """What ends most lines of a text."""
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def read_body(body: str) -> Body:
    """Part a body into chunks; put together again they are the body, byte by byte."""
    text = normalised(body)
    env: dict[str, Any] = {}
    tokens = parse(text, env)
    lines = split_lines(body)
    notes = {start: (label, end) for label, start, end in extents(env) if not _covered(start, tokens)}
    said = {label: _said(lines[start:end]) for start, (label, end) in reversed(notes.items())}
    blocks = source_blocks(text, tokens)
    marks, cuts = _annotations(text, blocks, env, said)
    return _assembled(
        lines,
        _starts(tokens, notes, lines),
        notes,
        _Found([line.rstrip("\r\n") for line in lines], marks, cuts, _plain(blocks)),
    )


@dataclass(slots=True)
class _Found:
    """What was found in a body, by its lines."""

    plain_lines: list[str]
    marks: Mapping[int, Sequence[Mark]]
    cuts: Mapping[int, Sequence[tuple[int, int]]]
    text: str

    def stripped(self, line: int) -> str:
        """A line without annotations."""
        text = self.plain_lines[line]
        for start, end in sorted(self.cuts.get(line, ()), reverse=True):
            text = text[:start] + text[end:]
        return text


@dataclass(slots=True)
class _Draft:
    """A chunk that is being put together."""

    line: int
    end: int
    item: bool
    after: list[Definition] = field(default_factory=list)


def _plain(blocks: Sequence[SourceBlock]) -> str:
    return "".join(f"{block.text}\n" for block in blocks)


def _covered(line: int, tokens: Sequence[Token]) -> bool:
    """Whether a block holds a line; a definition in a quotation or list is part of that."""
    begins = [token.map for token in tokens if token.level == 0 and token.map]
    index = bisect_right(begins, line, key=lambda extent: extent[0]) - 1
    return index >= 0 and begins[index][0] <= line < begins[index][1]


def _said(lines: Sequence[str]) -> str:
    text = normalised("".join(lines)).strip()
    return text.partition("]:")[2].strip()


def _starts(tokens: Sequence[Token], notes: Mapping[int, tuple[str, int]], lines: Sequence[str]) -> dict[int, bool]:
    """The lines where a chunk begins, and whether it is an item of a list."""
    starts = {0: False} if lines else {}
    inside: set[int] = set()
    for token in tokens:
        if token.map is None or not (token.level == 0 or token.type == "list_item_open"):
            continue
        begin, end = token.map
        if token.level == 0:
            inside.update(range(begin, end))
            starts.setdefault(end, False)
        starts[begin] = starts.get(begin, False) or token.type == "list_item_open"
    for begin, (_, end) in notes.items():
        inside.update(range(begin, end))
        starts.setdefault(end, False)
        starts[begin] = False
    blank = True
    for number, line in enumerate(lines):  # what no token stands for: addresses of links, private text
        if number not in inside and line.strip() and blank:
            starts.setdefault(number, False)
        blank = not line.strip()
    return {line: item for line, item in starts.items() if line < len(lines)}


def _assembled(
    lines: Sequence[str], starts: Mapping[int, bool], notes: Mapping[int, tuple[str, int]], found: _Found
) -> Body:
    head: list[str] = []
    first: list[Definition] = []
    drafts: list[_Draft] = []
    begins = sorted(starts)
    for begin, end in pairwise([*begins, len(lines)]):
        if begin in notes:
            definition = Definition(label=notes[begin][0], lines=tuple(lines[begin:end]))
            (drafts[-1].after if drafts else first).append(definition)
        elif any(line.strip() for line in lines[begin:end]):
            drafts.append(_Draft(begin, end, starts[begin]))
        elif drafts and drafts[-1].after:
            last = drafts[-1].after[-1]
            drafts[-1].after[-1] = Definition(label=last.label, lines=(*last.lines, *lines[begin:end]))
        elif drafts:
            drafts[-1].end = end
        elif first:
            first[-1] = Definition(label=first[-1].label, lines=(*first[-1].lines, *lines[begin:end]))
        else:
            head += lines[begin:end]
    chunks = tuple(_chunk(draft, lines, found) for draft in drafts)
    return Body(head=tuple(head), first=tuple(first), chunks=chunks, text=found.text)


def _chunk(draft: _Draft, lines: Sequence[str], found: _Found) -> Chunk:
    end, begin = draft.end, draft.line
    while not lines[end - 1].strip():
        end -= 1
    while not lines[begin].strip():
        begin += 1
    return Chunk(
        line=draft.line,
        lines=tuple(lines[draft.line : end]),
        gap=tuple(lines[end : draft.end]),
        bare="\n".join(found.stripped(line) for line in range(begin, end)),
        item=draft.item,
        marks=tuple(mark for line in range(draft.line, end) for mark in found.marks.get(line, ())),
        after=tuple(draft.after),
    )


def _annotations(
    text: str, blocks: Sequence[SourceBlock], env: Mapping[str, Any], said: Mapping[str, str]
) -> tuple[dict[int, list[Mark]], dict[int, list[tuple[int, int]]]]:
    """By line of the body: the annotations that begin there, and the columns their signs take."""
    begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    marks: dict[int, list[Mark]] = {}
    cuts: dict[int, list[tuple[int, int]]] = {}
    offset = 0
    for block in blocks:
        if _SIGNS.search(block.source):
            found = tuple(pieces(block.source, env))
            signs = [_columns(block, piece, begins) for piece in found if piece.type in _SIGN]
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
) -> Iterator[tuple[int, Mark]]:
    """The annotations of a block in reading order, each with the place of its first sign in the block's source."""
    opened: list[tuple[Piece, int]] = []
    met: list[tuple[int, Mark]] = []
    at = 0
    taken = -1
    for index, piece in enumerate(found):
        if piece.type == "mark_open":
            opened.append((piece, at))
        elif piece.type in _SIGN and index > taken:
            taken = index
            while taken + 1 < len(found) and found[taken + 1].type in POINTS:
                taken += 1
            first, start = opened.pop() if piece.type == "mark_close" else (piece, at)
            closing = block.source[piece.start : found[taken].end]
            mark = Mark(
                opening=block.source[first.start : first.end] if first is not piece else "",
                closing=closing,
                source=_bare(block.source, found, first.end, piece.start),
                start=offset + start,
                end=offset + at,
                text=block.text[start:at],
                definitions=tuple(said.get(label, "") for label in _LABEL.findall(closing)),
            )
            met.append((first.start, mark))
        at += piece.length
    yield from sorted(met, key=lambda entry: entry[0])


def _bare(source: str, found: Sequence[Piece], start: int, end: int) -> str:
    """A stretch of source without the signs in it."""
    parts = []
    for piece in found:
        if piece.type in _SIGN and start <= piece.start < end:
            parts.append(source[start : piece.start])
            start = piece.end
    return "".join([*parts, source[start:end]])

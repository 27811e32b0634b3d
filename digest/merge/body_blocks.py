"""A body in blocks: paragraphs, headings, list items and the like, each as written and without its annotations.

A block's lines are kept byte by byte. What a merge compares is the same without marks and references to notes, so
that an annotated paragraph equals the bare one. Definitions of notes are not blocks: each belongs to the block
before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from digest.dataclass import dataclass
from digest.markdown.line_ends import split_lines
from digest.markdown.note_definitions import extents
from digest.markdown.parser import normalised, parse
from digest.markdown.source_map import source_blocks
from digest.merge.written_marks import WrittenMark, read_marks


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDefinition:
    """The definition of a note, as written, with the blank lines after it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBlock:
    """A part of a body.

    Attributes:
        line: its first line, from 0 within the body.
        lines: with their ends.
        gap: the blank lines after it.
        bare: its text without annotations, a line feed between its lines.
        item: whether it is an item of a list, which needs no blank line around it.
        marks: the annotations in it.
        after: the definitions after it.
    """

    line: int
    lines: tuple[str, ...]
    gap: tuple[str, ...] = ()
    bare: str
    item: bool = False
    marks: tuple[WrittenMark, ...] = ()
    after: tuple[WrittenDefinition, ...] = ()

    @property
    def plain(self) -> str:
        """What a merge compares: the bare text without white space at the ends of its lines."""
        return "\n".join(line.rstrip() for line in self.bare.split("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body, read.

    Attributes:
        head: the blank lines before the first block.
        first: the definitions before it.
        blocks: in order.
        text: the plain text of all blocks, a line feed after each; offsets of marks count in it.
    """

    head: tuple[str, ...]
    first: tuple[WrittenDefinition, ...]
    blocks: tuple[BodyBlock, ...]
    text: str

    @property
    def marks(self) -> tuple[WrittenMark, ...]:
        """All annotations, in order."""
        return tuple(mark for block in self.blocks for mark in block.marks)

    @property
    def definitions(self) -> tuple[WrittenDefinition, ...]:
        """All definitions of notes, in order."""
        return (*self.first, *(definition for block in self.blocks for definition in block.after))


def read_body(body: str) -> Body:
    """Divide a body into blocks; put together again they are the body, byte by byte."""
    text = normalised(body)
    env: dict[str, Any] = {}
    tokens = parse(text, env)
    lines = split_lines(body)
    notes = {start: (label, end) for label, start, end in extents(env) if not _covered(start, tokens)}
    definitions = {label: _comment(lines[start:end]) for start, (label, end) in reversed(notes.items())}
    blocks = source_blocks(text, tokens)
    marks, columns = read_marks(text, blocks, env, definitions)
    return _assembled(
        lines,
        _starts(tokens, notes, lines),
        notes,
        _Lines([line.rstrip("\r\n") for line in lines], marks, columns, "".join(f"{block.text}\n" for block in blocks)),
    )


@dataclass(slots=True)
class _Lines:
    """A body's lines without their ends, and by their numbers the marks that begin and the columns that marks take."""

    written: list[str]
    marks: Mapping[int, Sequence[WrittenMark]]
    columns: Mapping[int, Sequence[tuple[int, int]]]
    text: str

    def bare(self, line: int) -> str:
        """A line without annotations."""
        text = self.written[line]
        for start, end in sorted(self.columns.get(line, ()), reverse=True):
            text = text[:start] + text[end:]
        return text


@dataclass(slots=True)
class _Draft:
    """A block that is being put together."""

    line: int
    end: int
    item: bool
    after: list[WrittenDefinition] = field(default_factory=list)


def _covered(line: int, tokens: Sequence[Token]) -> bool:
    """Whether a line is in a block; so is a definition within a quotation or list."""
    begins = [token.map for token in tokens if token.level == 0 and token.map]
    index = bisect_right(begins, line, key=lambda extent: extent[0]) - 1
    return index >= 0 and begins[index][0] <= line < begins[index][1]


def _comment(lines: Sequence[str]) -> str:
    """What a definition says, without its label."""
    text = normalised("".join(lines)).strip()
    return text.partition("]:")[2].strip()


def _starts(tokens: Sequence[Token], notes: Mapping[int, tuple[str, int]], lines: Sequence[str]) -> dict[int, bool]:
    """The lines where a block begins, and whether it is an item of a list."""
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
    for number, line in enumerate(lines):  # what the parser makes no token of: addresses of links, private text
        if number not in inside and line.strip() and blank:
            starts.setdefault(number, False)
        blank = not line.strip()
    return {line: item for line, item in starts.items() if line < len(lines)}


def _assembled(
    lines: Sequence[str], starts: Mapping[int, bool], notes: Mapping[int, tuple[str, int]], annotated: _Lines
) -> Body:
    head: list[str] = []
    first: list[WrittenDefinition] = []
    drafts: list[_Draft] = []
    begins = sorted(starts)
    for begin, end in pairwise([*begins, len(lines)]):
        definitions = drafts[-1].after if drafts else first
        if begin in notes:
            definitions.append(WrittenDefinition(label=notes[begin][0], lines=tuple(lines[begin:end])))
        elif any(line.strip() for line in lines[begin:end]):
            drafts.append(_Draft(begin, end, starts[begin]))
        elif definitions:
            last = definitions[-1]
            definitions[-1] = WrittenDefinition(label=last.label, lines=(*last.lines, *lines[begin:end]))
        elif drafts:
            drafts[-1].end = end
        else:
            head += lines[begin:end]
    blocks = tuple(_block(draft, lines, annotated) for draft in drafts)
    return Body(head=tuple(head), first=tuple(first), blocks=blocks, text=annotated.text)


def _block(draft: _Draft, lines: Sequence[str], annotated: _Lines) -> BodyBlock:
    end, begin = draft.end, draft.line
    while not lines[end - 1].strip():
        end -= 1
    while not lines[begin].strip():
        begin += 1
    return BodyBlock(
        line=draft.line,
        lines=tuple(lines[draft.line : end]),
        gap=tuple(lines[end : draft.end]),
        bare="\n".join(annotated.bare(line) for line in range(begin, end)),
        item=draft.item,
        marks=tuple(mark for line in range(draft.line, end) for mark in annotated.marks.get(line, ())),
        after=tuple(draft.after),
    )

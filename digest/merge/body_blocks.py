"""A body in blocks: paragraphs, headings, list items and the like, each as written and without its annotations.

A block's lines are kept byte by byte. What a merge compares is the same without marks and references to notes, so
that an annotated paragraph equals the bare one. Definitions of notes are no blocks; they hang on the block before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from digest.markdown.line_ends import split_lines
from digest.markdown.note_definitions import extents
from digest.markdown.parser import normalised, parse
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.merge.written_marks import WrittenMark, read_marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """The definition of a note, as written, with the blank lines behind it."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyBlock:
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
    marks: tuple[WrittenMark, ...] = ()
    after: tuple[Definition, ...] = ()

    @property
    def plain(self) -> str:
        """What is compared: white space at the ends of lines is none of the text."""
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
    first: tuple[Definition, ...]
    blocks: tuple[BodyBlock, ...]
    text: str

    @property
    def marks(self) -> tuple[WrittenMark, ...]:
        """All annotations, in order."""
        return tuple(mark for block in self.blocks for mark in block.marks)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """All definitions of notes, in order."""
        return (*self.first, *(found for block in self.blocks for found in block.after))


def read_body(body: str) -> Body:
    """Part a body into blocks; put together again they are the body, byte by byte."""
    text = normalised(body)
    env: dict[str, Any] = {}
    tokens = parse(text, env)
    lines = split_lines(body)
    notes = {start: (label, end) for label, start, end in extents(env) if not _covered(start, tokens)}
    said = {label: _said(lines[start:end]) for start, (label, end) in reversed(notes.items())}
    blocks = source_blocks(text, tokens)
    marks, cuts = read_marks(text, blocks, env, said)
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
    marks: Mapping[int, Sequence[WrittenMark]]
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
    """A block that is being put together."""

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
    blocks = tuple(_block(draft, lines, found) for draft in drafts)
    return Body(head=tuple(head), first=tuple(first), blocks=blocks, text=found.text)


def _block(draft: _Draft, lines: Sequence[str], found: _Found) -> BodyBlock:
    end, begin = draft.end, draft.line
    while not lines[end - 1].strip():
        end -= 1
    while not lines[begin].strip():
        begin += 1
    return BodyBlock(
        line=draft.line,
        lines=tuple(lines[draft.line : end]),
        gap=tuple(lines[end : draft.end]),
        bare="\n".join(found.stripped(line) for line in range(begin, end)),
        item=draft.item,
        marks=tuple(mark for line in range(draft.line, end) for mark in found.marks.get(line, ())),
        after=tuple(draft.after),
    )

"""The one writer of annotations into a body.

What is written is read back before it counts: marks that would change a letter of the text or any of its markup, or
that are not read as they were meant, are refused. Everything else of the body stays byte by byte, its line ends too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markdown_it.token import Token

from digest.annotations.collect import collect
from digest.annotations.delimiters import BEGINNINGS, TOKENS
from digest.markdown.line_ends import line_end, split_lines
from digest.markdown.note_definitions import definitions
from digest.markdown.parser import normalised, parse, parsed
from digest.markdown.rules.notes import NOTE_REFERENCE

_CRLF = re.compile("\r\n")

MAX_READINGS: Final = 4000
"""How often a body is read at most to find the marks that it cannot hold; what is not tried by then is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insertion:
    """What is written for an annotation, and how it must be read back.

    Attributes:
        start: where the passage begins in the normalised body; for a point, where the closing goes.
        end: where the passage ends there.
        opening: what goes before the passage; empty for a point.
        closing: what goes behind it.
        text: the plain text of the passage; empty for a point.
        labels: of the notes that the closing refers to.
        note: the definitions that go to the end of the body, without the last line's end; or empty.
        annotation: label, passage and comment as they must be read back together; None if it is enough that passage
            and references are read.
    """

    start: int
    end: int
    opening: str = ""
    closing: str = ""
    text: str = ""
    labels: tuple[str, ...] = ()
    note: str = ""
    annotation: tuple[str | None, str, str | None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What `write_marks` made.

    Attributes:
        body: with the marks in it.
        kept: the numbers of the marks that are written.
    """

    body: str
    kept: frozenset[int]


def write_marks(body: str, marks: Sequence[Insertion], *, max_readings: int = MAX_READINGS) -> Written:
    """Write marks into a body, and their notes behind it.

    Args:
        body: with any line ends, which are kept; what is written has those that most lines have.
        marks: none of which crosses another.
        max_readings: the most readings of the body that may be spent.
    """
    if not marks:
        return Written(body=body, kept=frozenset())
    before = _Reading.of(body)
    kept: list[int] = []
    written = body
    pending = [range(len(marks))]
    for _ in range(max_readings):
        if not pending:
            break
        group = pending.pop()
        chosen = [marks[number] for number in (*kept, *group)]
        attempt = insert(body, chosen)
        if before.bears(attempt, chosen):
            kept += group
            written = attempt
        elif len(group) > 1:
            middle = len(group) // 2
            pending += [group[middle:], group[:middle]]
    return Written(body=written, kept=frozenset(kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What is read of a body.

    Attributes:
        markup: the text with its markup, without the annotations.
        annotations: label, passage and comment of each.
        passages: of each highlight.
        labels: of each reference to a note; a note written in the text has none.
        definitions: label and comment of each note that is defined.
    """

    markup: str
    annotations: Counter[tuple[str | None, str, str | None]]
    passages: Counter[str]
    labels: Counter[str]
    definitions: Counter[tuple[str, str]]

    @classmethod
    def of(cls, body: str) -> _Reading:
        tokens, env = _tokens(normalised(body) if "\r" in body else body)
        markup = "".join(_markup(tokens))
        labels = Counter(
            child.meta["label"] for child in _children(tokens) if child.type == NOTE_REFERENCE and child.meta["label"]
        )
        annotations = collect(tokens, env).found
        return cls(
            markup=markup,
            annotations=Counter((each.id, each.quote.exact, each.comment) for each in annotations),
            passages=Counter(each.quote.exact for each in annotations if each.kind == "highlight"),
            labels=labels,
            definitions=_definitions(env),
        )

    def bears(self, attempt: str, marks: Sequence[Insertion]) -> bool:
        """Whether the body with these marks in it is otherwise unchanged, and each of them is read back."""
        after = _Reading.of(attempt)
        notes = sum((_definitions_of(mark.note) for mark in marks if mark.note), start=self.definitions)
        if after.markup != self.markup or after.definitions != notes:
            return False
        bound = [mark.annotation for mark in marks if mark.annotation is not None]
        if len(bound) == len(marks):
            return after.annotations == self.annotations + Counter(bound)
        passages = Counter(mark.text for mark in marks if mark.opening)
        labels = Counter(label for mark in marks for label in mark.labels)
        return after.passages == self.passages + passages and after.labels == self.labels + labels


def _tokens(body: str) -> tuple[Sequence[Token], Mapping[str, Any]]:
    """The tokens of a body and their `env`; collecting annotations leaves its marks on tokens, where there are any."""
    if not any(beginning in body for beginning in BEGINNINGS):
        return parsed(body)
    env: dict[str, Any] = {}
    return parse(body, env), env


def _definitions(env: Mapping[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((definition.label, definition.comment) for definition in definitions(env))


def _definitions_of(note: str) -> Counter[tuple[str, str]]:
    """What a note says by itself."""
    env: dict[str, Any] = {}
    parse(note, env)
    return _definitions(env)


def _children(tokens: Sequence[Token]) -> Iterator[Token]:
    return (child for token in tokens if token.type == "inline" for child in token.children or ())


def _markup(tokens: Sequence[Token]) -> Iterator[str]:
    """The text and its markup, without annotations, as something to be compared."""
    for token in tokens:
        if token.type == "inline":
            yield from _markup(token.children or ())
        elif token.type == "text":
            yield token.content
        elif token.type not in TOKENS:
            yield f"\0{token.type}\0{token.tag}\0{token.attrs}\0{token.content}\0"


def insert(body: str, marks: Sequence[Insertion]) -> str:
    """The body with marks in it and their notes behind it, unchecked."""
    # CRLF is two code points of the body and one of the normalised body, in which the marks have their offsets.
    pairs = [match.start() - number for number, match in enumerate(_CRLF.finditer(body))] if "\r" in body else []
    parts: list[str] = []
    reached = 0
    for at, _, _, _, text in sorted(piece for number, mark in enumerate(marks) for piece in _pieces(mark, number)):
        offset = at + bisect_left(pairs, at)
        parts += [body[reached:offset], text]
        reached = offset
    return append_notes("".join([*parts, body[reached:]]), [mark.note for mark in marks if mark.note])


def _pieces(mark: Insertion, number: int) -> Iterator[tuple[int, int, int, int, str]]:
    """The position, rank, size and text of what is inserted for a mark.

    At one position passages end (rank 0) before points stand (1) before other passages begin (2). Of those that end
    the inner come first, of those that begin the outer.
    """
    size = mark.end - mark.start
    if mark.opening:
        yield mark.start, 2, -size, number, mark.opening
    if mark.closing:
        yield mark.end, 0 if mark.opening else 1, size, number, mark.closing


def append_notes(body: str, notes: Sequence[str]) -> str:
    """The body with definitions of notes behind it, a blank line before them."""
    if not notes:
        return body
    end = line_end(body)
    ends = len(split_lines(body[len(body.rstrip("\r\n")) :]))
    return body + end * max(0, 2 - ends) + "".join(f"{note}\n".replace("\n", end) for note in notes)

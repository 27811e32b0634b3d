"""The one writer of annotations into a body.

What is written is read back before it counts: marks that would change a letter of the text or any of its markup, or
that are not read as they were meant, are refused. Everything else of the body stays byte by byte, its line ends too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from digest.annotations.body_reading import BodyReading, definitions_of
from digest.dataclass import dataclass
from digest.markdown.line_ends import line_end, split_lines

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
    before = BodyReading.of(body)
    kept: list[int] = []
    written = body
    pending = [range(len(marks))]
    for _ in range(max_readings):
        if not pending:
            break
        group = pending.pop()
        chosen = [marks[number] for number in (*kept, *group)]
        attempt = insert(body, chosen)
        if _is_read_back(before, attempt, chosen):
            kept += group
            written = attempt
        elif len(group) > 1:
            middle = len(group) // 2
            pending += [group[middle:], group[:middle]]
    return Written(body=written, kept=frozenset(kept))


def _is_read_back(before: BodyReading, attempt: str, marks: Sequence[Insertion]) -> bool:
    """Whether the body with these marks in it is otherwise unchanged, and each of them is read back."""
    after = BodyReading.of(attempt)
    notes = sum((definitions_of(mark.note) for mark in marks if mark.note), start=before.definitions)
    if after.markup != before.markup or after.definitions != notes:
        return False
    bound = [mark.annotation for mark in marks if mark.annotation is not None]
    if len(bound) == len(marks):
        return after.annotations == before.annotations + Counter(bound)
    passages = Counter(mark.text for mark in marks if mark.opening)
    labels = Counter(label for mark in marks for label in mark.labels)
    return after.passages == before.passages + passages and after.labels == before.labels + labels


def insert(body: str, marks: Sequence[Insertion]) -> str:
    """The body with marks in it and their notes behind it, unchecked."""
    pieces = sorted(piece for number, mark in enumerate(marks) for piece in _pieces(mark, number))
    written = splice(body, [(at, at, text) for at, _, _, _, text in pieces])
    return append_notes(written, [mark.note for mark in marks if mark.note])


def splice(body: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    """The body with ranges replaced; they are ranges of the normalised body, sorted, and none overlaps another."""
    # CRLF is two code points of the body and one of the normalised body.
    pairs = [match.start() - number for number, match in enumerate(_CRLF.finditer(body))] if "\r" in body else []
    parts: list[str] = []
    reached = 0
    for start, end, text in replacements:
        parts += [body[reached : start + bisect_left(pairs, start)], text]
        reached = end + bisect_left(pairs, end)
    return "".join([*parts, body[reached:]])


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

"""Writes annotations, as they were written before, into lines of a body that are new.

What is written is read back before it counts: an annotation that would change the text, or that is not read as it
was meant, is not written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

from digest.markdown.parser import normalised
from digest.markdown.text_positions import passage
from digest.merge.annotation_marks import LABEL, Mark
from digest.merge.chunks import Body, read_body, split_lines
from digest.merge.reanchor import Place, Text, widened

_MOST_SINGLE: Final = 200
"""Annotations that are tried one by one where they cannot all be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An annotation and its place.

    Attributes:
        mark: as it was.
        closing: what is written behind the passage: the mark's own, and perhaps a further note.
        start: in the normalised body.
        end: in the normalised body.
        block: the number of the block that holds it.
        first: in the text of that block.
        last: in the text of that block.
        text: the plain text that is marked.
        sure: whether a person need not look.
    """

    mark: Mark
    closing: str
    start: int
    end: int
    block: int
    first: int
    last: int
    text: str
    sure: bool


def placed(mark: Mark, place: Place, new: Text, env: Mapping[str, Any]) -> Placed | None:
    """The annotation with its place in the body, or None where its passage cannot be marked."""
    block = new.blocks[place.block]
    start, end = place.start, place.end
    if start < end:
        start, end = widened(block, env, start, end)
    stretch = passage(block.source, env, start, end)
    if stretch is None:
        return None
    first = block.position(stretch[0])
    last = block.position(stretch[1] - 1) if stretch[1] > stretch[0] else first
    if first is None or last is None or (mark.text and start == end):
        return None
    return Placed(
        mark=mark,
        closing=mark.closing,
        start=first,
        end=last + 1 if mark.text else first,
        block=place.block,
        first=start,
        last=end,
        text=block.text[start:end] if mark.text else "",
        sure=place.sure,
    )


def crosses(one: Placed, other: Placed) -> bool:
    """Whether two passages overlap without one being within the other, or are the same."""
    if one.start >= other.end or other.start >= one.end or not one.text or not other.text:
        return False
    within = one.start >= other.start and one.end <= other.end
    around = one.start <= other.start and one.end >= other.end
    return within == around


def write_marks(body: str, wanted: Sequence[Placed]) -> tuple[str, list[Placed]]:
    """The body with the annotations in it, and those that could not be written."""
    before = read_body(body)
    if _bears(body, before, wanted):
        return _inserted(body, wanted), []
    kept: list[Placed] = []
    left_out: list[Placed] = []
    for each in wanted:
        fits = len(left_out) + len(kept) < _MOST_SINGLE and _bears(body, before, [*kept, each])
        (kept if fits else left_out).append(each)
    return _inserted(body, kept), left_out


def _bears(body: str, before: Body, wanted: Sequence[Placed]) -> bool:
    """Whether with these annotations the text is the same, and each of them is read back."""
    if not wanted:
        return True
    after = read_body(_inserted(body, wanted))
    if [chunk.plain for chunk in after.chunks] != [chunk.plain for chunk in before.chunks] or after.text != before.text:
        return False
    expected = Counter((mark.opening, mark.text) for mark in before.marks)
    expected += Counter((each.mark.opening, each.text) for each in wanted)
    found = Counter((mark.opening, mark.text) for mark in after.marks)
    labels = Counter(
        LABEL.findall("".join([each.closing for each in wanted] + [mark.closing for mark in before.marks]))
    )
    labels -= Counter(label for mark in after.marks for label in mark.labels)
    return not labels and all(found[key] >= count for key, count in expected.items() if key[0])


def _inserted(body: str, wanted: Sequence[Placed]) -> str:
    """The body, its own line ends and all, with the signs of annotations put in."""
    text = normalised(body)
    begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    signs: dict[int, list[tuple[int, int, int, str]]] = {}
    for number, each in enumerate(wanted):
        size = each.end - each.start
        entries = [(each.end, 0 if each.text else 1, size, each.closing)]
        entries += [(each.start, 2, -size, each.mark.opening)] if each.text else []
        for at, rank, order, sign in entries:
            line = bisect_right(begins, at) - 1
            signs.setdefault(line, []).append((at - begins[line], rank * 10**9 + order, number, sign))
    lines = split_lines(body)
    for line, found in signs.items():
        parts, reached = [], 0
        for column, _, _, sign in sorted(found):
            parts += [lines[line][reached:column], sign]
            reached = column
        lines[line] = "".join([*parts, lines[line][reached:]])
    return "".join(lines)

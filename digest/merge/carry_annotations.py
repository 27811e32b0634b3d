"""Carries annotations over into a merged body: each to its passage, or under the heading for those without one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, count
from typing import Any, Final

from digest.markdown.escape import escape
from digest.markdown.note_definitions import write_definition
from digest.markdown.parser import normalised, parse
from digest.markdown.source_map import source_blocks
from digest.merge.annotation_marks import Mark
from digest.merge.bodies import Outcome, write_parts
from digest.merge.chunks import Body, read_body
from digest.merge.proposals import news, rejections
from digest.merge.reanchor import Place, Text, find_place
from digest.merge.unanchored import quotation, waiting, with_section, without_quotations
from digest.merge.write_marks import Placed, crosses, placed, write_marks
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector

MOVED: Final = "moved"
"""The tag of the converter's note that asks a person to look."""

_BLANK = re.compile(r"\A(?:\r?\n)+")
_BLANK_END = re.compile(r"\n\r?\n\Z")
_NUMBERED = re.compile(r"\[\^([ad])(\d{1,9})", re.ASCII)
"""Labels of people and of the converter; each keeps its letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A merged body with its annotations.

    Attributes:
        body: Markdown.
        moved: line from 0, old and new passage of each annotation whose place is not sure.
        orphans: line from 0 and old passage of each without a place.
        rejected: what the person deleted of the converter's proposals.
    """

    body: str
    moved: tuple[tuple[int, str, str], ...]
    orphans: tuple[tuple[int, str], ...]
    rejected: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Page:
    """The merged body while annotations find their places in it.

    Attributes:
        standing: what is annotated in it already, by offsets in its plain text.
        taken: the annotations that have found a place.
        notes: the definitions that are to be added.
    """

    body: str
    text: Text
    env: dict[str, Any]
    standing: tuple[Mark, ...]
    taken: list[Placed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Sequence[str], fresh: Collection[int]) -> _Page:
        body = "".join(lines)
        text = normalised(body)
        env: dict[str, Any] = {}
        blocks = source_blocks(text, parse(text, env))
        begins = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        places = [block.position(0) for block in blocks]
        new = [place is not None and bisect_right(begins, place) - 1 in fresh for place in places]
        return cls(body=body, text=Text.of(blocks, new), env=env, standing=read_body(body).marks)

    def take(self, mark: Mark, place: Place | None) -> Placed | None:
        """Give an annotation its place, if it has one and no other stands in its way."""
        found = placed(mark, place, self.text, self.env) if place else None
        if found is None or any(crosses(found, other) for other in self.taken):
            return None
        self.taken.append(found)
        return found

    def again(self, mark: Mark) -> Place | None:
        """Where a passage that had no place stands again."""
        if not mark.text.strip() or self.text.fresh.count(mark.text) != 1:
            return None
        return self._at(mark, self.text.fresh.find(mark.text))

    def free(self, mark: Mark) -> Place | None:
        """Where a new annotation may go: where its words stand, and nothing is annotated yet."""
        start = self.text.text.find(mark.text) if mark.text.strip() else -1
        end = start + len(mark.text)
        if start < 0 or any(start < other.end and other.start < end for other in self.standing):
            return None
        place = self._at(mark, start)
        mine = [each for each in self.taken if each.block == place.block]
        return None if any(place.start < each.last and each.first < place.end for each in mine) else place

    def _at(self, mark: Mark, start: int) -> Place:
        block = self.text.block_at(start)
        first = start - self.text.begins[block]
        return Place(block=block, start=first, end=first + len(mark.text), sure=True)


def carry(bodies: tuple[Body, Body, Body], outcome: Outcome, end: str, rejected: Sequence[str]) -> Carried:
    """Write the merged body with all annotations of mine, and the new ones of the converter.

    Args:
        bodies: base, mine and theirs.
        outcome: what `merge_chunks` made of them.
        end: what ends a line.
        rejected: proposals that a person deleted earlier.
    """
    base, mine, theirs = bodies
    page = _Page.of(*write_parts(mine, outcome.parts, end))
    labels = _free_labels(page.body)
    machine = {mark.said for mark in base.marks}
    lost = [mark for chunk in outcome.lost for mark in chunk.marks]
    homeless = _placed_anew(page, lost, mine.text, machine, labels)
    back = _returned(page, mine)
    _offer(page, news(base, theirs, rejected), theirs, labels)
    notes = [note.replace("\n", end) for note in page.notes]
    body, left_out = write_marks(_appended(page.body, notes, end), page.taken)
    out = {id(each.mark) for each in left_out}
    body = _without_notes(body, notes)
    homeless += [mark for mark in lost if id(mark) in out]
    body = without_quotations(body, [chunk for mark, chunk in back if id(mark) not in out])
    body = _without_definitions(body, [mark for mark in homeless if mark.said in machine], mine)
    orphans = [mark for mark in homeless if mark.said not in machine]
    body = with_section(body, [quotation(mark, mine.text) for mark in orphans], end)
    moved = [each for each in page.taken if not each.sure and id(each.mark) not in out]
    return Carried(
        body=body,
        moved=tuple((_line_of(body, each.closing), _told(each.mark, mine.text), each.text) for each in moved),
        orphans=tuple((_line_of(body, quotation(mark, mine.text)[2:-1]), _told(mark, mine.text)) for mark in orphans),
        rejected=rejections(base, mine),
    )


def _free_labels(body: str) -> Mapping[str, Iterator[str]]:
    """By the letter they begin with, the labels that the body has not."""
    highest = {"a": 0, "d": 0}
    for letter, number in _NUMBERED.findall(body):
        highest[letter] = max(highest[letter], int(number))
    return {letter: map(f"{letter}{{}}".format, count(last + 1)) for letter, last in highest.items()}


def _placed_anew(
    page: _Page, lost: Sequence[Mark], old: str, machine: Collection[object], labels: Mapping[str, Iterator[str]]
) -> list[Mark]:
    """Place what stood in text that is gone or changed; returns what has no place.

    Where a place is not sure, a person's annotation gets a note that asks to look, and the converter's own goes.
    """
    homeless = []
    for mark in lost:
        hint = mark.start * len(page.text.text) // max(1, len(old))
        place = find_place(mark, old, page.text, hint)
        if mark.said in machine and place is not None and not place.sure:
            place = None
        found = page.take(mark, place)
        if found is None:
            homeless.append(mark)
        elif not found.sure:
            label = next(labels["d"])
            page.taken[-1] = replace(found, closing=f"{found.closing}[^{label}]")
            page.notes.append(_asking(label, _told(mark, old)))
    return homeless


def _asking(label: str, old: str) -> str:
    """The note that asks a person to look."""
    comment = f"The text has changed here. The annotated words were: “{escape(old)}”"
    quote = TextQuoteSelector(exact="")
    annotation = Annotation(id=label, kind="note", quote=quote, comment=comment, by=MACHINE, tags=(MOVED,))
    return write_definition(label, annotation) + "\n"


def _told(mark: Mark, old: str) -> str:
    """The passage of an annotation, or the words before its point."""
    return mark.text or old[max(old.rfind("\n", 0, mark.start) + 1, mark.start - 60) : mark.start]


def _returned(page: _Page, mine: Body) -> list[tuple[Mark, str]]:
    """Annotations without a place whose passage is there again, each with the quotation that is to go."""
    found = []
    for number in waiting(mine):
        [mark] = mine.chunks[number].marks
        if page.take(mark, page.again(mark)):
            found.append((mark, "".join(mine.chunks[number].lines)))
    return found


def _offer(page: _Page, offers: Sequence[Mark], theirs: Body, labels: Mapping[str, Iterator[str]]) -> None:
    """Place the converter's new annotations where nothing is in their way, under labels of their own."""
    definitions = {each.label: each for each in reversed(theirs.definitions)}
    for mark in offers:
        found = page.take(mark, page.free(mark))
        if found is None:
            continue
        for label in mark.labels:
            own = next(labels.get(label[:1], labels["a"]))
            written = "".join(definitions[label].lines).rstrip("\n") + "\n" if label in definitions else ""
            page.taken[-1] = replace(page.taken[-1], closing=page.taken[-1].closing.replace(f"[^{label}]", f"[^{own}]"))
            page.notes.append(written.replace(f"[^{label}]", f"[^{own}]", 1))


def _without_definitions(body: str, gone: Sequence[Mark], mine: Body) -> str:
    """The body without the notes of the converter's annotations that went with their passage."""
    labels = {label for mark in gone for label in mark.labels}
    return _without_notes(body, ["".join(each.lines) for each in mine.definitions if each.label in labels])


def _without_notes(body: str, definitions: Sequence[str]) -> str:
    """The body without those of the definitions that nothing in it refers to."""
    for definition in definitions:
        label = definition[: definition.find("]") + 1]
        if label and body.count(label) == 1:
            before, _, behind = body.partition(definition)
            body = before + (_BLANK.sub("", behind, count=1) if _BLANK_END.search(before) else behind)
    return body


def _appended(body: str, notes: Sequence[str], end: str) -> str:
    return body.rstrip("\r\n") + end + end + "".join(notes) if notes else body


def _line_of(body: str, words: str) -> int:
    """The line, from 0, on which something stands; the last where it is not found."""
    at = body.find(words.split("\n", maxsplit=1)[0])
    return normalised(body[:at]).count("\n") if at >= 0 else normalised(body).count("\n")

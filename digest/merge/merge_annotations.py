"""Puts the annotations into a merged body: each at its passage, or under the heading for orphans.

The person's annotations come first. The converter's new ones go where nothing is annotated yet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import accumulate, count
from typing import Any, Final

from digest.annotations.anchoring import Place, SearchText, anchor
from digest.annotations.block_text import BlockText
from digest.annotations.delimiters import reference
from digest.annotations.mark_writer import write_marks
from digest.dataclass import dataclass
from digest.markdown.escape import escape
from digest.markdown.note_definitions import write_definition
from digest.markdown.parser import normalised, parse
from digest.markdown.source_map import source_blocks
from digest.merge.body_blocks import Body, read_body
from digest.merge.merge_bodies import Outcome, write_parts
from digest.merge.orphans import orphaned_blocks, quotation, with_section, without_quotations
from digest.merge.placements import Placement, crosses, placement_of
from digest.merge.proposals import new_proposals, rejections
from digest.merge.reanchor import BlockPlace, reanchor
from digest.merge.written_marks import WrittenMark
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector

MOVED: Final = "moved"
"""The tag of the converter's note that asks a person to look."""

_SHOWN: Final = 60
"""Code points before a point that stand for its passage in a message."""

_MAX_READINGS: Final = 400
"""How often a body is read to find the annotations that it cannot hold."""

_BLANK = re.compile(r"\A(?:\r?\n)+")
_BLANK_END = re.compile(r"\n\r?\n\Z")
_NUMBERED = re.compile(r"\[\^([ad])(\d{1,9})", re.ASCII)
"""The number in a label of a person (`a`) or of the converter (`d`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedBody:
    """A merged body with its annotations.

    Attributes:
        body: Markdown.
        moved: of each annotation whose place is not sure, its line (from 0), its old and its new passage.
        orphans: of each annotation without a place, its line (from 0) and its old passage.
        rejected: the converter's proposals that the person deleted.
    """

    body: str
    moved: tuple[tuple[int, str, str], ...]
    orphans: tuple[tuple[int, str], ...]
    rejected: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Page:
    """The merged body while annotations find their places in it.

    Attributes:
        body: with its own line ends.
        text: the plain text of its blocks.
        whole: the text, all of whose blocks may be searched.
        fresh: the text, of which only the new or changed blocks may be searched.
        env: the parser's `env` of the body.
        present: the annotations that are in it already, with offsets in its plain text.
        placements: the annotations that have found a place, in the order in which they did.
    """

    body: str
    text: BlockText
    whole: SearchText
    fresh: SearchText
    env: dict[str, Any]
    present: tuple[WrittenMark, ...]
    placements: list[Placement] = field(default_factory=list)

    @classmethod
    def of(cls, lines: Sequence[str], fresh: Collection[int]) -> _Page:
        body = "".join(lines)
        clean = normalised(body)
        env: dict[str, Any] = {}
        text = BlockText.of(source_blocks(clean, parse(clean, env)))
        begins = list(accumulate((len(line) + 1 for line in clean.split("\n")), initial=0))
        starts = [block.position(0) for block in text.blocks]
        new = [start is not None and bisect_right(begins, start) - 1 in fresh for start in starts]
        return cls(
            body=body,
            text=text,
            whole=text.within_blocks(),
            fresh=text.within_blocks(new),
            env=env,
            present=read_body(body).marks,
        )

    def place(self, mark: WrittenMark, place: BlockPlace | None) -> Placement | None:
        """Give an annotation its place, if it has one and no other stands in its way."""
        placement = placement_of(mark, place, self.text, self.env) if place else None
        if placement is None or any(crosses(placement, other) for other in self.placements):
            return None
        self.placements.append(placement)
        return placement

    def returned(self, mark: WrittenMark) -> BlockPlace | None:
        """Where the passage of an orphan stands again."""
        place = anchor(TextQuoteSelector(exact=mark.text), self.fresh, loosest="exact") if mark.text.strip() else None
        return self._in_block(place) if place and place.unique else None

    def free(self, mark: WrittenMark) -> BlockPlace | None:
        """Where a new annotation may go: where its words stand, and nothing is annotated yet."""
        place = anchor(TextQuoteSelector(exact=mark.text), self.whole, loosest="exact") if mark.text.strip() else None
        if place is None or any(place.start < other.end and other.start < place.end for other in self.present):
            return None
        free = self._in_block(place)
        others = [each for each in self.placements if each.block == free.block]
        return None if any(free.start < each.last and each.first < free.end for each in others) else free

    def _in_block(self, place: Place) -> BlockPlace:
        block = self.text.block_at(place.start)
        begin = self.text.begins[block]
        return BlockPlace(block=block, start=place.start - begin, end=place.end - begin, sure=True)


def merge_annotations(
    bodies: tuple[Body, Body, Body], outcome: Outcome, end: str, rejected: Sequence[str]
) -> AnnotatedBody:
    """Write the merged body with all annotations of mine, and the converter's new ones that nobody rejected earlier."""
    base, mine, theirs = bodies
    page = _Page.of(*write_parts(mine, outcome.parts, end))
    labels = _free_labels(page.body)
    machine = {mark.identity for mark in base.marks}
    displaced = [mark for block in outcome.displaced for mark in block.marks]
    orphans = _reanchored(page, displaced, mine.text, machine, labels)
    returned = _returned(page, mine)
    _offer(page, new_proposals(base, theirs, rejected), theirs, labels)
    written = write_marks(
        page.body.rstrip("\r\n") + end, [each.insertion for each in page.placements], max_readings=_MAX_READINGS
    )
    refused = {id(each.mark) for number, each in enumerate(page.placements) if number not in written.kept}
    orphans += [mark for mark in displaced if id(mark) in refused]
    body = without_quotations(written.body, [block for mark, block in returned if id(mark) not in refused])
    body = _without_definitions(body, [mark for mark in orphans if mark.identity in machine], mine)
    orphans = [mark for mark in orphans if mark.identity not in machine]
    body = with_section(body, [quotation(mark, mine.text) for mark in orphans], end)
    moved = [each for each in page.placements if not each.sure and id(each.mark) not in refused]
    return AnnotatedBody(
        body=body,
        moved=tuple((_line_of(body, each.closing), _excerpt(each.mark, mine.text), each.text) for each in moved),
        orphans=tuple(
            (_line_of(body, quotation(mark, mine.text)[2:-1]), _excerpt(mark, mine.text)) for mark in orphans
        ),
        rejected=rejections(base, mine),
    )


def _free_labels(body: str) -> Mapping[str, Iterator[str]]:
    """The labels that are free in the body, by the letter they begin with."""
    highest = {"a": 0, "d": 0}
    for letter, number in _NUMBERED.findall(body):
        highest[letter] = max(highest[letter], int(number))
    return {letter: map(f"{letter}{{}}".format, count(last + 1)) for letter, last in highest.items()}


def _reanchored(
    page: _Page,
    displaced: Sequence[WrittenMark],
    old: str,
    machine: Collection[object],
    labels: Mapping[str, Iterator[str]],
) -> list[WrittenMark]:
    """Place the annotations of text that is gone or changed; returns those without a place.

    If a place is not sure, a person's annotation gets a note that asks to look, and the converter's is dropped.
    """
    orphans = []
    for mark in displaced:
        hint = mark.start * len(page.text.text) // max(1, len(old))
        place = reanchor(mark, old, page.text, page.fresh, hint)
        if mark.identity in machine and place is not None and not place.sure:
            place = None
        placement = page.place(mark, place)
        if placement is None:
            orphans.append(mark)
        elif not placement.sure:
            label = next(labels["d"])
            page.placements[-1] = placement.with_note(label, _moved_note(label, _excerpt(mark, old)))
    return orphans


def _moved_note(label: str, old: str) -> str:
    """The note that asks a person to look."""
    comment = f"The text has changed here. The annotated words were: “{escape(old)}”"
    quote = TextQuoteSelector(exact="")
    annotation = Annotation(id=label, kind="note", quote=quote, comment=comment, by=MACHINE, tags=(MOVED,))
    return write_definition(label, annotation)


def _excerpt(mark: WrittenMark, old: str) -> str:
    """The passage of an annotation, or the words before its point."""
    return mark.text or old[max(old.rfind("\n", 0, mark.start) + 1, mark.start - _SHOWN) : mark.start]


def _returned(page: _Page, mine: Body) -> list[tuple[WrittenMark, str]]:
    """Place the orphans whose passage is there again; returns each with its quotation under the heading."""
    returned = []
    for number in orphaned_blocks(mine):
        [mark] = mine.blocks[number].marks
        if page.place(mark, page.returned(mark)):
            returned.append((mark, "".join(mine.blocks[number].lines)))
    return returned


def _offer(page: _Page, offers: Sequence[WrittenMark], theirs: Body, labels: Mapping[str, Iterator[str]]) -> None:
    """Place the converter's new annotations where nothing is annotated, under labels that are free."""
    definitions = {each.label: each for each in reversed(theirs.definitions)}
    for mark in offers:
        placement = page.place(mark, page.free(mark))
        if placement is None:
            continue
        for label in mark.labels:
            new = next(labels.get(label[:1], labels["a"]))
            note = "".join(definitions[label].lines).rstrip("\n") if label in definitions else ""
            placement = placement.relabelled(label, new, note.replace(reference(label), reference(new), 1))
        page.placements[-1] = placement


def _without_definitions(body: str, dropped: Sequence[WrittenMark], mine: Body) -> str:
    """The body without the notes of the converter's dropped annotations, as far as nothing else refers to them."""
    labels = {label for mark in dropped for label in mark.labels}
    for definition in ("".join(each.lines) for each in mine.definitions if each.label in labels):
        label = definition[: definition.find("]") + 1]
        if label and body.count(label) == 1:
            before, _, behind = body.partition(definition)
            body = before + (_BLANK.sub("", behind, count=1) if _BLANK_END.search(before) else behind)
    return body


def _line_of(body: str, words: str) -> int:
    """The line, from 0, on which words stand; the last line if they are not found."""
    at = body.find(words.split("\n", maxsplit=1)[0])
    return normalised(body[:at]).count("\n") if at >= 0 else normalised(body).count("\n")

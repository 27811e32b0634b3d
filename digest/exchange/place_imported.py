"""Annotations from elsewhere into an article's Markdown: each where its quotation stands, and none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from digest.annotations import annotations_with_anchors
from digest.annotations.anchoring import fold
from digest.annotations.annotate import annotate
from digest.annotations.formats import new_replies
from digest.annotations.mark_writer import Insertion, write_marks
from digest.annotations.passages import markable_text, passages_of
from digest.dataclass import dataclass
from digest.markdown.note_definitions import write_definition
from digest.markdown.parser import normalised
from digest.model.annotation import Annotation

MOST: Final = 2000
"""Annotations that a text is given at a time: each that cannot be marked may cost a reading of the text."""

_ROUNDS: Final = 8
"""Marks within marks: those that share letters are written one round after the other."""

_Key: TypeAlias = tuple[str, str, str, object]
"""Words with their typography folded, comment, author and day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of annotations.

    Attributes:
        body: with those that have a place; all that was there before is there, letter by letter.
        placed: those that were written, or have replies that were.
        known: those that stood there already.
        left_out: those whose words do not stand in the text, or cannot be marked there.
        waiting: those that were not looked at, since there are too many for one time.
    """

    body: str
    placed: tuple[Annotation, ...]
    known: tuple[Annotation, ...]
    left_out: tuple[Annotation, ...]
    waiting: tuple[Annotation, ...] = ()


def place(body: str, annotations: Sequence[Annotation]) -> Placed:
    """Write annotations into a body; one that becomes several marks has its comment at the first.

    Of one that stands there already only those replies are written that it does not have yet.
    """
    passages = _passages(body, dict(enumerate(annotations)))
    present = _present(body)
    known = {number: same for number, parts in passages.items() if parts and (same := _take(present, parts))}
    unknown = [number for number, parts in passages.items() if parts and number not in known]
    waiting = frozenset(unknown[MOST:])
    new = {number: annotations[number] for number in unknown[:MOST]}
    annotated, written = _annotate(body, new, passages)
    answered = {
        number: replies for number, same in known.items() if (replies := _new_replies(same, annotations[number]))
    }
    finished, replied = _with_replies(annotated, answered)
    unplaced = frozenset(passages) - frozenset(known) - written - waiting | frozenset(answered) - replied
    return Placed(
        body=finished,
        placed=tuple(annotations[number] for number in passages if number in written | replied),
        known=tuple(annotations[number] for number in known if number not in answered),
        left_out=tuple(annotations[number] for number in sorted(unplaced)),
        waiting=tuple(annotations[number] for number in sorted(waiting)),
    )


def _passages(body: str, annotations: Mapping[int, Annotation]) -> dict[int, tuple[Annotation, ...]]:
    """The annotations by their numbers, each by the passages of the body that it becomes."""
    text = markable_text(normalised(body))
    return {number: passages_of(annotation, text) for number, annotation in annotations.items()}


def _annotate(
    body: str, annotations: Mapping[int, Annotation], passages: Mapping[int, Sequence[Annotation]]
) -> tuple[str, frozenset[int]]:
    """The body with these annotations, whose passages are known for the first round, and which of them it has.

    Of passages that share letters one is written at a time, so that the next can stand around it, or beside it.
    """
    written: set[int] = set()
    for _ in range(_ROUNDS):
        body, more = _annotate_once(body, {number: passages[number] for number in annotations if number not in written})
        written |= more
        if not more or len(written) == len(annotations):
            break
        passages = _passages(body, {number: each for number, each in annotations.items() if number not in written})
    return body, frozenset(written)


def _annotate_once(body: str, passages: Mapping[int, Sequence[Annotation]]) -> tuple[str, frozenset[int]]:
    """As far as they can be written together; an annotation has all of its passages or none."""
    result = annotate(body, [part for parts in passages.values() for part in parts])
    left_out = {id(part) for part in result.left_out}
    whole = {number: parts for number, parts in passages.items() if not any(id(part) in left_out for part in parts)}
    if left_out:
        result = annotate(body, [part for parts in whole.values() for part in parts])
        left_out = {id(part) for part in result.left_out}
    return result.body, frozenset(number for number, parts in whole.items() if id(parts[0]) not in left_out)


def _new_replies(same: Annotation, incoming: Annotation) -> tuple[str, ...]:
    """The definitions of the replies that a note does not have yet."""
    if same.id is None:
        return ()
    bare = replace(same, replies=())
    note = write_definition(same.id, bare)
    return tuple(
        write_definition(same.id, replace(bare, replies=(reply,))).removeprefix(f"{note}\n")
        for reply in new_replies(same.id, same.replies, incoming.replies)
    )


def _with_replies(body: str, replies: Mapping[int, Sequence[str]]) -> tuple[str, frozenset[int]]:
    """The body with definitions of replies behind it, and the numbers of the annotations that have theirs."""
    marks = [Insertion(start=0, end=0, note="\n".join(definitions)) for definitions in replies.values()]
    written = write_marks(body, marks)
    return written.body, frozenset(number for index, number in enumerate(replies) if index in written.kept)


def _key(annotation: Annotation) -> _Key:
    """What makes an annotation the one that is there already."""
    return (fold(annotation.quote.exact).text, annotation.comment or "", annotation.by or "", annotation.day)


def _present(body: str) -> dict[_Key, list[Annotation]]:
    """The annotations that a body has, the first of equal ones last."""
    present: dict[_Key, list[Annotation]] = {}
    for annotation, _ in reversed(annotations_with_anchors(normalised(body))):
        present.setdefault(_key(annotation), []).append(annotation)
    return present


def _take(present: Mapping[_Key, list[Annotation]], parts: Sequence[Annotation]) -> Annotation | None:
    """The first part as it is there, if all parts are; each that is there counts once."""
    needed = Counter(map(_key, parts))
    if any(len(present.get(key, ())) < number for key, number in needed.items()):
        return None
    first, *_ = [present[_key(part)].pop() for part in parts]
    return first

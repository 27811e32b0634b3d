"""Annotations from elsewhere into an article's Markdown: each where its quotation stands, and none twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from digest.annotations.anchoring.find_quote import passages_of, plain_text_of
from digest.annotations.anchoring.normalise import fold
from digest.annotations.formats.reply_threads import new_replies
from digest.annotations.permalinks import annotations_with_anchors
from digest.annotations.write import annotate
from digest.exchange.splicing import splice
from digest.markdown.note_definitions import write_definition
from digest.markdown.parser import normalised
from digest.markdown.plain import plain_text
from digest.model.annotation import Annotation

MOST: Final = 2000
"""Annotations that a text is given at a time: each that cannot be marked may cost a reading of the text."""

_ROUNDS: Final = 8
"""Marks within marks: those that share letters are written one round after the other."""

_Key: TypeAlias = "tuple[str, str, str, object]"


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
    clean = normalised(body)
    pieces = _pieces(clean, dict(enumerate(annotations)))
    there = _there(clean)
    known = {at: same for at, found in pieces.items() if found and (same := _take(there, found))}
    unknown = [at for at, found in pieces.items() if found and at not in known]
    waiting = frozenset(unknown[MOST:])
    made, written = _annotate(clean, {at: annotations[at] for at in unknown[:MOST]}, pieces)
    answers = {at: tuple(_answers(same, annotations[at])) for at, same in known.items()}
    whole = _with_definitions(made, [line for lines in answers.values() for line in lines])
    return Placed(
        body=splice(body, whole),
        placed=tuple(annotations[at] for at in pieces if at in written or answers.get(at)),
        known=tuple(annotations[at] for at in known if not answers[at]),
        left_out=tuple(annotations[at] for at in pieces if at not in known and at not in written | waiting),
        waiting=tuple(annotations[at] for at in sorted(waiting)),
    )


def _pieces(body: str, annotations: Mapping[int, Annotation]) -> dict[int, tuple[Annotation, ...]]:
    text = plain_text_of(body)
    return {at: passages_of(annotation, text) for at, annotation in annotations.items()}


def _annotate(
    body: str, wanted: Mapping[int, Annotation], pieces: Mapping[int, Sequence[Annotation]]
) -> tuple[str, frozenset[int]]:
    """The body with these annotations, whose pieces are known for the first round, and which of them it has.

    Of passages that share letters one is written at a time, so that the next can stand around it, or beside it.
    """
    written: set[int] = set()
    for _ in range(_ROUNDS):
        body, more = _annotate_once(body, {at: pieces[at] for at in wanted if at not in written})
        written |= more
        if not more or len(written) == len(wanted):
            break
        pieces = _pieces(body, {at: annotation for at, annotation in wanted.items() if at not in written})
    return body, frozenset(written)


def _annotate_once(body: str, wanted: Mapping[int, Sequence[Annotation]]) -> tuple[str, frozenset[int]]:
    """As far as they can be written together; a passage is marked whole or not at all."""
    made = annotate(body, [piece for found in wanted.values() for piece in found])
    lost = {id(piece) for piece in made.left_out}
    kept = {at: found for at, found in wanted.items() if not any(id(piece) in lost for piece in found)}
    if lost:
        made = annotate(body, [piece for found in kept.values() for piece in found])
        lost = {id(piece) for piece in made.left_out}
    return made.body, frozenset(at for at, found in kept.items() if id(found[0]) not in lost)


def _answers(same: Annotation, incoming: Annotation) -> Iterator[str]:
    """The definitions of the replies that a note does not have yet."""
    if same.id is None:
        return
    bare = replace(same, replies=())
    notes = write_definition(same.id, bare)
    for reply in new_replies(same.id, same.replies, incoming.replies):
        yield write_definition(same.id, replace(bare, replies=(reply,))).removeprefix(f"{notes}\n")


def _with_definitions(body: str, definitions: Sequence[str]) -> str:
    """The body with definitions behind it, unless they would be something else there."""
    if not definitions:
        return body
    whole = body.rstrip("\n") + "\n\n" + "\n".join(definitions) + "\n"
    return whole if plain_text(whole) == plain_text(body) else body


def _key(annotation: Annotation) -> _Key:
    """What makes an annotation the one that is there already: words, comment, author and day."""
    return (fold(annotation.quote.exact).text, annotation.comment or "", annotation.by or "", annotation.day)


def _there(body: str) -> dict[_Key, list[Annotation]]:
    """The annotations that a body has, the first of equal ones last."""
    there: dict[_Key, list[Annotation]] = {}
    for annotation, _ in reversed(annotations_with_anchors(body)):
        there.setdefault(_key(annotation), []).append(annotation)
    return there


def _take(there: Mapping[_Key, list[Annotation]], pieces: Sequence[Annotation]) -> Annotation | None:
    """The first piece as it is there, if all pieces are; each that is there counts once."""
    needed = Counter(map(_key, pieces))
    if any(len(there.get(key, ())) < number for key, number in needed.items()):
        return None
    first, *_ = [there[_key(piece)].pop() for piece in pieces]
    return first

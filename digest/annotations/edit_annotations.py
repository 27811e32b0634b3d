"""A reader's edits of the annotations of a body: add one, change or delete it, answer it.

Each edit gives the new body, or says why it cannot be made. Nothing outside the marks and notes that it is about
changes by a byte, and what it wrote is read back before it counts.
"""

from __future__ import annotations

import re
from collections import Counter

from digest.annotations import refusals
from digest.annotations.anchoring import Place, anchor
from digest.annotations.annotate import free_labels, source_range
from digest.annotations.block_text import BlockText
from digest.annotations.body_reading import BodyReading
from digest.annotations.delimiters import DELIMITER, reference
from digest.annotations.mark_places import MarkPlace, MarkPlaces, joined, mark_places
from digest.annotations.mark_writer import Insertion, append_notes, splice, write_marks
from digest.annotations.refusals import Refusal
from digest.markdown.line_ends import line_end
from digest.markdown.note_definitions import read_definition, with_author, write_typed_definition
from digest.markdown.parser import normalised, parsed
from digest.markdown.source_map import source_blocks
from digest.model.annotation import TextQuoteSelector

Read = tuple[str | None, str, str | None]
"""Label, passage and comment of an annotation, as reading a body gives them."""


_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


def add_annotation(body: str, quote: TextQuoteSelector, note: str = "", *, author: str = "") -> str | Refusal:
    """Mark a passage, with a note if there is one.

    Args:
        body: Markdown.
        quote: the passage as its page shows it, and what stands around it there, in code points.
        note: as a person types it: the comment, before it if wished `@name #tag:`, and tags anywhere in it.
        author: who says so, if the note does not name anybody.
    """
    clean = normalised(body)
    tokens, env = parsed(clean)
    text = BlockText.of(source_blocks(clean, tokens))
    place = _certain_place(quote, text, clean)
    if isinstance(place, Refusal):
        return place
    number = text.block_at(place.start)
    begin = text.begins[number]
    stretch = source_range(text.blocks[number], env, place.start - begin, place.end - begin)
    if stretch is None:
        return refusals.NOT_NESTED
    typed = _typed(note, author)
    label = next(free_labels(clean)) if typed else None
    mark = Insertion(
        start=stretch[0],
        end=stretch[1],
        opening=DELIMITER,
        closing=f"{DELIMITER}{reference(label)}",
        text=text.text[place.start : place.end],
        labels=(label,) if label else (),
        note=write_typed_definition(label, typed) if label else "",
        annotation=(label, text.text[place.start : place.end], _comment(typed)),
    )
    return _with_mark(body, mark)


def _with_mark(body: str, mark: Insertion) -> str | Refusal:
    """The body with a mark; its note goes before the blank lines at the end, and ends as the body ends."""
    end = line_end(body)
    text = body.rstrip("\r\n")
    ending = body[len(text) :]
    first = next((each for each in ("\r\n", "\n", "\r") if ending.startswith(each)), "")
    written = write_marks(f"{text}{first or end}", [mark])
    if not written.kept:
        return refusals.UNWRITABLE
    return (written.body if first else written.body.removesuffix(end)) + ending[len(first) :]


def _certain_place(quote: TextQuoteSelector, text: BlockText, body: str) -> Place | Refusal:
    """The one place of a quotation within a block."""
    if not quote.exact.strip():
        return Refusal("No words are selected.")
    place = anchor(quote, text.within_blocks(), loosest="normalised")
    if place is not None:
        return place if place.sure or _is_alone(place, quote) else refusals.ambiguous(quote)
    if anchor(quote, text.across_blocks(), loosest="normalised") is not None:
        return refusals.ACROSS
    return refusals.CODE if _is_code(quote, body) else refusals.NOT_FOUND


def _is_alone(place: Place, quote: TextQuoteSelector) -> bool:
    """Whether short words stand nowhere else, with something like what the page shows around them."""
    return place.unique and (place.prefix + place.suffix >= 1 or not (quote.prefix or quote.suffix))


def _is_code(quote: TextQuoteSelector, body: str) -> bool:
    tokens, _ = parsed(body)
    code = "\n".join(token.content for token in tokens if token.type in {"fence", "code_block"})
    return quote.exact.strip() in code


def read_note(body: str, anchor_id: str) -> str | Refusal:
    """A note or reply as a person typed it, which `change_note` takes back; empty for a highlight without a note.

    Args:
        body: Markdown.
        anchor_id: the id that the page gives the highlight, note or reply.
    """
    places = mark_places(body)
    label = _label(places, anchor_id)
    if label is None:
        return "" if anchor_id in places.marks else refusals.UNKNOWN
    extent = places.definition_lines.get(label)
    if extent is None:
        return refusals.INLINE
    first, *rest = places.body.split("\n")[extent[0] : extent[1]]
    head = f"[^{label}]:"
    typed = "\n".join([first.removeprefix(head), *(line.removeprefix("    ") for line in rest)]).strip()
    return typed if first.startswith(head) else refusals.UNCLEAR


def change_note(body: str, anchor_id: str, note: str, *, author: str = "") -> str | Refusal:
    """Write other words into a note or reply, or give a highlight a note.

    Args:
        body: Markdown.
        anchor_id: the id that the page gives the highlight, note or reply.
        note: as of `add_annotation`; it takes the place of the old note with its names, tags and day.
        author: as of `add_annotation`.
    """
    typed = _typed(note, author)
    if not typed:
        return refusals.NO_NOTE
    places = mark_places(body)
    label = _label(places, anchor_id)
    if label is None:
        return _with_first_note(body, places, anchor_id, typed)
    extent = places.definition_lines.get(label)
    if extent is None:
        return refusals.INLINE if label == "" else refusals.UNKNOWN
    offsets = places.line_offsets()
    start, end = offsets[extent[0]], offsets[extent[1]]
    end -= places.body[start:end].endswith("\n")
    lines = write_typed_definition(label, typed).replace("\n", line_end(body))
    attempt = splice(body, [(start, end, lines)])
    old, new = _note_comment(places, label), _comment(typed) or ""
    before, after = BodyReading.of(body), BodyReading.of(attempt)
    same = before.markup == after.markup and before.passages == after.passages and before.labels == after.labels
    definitions = before.definitions - Counter([(label, old)]) + Counter([(label, new)])
    return attempt if same and after.definitions == definitions else refusals.UNWRITABLE


def _with_first_note(body: str, places: MarkPlaces, anchor_id: str, typed: str) -> str | Refusal:
    """The body in which a highlight that had none has a note."""
    place = places.marks.get(anchor_id)
    if place is None or not place.delimiters:
        return refusals.UNKNOWN
    label = next(free_labels(places.body))
    attempt = splice(body, [(place.end, place.end, reference(label))])
    attempt = append_notes(attempt, [write_typed_definition(label, typed)])
    gained: Counter[Read] = Counter([(label, place.words, _comment(typed))])
    return _read_back(
        body, attempt, lost=Counter([(None, place.words, None)]), gained=gained, refusal=refusals.UNWRITABLE
    )


def add_reply(body: str, note_id: str, note: str, *, author: str = "") -> str | Refusal:
    """Answer a note or a reply.

    Args:
        body: Markdown.
        note_id: the id that the page gives what is answered.
        note: as of `add_annotation`.
        author: as of `add_annotation`.
    """
    typed = _typed(note, author)
    if not typed:
        return refusals.NO_NOTE
    places = mark_places(body)
    label = _label(places, note_id)
    if not label or label not in places.definition_lines:
        return refusals.UNKNOWN if label is None else refusals.INLINE
    answered = next(each for each in places.notes.values() if each.definition.label == label)
    extents = [places.definition_lines[each.definition.label] for each in answered.thread]
    at = places.line_offsets()[max(after for _, after in extents)]
    at -= places.body[:at].endswith("\n")
    new = f"{label}.{_next_number(label, places)}"
    lines = "\n" + write_typed_definition(new, typed)
    attempt = splice(body, [(at, at, lines.replace("\n", line_end(body)))])
    before, after = BodyReading.of(body), BodyReading.of(attempt)
    expected = before.definitions + Counter([(new, _comment(typed) or "")])
    same = (before.markup, before.annotations) == (after.markup, after.annotations)
    return attempt if same and after.definitions == expected else refusals.UNWRITABLE


def _next_number(label: str, places: MarkPlaces) -> int:
    """One more than the highest number that a reply to this note has: a number is never given again."""
    answers = [name.removeprefix(f"{label}.") for name in places.definition_lines if name.startswith(f"{label}.")]
    return max((int(each) for each in answers if each.isascii() and each.isdigit()), default=0) + 1


def delete_annotation(body: str, anchor_id: str) -> str | Refusal:
    """Take away a highlight with its note and the replies to it, a note at a point, or a reply with its replies.

    Args:
        body: Markdown.
        anchor_id: the id that the page gives the highlight, note or reply.
    """
    places = mark_places(body)
    place = _place_of(places, anchor_id)
    note = place.note if place else places.notes.get(anchor_id.removeprefix("note-"))
    if place is None and note is None:
        return refusals.UNKNOWN
    if place is None and note is not None and note.referenced and "." not in note.definition.label:
        return refusals.IN_MARKUP
    labels = [each.definition.label for each in note.thread if each.definition.label] if note else []
    ranges = [*place.delimiters, *([place.reference] if place.reference else [])] if place else []
    ranges += places.definition_ranges(labels)
    attempt = splice(body, [(start, end, "") for start, end in joined(sorted(ranges))])
    lost = Counter(_lost(place) if place else [])
    return _read_back(body, attempt, lost=lost, gained=Counter(), refusal=refusals.REFERRED, labels=frozenset(labels))


def _place_of(places: MarkPlaces, anchor_id: str) -> MarkPlace | None:
    """The marks of a highlight, or of the passage or point of a note."""
    note_id = anchor_id.removeprefix("note-")
    return places.marks.get(anchor_id) or places.marks.get(note_id) or places.marks.get(f"note-{note_id}")


def _label(places: MarkPlaces, anchor_id: str) -> str | None:
    """The label of a note, by the id of its passage or its own; empty within the text, None if there is no note."""
    place = _place_of(places, anchor_id)
    note = place.note if place else places.notes.get(anchor_id.removeprefix("note-"))
    return note.definition.label if note else None


def _lost(place: MarkPlace) -> list[Read]:
    definition = place.note.definition if place.note else None
    label = definition.label or None if definition else None
    return [(label, place.words, (definition.comment or None) if definition else None)]


def _note_comment(places: MarkPlaces, label: str) -> str:
    return next(each.definition.comment for each in places.notes.values() if each.definition.label == label)


def _read_back(
    body: str,
    attempt: str,
    *,
    lost: Counter[Read],
    gained: Counter[Read],
    refusal: Refusal,
    labels: frozenset[str] = frozenset(),
) -> str | Refusal:
    """The attempt, if reading it gives the same text and markup, and the annotations that are meant.

    Args:
        body: before.
        attempt: after.
        lost: label, passage and comment of the annotations that are to be gone.
        gained: of those that are to be there.
        refusal: why not, if not.
        labels: of the notes that are to be gone.
    """
    before, after = BodyReading.of(body), BodyReading.of(attempt)
    kept = Counter({key: count for key, count in before.definitions.items() if key[0] not in labels})
    new = Counter((label, comment or "") for label, _, comment in gained if label)
    expected = before.annotations - lost + gained
    is_meant = lost <= before.annotations and after.annotations == expected
    return attempt if is_meant and after.markup == before.markup and after.definitions == kept + new else refusal


def _typed(note: str, author: str) -> str:
    """A note as it is written: with its author, if it names none itself."""
    typed = "\n".join(line.expandtabs(4).rstrip() for line in normalised(note).strip().split("\n"))
    name = _NOT_IN_NAMES.sub("-", author).strip("-.")
    return with_author(typed, name) if typed and name else typed


def _comment(typed: str) -> str | None:
    return read_definition("a1", 0, typed).comment or None if typed else None

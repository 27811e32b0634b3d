"""The annotations of a parsed body: which passages are highlighted, and which note belongs where."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from digest.annotations.threads import annotation_of, reply_of, threads
from digest.dataclass import dataclass
from digest.markdown.ids import Ids, slug
from digest.markdown.note_definitions import Definition, definitions
from digest.markdown.parser import parse
from digest.markdown.plain import inline_text, token_text
from digest.markdown.rules.hidden_text import HIDDEN
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.markdown.rules.notes import NOTE_REFERENCE, REFERENCE
from digest.model.annotation import CONTEXT, Annotation, Reply, TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from markdown_it.token import Token


_ELEMENT_ID = re.compile(r"[ad]\d{1,9}(?:\.\d{1,9})*", re.ASCII)


_PERMALINK = 40
"""Code points of an id that is made of a highlight's words."""

_DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the body.

    Attributes:
        number: what the reader sees, from 1 in reading order; a reply has the number of its note.
        id: of its element, unique within the body.
        definition: as it is defined.
        marked: whether it belongs to a passage rather than a point.
        referenced: whether the text refers to it at all.
        replies: the notes that answer it.
    """

    number: int
    id: str
    definition: Definition
    marked: bool = False
    referenced: bool = True
    replies: tuple[Note, ...] = ()

    @property
    def thread(self) -> Iterator[Note]:
        """The note and all replies under it, in reading order."""
        yield self
        for reply in self.replies:
            yield from reply.thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """The annotations of a body.

    Attributes:
        found: in reading order.
        anchors: for each, the id of its element.
        notes: by their numbers; those to which nothing refers come last.
    """

    found: tuple[Annotation, ...]
    anchors: tuple[str, ...]
    notes: tuple[Note, ...]


class _Reading:
    """The notes and highlights of a body up to where it has been read."""

    def __init__(self, definitions: Sequence[Definition], hides: Callable[[Definition], bool]) -> None:
        self.definitions = definitions
        self._hides = hides
        self._labels: dict[str, Definition] = {}
        for definition in definitions:
            self._labels.setdefault(definition.label, definition)
        self._seen: dict[str, Note] = {}
        self._ids = Ids()
        self.notes: list[Note] = []
        self.found: list[tuple[Annotation, str]] = []

    def drops(self, token: Token) -> bool:
        """Whether the note of a reference is not to be shown."""
        return self._hides(self._definition(token))

    def knows(self, token: Token) -> bool:
        """Whether an earlier reference shows the note already."""
        return token.meta["label"] in self._seen

    def refer(self, token: Token, line: int, *, marked: bool) -> Note:
        """The note a reference stands for; the first reference shows it."""
        label = token.meta["label"]
        token.meta["first"] = label not in self._seen
        if token.meta["first"]:
            definition = self._definition(token)
            note = self._note(definition if label else replace(definition, line=line), marked=marked, referenced=True)
            token.meta["note"] = note
            if label:
                self._seen[label] = note
        else:
            token.meta["note"] = self._seen[label]
        shown: Note = token.meta["note"]
        return shown

    def add_unreferenced(self, hidden_text: Sequence[str]) -> None:
        """Add the notes to which nothing refers, so that they are not lost.

        A note to which hidden text alone refers is hidden with it.
        """
        concealed = {label for source in hidden_text for label in REFERENCE.findall(source)}
        shown = {id(note.definition) for note in self._seen.values()}
        for definition in self.definitions:
            hidden = self._hides(definition) or self._hides(self._labels[definition.label])
            hidden = hidden or definition.label in concealed
            if id(definition) not in shown and not hidden:
                self._note(definition, marked=False, referenced=False)

    def add(self, quote: TextQuoteSelector, note: Note | None) -> str:
        """Add the annotation of a passage or point; returns the id of its element.

        A highlight without a named note has an id made of its words, which stays when other highlights come or go.
        """
        if note is None or (note.marked and not note.definition.label):
            anchor = self._ids.take(f"hl-{slug(quote.exact, 'x', _PERMALINK)}")
        else:
            anchor = note.id if note.marked else f"note-{note.id}"
        annotation = annotation_at(note, quote) if note else Annotation(id=None, kind="highlight", quote=quote)
        self.found.append((annotation, anchor))
        return anchor

    def _definition(self, token: Token) -> Definition:
        definition: Definition = token.meta.get("definition") or self._labels[token.meta["label"]]
        return definition

    def _note(self, definition: Definition, *, marked: bool, referenced: bool) -> Note:
        note = self._numbered(definition, len(self.notes) + 1, marked=marked, referenced=referenced)
        self.notes.append(note)
        return note

    def _numbered(self, definition: Definition, number: int, *, marked: bool, referenced: bool) -> Note:
        label = definition.label
        element_id = label if _ELEMENT_ID.fullmatch(label) else f"n-{slug(label, 'note')}" if label else "n-inline"
        return Note(
            number=number,
            id=self._ids.take(element_id),
            definition=definition,
            marked=marked,
            referenced=referenced,
            replies=tuple(
                self._numbered(reply, number, marked=False, referenced=True)
                for reply in definition.replies
                if not self._hides(reply)
            ),
        )


def annotation_at(note: Note, quote: TextQuoteSelector) -> Annotation:
    """The annotation that a note makes of a passage or point, with those of its replies that are not hidden."""
    return annotation_of(note.definition, quote, map(_reply, note.replies), marked=note.marked)


def _reply(note: Note) -> Reply:
    """A reply with those of its own replies that are not hidden."""
    return reply_of(note.definition, map(_reply, note.replies))


def read_annotations(body: str) -> tuple[Annotation, ...]:
    """The annotations of a body, in reading order, resolved ones too."""
    env: dict[str, Any] = {}
    return collect(parse(body, env), env).found


def _hides_nothing(_: Definition) -> bool:
    return False


def collect(
    tokens: Sequence[Token], env: Mapping[str, Any], *, hides: Callable[[Definition], bool] = _hides_nothing
) -> Annotations:
    """Collect the annotations of a body, and leave on its tokens what rendering needs to know.

    `mark_open` and `mark_close` get `meta["id"]` and, where they have one, `meta["note"]`; `note_ref` gets
    `meta["note"]` and `meta["first"]`. A reference within a link moves behind it, because a note may hold links itself.
    Hidden notes are left out with their replies and marks; the text of the passage stays.
    """
    reading = _Reading(threads(definitions(env), tokens), hides)
    line = 0
    for token in tokens:
        if token.map:
            line = token.map[0]
        if token.type == "inline" and token.children and _has_any(token.children):
            _bind(token.children, reading, line + 1)
            token.children = _behind_links([child for child in token.children if child.type != _DROPPED])
    reading.add_unreferenced(env.get(HIDDEN, ()))
    return Annotations(
        found=tuple(annotation for annotation, _ in reading.found),
        anchors=tuple(anchor for _, anchor in reading.found),
        notes=tuple(reading.notes),
    )


def _has_any(children: Sequence[Token]) -> bool:
    return bool([child for child in children if child.type in (HIGHLIGHT_OPEN, NOTE_REFERENCE)])


@dataclass(slots=True)
class _Span:
    """A passage or point of one block, by offsets in its plain text."""

    token: Token
    start: int
    end: int
    note: Note | None = None


def _bind(children: Sequence[Token], reading: _Reading, line: int) -> None:
    """Give each passage of a block its note: the one to which the reference directly behind it refers."""
    spans: list[_Span] = []
    opened: list[_Span] = []
    bound: Token | None = None
    offset = 0
    for child, following in zip(children, [*children[1:], None], strict=True):
        if child.type == HIGHLIGHT_OPEN:
            opened.append(_Span(child, offset, offset))
            spans.append(opened[-1])
        elif child.type == HIGHLIGHT_CLOSE:
            span = opened.pop()
            span.end = offset
            bound = _close(span, child, following, reading, line)
        elif child.type == NOTE_REFERENCE and child is not bound:
            if reading.drops(child):
                child.type = _DROPPED
            else:
                note = reading.refer(child, line, marked=False)
                spans += [_Span(child, offset, offset, note)] if child.meta["first"] else []
        else:
            line += child.type in ("softbreak", "hardbreak")
            offset += len(token_text(child))
    _add_all([span for span in spans if span.token.type != _DROPPED], inline_text(children), reading)


def _close(span: _Span, close: Token, following: Token | None, reading: _Reading, line: int) -> Token | None:
    """End a passage; returns the reference behind it if it belongs to the passage."""
    close.meta = span.token.meta
    if following is None or following.type != NOTE_REFERENCE:
        return None
    if reading.drops(following):
        span.token.type = close.type = following.type = _DROPPED
        return following
    if reading.knows(following):
        return None
    span.note = reading.refer(following, line, marked=True)
    return following


def _add_all(spans: Sequence[_Span], text: str, reading: _Reading) -> None:
    for span in spans:
        quote = TextQuoteSelector(
            exact=text[span.start : span.end],
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
        )
        span.token.meta["id"] = reading.add(quote, span.note)
        span.token.meta["note"] = span.note


def _behind_links(children: list[Token]) -> list[Token]:
    if not [child for child in children if child.type == NOTE_REFERENCE]:
        return children
    result: list[Token] = []
    waiting: list[Token] = []
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        (waiting if depth and child.type == NOTE_REFERENCE else result).append(child)
        if not depth:
            result += waiting
            waiting = []
    return result

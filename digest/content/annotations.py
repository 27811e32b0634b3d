"""Which passages of a parsed body are highlighted, and which note stands where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from digest.content.notes import Definition, definitions
from digest.content.outline import Ids, slug
from digest.content.plain import inline_text, token_text
from digest.content.syntax import parse
from digest.model.annotation import Annotation, TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

CONTEXT = 32
"""Code points of a selector's prefix and suffix."""

_OWN_ID = re.compile(r"[ad]\d{1,9}(?:\.\d{1,9})*", re.ASCII)


_DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the body.

    Attributes:
        number: what the reader sees, from 1 in reading order; 0 for one that says nothing but by whom a mark is.
        id: safe and unique within the body.
        definition: what it says.
        marked: whether it belongs to a passage rather than a point.
        referenced: whether the text refers to it at all.
    """

    number: int
    id: str
    definition: Definition
    marked: bool = False
    referenced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What `collect` found.

    Attributes:
        found: the annotations in reading order.
        anchors: the id of each one's element.
        notes: by number; those nothing refers to come last, silent ones are left out.
    """

    found: tuple[Annotation, ...]
    anchors: tuple[str, ...]
    notes: tuple[Note, ...]


class _Reading:
    """One way through a body: the notes and highlights met so far."""

    def __init__(self, met: Sequence[Definition], dropped: frozenset[str]) -> None:
        self.dropped = dropped
        self.labels: dict[str, Definition] = {}
        for definition in met:
            self.labels.setdefault(definition.label, definition)
        self.seen: dict[str, Note] = {}
        self.spare: list[Note] = []
        self.found: list[tuple[Annotation, str]] = []
        self._ids = Ids()
        self._highlights = count(1)
        self._numbers = count(1)

    def refer(self, token: Token, *, marked: bool) -> Note:
        """The note a reference stands for; the first reference shows it."""
        label = token.meta["label"]
        token.meta["first"] = label not in self.seen
        if token.meta["first"]:
            self.seen[label] = self._note(self.labels[label], marked=marked, referenced=True)
        token.meta["note"] = self.seen[label]
        return self.seen[label]

    def keep_spare(self, met: Sequence[Definition]) -> None:
        """What no reference leads to is not lost: it stands at the end."""
        shown = {id(note.definition) for note in self.seen.values()}
        for definition in met:
            if id(definition) not in shown and definition.label not in self.dropped and not definition.silent:
                self.spare.append(self._note(definition, marked=False, referenced=False))

    def add(self, quote: TextQuoteSelector, note: Note | None) -> str:
        """Take down a highlighted passage or a noted point; returns the id of its element."""
        if note is None:
            anchor = f"hl-{next(self._highlights)}"
            self.found.append((Annotation(id=None, kind="highlight", quote=quote), anchor))
            return anchor
        anchor = note.id if note.marked else f"note-{note.id}"
        said = note.definition
        annotation = Annotation(
            id=said.label,
            kind="highlight" if note.marked else "note",
            quote=quote,
            comment=said.comment or None,
            by=said.by,
            tags=said.tags,
            day=said.day,
        )
        self.found.append((annotation, anchor))
        return anchor

    def _note(self, definition: Definition, *, marked: bool, referenced: bool) -> Note:
        label = definition.label
        own = label if _OWN_ID.fullmatch(label) else f"n-{slug(label, 'note')}"
        return Note(
            number=0 if definition.silent else next(self._numbers),
            id=self._ids.take(own),
            definition=definition,
            marked=marked,
            referenced=referenced,
        )


def read_annotations(body: str) -> tuple[Annotation, ...]:
    """The annotations of a body, in reading order."""
    env: dict[str, Any] = {}
    return collect(parse(body, env), env).found


def collect(tokens: Sequence[Token], env: Mapping[str, Any], *, confirmed: bool = False) -> Annotations:
    """Find the annotations of a body, and leave on its tokens what rendering needs to know.

    `mark_open` and `mark_close` get `meta["id"]` and, where they have one, `meta["note"]`; `note_ref` gets
    `meta["note"]` and `meta["first"]`. A reference within a link moves behind it, for a note may hold links itself.
    Where the dates are confirmed, the converter's notes on what it inferred vanish with their marks.
    """
    met = definitions(env)
    dropped = frozenset(note.label for note in met if confirmed and note.inferred)
    reading = _Reading(met, dropped)
    for token in tokens:
        if token.type == "inline" and token.children:
            _bind(token.children, reading)
            token.children = _behind_links([child for child in token.children if child.type != _DROPPED])
    reading.keep_spare(met)
    return Annotations(
        found=tuple(annotation for annotation, _ in reading.found),
        anchors=tuple(anchor for _, anchor in reading.found),
        notes=(*(note for note in reading.seen.values() if note.number), *reading.spare),
    )


@dataclass(slots=True)
class _Span:
    """A passage or point of one block, by offsets in its plain text."""

    token: Token
    start: int
    end: int
    note: Note | None = None


def _bind(children: Sequence[Token], reading: _Reading) -> None:
    """Give each passage of a block its note: the one referred to directly behind it."""
    spans: list[_Span] = []
    opened: list[_Span] = []
    bound: Token | None = None
    offset = 0
    for child, following in zip(children, [*children[1:], None], strict=True):
        if child.type == "mark_open":
            opened.append(_Span(child, offset, offset))
            spans.append(opened[-1])
        elif child.type == "mark_close":
            span = opened.pop()
            span.end = offset
            bound = _close(span, child, following, reading)
        elif child.type == "note_ref" and child is not bound:
            if child.meta["label"] in reading.dropped:
                child.type = _DROPPED
            else:
                note = reading.refer(child, marked=False)
                spans += [_Span(child, offset, offset, note)] if child.meta["first"] else []
        else:
            offset += len(token_text(child))
    _take_down([span for span in spans if span.token.type != _DROPPED], inline_text(children), reading)


def _close(span: _Span, close: Token, following: Token | None, reading: _Reading) -> Token | None:
    """End a passage; returns the reference behind it if that is now its own."""
    close.meta = span.token.meta
    if following is None or following.type != "note_ref":
        return None
    label = following.meta["label"]
    if label in reading.dropped:
        span.token.type = close.type = following.type = _DROPPED
        return following
    if label in reading.seen:
        return None
    span.note = reading.refer(following, marked=True)
    return following


def _take_down(spans: Sequence[_Span], text: str, reading: _Reading) -> None:
    for span in spans:
        quote = TextQuoteSelector(
            exact=text[span.start : span.end],
            prefix=text[max(0, span.start - CONTEXT) : span.start],
            suffix=text[span.end : span.end + CONTEXT],
        )
        span.token.meta["id"] = reading.add(quote, span.note)
        span.token.meta["note"] = span.note


def _behind_links(children: list[Token]) -> list[Token]:
    if not any(child.type == "note_ref" for child in children):
        return children
    result: list[Token] = []
    waiting: list[Token] = []
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        (waiting if depth and child.type == "note_ref" else result).append(child)
        if not depth:
            result += waiting
            waiting = []
    return result

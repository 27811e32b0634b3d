"""Replies under the notes they answer: `[^a1.1]` answers `[^a1]`, `[^a1.1.2]` answers that.

A reply whose own reference stands in the text is a note there; one whose note is gone answers the next above it, or
is a note of its own. So nothing is lost, and nothing has to be renumbered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.annotations.delimiters import NOTE_REFERENCE
from digest.model.annotation import Annotation, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from digest.markdown.note_definitions import Definition
    from digest.model.annotation import TextQuoteSelector

_LAST = re.compile(r"\.\d{1,9}$", re.ASCII)


def threads(met: Sequence[Definition], tokens: Iterable[Token]) -> tuple[Definition, ...]:
    """The definitions of a body with their replies in them, and not beside them."""
    if not any("." in definition.label for definition in met):
        return tuple(met)
    firsts: dict[str, Definition] = {}
    for definition in met:
        firsts.setdefault(definition.label, definition)
    referred = _referred(tokens)
    answers: dict[str, list[Definition]] = {}
    above: dict[str, str] = {}
    for label, definition in firsts.items():
        answered = None if label in referred else _answered(label, firsts)
        if answered is not None:
            above[label] = answered
            answers.setdefault(answered, []).append(definition)
    return tuple(
        _with_replies(definition, answers) if definition is firsts[definition.label] else definition
        for definition in met
        if definition.label not in above or definition is not firsts[definition.label]
    )


def _answered(label: str, known: Mapping[str, Definition]) -> str | None:
    """The label of what a reply answers."""
    while found := _LAST.search(label):
        label = label[: found.start()]
        if label in known:
            return label
    return None


def _with_replies(definition: Definition, answers: Mapping[str, Sequence[Definition]]) -> Definition:
    replies = answers.get(definition.label, ())
    return replace(definition, replies=tuple(_with_replies(reply, answers) for reply in replies))


def _referred(tokens: Iterable[Token]) -> frozenset[str]:
    """The labels that references in the text name."""
    return frozenset(
        child.meta["label"]
        for token in tokens
        if token.type == "inline"
        for child in token.children or ()
        if child.type == NOTE_REFERENCE
    )


def annotation_of(said: Definition, quote: TextQuoteSelector, replies: Iterable[Reply], *, marked: bool) -> Annotation:
    """The annotation that a definition makes of a passage, or of a point where none is marked."""
    return Annotation(
        id=said.label or None,
        kind="highlight" if marked else "note",
        quote=quote,
        comment=said.comment or None,
        by=said.by,
        tags=said.tags,
        day=said.day,
        replies=tuple(replies),
        resolved=said.resolved,
    )


def reply_of(said: Definition, replies: Iterable[Reply]) -> Reply:
    """The reply that a definition makes, with the replies to it."""
    return Reply(
        id=said.label,
        comment=said.comment or None,
        by=said.by,
        tags=said.tags,
        day=said.day,
        resolved=said.resolved,
        replies=tuple(replies),
    )

"""Replies under the notes they answer: `[^a1.1]` answers `[^a1]`, and `[^a1.1.2]` answers `[^a1.1]`.

A reply to which the text itself refers is a note there. One whose note is gone answers the next note above, or is a
note of its own. So nothing is lost, and nothing has to be renumbered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.markdown.rules.notes import NOTE_REFERENCE
from digest.model.annotation import Annotation, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markdown_it.token import Token

    from digest.markdown.note_definitions import Definition
    from digest.model.annotation import TextQuoteSelector

_LAST = re.compile(r"\.\d{1,9}$", re.ASCII)


def threads(definitions: Sequence[Definition], tokens: Iterable[Token]) -> tuple[Definition, ...]:
    """The definitions of a body with their replies in them, and not beside them."""
    if not any("." in definition.label for definition in definitions):
        return tuple(definitions)
    firsts: dict[str, Definition] = {}
    for definition in definitions:
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
        for definition in definitions
        if definition.label not in above or definition is not firsts[definition.label]
    )


def _answered(label: str, known: Mapping[str, Definition]) -> str | None:
    """The label of what a reply answers."""
    while number := _LAST.search(label):
        label = label[: number.start()]
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


def annotation_of(
    definition: Definition, quote: TextQuoteSelector, replies: Iterable[Reply], *, marked: bool
) -> Annotation:
    """The annotation that a definition makes of a passage, or of a point where none is marked."""
    return Annotation(
        id=definition.label or None,
        kind="highlight" if marked else "note",
        quote=quote,
        comment=definition.comment or None,
        by=definition.by,
        tags=definition.tags,
        day=definition.day,
        replies=tuple(replies),
        resolved=definition.resolved,
    )


def reply_of(definition: Definition, replies: Iterable[Reply]) -> Reply:
    """The reply that a definition makes, with the replies to it."""
    return Reply(
        id=definition.label,
        comment=definition.comment or None,
        by=definition.by,
        tags=definition.tags,
        day=definition.day,
        resolved=definition.resolved,
        replies=tuple(replies),
    )

"""Replies under the notes that they answer, and of these the ones that an article does not know yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from digest.annotations.formats.incoming import Incoming
from digest.model.annotation import Annotation, Reply

_DEEPEST: Final = 8
"""Replies to replies; what is deeper stands beside those of this depth. Labels have room for these (`a1.1.1…`)."""

_NUMBER = re.compile(r"\.(\d{1,9})$", re.ASCII)


def threaded(incoming: Sequence[Incoming]) -> tuple[Incoming, ...]:
    """Those that answer none of the others, in their order, each with all that answer it.

    A reply to what is not among them is a note of its own, and so is each of those that answer each other in a ring.
    """
    by_id = {one.id: one for one in reversed(incoming) if one.id}
    above = {id(one): _answered(one, by_id) for one in incoming}
    answers: dict[int, list[Incoming]] = {}
    roots: list[Incoming] = []
    for one in incoming:
        answered = above[id(one)]
        if answered is None:
            roots.append(one)
        else:
            answers.setdefault(id(answered), []).append(one)
    return tuple(replace(one, annotation=_with_replies(one, answers)) if id(one) in answers else one for one in roots)


def _answered(one: Incoming, by_id: Mapping[str, Incoming]) -> Incoming | None:
    """What a reply stands under; None for what has no note at the end of its line of replies."""
    line: list[Incoming] = []
    at = by_id.get(one.parent)
    while at is not None:
        if at is one or any(at is other for other in line):
            return None
        line.append(at)
        at = by_id.get(at.parent)
        if len(line) > _MOST_IN_LINE:
            return None
    return line[max(0, len(line) - _DEEPEST)] if line else None


_MOST_IN_LINE: Final = 200
"""Replies in one line that are followed up to their note."""


def _with_replies(one: Incoming, answers: Mapping[int, Sequence[Incoming]]) -> Annotation:
    label = one.annotation.id or "a1"
    return replace(one.annotation, id=label, replies=_replies(label, one, answers))


def _replies(label: str, one: Incoming, answers: Mapping[int, Sequence[Incoming]]) -> tuple[Reply, ...]:
    """The replies to one, numbered under its label."""
    return tuple(
        _reply(f"{label}.{number}", reply, answers) for number, reply in enumerate(answers.get(id(one), ()), start=1)
    )


def _reply(label: str, one: Incoming, answers: Mapping[int, Sequence[Incoming]]) -> Reply:
    said = one.annotation
    return Reply(
        id=label,
        comment=said.comment,
        by=said.by,
        tags=said.tags,
        day=said.day,
        resolved=said.resolved,
        replies=_replies(label, one, answers),
    )


def new_replies(label: str, known: Sequence[Reply], incoming: Sequence[Reply]) -> Iterator[Reply]:
    """The replies that a note does not have yet, with free numbers under what they answer.

    Args:
        label: of the note or reply that they answer.
        known: the replies it has.
        incoming: the replies it may have elsewhere.
    """
    rest = list(known)
    number = max((int(found[1]) for reply in known if (found := _NUMBER.search(reply.id))), default=0)
    for reply in incoming:
        same = next((other for other in rest if _said(other) == _said(reply)), None)
        if same is not None:
            rest.remove(same)
            yield from new_replies(same.id, same.replies, reply.replies)
        else:
            number += 1
            yield _renamed(reply, f"{label}.{number}")


def _said(reply: Reply) -> tuple[object, ...]:
    return (reply.comment or "", reply.by or "", reply.day)


def _renamed(reply: Reply, label: str) -> Reply:
    deeper = tuple(_renamed(one, f"{label}{one.id.removeprefix(reply.id)}") for one in reply.replies)
    return replace(reply, id=label, replies=deeper)

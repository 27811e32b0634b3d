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

_MAX_ANCESTORS: Final = 200
"""Replies above a reply that are followed up to their note."""

_NUMBER = re.compile(r"\.(\d{1,9})$", re.ASCII)


def threaded(incoming: Sequence[Incoming]) -> tuple[Incoming, ...]:
    """The annotations that answer no other, in their order, each with its replies.

    A reply whose parent is missing is a note of its own, and so is each of those that answer each other in a ring.
    """
    by_id = {each.id: each for each in reversed(incoming) if each.id}
    replies: dict[int, list[Incoming]] = {}
    roots: list[Incoming] = []
    for each in incoming:
        parent = _parent(each, by_id)
        if parent is None:
            roots.append(each)
        else:
            replies.setdefault(id(parent), []).append(each)
    return tuple(
        replace(root, annotation=_with_replies(root, replies)) if id(root) in replies else root for root in roots
    )


def _parent(reply: Incoming, by_id: Mapping[str, Incoming]) -> Incoming | None:
    """What a reply is to stand under; None if it answers nothing that is there, or leads back to itself."""
    ancestors: list[Incoming] = []
    ancestor = by_id.get(reply.parent)
    while ancestor is not None:
        if ancestor is reply or any(ancestor is other for other in ancestors):
            return None
        ancestors.append(ancestor)
        ancestor = by_id.get(ancestor.parent)
        if len(ancestors) > _MAX_ANCESTORS:
            return None
    return ancestors[max(0, len(ancestors) - _DEEPEST)] if ancestors else None


def _with_replies(root: Incoming, replies: Mapping[int, Sequence[Incoming]]) -> Annotation:
    label = root.annotation.id or "a1"
    return replace(root.annotation, id=label, replies=_replies(label, root, replies))


def _replies(label: str, parent: Incoming, replies: Mapping[int, Sequence[Incoming]]) -> tuple[Reply, ...]:
    """The replies to an annotation, numbered under its label."""
    return tuple(
        _reply(f"{label}.{number}", reply, replies) for number, reply in enumerate(replies.get(id(parent), ()), start=1)
    )


def _reply(label: str, incoming: Incoming, replies: Mapping[int, Sequence[Incoming]]) -> Reply:
    annotation = incoming.annotation
    return Reply(
        id=label,
        comment=annotation.comment,
        by=annotation.by,
        tags=annotation.tags,
        day=annotation.day,
        resolved=annotation.resolved,
        replies=_replies(label, incoming, replies),
    )


def new_replies(label: str, known: Sequence[Reply], incoming: Sequence[Reply]) -> Iterator[Reply]:
    """The replies that a note does not have yet, with free numbers under what they answer.

    Args:
        label: of the note or reply that they answer.
        known: the replies it has.
        incoming: the replies it may have elsewhere.
    """
    rest = list(known)
    number = max((int(digits[1]) for reply in known if (digits := _NUMBER.search(reply.id))), default=0)
    for reply in incoming:
        same = next((other for other in rest if _content(other) == _content(reply)), None)
        if same is not None:
            rest.remove(same)
            yield from new_replies(same.id, same.replies, reply.replies)
        else:
            number += 1
            yield _renamed(reply, f"{label}.{number}")


def _content(reply: Reply) -> tuple[object, ...]:
    return (reply.comment or "", reply.by or "", reply.day)


def _renamed(reply: Reply, label: str) -> Reply:
    deeper = tuple(_renamed(each, f"{label}{each.id.removeprefix(reply.id)}") for each in reply.replies)
    return replace(reply, id=label, replies=deeper)

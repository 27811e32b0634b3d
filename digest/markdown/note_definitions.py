"""The definitions of notes, `[^a1]: @ann #method 2026-11-20: comment`: read, written, and as a parse collects them.

A definition's first words say who wrote it, under which tags and when, in any order, all optional, up to a colon (or
the end, if there is no comment); without them the whole is the comment. A `#tag` within the comment is a tag of the
note too. Further lines are indented by four spaces.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from digest.dataclass import dataclass
from digest.markdown.rules.private import without_private
from digest.model.annotation import MACHINE, RESOLVED, Annotation, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FIELD = r"(?:@\w[\w.-]*|\#\w[\w/-]*|\d{4}-\d{2}-\d{2})"
_HEAD = re.compile(rf"(?P<fields>(?:{_FIELD}(?:[ \t]+{_FIELD})*)?)[ \t]*(?::(?=\s|$)|\Z)")

_TAG = re.compile(r"(?<!\S)#(\w[\w/-]*)")
"""A tag within a comment; Obsidian's, so it is not a number alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A note as it is defined.

    Attributes:
        label: how references name it; empty for a note written in the text.
        line: 1-based within the body; 0 for a note written in the text, whose line its block knows.
        comment: Markdown, without private text; empty if there is only a head.
        by: who wrote it.
        tags: without `#`, those of the head first; `#resolved` is not one of them.
        day: when it was written.
        resolved: whether it is settled.
        replies: the definitions of the notes that answer it.
    """

    label: str
    line: int
    comment: str
    by: str | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None
    resolved: bool = False
    replies: tuple[Definition, ...] = ()

    @property
    def inferred(self) -> bool:
        """Whether the converter says here that it inferred something."""
        return self.by == MACHINE and "inferred" in self.tags


DEFINITIONS: Final = "digest_definitions"
"""The key of `env` at which a parse collects definitions."""

EXTENTS: Final = "digest_extents"
"""The key of `env` at which a parse collects the lines of definitions."""


def definitions(env: Mapping[str, Any]) -> tuple[Definition, ...]:
    """All definitions that a parse has met, in their order."""
    return tuple(env.get(DEFINITIONS, ()))


def extents(env: Mapping[str, Any]) -> tuple[tuple[str, int, int], ...]:
    """The label of each definition that a parse has met, its first line and the line after its last, from 0."""
    return tuple(env.get(EXTENTS, ()))


def read_definition(label: str, line: int, source: str) -> Definition:
    """Read a definition's source: everything after `[^label]:`, without its indent."""
    source = without_private(source).strip()
    match = _HEAD.match(source)
    fields = _fields(match["fields"].split()) if match else None
    by, tags, day = fields or (None, (), None)
    comment = source[match.end() :].strip() if match and fields else source
    all_tags = tuple(dict.fromkeys((*tags, *tags_in(comment)))) if tags or "#" in comment else ()
    shown_tags = tuple(tag for tag in all_tags if tag.lower() != RESOLVED)
    resolved = len(shown_tags) < len(all_tags)
    return Definition(label=label, line=line, comment=comment, by=by, tags=shown_tags, day=day, resolved=resolved)


def tags_in(comment: str) -> tuple[str, ...]:
    """The tags within a comment, code left out."""
    outside = comment.split("`")[::2]
    return tuple(tag for part in outside for tag in _TAG.findall(part) if not tag.isdigit())


def write_definition(label: str, annotation: Annotation) -> str:
    """The definitions of an annotation's note and of its replies, as `read_definition` reads them.

    Replies keep their numbers; if the note gets another label, theirs begin with it.
    """
    lines = [_write_note(label, annotation)]
    for reply in annotation.replies:
        lines += _write_replies(label, annotation.id or label, reply)
    return "\n".join(lines)


def write_typed_definition(label: str, typed: str) -> str:
    """The definition of a note as a person typed it, which may begin with a head (`@ann #method: …`)."""
    first, *rest = typed.strip().split("\n")
    return "\n".join([f"[^{label}]: {first}".rstrip(), *(f"    {line}" if line.strip() else "" for line in rest)])


def with_author(typed: str, author: str) -> str:
    """A typed note whose head names the author, if it names nobody."""
    match = _HEAD.match(typed)
    fields = _fields(match["fields"].split()) if match else None
    if fields is None:
        return f"@{author}: {typed}"
    return typed if fields[0] else f"@{author} {typed}"


def _write_replies(label: str, old_label: str, reply: Reply) -> Iterable[str]:
    reply_label = (
        f"{label}{reply.id.removeprefix(old_label)}" if reply.id.startswith(f"{old_label}.") else f"{label}.{reply.id}"
    )
    yield _write_note(reply_label, reply)
    for answer in reply.replies:
        yield from _write_replies(label, old_label, answer)


def _write_note(label: str, note: Annotation | Reply) -> str:
    fields = [f"@{note.by}"] if note.by else []
    comment = (note.comment or "").strip()
    comment_tags = tags_in(comment)
    fields += [f"#{tag}" for tag in _tags_of_head(note.tags, comment_tags)]
    fields += [f"#{RESOLVED}"] if note.resolved and RESOLVED not in map(str.lower, comment_tags) else []
    fields += [note.day.isoformat()] if note.day else []
    end = ":" if comment else ""
    # A comment that begins as a head does stands behind an empty head.
    head = f"{' '.join(fields)}{end}" if fields else ":" if _HEAD.match(comment) else ""
    return write_typed_definition(label, f"{head} {comment}")


def _tags_of_head(tags: tuple[str, ...], comment_tags: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that the comment does not hold itself; all of them if leaving some out would change their order."""
    others = tuple(tag for tag in tags if tag not in comment_tags)
    return others if tags == tuple(dict.fromkeys((*others, *comment_tags))) else tags


def _fields(words: list[str]) -> tuple[str | None, tuple[str, ...], date | None] | None:
    """Reviewer, tags and day; None if there are two reviewers or days, or the day is not in the calendar."""
    by = [word[1:] for word in words if word.startswith("@")]
    tags = tuple(word[1:] for word in words if word.startswith("#"))
    days = [word for word in words if word[0] not in "@#"]
    if len(by) > 1 or len(days) > 1:
        return None
    try:
        day = date.fromisoformat(days[0]) if days else None
    except ValueError:
        return None
    return (by[0] if by else None, tags, day)

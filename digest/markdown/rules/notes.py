"""The rules for notes: `[^a1]` in the text, `[^a1]: @ann #method 2026-11-20: comment` where the note is defined.

A definition's first words say who wrote it, under which tags and when, in any order, all optional, up to a colon (or
the end, where there is no comment); without them the whole is the comment. A `#tag` within the comment is a tag of the
note too. Further lines are indented by four spaces. A reference without a definition is text; the first of several
definitions counts, the others are kept beside it. `^[comment]` is a note written where it stands, with the same first
words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from digest.markdown.rules.closing_marks import bracket_after
from digest.markdown.rules.private import cuts_private, without_private
from digest.model.annotation import MACHINE, RESOLVED, Annotation, Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LABEL = r"\[\^([^\s\[\]%]{1,64})\]"
_REFERENCE = re.compile(_LABEL)
_DEFINITION = re.compile(_LABEL + r":[ \t]*")

_FIELD = r"(?:@\w[\w.-]*|\#\w[\w/-]*|\d{4}-\d{2}-\d{2})"
_HEAD = re.compile(rf"(?P<fields>(?:{_FIELD}(?:[ \t]+{_FIELD})*)?)[ \t]*(?::(?=\s|$)|\Z)")

_TAG = re.compile(r"(?<!\S)#(\w[\w/-]*)")
"""A tag within a comment; Obsidian's, so it is not a number alone."""

_DEFINITIONS, _INSIDE = "digest_definitions", "digest_inside_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A note as it is defined.

    Attributes:
        label: how references name it; empty for a note written in the text.
        line: 1-based within the body; 0 for a note written in the text, which its block places.
        comment: Markdown, without private text; empty where there is only a head.
        by: who wrote it.
        tags: without `#`, those of the head first; `#resolved` is none of them.
        day: when.
        resolved: whether it is settled.
        replies: the definitions of what answers it.
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


EXTENTS = "digest_extents"
"""Where in `env` the lines of definitions are."""


def notes(md: MarkdownIt) -> None:
    """Teach the parser the definitions of notes, which it collects in `env`."""
    md.block.ruler.before(
        "reference", "note_definition", _definition, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )


def definitions(env: Mapping[str, Any]) -> tuple[Definition, ...]:
    """All definitions a parse has met, in their order."""
    return tuple(env.get(_DEFINITIONS, ()))


def comment_env(env: Mapping[str, Any]) -> dict[str, Any]:
    """The `env` for parsing a comment: links as in the body around it, but no notes of its own."""
    kept = {"math": True} if "math" in env else {}
    return {"references": env.get("references", {}), _INSIDE: True, **kept}


def is_inside(env: Mapping[str, Any]) -> bool:
    """Whether it is a comment that is parsed, which has no notes of its own."""
    return _INSIDE in env


def read_definition(label: str, line: int, source: str) -> Definition:
    """Read a definition's source, everything after `[^label]:`, dedented."""
    source = without_private(source).strip()
    match = _HEAD.match(source)
    fields = _fields(match["fields"].split()) if match else None
    by, tags, day = fields or (None, (), None)
    comment = source[match.end() :].strip() if match and fields else source
    told = tuple(dict.fromkeys((*tags, *tags_in(comment)))) if tags or "#" in comment else ()
    others = tuple(tag for tag in told if tag.lower() != RESOLVED)
    return Definition(
        label=label, line=line, comment=comment, by=by, tags=others, day=day, resolved=len(others) < len(told)
    )


def tags_in(comment: str) -> tuple[str, ...]:
    """The tags within a comment, code left out."""
    outside = comment.split("`")[::2]
    return tuple(tag for part in outside for tag in _TAG.findall(part) if not tag.isdigit())


def write_definition(label: str, annotation: Annotation) -> str:
    """The definitions of an annotation's note and of its replies, as they are read back.

    Replies keep their numbers; where the note gets another label, their labels follow it.
    """
    written = [_written(label, annotation)]
    for reply in annotation.replies:
        written += _written_replies(label, annotation.id or label, reply)
    return "\n".join(written)


def _written_replies(label: str, old: str, reply: Reply) -> Iterable[str]:
    own = f"{label}{reply.id.removeprefix(old)}" if reply.id.startswith(f"{old}.") else f"{label}.{reply.id}"
    yield _written(own, reply)
    for answer in reply.replies:
        yield from _written_replies(label, old, answer)


def _written(label: str, said: Annotation | Reply) -> str:
    fields = [f"@{said.by}"] if said.by else []
    comment = (said.comment or "").strip()
    told = tags_in(comment)
    fields += [f"#{tag}" for tag in _tags_of_head(said.tags, told)]
    fields += [f"#{RESOLVED}"] if said.resolved and RESOLVED not in map(str.lower, told) else []
    fields += [said.day.isoformat()] if said.day else []
    end = ":" if comment else ""
    head = f"{' '.join(fields)}{end}" if fields else ":" if _HEAD.match(comment) else ""
    first, *rest = f"{head} {comment}".strip().split("\n")
    return "\n".join([f"[^{label}]: {first}".rstrip(), *(f"    {line}" if line.strip() else "" for line in rest)])


def _tags_of_head(tags: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """The tags that the comment does not tell itself; all, where to leave some out would change their order."""
    others = tuple(tag for tag in tags if tag not in told)
    return others if tags == tuple(dict.fromkeys((*others, *told))) else tags


def _fields(words: list[str]) -> tuple[str | None, tuple[str, ...], date | None] | None:
    """Reviewer, tags and day; None where there are two reviewers or days, or no such day."""
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


def reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """The inline rule for `[^a1]`: token `note_ref`."""
    # Not found while a link's label is measured: markdown-it would take it for a link within the link.
    if silent or not state.env.get(_DEFINITIONS):
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env["digest_labels"]:
        return False
    token = state.push("note_ref", "", 0)
    token.meta["label"] = match[1]
    token.content = match[0]
    state.pos = match.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """The inline rule for `^[comment]`."""
    if not state.src.startswith("[", state.pos + 1) or _INSIDE in state.env:
        return False
    end = bracket_after(state.src, state.pos + 1)
    return 0 <= end < state.posMax and note_here(state, silent, state.pos + 2, end, end + 1)


def note_here(state: StateInline, silent: bool, start: int, end: int, after: int) -> bool:  # noqa: FBT001
    """Push a note whose definition stands in the text, from start to end; what it is written in ends at `after`."""
    source = state.src[start:end]
    if cuts_private(source) or not source.strip():
        return False
    if not silent:
        token = state.push("note_ref", "", 0)
        token.meta |= {"label": "", "definition": read_definition("", 0, source)}
        token.content = state.src[state.pos : after]
    state.pos = after
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("[^", begin) or state.env.get(_INSIDE):
        return False
    match = _DEFINITION.match(state.src, begin, state.eMarks[start])
    if match is None:
        return False
    if not silent:
        state.line = _extent(state, start, end)
        first = state.src[match.end() : state.eMarks[start]]
        rest = state.getLines(start + 1, state.line, state.blkIndent + 4, False)
        found = read_definition(match[1], start + 1, f"{first}\n{rest}")
        state.env.setdefault(_DEFINITIONS, []).append(found)
        state.env.setdefault("digest_labels", {}).setdefault(match[1], found)
        state.env.setdefault(EXTENTS, []).append((match[1], start, state.line))
    return True


def _extent(state: StateBlock, start: int, end: int) -> int:
    """The line after a definition: lines indented by four belong to it, and those that go on its first paragraph."""
    last, line, lazy = start, start + 1, True
    while line < end:
        if state.isEmpty(line):
            lazy = False
        elif state.sCount[line] - state.blkIndent >= 4:
            last = line
        elif not lazy or _interrupts(state, line, end):
            break
        else:
            last = line
        line += 1
    return last + 1


def _interrupts(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line begins a block of its own rather than going on the paragraph before it."""
    if state.sCount[line] < state.blkIndent:
        return True
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))


def extents(env: Mapping[str, Any]) -> tuple[tuple[str, int, int], ...]:
    """The label of each definition a parse has met, its first line and the line after its last, from 0."""
    return tuple(env.get(EXTENTS, ()))

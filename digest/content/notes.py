"""The rules for notes: `[^a1]` in the text, `[^a1]: @ann #method 2026-11-20: comment` where the note is defined.

A definition's first words say who wrote it, under which tags and when, in any order, all optional, up to a colon;
without them the whole is the comment. Further lines are indented by four spaces. A reference without a definition
is text; the first of several definitions counts, the others are kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from digest.content.private import without_private
from digest.model.annotation import MACHINE, Annotation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_LABEL = r"\[\^([^\s\[\]%]{1,64})\]"
_REFERENCE = re.compile(_LABEL)
_DEFINITION = re.compile(_LABEL + r":[ \t]*")

_FIELD = r"(?:@\w[\w.-]*|\#\w[\w/-]*|\d{4}-\d{2}-\d{2})"
_HEAD = re.compile(rf"(?P<fields>(?:{_FIELD}(?:[ \t]+{_FIELD})*)?)[ \t]*:(?=\s|$)")

_DEFINITIONS, _INSIDE = "digest_definitions", "digest_inside_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A note as it is defined.

    Attributes:
        label: how references name it.
        line: 1-based within the body.
        comment: Markdown, without private text; empty where there is only a head.
        by: who wrote it.
        tags: without `#`.
        day: when.
    """

    label: str
    line: int
    comment: str
    by: str | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None

    @property
    def inferred(self) -> bool:
        """Whether the converter says here that it inferred something."""
        return self.by == MACHINE and "inferred" in self.tags


EXTENTS = "digest_extents"
"""Where in `env` the lines of definitions are."""


def notes(md: MarkdownIt) -> None:
    """Teach the parser notes: token `note_ref`; the definitions are collected in `env`."""
    md.block.ruler.before(
        "reference", "note_definition", _definition, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.before("link", "note_ref", _reference)


def definitions(env: Mapping[str, Any]) -> tuple[Definition, ...]:
    """All definitions a parse has met, in their order."""
    return tuple(env.get(_DEFINITIONS, ()))


def comment_env(env: Mapping[str, Any]) -> dict[str, Any]:
    """The `env` for parsing a comment: links as in the body around it, but no notes of its own."""
    return {"references": env.get("references", {}), _INSIDE: True}


def read_definition(label: str, line: int, source: str) -> Definition:
    """Read a definition's source, everything after `[^label]:`, dedented."""
    source = without_private(source).strip()
    match = _HEAD.match(source)
    fields = _fields(match["fields"].split()) if match else None
    if match is None or fields is None:
        return Definition(label=label, line=line, comment=source)
    by, tags, day = fields
    return Definition(label=label, line=line, comment=source[match.end() :].strip(), by=by, tags=tags, day=day)


def write_definition(label: str, annotation: Annotation) -> str:
    """The definition of an annotation's note, as `read_definition` reads it back."""
    fields = [f"@{annotation.by}"] if annotation.by else []
    fields += [f"#{tag}" for tag in annotation.tags]
    fields += [annotation.day.isoformat()] if annotation.day else []
    comment = (annotation.comment or "").strip()
    head = f"{' '.join(fields)}:" if fields else ":" if _HEAD.match(comment) else ""
    first, *rest = f"{head} {comment}".strip().split("\n")
    return "\n".join([f"[^{label}]: {first}".rstrip(), *(f"    {line}" if line.strip() else "" for line in rest)])


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


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    # Not found while a link's label is measured: markdown-it would take it for a link within the link.
    if silent or state.src[state.pos] != "[" or not state.env.get(_DEFINITIONS):
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or match[1] not in state.env["digest_labels"]:
        return False
    state.push("note_ref", "", 0).meta["label"] = match[1]
    state.pos = match.end()
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

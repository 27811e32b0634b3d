"""Notes: `[^a1]` in the text, `[^a1]: comment` where the note is defined, `^[comment]` where it stands in the text.

A reference without a definition is text, of a type of its own so that it can be reported. The first of several
definitions with the same label counts, and the others are kept beside it. What a definition says is read by
`note_definitions`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from digest.markdown.html_escape import text_html
from digest.markdown.note_definitions import DEFINITIONS, EXTENTS, read_definition
from digest.markdown.rules.closing_delimiters import closing_bracket
from digest.markdown.rules.declaration import BlockRule, HtmlContext, InlineRule, Mark, TokenType, content_end
from digest.markdown.rules.private import cuts_private

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

NOTE_REFERENCE: Final = "note_ref"
UNDEFINED_REFERENCE: Final = "undefined_note_ref"

_LABEL = r"\[\^([^\s\[\]%]{1,64})\]"
REFERENCE: Final = re.compile(_LABEL)
"""A reference to a note; the group is its label."""

_DEFINITION = re.compile(_LABEL + r":[ \t]*")

_LABELS: Final = "digest_labels"
"""The key of `env` for the definitions that references may name."""

_INSIDE: Final = "digest_inside_note"
"""The key of `env` that says that a comment is parsed."""


def comment_env(env: Mapping[str, Any]) -> dict[str, Any]:
    """The `env` for parsing a comment: links and options (`math`) are those of the body, but it has no notes itself."""
    options = {key: True for key, value in env.items() if value is True}
    return {"references": env.get("references", {}), _INSIDE: True, **options}


def is_inside(env: Mapping[str, Any]) -> bool:
    """Whether it is a comment that is parsed, which has no notes of its own."""
    return _INSIDE in env


def _reference(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """Read `[^a1]`."""
    # Not found while a link's label is measured: markdown-it would take it for a link within the link.
    match = None if silent else REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    is_defined = match[1] in state.env.get(_LABELS, ())
    if not is_defined and (is_inside(state.env) or state.src[match.end() : match.end() + 1] in ("(", "[", ":")):
        return False
    token = state.push(NOTE_REFERENCE if is_defined else UNDEFINED_REFERENCE, "", 0)
    token.meta["label"] = match[1]
    token.content = match[0]
    state.pos = match.end()
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read `^[comment]`."""
    if not state.src.startswith("[", state.pos + 1) or _INSIDE in state.env:
        return False
    end = closing_bracket(state.src, state.pos + 1)
    return 0 <= end < state.posMax and note_here(state, silent, state.pos + 2, end, end + 1)


def note_here(state: StateInline, silent: bool, start: int, end: int, after: int) -> bool:  # noqa: FBT001
    """Push a note whose definition stands in the text, from start to end; what it is written in ends at `after`."""
    source = state.src[start:end]
    if cuts_private(source) or not source.strip():
        return False
    if not silent:
        token = state.push(NOTE_REFERENCE, "", 0)
        token.meta |= {"label": "", "definition": read_definition("", 0, source)}
        token.content = state.src[state.pos : after]
    state.pos = after
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", begin) or state.is_code_block(start) or state.env.get(_INSIDE):
        return False
    match = _DEFINITION.match(state.src, begin, state.eMarks[start])
    if match is None:
        return False
    if not silent:
        state.line = _line_after(state, start, end)
        first = state.src[match.end() : state.eMarks[start]]
        rest = state.getLines(start + 1, state.line, state.blkIndent + 4, False)
        definition = read_definition(match[1], start + 1, f"{first}\n{rest}")
        state.env.setdefault(DEFINITIONS, []).append(definition)
        state.env.setdefault(_LABELS, {}).setdefault(match[1], definition)
        state.env.setdefault(EXTENTS, []).append((match[1], start, state.line))
    return True


def _line_after(state: StateBlock, start: int, end: int) -> int:
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
    parent, state.parentType = state.parentType, "paragraph"  # which a list of an empty item or from `2.` does not end
    found = any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))
    state.parentType = parent
    return found


def _text_html(token: Token, _: HtmlContext) -> str:
    return text_html(token.content)


NOTE: Final = Mark(
    name="note",
    example="A claim.[^a1]\n\n[^a1]: @ann #method: Who counted?",
    rules=(
        InlineRule(name="note_reference", opens="[", read=_reference),
        InlineRule(name="inline_note", opens="^", read=_inline_note),
        BlockRule(name="note_definition", opens="[", before="reference", read=_definition),
    ),
    tokens=(
        TokenType(name=NOTE_REFERENCE, source_end=content_end),
        TokenType(name=UNDEFINED_REFERENCE, is_text=True, source_end=content_end, page=_text_html, feed=_text_html),
    ),
    escapes=r"\[ (?= \^ ) | \^ (?= \[ )",
)

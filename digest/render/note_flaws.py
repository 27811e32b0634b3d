"""What is wrong with the notes of a body: references that no note answers, and notes that share a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.markdown.note_definitions import definitions
from digest.markdown.rules.notes import UNDEFINED_REFERENCE
from digest.model.rendering import Flaw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token


def note_flaws(tokens: Sequence[Token], env: Mapping[str, Any]) -> Iterator[Flaw]:
    """The flaws, references first, each name once.

    Args:
        tokens: of a body.
        env: of its parse.
    """
    line, missing = 0, set[str]()
    for token in tokens:
        line = token.map[0] if token.map else line
        number = line
        for child in (token.children or ()) if "[" in token.content else ():
            number += child.type in ("softbreak", "hardbreak")
            if child.type == UNDEFINED_REFERENCE and child.content not in missing:
                missing.add(child.content)
                yield Flaw(
                    line=number + 1,
                    message=f'there is no note "{child.content}"',
                    hint=f"write it on a line of its own, {child.content}: …, or write \\{child.content} if it is text",
                    code="missing-note",
                )
    labels: set[str] = set()
    for definition in definitions(env):
        if definition.label in labels:
            yield Flaw(
                line=definition.line,
                message=f'there is a note "[^{definition.label}]" already, and references lead to that one',
                hint="give this one another name, or take it out",
                code="repeated-note",
            )
        labels.add(definition.label)

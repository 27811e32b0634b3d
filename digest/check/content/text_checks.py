"""What is wrong in the words of a text: characters that were lost, notes that lost their passage."""

from __future__ import annotations

from collections.abc import Iterator

from digest.articles.doubts import GARBLED
from digest.check.content.checked_text import CheckedText
from digest.errors import Problem
from digest.merge.orphans import section_of_orphans


def garbled_text(checked: CheckedText) -> Iterator[Problem]:
    """The first line with characters that stand for lost bytes, or are those of another encoding."""
    if checked.article.front_matter.seed is None or not GARBLED.search(checked.text):
        return  # a text of a person's own may speak of such characters
    for number, line in enumerate(checked.text.split("\n"), start=1):
        if match := GARBLED.search(line):
            more = len(GARBLED.findall(checked.text)) - 1
            places = f", and so are {more} more places" if more else ""
            yield Problem(
                message=f'"{match[0]}" is garbled{places}',
                location=checked.on_line(number, match[0]),
                hint="save the source as UTF-8 and convert it again, or mend the text",
                severity="warning",
                code="garbled-text",
            )
            return


def unanchored_notes(checked: CheckedText) -> Iterator[Problem]:
    """Notes whose passage went with a change of the source, and notes to which nothing refers."""
    first = checked.article.body_line
    for block in section_of_orphans(checked.article.body):
        yield Problem(
            message="the passage of this note is gone from the text",
            location=checked.on_line(first + block.line, ">"),
            hint="move the note to another passage, or delete it",
            severity="warning",
            code="unanchored-note",
        )
    for note in checked.annotations.notes:
        if not note.referenced and note.definition.line:
            label = f"[^{note.definition.label}]"
            yield Problem(
                message=f"nothing in the text refers to the note {label}",
                location=checked.on_line(first + note.definition.line - 1, label),
                hint=f"write {label} behind the words that it is about, or delete it",
                severity="warning",
                code="unanchored-note",
            )

"""What is wrong in the words of a text.

Characters that were lost, notes that lost their passage, images that nobody described, links that lead nowhere yet, and
comments that switch off a code which does not exist.
"""

from __future__ import annotations

from collections.abc import Iterator

from digest.articles.doubts import GARBLED
from digest.check.content.checked_text import CheckedText
from digest.check.ignored import directives
from digest.codes import CODES
from digest.errors import Location, Problem
from digest.merge.orphans import section_of_orphans
from digest.yaml.fields import nearest


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


def images_without_text(checked: CheckedText) -> Iterator[Problem]:
    """The images of a body that have no text alternative; one that is shown by its file's name has none either."""
    for line, token in checked.published_tokens():
        if token.type == "image" and not token.content.strip() and "wiki" not in token.meta:
            yield Problem(
                message="the image has no text that says what it shows",
                location=checked.on_line(line, "!["),
                hint="write what it shows between the brackets: ![a map of the bay](map.png)",
                severity="warning",
                code="image-without-text",
            )


def empty_links(checked: CheckedText) -> Iterator[Problem]:
    """The links of a body without an address, which are published as plain text."""
    for line, token in checked.published_tokens():
        if token.type == "link_open" and "wiki" not in token.meta and token.attrs.get("href", "") in {"", "#"}:
            yield Problem(
                message="the link has no address yet",
                location=checked.on_line(line, f"]({token.attrs.get('href', '')})"),
                hint="write the address between the brackets behind it, or take the link out",
                severity="warning",
                code="empty-link",
            )


def unknown_codes(checked: CheckedText) -> Iterator[Problem]:
    """A problem for each code of a comment that no kind of mistake has; in a block of code it is an example."""
    lines = checked.text.split("\n")
    shown = {
        line
        for token in checked.tokens
        if token.type in ("fence", "code_block") and token.map
        for line in range(checked.article.body_line + token.map[0], checked.article.body_line + token.map[1])
    }
    for code, line, column in directives(lines) if "digest-ignore" in checked.text else ():
        if code not in CODES and line not in shown:
            near = nearest(code, tuple(CODES))
            yield Problem(
                message=f'there is no code "{code}"',
                location=Location(
                    path=checked.article.path, line=line, column=column, length=len(code), text=lines[line - 1]
                ),
                hint=f'did you mean "{near}"?'
                if near
                else "digest check writes the code of a problem behind its message",
                code="unknown-code",
            )

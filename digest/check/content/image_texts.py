"""Images that nobody described."""

from __future__ import annotations

from collections.abc import Iterator

from digest.check.content.checked_text import CheckedText
from digest.errors import Problem


def images_without_text(checked: CheckedText) -> Iterator[Problem]:
    """The images of a body that have no text alternative; one that is shown by its file's name has none either."""
    first = checked.article.body_line
    for token in checked.tokens:
        line = token.map[0] if token.map else 0
        for child in token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "image" and not child.content.strip() and "wiki" not in child.meta:
                yield Problem(
                    message="the image has no text that says what it shows",
                    location=checked.on_line(first + line, "!["),
                    hint="write what it shows between the brackets: ![a map of the bay](map.png)",
                    severity="warning",
                    code="image-without-text",
                )

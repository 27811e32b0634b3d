"""The lines of a source that may be a dateline: those around its title, and those that say `published`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from digest.extract.facts.document import Document

_LONGEST: Final = 160
"""Code points of the longest line that may be a dateline."""

_MOST_WORDS: Final = 16
"""Words of the longest: a date, a name, a place and a few more."""

_MOST_LINES: Final = 400
_LINES_ABOVE, _LINES_BELOW = 2, 8
"""Lines of a page that are read, and those above and below its title."""

_PARAGRAPH: Final = 80
"""Code points of a line that is certainly one of the article."""

_PUBLISHED = re.compile(
    r"\b(?:publi(?:shed|é|cado|cation)|posted|first published|issued|created|dated?|veröffentlicht|erschienen|erstellt"
    r"|datum|fecha|pubblicato|geplaatst)\b[^.!?\d]{0,30}\d",
    re.IGNORECASE,
)


def dateline_candidates(document: Document) -> Iterator[str]:
    """The short lines around the title of a page or above the first paragraph of a text, then those that say when."""
    for line in (*_lines_of_head(document), *filter(_PUBLISHED.search, dated_lines(document))):
        if len(line) <= _LONGEST and len(line.split()) <= _MOST_WORDS:
            yield line


def dated_lines(document: Document) -> list[str]:
    """The short lines of a source that have digits."""
    return [line for line in _lines(document) if len(line) <= _LONGEST and any(map(str.isdigit, line))][:_MOST_LINES]


def _lines(document: Document) -> list[str]:
    """Every line that a source shows."""
    if document.shown or not document.verdicts:
        return [line.strip() for line in (document.shown or document.body[:20_000]).split("\n") if line.strip()]
    return [verdict.text for verdict in document.verdicts]


def _lines_of_head(document: Document) -> list[str]:
    lines = _lines(document)
    if document.shown:
        title = (document.title or "").casefold()
        at = next((number for number, line in enumerate(lines) if line.casefold() == title), None)
        return [] if at is None else [*lines[at + 1 : at + 1 + _LINES_BELOW], *lines[max(0, at - _LINES_ABOVE) : at]]
    paragraphs = (number for number, line in enumerate(lines) if len(line) >= _PARAGRAPH)
    kept = {verdict.text for verdict in document.verdicts if verdict.kept}
    first = next((number for number in paragraphs if not kept or lines[number] in kept), 5)
    return lines[:first]

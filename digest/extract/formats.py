"""Which reader reads which file: the one table to extend by a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from digest.extract.facts.document import Document
from digest.extract.lines.recurring import recurring
from digest.extract.lines.text_reader import read_text
from digest.extract.markdown_reader import read_markdown
from digest.extract.pages.html_reader import read_html
from digest.model.source import Source

Reader: TypeAlias = Callable[[str, Source], Document]
"""From the decoded text of a source, and what else is known of it, to what it says. A reader never raises."""


def _text(text: str, source: Source) -> Document:
    return read_text(text, recurring(text, source.recurring))


def _markdown(text: str, _source: Source) -> Document:
    return read_markdown(text)


def _html(text: str, source: Source) -> Document:
    return read_html(text, source.reference_day)


FORMATS: Final[Mapping[str, Reader]] = {
    ".txt": _text,
    ".text": _text,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
}
"""Suffix, in lower case -> reader."""

SCRAPED: Final = frozenset({".txt", ".text"})
"""The formats whose lines are weighed one by one, and held against those of other sources."""

AS_WRITTEN: Final = frozenset({".md", ".markdown"})
"""The formats that people write: what looks like a damaged encoding in them may be meant."""

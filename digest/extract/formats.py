"""Which reader reads which file: the one table to extend by a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from digest.extract.document import Document
from digest.extract.html import read_html
from digest.extract.markdown import read_markdown
from digest.extract.text import read_text

Reader: TypeAlias = Callable[[str, date], Document]
"""From decoded text, and the latest day that it can call past, to what it says. A reader never raises."""

FORMATS: Final[Mapping[str, Reader]] = {
    ".txt": lambda text, _: read_text(text),
    ".text": lambda text, _: read_text(text),
    ".md": lambda text, _: read_markdown(text),
    ".markdown": lambda text, _: read_markdown(text),
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
}
"""Suffix, in lower case -> reader."""

AS_WRITTEN: Final = frozenset({".md", ".markdown"})
"""The formats that people write: what looks like a damaged encoding in them may be meant."""

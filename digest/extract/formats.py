"""Which reader reads which file: the table of source formats.

A new format is a reader in a file of its own and a line in `FORMATS`. Other packages add readers under the entry point
`digest.readers` (see `digest.convert.plugins`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, TypeAlias

from digest.articles.kinds import MARKDOWN
from digest.errors import Location, Problem
from digest.extract.decoding import decode_source
from digest.extract.facts import Document
from digest.extract.lines import read_text, recurring_lines
from digest.extract.markdown_reader import read_markdown
from digest.model.source import Source

Reader: TypeAlias = Callable[[Source], Sequence[Document] | Problem]
"""From the bytes of a source to the documents in it, at least one, or to why there is none.

How the bytes are decoded is the reader's own business; `decode_source` does it for text. A reader never raises.
"""

PLAIN_TEXT: Final = (".txt", ".text")
"""How the names of plain texts end, in lower case."""

PAGES: Final = (".html", ".htm", ".xhtml")
"""How the names of saved pages end, in lower case."""

SCRAPED: Final = frozenset(PLAIN_TEXT)
"""The formats whose lines are weighed one by one, and compared with those of other sources."""


def read_plain_text(source: Source) -> Sequence[Document] | Problem:
    """Read a plain text, scraped or written."""
    return _read_decoded(source, lambda text: read_text(text, recurring_lines(text, source.recurring)))


def read_markdown_file(source: Source) -> Sequence[Document] | Problem:
    """Read a Markdown file; people write these, so what looks like a damaged encoding in it may be meant."""
    return _read_decoded(source, lambda text: read_markdown(text, source.path), repair=False)


def read_page(source: Source) -> Sequence[Document] | Problem:
    """Read a saved web page."""
    from digest.extract.pages.html_reader import read_html  # noqa: PLC0415  (a sixth of all that is loaded)

    return _read_decoded(source, lambda text: read_html(text, source.reference_day))


def _read_decoded(
    source: Source, read: Callable[[str], Document], *, repair: bool = True
) -> Sequence[Document] | Problem:
    """The one document of a source that is text, with the evidence of its encoding."""
    decoded = decode_source(source, repair=repair)
    if isinstance(decoded, Problem):
        return decoded
    document = read(decoded.text)
    garbled = (_garbled(source, decoded.garbled),) if decoded.garbled else ()
    problems = (*document.problems, *garbled)
    return (replace(document, read_as=decoded.description, lost=decoded.lost, problems=problems),)


def _garbled(source: Source, lines: int) -> Problem:
    return Problem(
        message=f"{lines} of its lines had been read in a wrong encoding before they were saved, beyond repair",
        location=Location(path=source.path),
        hint="save it again as UTF-8 from where it came, or correct the article",
        severity="warning",
    )


FORMATS: Final[Mapping[str, Reader]] = MappingProxyType({
    **dict.fromkeys(PLAIN_TEXT, read_plain_text),
    **dict.fromkeys(MARKDOWN, read_markdown_file),
    **dict.fromkeys(PAGES, read_page),
})  # fmt: skip
"""The ending of a file's name, in lower case with its dot -> the reader of such files."""

"""What stands between quotation marks, in the styles of English, German, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from digest.dataclass import dataclass

_MARK: Final = re.compile('[“”„«»"‘‚’]')
_CLOSING: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "‘": "’", "‚": "‘’"}
"""The marks that end what each mark begins."""

_SINGLE: Final = frozenset("‘‚")
_LONGEST: Final = 2000
"""Code points between two marks."""

_MOST_UNCLOSED: Final = 20
"""Opening marks without an end; a paragraph with more of them is not prose."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks; a quotation within them is part of them.

    Attributes:
        paragraph: its index.
        start, end: code points within the paragraph, the marks not included.
        closed: whether the end mark is there; where a speech goes on over paragraphs, only the last one has it.
    """

    paragraph: int
    start: int
    end: int
    closed: bool = True


def quoted(paragraphs: Sequence[str]) -> tuple[Quoted, ...]:
    """All that is quoted in a text, in order."""
    return tuple(quote for number in range(len(paragraphs)) for quote in _of_paragraph(number, paragraphs))


def _of_paragraph(number: int, paragraphs: Sequence[str]) -> Iterator[Quoted]:
    text = paragraphs[number]
    at = unclosed = 0
    while unclosed <= _MOST_UNCLOSED and (mark := _MARK.search(text, at)):
        at = mark.end()
        if not _opens(text, mark):
            continue
        end = _end(text, mark)
        if end is not None:
            yield Quoted(number, mark.end(), end)
            at = end + 1
        elif number + 1 < len(paragraphs) and paragraphs[number + 1].startswith(mark[0]):
            yield Quoted(number, mark.end(), len(text), closed=False)
            return
        else:
            unclosed += 1


def _opens(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    return (
        mark[0] in _CLOSING
        and not before.isalnum()
        and mark.end() < len(text)
        and not (mark[0] == '"' and text[mark.end()].isspace())
    )


def _end(text: str, mark: re.Match[str]) -> int | None:
    """Where the mark stands that ends what another begins, or None where none does."""
    closing, depth = _CLOSING[mark[0]], 0
    for other in _MARK.finditer(text, mark.end(), mark.end() + _LONGEST):
        if other[0] in closing and (mark[0] not in _SINGLE or _closes_single(text, other)):
            if depth == 0:
                return other.start()
            depth -= 1
        elif other[0] == mark[0] and mark[0] != '"':
            depth += 1
    return None


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    """Whether ’ closes a quotation and is not an apostrophe: it stands behind a stop, and no letter follows."""
    after = text[mark.end() : mark.end() + 1]
    return text[mark.start() - 1] in ".,!?…" and not after.isalnum()

"""The rows by which the store holds texts and highlights, which are too large to be in memory all at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from digest.cache.codec import Codec
from digest.model.fingerprint import key_of
from digest.model.inputs import key
from digest.model.rendering import Highlight, Text

TEXTS: Final = "text"
"""The name under which the store holds texts, by their fingerprint."""

MARKS: Final = "marks"
"""The name under which the store holds what other pages show of highlights, by their fingerprint."""

_TEXTS: Final = Codec[Text](Text)
_MARKS: Final = Codec[tuple[Highlight, ...]](tuple[Highlight, ...])


def text_rows(text: Text, highlights: tuple[Highlight, ...]) -> Iterator[tuple[str, str, str]]:
    """The kind of each, its fingerprint, and its row; no row of highlights where there are none.

    Equal texts alone have equal rows, so that the fingerprint of a row serves as that of its text. The HTML of a text
    stands as it is, which JSON would escape sign by sign, on the lines below the rest.
    """
    row = f"{_TEXTS.encode(replace(text, html=''))}\n{text.html}"
    yield TEXTS, key_of([row]), row
    if highlights:
        yield MARKS, key(highlights), _MARKS.encode(highlights)


def text_of(row: str) -> Text:
    """The text of a row.

    Raises:
        ValueError: the row is damaged.
    """
    rest, _, html = row.partition("\n")
    return replace(_TEXTS.decode(rest), html=html)


def highlights_of(row: str) -> tuple[Highlight, ...]:
    """The highlights of a row.

    Raises:
        ValueError: the row is damaged.
    """
    return _MARKS.decode(row)

"""Tokens: what the normalising pass has read into the text of a page, so that every reader of the tree keeps it.

A formula, or the reference to a note, becomes text between two delimiters. These are noncharacters of Unicode
(U+FDD0 to U+FDD4), which are reserved for the inner use of programs: they are taken out of a page before it is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from digest.extract.decoding.decode import clean
from digest.extract.pages.blocks import Formula, NoteReference, Text, collapsed

_INLINE: Final = "\ufdd0"
_DISPLAY: Final = "\ufdd1"
_NOTE: Final = "\ufdd2"
_END: Final = "\ufdd3"

_TOKEN = re.compile(f"([{_INLINE}{_DISPLAY}{_NOTE}])([^{_INLINE}{_DISPLAY}{_NOTE}{_END}]*){_END}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


def without_noncharacters(text: str) -> str:
    """A page without the characters that tokens are made of."""
    return _NONCHARACTERS.sub("", text)


def formula_token(tex: str, *, display: bool) -> str:
    """A formula as it stands in the text of a page.

    Args:
        tex: in the language of TeX.
        display: whether it stands on a line of its own.
    """
    tex = " ".join(without_noncharacters(clean(tex)).split())
    return f"{_DISPLAY if display else _INLINE}{tex}{_END}" if tex else ""


def note_token(label: str) -> str:
    """The reference to a note as it stands in the text of a page."""
    return f"{_NOTE}{label}{_END}"


def without_tokens(text: str) -> str:
    """A text in which formulas stand as TeX and references to notes are left out."""
    return _TOKEN.sub(lambda match: "" if match[1] == _NOTE else match[2], text)


def has_only_notes(text: str) -> bool:
    """Whether references to notes stand in a text, and nothing else but commas between them."""
    return _NOTE in text and not _TOKEN.sub("", text).strip(" ,;\n\t\u00a0[]()")


def note_labels(text: str) -> tuple[str, ...]:
    """The labels of the notes that a text refers to."""
    return tuple(match[2] for match in _TOKEN.finditer(text) if match[1] == _NOTE)


def token_inlines(text: str) -> Iterator[Text | Formula | NoteReference]:
    """The inline content of a text in which tokens may stand."""
    if not _NONCHARACTERS.search(text):
        yield Text(text=collapsed(text))
        return
    end = 0
    for match in _TOKEN.finditer(text):
        if before := text[end : match.start()]:
            yield Text(text=collapsed(before))
        if match[1] == _NOTE:
            yield NoteReference(label=match[2])
        else:
            yield Formula(tex=match[2], display=match[1] == _DISPLAY)
        end = match.end()
    if rest := _NONCHARACTERS.sub("", text[end:]):
        yield Text(text=collapsed(rest))

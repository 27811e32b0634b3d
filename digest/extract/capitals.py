"""Runs of capitalised words, which are what names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from digest.extract.lexicon import SENTENCE_OPENERS, UPPER

_ABBREVIATED: Final = (
    "Dr",
    "Mr",
    "Ms",
    "St",
    "Sr",
    "Mrs",
    "Rev",
    "Sen",
    "Rep",
    "Gov",
    "Gen",
    "Col",
    "Sgt",
    "Sra",
    "Dra",
    "Prof",
    "Capt",
)
_STOP: Final = rf"(?:(?<=\W[{UPPER}])|{'|'.join(f'(?<={title})' for title in _ABBREVIATED)})\.(?=[ \u00a0]?[{UPPER}])"
WORD: Final = rf"[{UPPER}]\w*(?:[’'-](?!s\b)\w+)*(?:{_STOP})?"
"""A capitalised word, an initial or an abbreviated title; `’s` is no part of it."""

_WITHIN = (
    r"[ \u00a0](?:(?:de la|de las|de los|van der|van den|von der|von dem|de|da|di|dos|du|del|della|van|von|zu|ter|bin"
    r"|ibn|al) )?(?:[dl][’'])?"
)
_RUN = re.compile(rf"{WORD}(?:{_WITHIN}{WORD})*")
_ARTICLE = re.compile(rf"[LD][’'][{UPPER}]\w{{3,}}")
"""`L’Institut`."""

_INSIDE = re.compile(r"[\w@#/.’'-]")
"""Before a capital letter: the middle of a word or address."""

_BEFORE_SENTENCES = frozenset('.!?…:“„«‹"‘¿¡(')


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that follow each other.

    Attributes:
        paragraph: its index.
        start, end: code points within the paragraph.
        words: with the particles between them (`van`), without what only a sentence's beginning capitalised.
        opens: whether it stands at the beginning of a sentence.
    """

    paragraph: int
    start: int
    end: int
    words: tuple[str, ...]
    opens: bool

    @property
    def name(self) -> str:
        """The words as one text."""
        return " ".join(self.words)


def runs(paragraphs: Sequence[str]) -> tuple[Run, ...]:
    """The runs of some paragraphs, in the order in which they stand."""
    return tuple(run for number, text in enumerate(paragraphs) for run in _of_paragraph(number, text))


def _of_paragraph(number: int, text: str) -> Iterator[Run]:
    for match in _RUN.finditer(text):
        if match.start() and _INSIDE.match(text, match.start() - 1):
            continue
        words = match[0].replace("\u00a0", " ").split(" ")
        start = match.start()
        while words and words[0] in SENTENCE_OPENERS:
            start += len(words.pop(0)) + 1
        if words and _ARTICLE.match(words[0]):
            start += 2
            words[0] = words[0][2:]
        if words and words[0][0].isupper():
            opens = not text[:start].rstrip() or text[: match.start()].rstrip()[-1:] in _BEFORE_SENTENCES
            yield Run(number, start, match.end(), tuple(words), opens)

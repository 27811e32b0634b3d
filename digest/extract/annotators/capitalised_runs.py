"""Runs of capitalised words, which are what names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from digest.dataclass import dataclass
from digest.extract.annotators.lexicon import ORGANISATIONS, PARTICLES, SENTENCE_OPENERS, UPPER

_ABBREVIATED: Final = "Dr Mr Ms St Sr Mrs Rev Sen Rep Gov Gen Col Sgt Sra Dra Prof Capt"
_STOP: Final = (
    rf"(?:(?<=\W[{UPPER}])|{'|'.join(f'(?<={title})' for title in _ABBREVIATED.split())})\.(?=[ \u00a0]?[{UPPER}])"
)
WORD: Final = rf"[{UPPER}]\w*(?:[’'-](?!s\b)\w+)*(?:{_STOP}|(?<=s)[’'](?= [{UPPER}]))?"
"""A capitalised word, an initial or an abbreviated title; `’s` is not part of it."""

_WITHIN = (
    r"[ \u00a0](?:(?:de la|de las|de los|van der|van den|von der|von dem|de|da|di|dos|du|del|della|van|von|zu|ter|bin"
    r"|ibn|al) )?(?:[dl][’'])?"
)
NAME: Final = rf"{WORD}(?:{_WITHIN}{WORD})*"
"""Several of them, with the particles between."""

_RUN = re.compile(NAME)
_ARTICLE = re.compile(rf"[LD][’'][{UPPER}]\w{{3,}}")
"""`L’Institut`."""

_ELIDED = re.compile(r"(?:^|\W)[LlDd][’']\Z")
_INSIDE = frozenset("_@#/.’'-")
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
        start = match.start()
        before = text[max(0, start - 3) : start]
        if before and (before[-1].isalnum() or before[-1] in _INSIDE) and not _ELIDED.search(before):
            continue
        left = before.rstrip()
        opens = not left or left[-1] in _BEFORE_SENTENCES
        if match[0].isalnum():  # one word: most are
            if match[0] not in SENTENCE_OPENERS:
                yield Run(number, start, match.end(), (match[0],), opens)
            continue
        for words in _split_name(match[0].replace("\u00a0", " ").split(" ")):
            length = len(" ".join(words)) + 1
            bare, skipped = _bare(words)
            if bare and bare[0][0].isupper():
                yield Run(number, start + skipped, start + length - 1, bare, opens)
            start, opens = start + length, False


def _split_name(words: list[str]) -> Iterator[list[str]]:
    """Separate a person from the organisation behind: `Ann Lee`, `von der`, `Technischen Universität Linden`."""
    head = next((at for at, word in enumerate(words) if word in ORGANISATIONS), 0)
    last = max((at for at in range(1, head) if words[at] in PARTICLES), default=0)
    if not last:
        yield words
        return
    first = last
    while words[first - 1] in PARTICLES:
        first -= 1
    yield from (words[:first], words[first : last + 1], words[last + 1 :])


def _bare(words: list[str]) -> tuple[tuple[str, ...], int]:
    """Words without what only the beginning of a sentence capitalises, and how many code points that was."""
    at = next((at for at, word in enumerate(words) if word not in SENTENCE_OPENERS), len(words))
    skipped = sum(len(word) + 1 for word in words[:at])
    rest = words[at:]
    if rest and _ARTICLE.match(rest[0]):
        return (rest[0][2:], *rest[1:]), skipped + 2
    return tuple(rest), skipped

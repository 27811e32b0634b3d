"""Typography folding: the form in which two texts are compared as a reader compares them.

A page and the Markdown made of it differ in white space, quotation marks, dashes, ligatures and soft hyphens, and a
selection across paragraphs may have nothing between them. So quotation marks and dashes have one form each, letters
are decomposed, and white space and invisible characters are left out.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from digest.dataclass import dataclass

BARRIER: Final = "\0"
"""Stands where nothing may be found; folding keeps it. A normalised body has none."""

_FORMS: Final = str.maketrans(
    dict.fromkeys("‘’‚‛‹›′", "'") | dict.fromkeys("“”„‟«»〝〞″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text.

    Attributes:
        text: what is compared.
        offsets: for each of its code points, the offset of the code point of the original that it was made from.
    """

    text: str
    offsets: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original from which a range of the folded text, not empty, was made."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text and keep the way back to its offsets."""
    if text.isascii():  # nothing is replaced, and what is left out is white space and control characters
        kept = tuple(at for at, character in enumerate(text) if "!" <= character <= "~" or character == BARRIER)
        return Folded("".join([text[at] for at in kept]), kept)
    parts: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = _fold(character)
        parts.append(folded)
        offsets += [offset] * len(folded)
    return Folded("".join(parts), tuple(offsets))


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """A character in its compatibility decomposition (Unicode Standard Annex 15); empty for what is not seen."""
    if character == BARRIER:
        return character
    decomposed = unicodedata.normalize("NFKD", character).translate(_FORMS)
    return "".join(part for part in decomposed if not part.isspace() and unicodedata.category(part) not in {"Cf", "Cc"})

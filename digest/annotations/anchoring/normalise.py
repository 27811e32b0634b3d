"""Texts compared as readers compare them: typography, line breaks and invisible characters make no difference.

A page and the Markdown made of it differ in white space, quotation marks, dashes, ligatures and soft hyphens, and a
selection across paragraphs may have nothing between them. So all white space goes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_SAME: Final = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"'}
    | {"«": '"', "»": '"', "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-"}
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, folded.

    Attributes:
        text: without what makes no difference.
        offsets: for each of its code points, where in the text it was made from it stood.
    """

    text: str
    offsets: tuple[int, ...]


def fold(text: str) -> Folded:
    """Fold a text, keeping where everything stood."""
    parts: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        folded = _fold(character)
        parts.append(folded)
        offsets += [offset] * len(folded)
    return Folded("".join(parts), tuple(offsets))


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """A character in its compatibility decomposition (Unicode Standard Annex 15); nothing for what is not seen."""
    decomposed = unicodedata.normalize("NFKD", character).translate(_SAME)
    return "".join(one for one in decomposed if not one.isspace() and unicodedata.category(one) not in {"Cf", "Cc"})

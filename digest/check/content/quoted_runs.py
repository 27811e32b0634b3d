"""Whether a text says what is quoted of it: of “A,” she said, “and B.” that is A, and B.

The words of a quotation must stand in the text one behind the other, case and punctuation aside, in a few runs with
only a little between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(r"\w+")

_RUNS: Final = 5
_BETWEEN: Final = 30
"""Words of the text that may stand between two runs: who spoke, and a clause about it."""


def is_said(quotation: str, text: str) -> bool:
    """Whether a text holds the words of a quotation, in runs."""
    wanted, words = _words(quotation), _words(text)
    return not wanted or any(word == wanted[0] and _reaches_end(wanted, words, at) for at, word in enumerate(words))


def _reaches_end(wanted: Sequence[str], words: Sequence[str], at: int) -> bool:
    """Whether all wanted words follow from a place on; each run is as long as it can be."""
    done, runs = 0, 1
    while done < len(wanted):
        if at < len(words) and words[at] == wanted[done]:
            done, at = done + 1, at + 1
            continue
        pair = wanted[done : done + 2]
        places = range(at, min(at + _BETWEEN, len(words)))
        following = next((place for place in places if list(words[place : place + len(pair)]) == list(pair)), None)
        if following is None or runs == _RUNS:
            return False
        runs, at = runs + 1, following
    return True


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(unicodedata.normalize("NFKD", text).casefold().replace("’", "'"))

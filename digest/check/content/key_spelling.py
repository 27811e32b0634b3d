"""Which property a person meant by a key that digest does not know, if it looks like one that it knows.

A key of a person's own is fine; what is looked for is a slip of the fingers. So a key counts as one that is known if
only case, hyphens and underscores differ, or if one letter is wrong, missing, too many, or changed places with the next
(optimal string alignment; Boytsov, "Indexing methods for approximate dictionary searching", 2011, section 2.1). Of
long words two may be. In a short word a wrong letter makes another word: `data` is not `date`.
"""

from __future__ import annotations

from collections.abc import Collection
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from digest.articles.properties import PROPERTIES
from digest.model.article import folded_key

_SHORT: Final = 5
"""Letters up to which a wrong letter makes another word."""

_LONG: Final = 8
"""Letters from which two slips still leave the word."""

_ALIKE: Final = 0.85
"""The least ratio of a long word with two slips."""

_OWN: Final = frozenset(
    ("comments", "leads", "weeks", "place", "dates", "seeds", "languages", "sources", "titles", "weights", "height")
)
"""Words that people have other uses for, though one letter makes them a property."""


class Meant(NamedTuple):
    """The property that a key stands for.

    Attributes:
        key: as digest knows it.
        certain: whether only its case, hyphens and underscores differ, so that nothing else can be meant.
    """

    key: str
    certain: bool


def meant_by(key: str, there: Collection[str]) -> Meant | None:
    """The property that a key which digest does not know stands for; None where it is one of a person's own."""
    name = folded_key(key)
    for known in PROPERTIES:
        if folded_key(known) == name:
            return Meant(known, certain=known not in there)
    if name in _OWN:
        return None
    slips = (known for known in PROPERTIES if known not in there and _is_slip(name, folded_key(known)))
    best = max(slips, key=lambda each: (SequenceMatcher(None, name, folded_key(each)).ratio(), each), default=None)
    return Meant(best, certain=False) if best else None


def _is_slip(name: str, known: str) -> bool:
    if name[:1] != known[:1] and len(name) != len(known):
        return False
    distance = letters_apart(name, known)
    if distance == 1:
        return len(known) > _SHORT or len(name) != len(known) or sorted(name) == sorted(known)
    return distance == 2 and len(known) >= _LONG and SequenceMatcher(None, name, known).ratio() >= _ALIKE


def letters_apart(one: str, other: str) -> int:
    """How many letters are wrong, missing, too many or changed places; 3 stands for more than two."""
    if abs(len(one) - len(other)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        new = [at]
        for to, target in enumerate(other, start=1):
            cost = min(row[to] + 1, new[to - 1] + 1, row[to - 1] + (letter != target))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == target:
                cost = min(cost, before[to - 2] + 1)
            new.append(cost)
        before, row = row, new
    return min(row[-1], 3)

"""Which of the converter's annotations are new to the person, and which the person has rejected.

What the converter proposed in the base and is not in the article any more was deleted. It is not proposed again,
not even with a letter changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from digest.annotations.anchoring import distance
from digest.merge.body_blocks import Body
from digest.merge.written_marks import WrittenMark

_ALIKE: Final = 0.2
"""Part of a passage that may differ in the same proposal."""


def news(base: Body, theirs: Body, rejected: Sequence[str]) -> list[WrittenMark]:
    """The converter's annotations that it has not proposed before."""
    known = [*map(_told, base.marks), *rejected]
    return [mark for mark in theirs.marks if not _is_known(_told(mark), known)]


def rejections(base: Body, mine: Body) -> tuple[str, ...]:
    """What was proposed in the base and is not in mine, in words."""
    standing = Counter(mark.said for mark in mine.marks)
    gone = []
    for mark in base.marks:
        if standing[mark.said]:
            standing[mark.said] -= 1
        else:
            gone.append(_told(mark))
    return tuple(gone)


def _told(mark: WrittenMark) -> str:
    """An annotation in words: its passage, or what its notes say."""
    return " ".join((mark.text or " ".join(mark.definitions)).split())


def _is_known(words: str, known: Collection[str]) -> bool:
    return any(_is_alike(words, other) for other in known)


def _is_alike(one: str, other: str) -> bool:
    most = _ALIKE * max(len(one), len(other))
    return one == other or (abs(len(one) - len(other)) <= most and distance(one, other) <= most)

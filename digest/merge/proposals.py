"""Which of the converter's annotations are new to the person, and which the person has rejected.

An annotation that the converter proposed in the base and that is no longer in the article was deleted by the person.
It is not proposed again, not even with a letter changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from digest.annotations.anchoring import distance
from digest.merge.body_blocks import Body
from digest.merge.written_marks import WrittenMark

_MAX_CHANGED: Final = 0.2
"""The part of its code points in which a proposal may differ from one that is the same."""


def new_proposals(base: Body, theirs: Body, rejected: Sequence[str]) -> list[WrittenMark]:
    """The converter's annotations that it has not proposed before."""
    known = [*map(_words_of, base.marks), *rejected]
    return [mark for mark in theirs.marks if not any(_is_similar(_words_of(mark), other) for other in known)]


def rejections(base: Body, mine: Body) -> tuple[str, ...]:
    """The proposals of the base that are not in mine, in words."""
    present = Counter(mark.identity for mark in mine.marks)
    rejected = []
    for mark in base.marks:
        if present[mark.identity]:
            present[mark.identity] -= 1
        else:
            rejected.append(_words_of(mark))
    return tuple(rejected)


def _words_of(mark: WrittenMark) -> str:
    """An annotation in words: its passage, or what its notes say."""
    return " ".join((mark.text or " ".join(mark.definitions)).split())


def _is_similar(words: str, other: str) -> bool:
    limit = _MAX_CHANGED * max(len(words), len(other))
    return words == other or (abs(len(words) - len(other)) <= limit and distance(words, other) <= limit)

"""What changed between two sequences of texts, in bounded time.

Patience diff (Bram Cohen): what stands once in both is matched first, in the longest order common to both; the
stretches between are treated alike. Stretches without such texts are compared by `difflib` while they are small,
and replaced as a whole where they are not. So neither a hundred thousand equal lines nor a text shuffled on purpose
costs quadratic time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from digest.dataclass import dataclass

_SMALL: Final = 10_000
"""Pairs of texts that are compared each with each."""

_DEEPEST: Final = 24
"""Levels of stretches between matches."""

_MIN_SIMILARITY: Final = 0.5
"""Least similarity of two texts of which one may have become the other."""

_Range: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch `lo:hi` of the old sequence has become `new_lo:new_hi` of the new one."""

    lo: int
    hi: int
    new_lo: int
    new_hi: int


def edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """All that differs, in order; never two edits without something unchanged between them."""
    changed: list[Edit] = []
    at, new_at = 0, 0
    for lo, new_lo in [*sorted(_matches(old, new)), (len(old), len(new))]:
        if (lo, new_lo) != (at, new_at):
            changed.append(Edit(at, lo, new_at, new_lo))
        at, new_at = lo + 1, new_lo + 1
    return tuple(changed)


def fine_edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """The same edits, divided so that similar texts face each other; what was added beside them stands alone."""
    return tuple(fine for edit in edits(old, new) for fine in _paired(edit, old, new))


def word_similarity(left: str, right: str) -> float:
    """What part of their words two texts share, 0 to 1 (Dice's coefficient of the two bags of words)."""
    words, others = Counter(_words(left)), Counter(_words(right))
    size = words.total() + others.total()
    return 2 * (words & others).total() / size if size else float(left == right)


def _words(text: str) -> list[str]:
    words = text.split()
    return words if len(words) > 3 else list(text)  # few words, or a script without spaces between them


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    pending: list[tuple[_Range, int]] = [((0, len(old), 0, len(new)), 0)]
    while pending:
        (lo, hi, new_lo, new_hi), depth = pending.pop()
        while lo < hi and new_lo < new_hi and old[lo] == new[new_lo]:
            yield (lo, new_lo)
            lo, new_lo = lo + 1, new_lo + 1
        while lo < hi and new_lo < new_hi and old[hi - 1] == new[new_hi - 1]:
            hi, new_hi = hi - 1, new_hi - 1
            yield (hi, new_hi)
        if lo == hi or new_lo == new_hi:
            continue
        here = (lo, hi, new_lo, new_hi)
        anchors = _anchors(old, new, here) if depth < _DEEPEST else []
        if anchors:
            yield from anchors
            pending += [(between, depth + 1) for between in _between(here, anchors)]
        elif (hi - lo) * (new_hi - new_lo) <= _SMALL:
            yield from _compared(old, new, here)


def _anchors(old: Sequence[str], new: Sequence[str], here: _Range) -> list[tuple[int, int]]:
    """What stands once on both sides, as far as it is in one order: a longest increasing subsequence."""
    lo, hi, new_lo, new_hi = here
    counts, new_counts = Counter(old[lo:hi]), Counter(new[new_lo:new_hi])
    places = {new[at]: at for at in range(new_lo, new_hi)}
    pairs = [(at, places[old[at]]) for at in range(lo, hi) if counts[old[at]] == new_counts[old[at]] == 1]
    tails: list[int] = []
    heads: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        rank = bisect_left(tails, place)
        before.append(heads[rank - 1] if rank else -1)
        tails[rank : rank + 1] = [place]
        heads[rank : rank + 1] = [number]
    chain = []
    number = heads[-1] if heads else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]


def _between(here: _Range, anchors: Sequence[tuple[int, int]]) -> Iterator[_Range]:
    at, new_at = here[0], here[2]
    for lo, new_lo in [*anchors, (here[1], here[3])]:
        yield (at, lo, new_at, new_lo)
        at, new_at = lo + 1, new_lo + 1


def _compared(old: Sequence[str], new: Sequence[str], here: _Range) -> Iterator[tuple[int, int]]:
    lo, hi, new_lo, new_hi = here
    matcher = SequenceMatcher(None, old[lo:hi], new[new_lo:new_hi], autojunk=False)
    for block in matcher.get_matching_blocks():
        yield from ((lo + block.a + index, new_lo + block.b + index) for index in range(block.size))


def _paired(edit: Edit, old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    """Divide an edit so that similar texts face each other: an alignment with the greatest sum of similarities."""
    size, new_size = edit.hi - edit.lo, edit.new_hi - edit.new_lo
    if size * new_size <= 1 or size * new_size > _SMALL // 4:
        yield edit
        return
    similarities = [
        [word_similarity(old[edit.lo + at], new[edit.new_lo + new_at]) for new_at in range(new_size)]
        for at in range(size)
    ]
    at, new_at = edit.lo, edit.new_lo
    for pair, new_pair in [*_best(similarities), (size, new_size)]:
        lo, new_lo = edit.lo + pair, edit.new_lo + new_pair
        if (lo, new_lo) != (at, new_at):
            yield Edit(at, lo, new_at, new_lo)
        if pair < size:
            yield Edit(lo, lo + 1, new_lo, new_lo + 1)
        at, new_at = lo + 1, new_lo + 1


def _best(similarities: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, whose similarities sum up highest; none below the least."""
    size, new_size = len(similarities), len(similarities[0])
    sums = [[0.0] * (new_size + 1) for _ in range(size + 1)]
    for at in reversed(range(size)):
        for new_at in reversed(range(new_size)):
            paired = (
                similarities[at][new_at] + sums[at + 1][new_at + 1]
                if similarities[at][new_at] >= _MIN_SIMILARITY
                else 0.0
            )
            sums[at][new_at] = max(paired, sums[at + 1][new_at], sums[at][new_at + 1])
    pairs = []
    at = new_at = 0
    while at < size and new_at < new_size:
        if sums[at][new_at] == sums[at + 1][new_at]:
            at += 1
        elif sums[at][new_at] == sums[at][new_at + 1]:
            new_at += 1
        else:
            pairs.append((at, new_at))
            at, new_at = at + 1, new_at + 1
    return pairs

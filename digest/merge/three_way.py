"""Two edits of one sequence, aligned: what nobody, one side or both have changed.

The idea of diff3 (Khanna, Kunal, Pierce: A Formal Investigation of Diff3, 2007), with one difference: changes
that only touch are separate, because a remark is often written right below a passage that changes later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from digest.dataclass import dataclass
from digest.merge.differences import Edit

Span: TypeAlias = tuple[int, int]
Apart: TypeAlias = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A range of the base, and the range that each side has in its place; half-open.

    Attributes:
        changed_by: who has changed it.
    """

    base: Span
    mine: Span
    theirs: Span
    changed_by: Literal["nobody", "mine", "theirs", "both"]


@dataclass(slots=True)
class _Cluster:
    lo: int
    hi: int
    mine: int = 0
    theirs: int = 0
    sides: int = 0

    def joins(self, edit: Edit, apart: Apart) -> bool:
        """Whether an edit that begins later or at the same place belongs to the same region."""
        if edit.lo < self.hi or not apart(self.hi, edit.lo):
            return True
        return self.lo == self.hi == edit.lo == edit.hi  # both have inserted something here

    def add(self, edit: Edit, side: int) -> None:
        self.hi = max(self.hi, edit.hi)
        self.sides |= side
        growth = (edit.new_hi - edit.new_lo) - (edit.hi - edit.lo)
        if side == _MINE:
            self.mine += growth
        else:
            self.theirs += growth


_MINE, _THEIRS = 1, 2
_WHO: dict[int, Literal["mine", "theirs", "both"]] = {_MINE: "mine", _THEIRS: "theirs", _MINE | _THEIRS: "both"}


def regions(
    size: int, mine: Sequence[Edit], theirs: Sequence[Edit], apart: Apart = lambda end, begin: end <= begin
) -> Iterator[Region]:
    """The regions of a base of that size, in order; together they are all of it.

    `apart` says whether the range between two offsets of the base separates a change before it from one after it.
    """
    at, mine_at, their_at = 0, 0, 0
    for cluster in [*_clusters(mine, theirs, apart), None]:
        same = (cluster.lo if cluster else size) - at
        if same:
            yield Region(
                base=(at, at + same),
                mine=(mine_at, mine_at + same),
                theirs=(their_at, their_at + same),
                changed_by="nobody",
            )
        at, mine_at, their_at = at + same, mine_at + same, their_at + same
        if cluster is None:
            return
        length = cluster.hi - cluster.lo
        region = Region(
            base=(at, at + length),
            mine=(mine_at, mine_at + length + cluster.mine),
            theirs=(their_at, their_at + length + cluster.theirs),
            changed_by=_WHO[cluster.sides],
        )
        yield region
        at, mine_at, their_at = region.base[1], region.mine[1], region.theirs[1]


def _clusters(mine: Sequence[Edit], theirs: Sequence[Edit], apart: Apart) -> Iterator[_Cluster]:
    both = [(edit.lo, edit.hi, _MINE, edit) for edit in mine] + [(edit.lo, edit.hi, _THEIRS, edit) for edit in theirs]
    cluster: _Cluster | None = None
    for lo, hi, side, edit in sorted(both, key=lambda entry: entry[:3]):
        if cluster is None or not cluster.joins(edit, apart):
            if cluster is not None:
                yield cluster
            cluster = _Cluster(lo, hi)
        cluster.add(edit, side)
    if cluster is not None:
        yield cluster

"""Merges two versions of a body block by block: which blocks stand in the result, and which of mine do not.

Where only one side changed, its change is taken. Where both did, the passage is merged word by word. What cannot be
merged so is a dispute, and then the body as a whole is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from digest.merge.body_blocks import Body, BodyBlock, Definition
from digest.merge.differences import fine_edits, word_similarity
from digest.merge.merge_words import merge_words
from digest.merge.three_way import Region, Span, regions

_STILL_THE_SAME: Final = 0.8
"""Likeness at which a passage that a person deleted is still that passage in a later source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the merged body.

    Attributes:
        lines: with their ends.
        gap: blank lines behind them.
        item: whether it is an item of a list.
        fresh: whether it is new text, whose annotations are still to be written.
        after: definitions of notes behind it.
        key: the document it comes from, if any, and the numbers of its first and last block there.
        ended: whether its lines end as they should already.
    """

    lines: tuple[str, ...] = ()
    gap: tuple[str, ...] = ()
    item: bool = False
    fresh: bool = False
    after: tuple[Definition, ...] = ()
    key: tuple[str, int, int] = ("", 0, 0)
    ended: bool = False

    def follows(self, other: Part) -> bool:
        """Whether it stands directly behind another in the document from which both come."""
        return bool(self.key[0]) and (self.key[0], self.key[1] - 1) == other.key[::2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A passage that a person and the source have both changed.

    Attributes:
        line: its first, from 0 within the person's body.
        text: how it begins there.
        reason: what happened to it.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What `merge_bodies` found.

    Attributes:
        parts: the merged body.
        displaced: blocks of mine that do not stand in it as they were; their annotations are to be placed anew.
        disputes: what could not be merged; where there is any, the rest counts for nothing.
    """

    parts: tuple[Part, ...]
    displaced: tuple[BodyBlock, ...]
    disputes: tuple[Dispute, ...]


def merge_bodies(base: Body, mine: Body, theirs: Body) -> Outcome:
    """Merge what two sides have made of a base."""
    old, own, new = ([block.plain for block in body.blocks] for body in (base, mine, theirs))
    parts: list[Part] = []
    displaced: list[BodyBlock] = []
    disputes: list[Dispute] = []
    for region in regions(len(old), fine_edits(old, own), fine_edits(old, new)):
        made = _region(region, base, mine, theirs)
        if isinstance(made, Dispute):
            disputes.append(made)
            continue
        parts += made
        gone = (
            [] if any(part.key[0] == "mine" and not part.fresh for part in made) else mine.blocks[slice(*region.mine)]
        )
        displaced += gone
        after = tuple(definition for block in gone for definition in block.after)
        parts += [Part(after=after)] if after else []
    return Outcome(parts=tuple(parts), displaced=tuple(displaced), disputes=tuple(disputes))


def _region(region: Region, base: Body, mine: Body, theirs: Body) -> list[Part] | Dispute:
    old = base.blocks[slice(*region.base)]
    own = list(_mine(mine, region))
    new = list(_theirs(theirs, region))
    if region.changed_by in {"nobody", "mine"}:
        return own
    if region.changed_by == "theirs":
        return new
    blocks, their_blocks = mine.blocks[slice(*region.mine)], theirs.blocks[slice(*region.theirs)]
    known = {block.plain for block in blocks}
    if not old:  # both have put something here: first mine, then of theirs what I have not
        return own + [part for part, block in zip(new, their_blocks, strict=True) if block.plain not in known]
    if all(block.plain in known for block in their_blocks) and (their_blocks or not blocks):
        return own
    return _both(old, region.mine, their_blocks, mine)


def _both(old: Sequence[BodyBlock], place: Span, new: Sequence[BodyBlock], mine: Body) -> list[Part] | Dispute:
    own = mine.blocks[slice(*place)]
    if not new:
        return _dispute(own[0], "you changed it, and the source has it no more")
    if not own:
        if all(any(word_similarity(block.plain, was.plain) >= _STILL_THE_SAME for was in old) for block in new):
            return []
        return replace(_dispute(new[0], "you deleted it, and the source has changed it"), line=_place(old[0], mine))
    merged = merge_words(_text(old), _text(own), _text(new))
    if merged is None:
        return _dispute(own[0], "you and the source have changed the same words")
    lines = merged.rstrip("\n").split("\n")
    written = [line for block in own for line in (*block.lines, *block.gap)][: len(lines)]
    mine_ends = [line[len(line.rstrip("\r\n")) :] for line in written]
    same = len(mine_ends) == len(lines) == sum(map(bool, mine_ends))
    ended = [f"{line}{end}" for line, end in zip(lines, mine_ends if same else ["\n"] * len(lines), strict=True)]
    key = ("mine", place[0], place[1] - 1)
    return [Part(lines=tuple(ended), gap=own[-1].gap, item=own[0].item, fresh=True, key=key, ended=same)]


def _place(was: BodyBlock, mine: Body) -> int:
    """About where a block stood that is no more."""
    return min(was.line, max((block.line for block in mine.blocks), default=0))


def _dispute(block: BodyBlock, reason: str) -> Dispute:
    return Dispute(line=block.line, text=block.plain.split("\n")[0], reason=reason)


def _text(blocks: Sequence[BodyBlock]) -> str:
    """Blocks as one text with plain line ends."""
    return "".join(block.bare + "\n" + "\n" * len(block.gap) for block in blocks).rstrip("\n") + "\n"


def _mine(mine: Body, region: Region) -> Iterator[Part]:
    for number, block in enumerate(mine.blocks[slice(*region.mine)], start=region.mine[0]):
        yield Part(lines=block.lines, gap=block.gap, item=block.item, after=block.after, key=("mine", number, number))


def _theirs(theirs: Body, region: Region) -> Iterator[Part]:
    for number, block in enumerate(theirs.blocks[slice(*region.theirs)], start=region.theirs[0]):
        lines = tuple(f"{line}\n" for line in block.bare.split("\n"))
        gap = tuple("\n" for _ in block.gap)
        yield Part(lines=lines, gap=gap, item=block.item, fresh=True, key=("theirs", number, number))


def write_parts(mine: Body, parts: Sequence[Part], end: str) -> tuple[list[str], frozenset[int]]:
    """The lines of the merged body and the numbers of those that are fresh.

    Args:
        mine: whose first lines are kept.
        parts: merged.
        end: what ends a line that is fresh.
    """
    lines = [*mine.head, *(line for definition in mine.first for line in definition.lines)]
    fresh: set[int] = set()
    before = Part(key=("mine", -1, -1))
    for part in parts:
        if lines and lines[-1].strip() and not _touches(part, before):
            lines[-1] = _ended(lines[-1], end)
            lines.append(end)
        if part.fresh:
            fresh.update(range(len(lines), len(lines) + len(part.lines)))
        own = [*part.lines, *part.gap]
        lines += [line.rstrip("\r\n") + end for line in own] if part.fresh and not part.ended else own
        for definition in part.after:
            if lines and lines[-1].strip() and not part.lines:
                lines += [end]
            lines += definition.lines
        before = part
    return [_ended(line, end) for line in lines], frozenset(fresh)


def _touches(part: Part, before: Part) -> bool:
    """Whether a part may stand right below another, without a blank line."""
    if part.follows(before):
        return True
    return part.item and before.item and not before.after and bool(part.lines)


def _ended(line: str, end: str) -> str:
    return line if line.endswith(("\n", "\r")) else line + end

"""Merges two versions of a body block by block (diff3).

Where only one side changed a passage, its change is taken. Where both did, the passage is merged word by word. If that
fails, the passage is a dispute, and the body as a whole is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from digest.dataclass import dataclass
from digest.merge.body_blocks import Body, BodyBlock, WrittenDefinition
from digest.merge.differences import fine_edits, word_similarity
from digest.merge.merge_words import merge_words
from digest.merge.three_way import Region, Span, regions

_STILL_THE_SAME: Final = 0.8
"""Similarity from which a passage of a later source is taken for one that a person deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the merged body.

    Attributes:
        lines: with their ends.
        gap: the blank lines after them.
        item: whether it is an item of a list.
        fresh: whether it is new text, whose annotations are still to be written.
        after: the definitions of notes after it.
        origin: the version it comes from (`mine`, `theirs` or empty), and its first and last block's numbers there.
        has_own_ends: whether its lines have the line ends of the person's file already.
    """

    lines: tuple[str, ...] = ()
    gap: tuple[str, ...] = ()
    item: bool = False
    fresh: bool = False
    after: tuple[WrittenDefinition, ...] = ()
    origin: tuple[str, int, int] = ("", 0, 0)
    has_own_ends: bool = False

    def follows(self, other: Part) -> bool:
        """Whether it stands directly after another in the version from which both come."""
        return bool(self.origin[0]) and (self.origin[0], self.origin[1] - 1) == other.origin[::2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A passage that a person and the source have both changed.

    Attributes:
        line: its first line, from 0 within the person's body.
        text: its first line's text.
        reason: what both sides did to it.
    """

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of `merge_bodies`.

    Attributes:
        parts: of the merged body, in order.
        displaced: the blocks of mine that are not in it as they were; their annotations need new places.
        disputes: the passages that could not be merged; if there are any, the parts are of no use.
    """

    parts: tuple[Part, ...]
    displaced: tuple[BodyBlock, ...]
    disputes: tuple[Dispute, ...]


def merge_bodies(base: Body, mine: Body, theirs: Body) -> Outcome:
    """Merge the changes that two sides have made to a base."""
    old, own, new = ([block.plain for block in body.blocks] for body in (base, mine, theirs))
    parts: list[Part] = []
    displaced: list[BodyBlock] = []
    disputes: list[Dispute] = []
    for region in regions(len(old), fine_edits(old, own), fine_edits(old, new)):
        merged = _merge_region(region, base, mine, theirs)
        if isinstance(merged, Dispute):
            disputes.append(merged)
            continue
        parts += merged
        if not any(part.origin[0] == "mine" and not part.fresh for part in merged):
            blocks = mine.blocks[slice(*region.mine)]
            displaced += blocks
            after = tuple(definition for block in blocks for definition in block.after)
            parts += [Part(after=after)] if after else []
    return Outcome(parts=tuple(parts), displaced=tuple(displaced), disputes=tuple(disputes))


def _merge_region(region: Region, base: Body, mine: Body, theirs: Body) -> list[Part] | Dispute:
    old = base.blocks[slice(*region.base)]
    my_parts = list(_mine(mine, region))
    their_parts = list(_theirs(theirs, region))
    if region.changed_by in {"nobody", "mine"}:
        return my_parts
    if region.changed_by == "theirs":
        return their_parts
    my_blocks, their_blocks = mine.blocks[slice(*region.mine)], theirs.blocks[slice(*region.theirs)]
    known = {block.plain for block in my_blocks}
    if not old:  # both have inserted something here: mine comes first, then what only theirs has
        pairs = zip(their_parts, their_blocks, strict=True)
        return my_parts + [part for part, block in pairs if block.plain not in known]
    if all(block.plain in known for block in their_blocks) and (their_blocks or not my_blocks):
        return my_parts
    return _merge_changes(old, region.mine, their_blocks, mine)


def _merge_changes(old: Sequence[BodyBlock], span: Span, new: Sequence[BodyBlock], mine: Body) -> list[Part] | Dispute:
    """Merge blocks that both sides have changed, mine being those of the span."""
    own = mine.blocks[slice(*span)]
    if not new:
        return _dispute(own[0], "you changed it, and the source no longer has it")
    if not own:
        if all(any(word_similarity(block.plain, deleted.plain) >= _STILL_THE_SAME for deleted in old) for block in new):
            return []
        return replace(
            _dispute(new[0], "you deleted it, and the source has changed it"), line=_former_line(old[0], mine)
        )
    merged = merge_words(_text(old), _text(own), _text(new))
    if merged is None:
        return _dispute(own[0], "you and the source have changed the same words")
    lines = merged.rstrip("\n").split("\n")
    written = [line for block in own for line in (*block.lines, *block.gap)][: len(lines)]
    ends = [line[len(line.rstrip("\r\n")) :] for line in written]
    same = len(ends) == len(lines) == sum(map(bool, ends))  # as many lines as mine had, each with an end
    ended = [f"{line}{end}" for line, end in zip(lines, ends if same else ["\n"] * len(lines), strict=True)]
    origin = ("mine", span[0], span[1] - 1)
    return [Part(lines=tuple(ended), gap=own[-1].gap, item=own[0].item, fresh=True, origin=origin, has_own_ends=same)]


def _former_line(deleted: BodyBlock, mine: Body) -> int:
    """The line at which a deleted block was, or the last block's if there are not so many lines now."""
    return min(deleted.line, max((block.line for block in mine.blocks), default=0))


def _dispute(block: BodyBlock, reason: str) -> Dispute:
    return Dispute(line=block.line, text=block.plain.split("\n")[0], reason=reason)


def _text(blocks: Sequence[BodyBlock]) -> str:
    """Blocks as one text with plain line ends."""
    return "".join(block.bare + "\n" + "\n" * len(block.gap) for block in blocks).rstrip("\n") + "\n"


def _mine(mine: Body, region: Region) -> Iterator[Part]:
    for number, block in enumerate(mine.blocks[slice(*region.mine)], start=region.mine[0]):
        yield Part(
            lines=block.lines, gap=block.gap, item=block.item, after=block.after, origin=("mine", number, number)
        )


def _theirs(theirs: Body, region: Region) -> Iterator[Part]:
    for number, block in enumerate(theirs.blocks[slice(*region.theirs)], start=region.theirs[0]):
        lines = tuple(f"{line}\n" for line in block.bare.split("\n"))
        gap = tuple("\n" for _ in block.gap)
        yield Part(lines=lines, gap=gap, item=block.item, fresh=True, origin=("theirs", number, number))


def write_parts(mine: Body, parts: Sequence[Part], end: str) -> tuple[list[str], frozenset[int]]:
    """The lines of the merged body, which keeps those before the first of mine, and the numbers of the fresh ones."""
    lines = [*mine.head, *(line for definition in mine.first for line in definition.lines)]
    fresh: set[int] = set()
    before = Part(origin=("mine", -1, -1))
    for part in parts:
        if lines and lines[-1].strip() and not _touches(part, before):
            lines[-1] = _with_end(lines[-1], end)
            lines.append(end)
        if part.fresh:
            fresh.update(range(len(lines), len(lines) + len(part.lines)))
        written = [*part.lines, *part.gap]
        lines += [line.rstrip("\r\n") + end for line in written] if part.fresh and not part.has_own_ends else written
        for definition in part.after:
            if lines and lines[-1].strip() and not part.lines:
                lines += [end]
            lines += definition.lines
        before = part
    return [_with_end(line, end) for line in lines], frozenset(fresh)


def _touches(part: Part, before: Part) -> bool:
    """Whether a part may stand right below another without a blank line between."""
    if part.follows(before):
        return True
    return part.item and before.item and not before.after and bool(part.lines)


def _with_end(line: str, end: str) -> str:
    return line if line.endswith(("\n", "\r")) else line + end

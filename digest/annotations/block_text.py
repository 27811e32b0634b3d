"""The blocks of a body as one text in which quotations are looked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain

from digest.annotations.anchoring import BARRIER, SearchText
from digest.dataclass import dataclass
from digest.markdown.source_map import SourceBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockText:
    """The plain text of a body's blocks, a line feed after each.

    Attributes:
        blocks: as they stand in the source.
        begins: the offset of each in the text; one more than there are blocks, the last being the text's length.
        text: of all blocks.
    """

    blocks: tuple[SourceBlock, ...]
    begins: tuple[int, ...]
    text: str

    @classmethod
    def of(cls, blocks: Sequence[SourceBlock]) -> BlockText:
        """The text of blocks in reading order."""
        return cls(
            blocks=tuple(blocks),
            begins=tuple(accumulate((len(block.text) + 1 for block in blocks), initial=0)),
            text="".join(f"{block.text}\n" for block in blocks),
        )

    def within_blocks(self, searchable: Sequence[bool] | None = None) -> SearchText:
        """The text for quotations that stand in one block, of those blocks that are searchable (all, if not said)."""
        chosen = [True] * len(self.blocks) if searchable is None else searchable
        parts = (
            (block.text if yes else BARRIER * len(block.text)) + BARRIER
            for block, yes in zip(self.blocks, chosen, strict=True)
        )
        return SearchText(text=self.text, searched="".join(parts), boundaries=self._boundaries())

    def across_blocks(self) -> SearchText:
        """The text for quotations that may go from one block into the next."""
        return SearchText(text=self.text, searched=self.text, boundaries=self._boundaries())

    def block_at(self, offset: int) -> int:
        """The number of the block that holds an offset."""
        return min(bisect_right(self.begins, offset), len(self.blocks)) - 1

    def _boundaries(self) -> tuple[int, ...]:
        ends = (begin + len(block.text) for begin, block in zip(self.begins, self.blocks, strict=False))
        return tuple(chain.from_iterable(zip(self.begins, ends, strict=False))) or (0,)

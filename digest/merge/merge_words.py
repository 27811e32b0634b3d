"""Merges two versions of one passage word by word."""

from __future__ import annotations

import re
from typing import Final

from digest.merge.differences import edits
from digest.merge.three_way import regions

_TOKEN = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|\\s+|."
)
_WORD = re.compile(r"\w")

_LONGEST: Final = 200_000
"""Code points of a passage that is merged so; a longer one counts as changed as a whole."""


def merge_words(base: str, mine: str, theirs: str) -> str | None:
    """The passage with the changes of both, or None where they change the same words or words side by side."""
    if max(len(base), len(mine), len(theirs)) > _LONGEST:
        return None
    old, own, new = (_TOKEN.findall(text) for text in (base, mine, theirs))

    def apart(end: int, begin: int) -> bool:
        return any(_WORD.match(token) for token in old[end:begin])

    merged: list[str] = []
    for region in regions(len(old), edits(old, own), edits(old, new), apart):
        ours, others = own[slice(*region.mine)], new[slice(*region.theirs)]
        if region.changed_by == "both" and ours != others:
            return None
        merged += others if region.changed_by == "theirs" else ours
    return "".join(merged)

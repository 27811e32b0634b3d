"""What tells an article's blocks from the page around them: the features that `block_verdicts` weighs.

A feature is a short text; a block has about sixty. They say whether the first reading has the block and its neighbours,
what its line looks like (`line_features`, summed up by their weights), and where it stands: the elements around it, the
words in their classes, how much of it is links, and what became of other blocks that stand in the same elements.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from digest.extract.feature_weights import weights
from digest.extract.lines.boilerplate import keep
from digest.extract.lines.line_features import Shape, features, shape
from digest.extract.pages.text_blocks import Block

_WORD = re.compile(r"\w+")
_SHARES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_AROUND: Final = 4
"""Blocks before and behind a block that are its neighbourhood."""

_RUN: Final = 4
"""Words of a run that a text has in common with another only if one was taken from the other."""

_PLACES: Final = frozenset(
    {"nav", "footer", "aside", "header", "article", "main", "form", "table", "ul", "h1", "figure", "details", "section"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The blocks of a page as they are weighed.

    Attributes:
        blocks: in their order.
        shapes: what each looks like.
        first: whether the first reading has it.
        lines: whether it would be kept by its line alone.
        scores: the log-odds of its line.
        by_lines: whether the first reading was one of lines.
    """

    blocks: Sequence[Block]
    shapes: Sequence[Shape]
    first: Sequence[bool]
    lines: Sequence[bool]
    scores: Sequence[float]
    by_lines: bool


def page(blocks: Sequence[Block], body: str, *, by_lines: bool) -> Page:
    """Hold the blocks of a page against its first reading.

    Args:
        blocks: in their order.
        body: the Markdown of the first reading.
        by_lines: whether that was one of lines.
    """
    shapes = [shape(block.text) for block in blocks]
    table = weights()
    intercept, get = table[""], table.get
    scores = [intercept + sum([get(name, 0.0) for name in its]) for its in features(shapes, [False] * len(shapes))]
    return Page(
        blocks=blocks,
        shapes=shapes,
        first=_in_body(blocks, shapes, body),
        lines=keep(scores),
        scores=scores,
        by_lines=by_lines,
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _in_body(blocks: Sequence[Block], shapes: Sequence[Shape], body: str) -> list[bool]:
    """Which blocks stand in a Markdown text: a short one as a line of it, of a longer one half of its words."""
    bare = re.sub(r"!\[[^\]]*\]\([^)\s]*\)|(?<=\])\([^)\s]*\)", " ", body)
    lines = [tuple(_words(re.sub(r"^[\W_]*\d*[.)]\s", "", part))) for part in re.split(r"\n|\|", bare)]
    counts = Counter(line for line in lines if line)
    words = _words(bare)
    runs = set(zip(*(words[start:] for start in range(_RUN)), strict=False))
    folded = [tuple(_words(block.text)) for block in blocks]
    found = [2 * _covered(its, runs) >= len(its) if len(its) >= _RUN else bool(its) and its in counts for its in folded]
    return _nearest(folded, found, shapes, counts)


def _covered(words: Sequence[str], runs: set[tuple[str, ...]]) -> int:
    """How many of some words stand in runs of a text."""
    end = covered = 0
    for start in range(len(words) - _RUN + 1):
        if tuple(words[start : start + _RUN]) in runs:
            covered += start + _RUN - max(start, end)
            end = start + _RUN
    return covered


def _nearest(
    folded: Sequence[tuple[str, ...]],
    found: Sequence[bool],
    shapes: Sequence[Shape],
    counts: Counter[tuple[str, ...]],
) -> list[bool]:
    """Of a text that the page has more often than the body, those nearest to longer blocks of the body."""
    result = list(found)
    long = [at for at, its in enumerate(found) if its and len(shapes[at].words) >= 8]
    places: dict[tuple[str, ...], list[int]] = {}
    for at, text in enumerate(folded):
        if found[at]:
            places.setdefault(text, []).append(at)
    for text, its in places.items():
        have = max(1, counts[text])
        if len(its) > have and long:
            for at in sorted(its, key=lambda at: (_distance(at, long), at))[have:]:
                result[at] = False
    return result


def _distance(at: int, others: Sequence[int]) -> int:
    """How far the nearest of some other places is, which are in order."""
    after = bisect_right(others, at)
    before = after - 1 if after and others[after - 1] != at else after - 2
    near = [abs(at - others[index]) for index in (before, after) if 0 <= index < len(others)]
    return min(near, default=0)


def block_features(page: Page) -> Iterator[list[str]]:
    """The features of every block; no feature twice in one."""
    agreed = _agreement(page)
    kept = _of_the_same_place(page)
    before = list(accumulate(page.first, initial=0))
    prose = [at for at, its in enumerate(page.first) if its and page.shapes[at].kind in "PS"]
    start, end = (prose[0], prose[-1]) if prose else (len(page.blocks), -1)
    for at, block in enumerate(page.blocks):
        its = f"f{page.first[at]:d}"
        low, high = max(0, at - _AROUND), min(len(page.blocks), at + _AROUND + 1)
        found = [
            *_votes(page, at, its, agreed),
            f"{its}around{bisect_right(_SHARES, (before[high] - before[low]) / (high - low))}",
            *_position(at, start, end, its),
            f"{its}same{bisect_right(_SHARES, kept[block.tags])}",
            *_standing(block, page.shapes[at], its),
        ]
        yield list(dict.fromkeys(found))


def _agreement(page: Page) -> str:
    """How much the first reading and the lines have in common, and how much of the running text the first has."""
    sizes = [len(shape.words) for shape in page.shapes]
    both = sum(size for size, a, b in zip(sizes, page.first, page.lines, strict=True) if a and b)
    first = sum(size for size, its in zip(sizes, page.first, strict=True) if its)
    lines = sum(size for size, its in zip(sizes, page.lines, strict=True) if its)
    thirds = (0.3, 0.6, 0.9)
    return f"{bisect_right(thirds, both / max(1, lines))}{bisect_right(thirds, both / max(1, first))}"


def _of_the_same_place(page: Page) -> dict[tuple[str, ...], float]:
    """For each path of tags the share of the words in it that the first reading has."""
    whole: Counter[tuple[str, ...]] = Counter()
    found: Counter[tuple[str, ...]] = Counter()
    for block, its, first in zip(page.blocks, page.shapes, page.first, strict=True):
        whole[block.tags] += len(its.words)
        found[block.tags] += len(its.words) * first
    return {tags: found[tags] / max(1, words) for tags, words in whole.items()}


def _votes(page: Page, at: int, its: str, agreed: str) -> Iterator[str]:
    """What the first reading, its neighbours and the line say."""
    kind, line = page.shapes[at].kind, f"l{page.lines[at]:d}"
    yield from (its, line, its + line, its + kind, its + line + kind, f"{its}{line}agreed{agreed}")
    yield f"by lines{page.by_lines:d}{its}"
    yield f"by lines{page.by_lines:d}{its}{line}"
    yield f"score{bisect_right((-6, -4, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4, 6), page.scores[at])}"
    yield f"{its}score{bisect_right((-4, -2, -0.5, 0.5, 2, 4), page.scores[at])}"
    before = page.first[at - 1] if at else False
    behind = page.first[at + 1] if at + 1 < len(page.first) else False
    yield f"beside{before:d}{its}{behind:d}"


def _position(at: int, start: int, end: int, its: str) -> Iterator[str]:
    """Where a block stands to the running text of the first reading."""
    distance = start - at if at < start else at - end
    where = "before" if at < start else "behind" if at > end else "within"
    yield f"{where}{its}"
    if where != "within":
        yield f"{where}{bisect_right((1, 2, 4, 8, 20), distance)}{its}"


def _standing(block: Block, its: Shape, first: str) -> Iterator[str]:
    """The elements around a block, the words in their names, and its links."""
    linked = bisect_right((0.05, 0.3, 0.6, 0.95), block.linked)
    yield f"linked{linked}{its.size}"
    yield f"linked{linked}{first}"
    yield f"tag:{block.tags[-1]}"
    yield f"tag:{block.tags[-1]}{first}"
    around = sorted(set(block.tags))
    yield from (f"in:{tag}" for tag in around)
    yield from (f"in:{tag}{first}" for tag in around if tag in _PLACES)
    yield from (f"named:{cue}" for cue in sorted(block.cues))

"""The features by which `block_classifier` tells an article's text blocks from the page around them.

A feature is a short text; a block has about sixty. They say whether the extraction has the block and its neighbours,
what its line looks like (`line_features`, summed up by their weights), and where it stands: the elements around it, the
words in their classes, its link density, and what share of the text in the same elements the extraction has.
The extraction is what trafilatura took for the article, its main element the smallest that holds most of it.

The names of features are the first column of `block_weights.tsv`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from digest.extract.lines.line_features import Shape
from digest.extract.pages.text_blocks import TextBlock
from digest.extract.pages.weighed_page import WeighedPage

_SHARES: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
_NEIGHBOURS: Final = 4
"""Blocks before and behind a block that are its neighbourhood."""

_STRUCTURAL: Final = frozenset(
    {"nav", "footer", "aside", "header", "article", "main", "form", "table", "ul", "h1", "figure", "details", "section"}
)
"""Tags that say different things of blocks that the extraction has and of others."""

_REST: Final = (0.02, 0.1, 0.3, 0.6, 0.9)
"""Boundaries of the shares that the extraction has of an element."""

_MOST: Final = 0.6
"""The share of the extraction's words that its main element holds at least."""


def block_features(page: WeighedPage) -> Iterator[list[str]]:
    """The features of every block; no feature twice in one."""
    agreement = _agreement(page)
    shares = _extracted_shares(page)
    within = _within_containers(page)
    counts = list(accumulate(page.extracted, initial=0))
    prose = [index for index, extracted in enumerate(page.extracted) if extracted and page.shapes[index].kind in "PS"]
    start, end = (prose[0], prose[-1]) if prose else (len(page.blocks), -1)
    for index, (block, of_containers) in enumerate(zip(page.blocks, within, strict=True)):
        extracted = f"f{page.extracted[index]:d}"
        low, high = max(0, index - _NEIGHBOURS), min(len(page.blocks), index + _NEIGHBOURS + 1)
        names = [
            *_votes(page, index, extracted, agreement),
            f"{extracted}around{bisect_right(_SHARES, (counts[high] - counts[low]) / (high - low))}",
            *_position(index, start, end, extracted),
            f"{extracted}same{bisect_right(_SHARES, shares[block.tags])}",
            *_surroundings(block, page.shapes[index], extracted),
            *of_containers,
        ]
        yield list(dict.fromkeys(names))


def _agreement(page: WeighedPage) -> str:
    """What share of the words kept by their lines, and of the extracted ones, is both, in thirds."""
    both, all_kept, all_extracted = page.words_in_common(page.kept_as_line)
    thirds = (0.3, 0.6, 0.9)
    return f"{bisect_right(thirds, both / max(1, all_kept))}{bisect_right(thirds, both / max(1, all_extracted))}"


def _extracted_shares(page: WeighedPage) -> dict[tuple[str, ...], float]:
    """For each path of tags the share of the words in it that the extraction has."""
    words: Counter[tuple[str, ...]] = Counter()
    extracted_words: Counter[tuple[str, ...]] = Counter()
    for block, block_shape, extracted in zip(page.blocks, page.shapes, page.extracted, strict=True):
        words[block.tags] += len(block_shape.words)
        extracted_words[block.tags] += len(block_shape.words) * extracted
    return {tags: extracted_words[tags] / max(1, count) for tags, count in words.items()}


def _sums(page: WeighedPage, flags: Sequence[bool]) -> list[int]:
    """For each element the words of the flagged blocks in it."""
    parents = page.containers.parents
    sums = [0] * len(parents)
    for number, line, is_flagged in zip(page.containers.innermost, page.shapes, flags, strict=True):
        sums[number] += len(line.words) * is_flagged
    for number in range(len(parents) - 1, 0, -1):
        if parents[number] >= 0:
            sums[parents[number]] += sums[number]
    return sums


def _main(page: WeighedPage, extracted: Sequence[int]) -> int:
    """The smallest element around the first extracted block that holds most of the extraction; -1 without one."""
    total = sum(len(line.words) for line, is_extracted in zip(page.shapes, page.extracted, strict=True) if is_extracted)
    pairs = zip(page.containers.innermost, page.extracted, strict=True)
    number = next((number for number, is_extracted in pairs if is_extracted), -1)
    while number >= 0 and extracted[number] < _MOST * max(1, total):
        number = page.containers.parents[number]
    return number


def _within_containers(page: WeighedPage) -> Iterator[list[str]]:
    """What share of the elements around each block, without itself, the extraction has; its place in the main one."""
    parents = page.containers.parents
    is_likely = [score > 0 for score in page.line_scores]
    extracted, likely = _sums(page, page.extracted), _sums(page, is_likely)
    every = _sums(page, [True] * len(is_likely))
    main = _main(page, extracted)
    in_main = _within_main(parents, main, every, extracted) if main >= 0 else [()] * len(parents)
    for index, number in enumerate(page.containers.innermost):
        size, suffix = len(page.shapes[index].words), f"f{page.extracted[index]:d}"
        names = [f"{name}{suffix}" for name in in_main[number]]
        for level in (2, 3, 4):
            number = parents[number]  # noqa: PLW2901  (the next element around it)
            if number < 0:
                break
            rest = every[number] - size
            names.append(f"up{level}:{_step(extracted[number] - size * page.extracted[index], rest)}{suffix}")
            names.append(f"line up{level}:{_step(likely[number] - size * is_likely[index], rest)}{suffix}")
        yield names


def _step(part: int, rest: int) -> int:
    """A share in steps; 9 where there is nothing to have a share of."""
    return bisect_right(_REST, part / rest) if rest > 0 else 9


def _within_main(
    parents: Sequence[int], main: int, every: Sequence[int], extracted: Sequence[int]
) -> list[tuple[str, ...]]:
    """For each element in which child of the main one it is, how much of that is extracted, and how deep it is."""
    result: list[tuple[str, ...]] = []
    places: list[tuple[int, int]] = []  # the child of the main element, and the depth below that; a parent is earlier
    for number, parent in enumerate(parents):
        child, depth = places[parent] if parent >= 0 else (-1, 0)
        if main in (number, parent):
            child, depth = number, int(parent == main)
        elif child >= 0:
            depth += 1
        places.append((child, depth))
        if child < 0:
            result.append(("main0",))
            continue
        share = bisect_right(_REST, extracted[child] / max(1, every[child]))
        size = bisect_right((20, 60, 150, 400), every[child])
        result.append(("main1", f"main child{share}", f"main size{size}{share}", f"main depth{min(depth, 6)}"))
    return result


def _votes(page: WeighedPage, index: int, extracted: str, agreement: str) -> Iterator[str]:
    """What the extraction, its neighbours and the line say."""
    kind, line = page.shapes[index].kind, f"l{page.kept_as_line[index]:d}"
    score = page.line_scores[index]
    yield from (extracted, line, extracted + line, extracted + kind, extracted + line + kind)
    yield f"{extracted}{line}agreed{agreement}"
    yield f"score{bisect_right((-6, -4, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4, 6), score)}"
    yield f"{extracted}score{bisect_right((-4, -2, -0.5, 0.5, 2, 4), score)}"
    before = page.extracted[index - 1] if index else False
    behind = page.extracted[index + 1] if index + 1 < len(page.extracted) else False
    yield f"beside{before:d}{extracted}{behind:d}"


def _position(index: int, start: int, end: int, extracted: str) -> Iterator[str]:
    """Where a block stands to the running text of the extraction, from its first to its last block."""
    distance = start - index if index < start else index - end
    where = "before" if index < start else "behind" if index > end else "within"
    yield f"{where}{extracted}"
    if where != "within":
        yield f"{where}{bisect_right((1, 2, 4, 8, 20), distance)}{extracted}"


def _surroundings(block: TextBlock, block_shape: Shape, extracted: str) -> Iterator[str]:
    """The elements around a block, the words in their names, and its link density."""
    density = bisect_right((0.05, 0.3, 0.6, 0.95), block.link_density)
    yield f"linked{density}{block_shape.size}"
    yield f"linked{density}{extracted}"
    yield from _path_features(block.tags, extracted)
    yield from _name_features(block.names)


@lru_cache(maxsize=1024)
def _path_features(tags: tuple[str, ...], extracted: str) -> tuple[str, ...]:
    """The features of the elements around a block; cached, since most blocks have siblings."""
    different = sorted(set(tags))
    return (
        f"tag:{tags[-1]}",
        f"tag:{tags[-1]}{extracted}",
        *(f"in:{tag}" for tag in different),
        *(f"in:{tag}{extracted}" for tag in different if tag in _STRUCTURAL),
    )


@lru_cache(maxsize=1024)
def _name_features(names: frozenset[str]) -> tuple[str, ...]:
    """The features of the words in their names."""
    return tuple(f"named:{name}" for name in sorted(names))

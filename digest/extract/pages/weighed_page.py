"""The text blocks of a page as `block_features` judges them: compared with the extraction, and weighed as lines.

The extraction is what trafilatura took for the article. A block is extracted if most of its words stand there in the
same order, a short one if it is a line of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from digest.dataclass import dataclass
from digest.extract.lines.boilerplate import keep, scores_of
from digest.extract.lines.line_features import Shape, shape
from digest.extract.pages.text_blocks import Containers, TextBlock, containers

_WORD = re.compile(r"\w+")

_SHINGLE: Final = 4
"""Consecutive words that two texts have in common only if one was taken from the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedPage:
    """The blocks of a page, and what is known of each.

    Attributes:
        blocks: in their order.
        shapes: what each looks like.
        extracted: whether the extraction has it.
        kept_as_line: whether it would be kept by its line alone.
        line_scores: the log-odds that its line is the article's.
        containers: the elements around the blocks.
    """

    blocks: Sequence[TextBlock]
    shapes: Sequence[Shape]
    extracted: Sequence[bool]
    kept_as_line: Sequence[bool]
    line_scores: Sequence[float]
    containers: Containers

    def words_in_common(self, kept: Sequence[bool]) -> tuple[int, int, int]:
        """The words of the blocks that are both kept and extracted, of the kept ones, and of the extracted ones."""
        triples = [(len(line.words), *flags) for line, *flags in zip(self.shapes, kept, self.extracted, strict=True)]
        both = sum(size for size, is_kept, is_extracted in triples if is_kept and is_extracted)
        all_kept = sum(size for size, is_kept, _ in triples if is_kept)
        return both, all_kept, sum(size for size, _, is_extracted in triples if is_extracted)


def weighed_page(
    blocks: Sequence[TextBlock],
    body: str,
    line_weights: Mapping[str, float],
    around: Containers | None = None,
) -> WeighedPage:
    """Compare the blocks of a page with the extraction, and weigh their lines.

    Args:
        blocks: in their order.
        body: the Markdown of the extraction.
        line_weights: what each feature adds to the log-odds of a line (`feature_weights.weights`).
        around: the elements around the blocks; None where they are to be found by the blocks' nodes.
    """
    shapes = [shape(block.text) for block in blocks]
    line_scores = scores_of(shapes, [False] * len(shapes), line_weights)
    return WeighedPage(
        blocks=blocks,
        shapes=shapes,
        extracted=_extracted(blocks, shapes, body),
        kept_as_line=keep(line_scores),
        line_scores=line_scores,
        containers=containers(blocks) if around is None else around,
    )


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _WORD.findall(text.lower())


def _extracted(blocks: Sequence[TextBlock], shapes: Sequence[Shape], body: str) -> list[bool]:
    """Which blocks stand in a Markdown text: a short one as a line of it, a longer one with at least half its words."""
    without_addresses = re.sub(r"!\[[^\]]*\]\([^)\s]*\)|(?<=\])\([^)\s]*\)", " ", body)
    lines = [tuple(words_of(re.sub(r"^[\W_]*\d*[.)]\s", "", part))) for part in re.split(r"\n|\|", without_addresses)]
    line_counts = Counter(line for line in lines if line)
    words = words_of(without_addresses)
    shingles = set(zip(*(words[start:] for start in range(_SHINGLE)), strict=False))
    texts = [tuple(words_of(block.text)) for block in blocks]
    extracted = [
        2 * _covered(text, shingles) >= len(text) if len(text) >= _SHINGLE else bool(text) and text in line_counts
        for text in texts
    ]
    return _nearest(texts, extracted, shapes, line_counts)


def _covered(words: Sequence[str], shingles: set[tuple[str, ...]]) -> int:
    """How many of some words stand in shingles of a text."""
    end = covered = 0
    for start in range(len(words) - _SHINGLE + 1):
        if tuple(words[start : start + _SHINGLE]) in shingles:
            covered += start + _SHINGLE - max(start, end)
            end = start + _SHINGLE
    return covered


def _nearest(
    texts: Sequence[tuple[str, ...]],
    extracted: Sequence[bool],
    shapes: Sequence[Shape],
    line_counts: Counter[tuple[str, ...]],
) -> list[bool]:
    """Of a text that the page has more often than the extraction, only the blocks nearest to long extracted ones."""
    result = list(extracted)
    long = [index for index, is_extracted in enumerate(extracted) if is_extracted and len(shapes[index].words) >= 8]
    places: dict[tuple[str, ...], list[int]] = {}
    for index, text in enumerate(texts):
        if extracted[index]:
            places.setdefault(text, []).append(index)
    for text, indices in places.items():
        count = max(1, line_counts[text])
        if len(indices) > count and long:
            for index in sorted(indices, key=lambda index: (_distance(index, long), index))[count:]:
                result[index] = False
    return result


def _distance(index: int, others: Sequence[int]) -> int:
    """How far the nearest of some other indices is; these are in ascending order."""
    after = bisect_right(others, index)
    before = after - 1 if after and others[after - 1] != index else after - 2
    near = [abs(index - others[place]) for place in (before, after) if 0 <= place < len(others)]
    return min(near, default=0)

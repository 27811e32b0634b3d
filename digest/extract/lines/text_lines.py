"""The logical lines of a scraped text: hard-wrapped lines unwrapped, lines split at every link joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from digest.extract.facts.names import byline
from digest.extract.lines.hyphenation import DIVIDED, Hyphenation
from digest.extract.lines.literal_blocks import Line, literal_blocks

_NARROW, _WIDE = 45, 100
"""The least and the largest width, in code points, to which mail programs and text browsers wrap."""

_ITEM = re.compile(r"(?:[-*•‣◦▪–]|\d{1,3}[.)])\s+\S")

_TIGHT = re.compile(r"[,;:.!?)%”’]")
"""Marks that close something: no space stands before them, and no paragraph begins with them."""

_CLOSED = re.compile(r"[.!?…。！？:;|»>{}=][\"'”’»)\]]*$")
_OPEN_WORDS: Final = (
    "a an the of to in on at by for from with and or but as than that which who is are was were be has have had its "
    "their his her our your my this these those about into over under between after before since until while said "
    "der die das den dem des ein eine einen einem und oder mit von vom zu zum zur im am auf für bei als dass ist "
    "le la les un une des du de et ou à au aux en dans pour par sur avec que qui est el los las una y o con del"
)
_OPEN = re.compile(rf"(?:\b(?:{'|'.join(_OPEN_WORDS.split())})|[,(“„«–—-])$")
"""How no paragraph ends: with an article, a preposition, a conjunction, or a mark that opens something."""

_SHORTEST_DIVIDED: Final = 25
"""Code points of the shortest line at whose end a word is divided."""

_SHORTEST_PROSE: Final = 40
_LONGEST_NODE: Final = 120
"""Code points: a shorter line is not the beginning of a paragraph, a longer one not a link within it."""


def lines(text: str) -> tuple[Line, ...]:
    """The logical lines of a text: those that a program wrapped or a scraper split are joined.

    A program wraps a line only where the next word would not fit: two lines belong together when the first
    word of the second would have passed the width. So a short line keeps its end, however the text is
    wrapped. A scraper that writes a line for each node breaks sentences at every link: what begins in lower
    case, or follows an article or a preposition, goes on. Tables, code and quotations are one line each.
    """
    written = text.split("\n")
    is_dense = _has_no_blank_lines([line.strip() for line in written])
    blocks = {block.number: block for block in literal_blocks(written)}
    for block in blocks.values():
        written[block.number - 1 : block.end] = [""] * (block.end - block.number + 1)
    raw = [line.strip() for line in written]
    width = _width(raw)
    unwrapped = tuple(_unwrapped(written, raw, width, Hyphenation(raw)))
    rejoined = tuple(_rejoined(unwrapped)) if is_dense else unwrapped
    return tuple(_with_blocks(rejoined, blocks)) if blocks else rejoined


def _with_blocks(logical: Sequence[Line], blocks: Mapping[int, Line]) -> Iterator[Line]:
    """The lines with each literal block in place of the blank lines that stand for it."""
    end = 0
    for line in logical:
        if block := blocks.get(line.number):
            end = block.end
            yield block
        elif line.number > end:
            yield line


def _has_no_blank_lines(raw: Sequence[str]) -> bool:
    """Whether hardly a blank line separates blocks, as where a scraper wrote a line for each node."""
    filled = sum(1 for line in raw if line)
    blank = sum(1 for line, following in pairwise(raw) if not line and following)
    return filled >= 8 and blank <= 0.02 * filled


def _unwrapped(written: Sequence[str], raw: Sequence[str], width: int, hyphenation: Hyphenation) -> Iterator[Line]:
    """The lines, those joined that a program wrapped, and words that were divided at the end of a line.

    Args:
        written: the lines with their indentation.
        raw: stripped.
        width: to which they are wrapped, or 0.
        hyphenation: joins what is divided.
    """
    start, pieces = 0, [raw[0]]
    for index in range(1, len(raw)):
        previous, text = raw[index - 1], raw[index]
        if previous and text and _goes_on(pieces[0], previous, written[index], width):
            pieces[-1:] = hyphenation.joined(pieces[-1], text)
        else:
            yield Line(number=start + 1, end=index, text="".join(pieces))
            start, pieces = index, [text]
    yield Line(number=start + 1, end=len(raw), text="".join(pieces))


def _goes_on(first: str, previous: str, line: str, width: int) -> bool:
    """Whether a line goes on with the paragraph or the item before it.

    Args:
        first: the first line of that, stripped.
        previous: the line before, stripped; not blank.
        line: with its indentation; not blank.
        width: to which the text is wrapped, or 0.
    """
    text = line.strip()
    is_divided = previous[-1] in "-‐‑—–" and len(previous) >= (0.5 * width or _SHORTEST_DIVIDED)
    is_indented = line[:2].isspace()
    if not (width or is_divided or is_indented) or byline(text):
        return False
    if _ITEM.match(text) and (_ITEM.match(first) or _at_end(_CLOSED, previous) or text[0] in "*•‣◦▪"):
        return False
    if is_divided and text[0].islower() and DIVIDED.search(previous):
        return True
    if is_indented and text[0].islower() and _ITEM.match(first):
        return True
    return bool(width) and _fills(previous, text, width)


def _fills(previous: str, line: str, width: int) -> bool:
    """Whether a line continues the one before it, which was full."""
    return any(map(str.isalnum, previous)) and len(previous) + 1 + len(line.split(" ", 1)[0]) > width


def _width(raw: Sequence[str]) -> int:
    """The width in code points to which a text is hard-wrapped, or 0 where it is not.

    It is wrapped where hardly a line is longer than any program wraps to, and three in five of the long lines that
    are directly followed by another end within fourteen code points of the longest. Menus around it have short lines.
    """
    lengths = [len(line) for line in raw if line]
    full = [len(line) for line, following in pairwise(raw) if line and following and len(line) >= _NARROW]
    if len(full) < 4 or sum(1 for length in lengths if length > _WIDE) > 0.02 * len(lengths):
        return 0
    width = max((length for length in full if length <= _WIDE), default=0)
    near = sum(1 for length in full if length >= width - 14)
    return width if near >= 0.6 * len(full) and 10 * len(full) >= len(lengths) else 0


def _rejoined(logical: Sequence[Line]) -> Iterator[Line]:
    """The lines, with the sentences joined that were split at links and emphasis."""
    held: Line | None = None
    pieces: list[str] = []
    length = 0  # code points in the pieces
    for index, line in enumerate(logical):
        following = logical[index + 1].text if index + 1 < len(logical) else ""
        if held is not None and held.text and line.text and _continues(held.text, line.text, following, length):
            tight = _TIGHT.match(line.text) or held.text.endswith(("(", "“", "„", "«"))
            pieces.append(line.text if tight else f" {line.text}")
            length += len(pieces[-1])
            held = replace(held, end=line.end, text=line.text)
            continue
        if held is not None:
            yield _with_text(held, pieces)
        held, pieces, length = line, [line.text], len(line.text)
    if held is not None:
        yield _with_text(held, pieces)


def _with_text(line: Line, pieces: Sequence[str]) -> Line:
    """A line with the text of some pieces, of which the last is its own."""
    return line if len(pieces) == 1 else replace(line, text="".join(pieces))


def _continues(last: str, line: str, following: str, length: int) -> bool:
    """Whether a line continues the sentence before it.

    Args:
        last: the line before.
        line: the line.
        following: the line after, empty where a blank one or none follows.
        length: code points that the sentence has so far.
    """
    if _at_end(_CLOSED, last) and not _TIGHT.match(line):
        return False
    if _ITEM.match(line) or byline(line) or "://" in line[:12]:
        return False
    if _begins_inside(line):
        return length >= _SHORTEST_PROSE or len(line) >= _SHORTEST_PROSE
    if length < _SHORTEST_PROSE:
        return False
    return _at_end(_OPEN, last) or (
        len(line) <= _LONGEST_NODE and not _at_end(_CLOSED, line) and bool(following) and _begins_inside(following)
    )


def _at_end(pattern: re.Pattern[str], line: str) -> bool:
    """Whether a line ends with a match of a pattern that is short, so that the rest need not be searched."""
    return bool(pattern.search(line, max(0, len(line) - _LONGEST_END)))


_LONGEST_END: Final = 100


def _begins_inside(line: str) -> bool:
    """Whether a line begins as no paragraph does: in lower case, or with a mark that closes something."""
    return line[0].islower() or bool(_TIGHT.match(line))

"""The features by which `boilerplate` tells the lines of an article from the page around them.

A feature is a short text such as `words:8-10` or `after:comment form`; a line has about thirty. They are of three
kinds: the line's own (length, punctuation, capitals, function words, cue words), its neighbours', and its place in
the text (how much running text stands before it, what kind of line a tail began with, whether it speaks of the same
things as the densest part). The features of Kohlschütter, Fankhauser and Nejdl ("Boilerplate Detection using Shallow
Text Features", 2010) and of jusText (Pomikálek, 2011) are among them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from digest.classify.language import STOP_WORDS
from digest.dataclass import dataclass
from digest.extract.facts.names import byline
from digest.extract.lines import page_furniture
from digest.extract.lines.wide_letters import wide_letters

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[.!?。！？][\"”’»)]* ?(?=\S)")
_MONTH = r"(?:jan|feb|mar|m[äa]r|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-zé]*\.?"
_DATE = re.compile(
    rf"\b{_MONTH} \d{{1,2}}\b|\b\d{{1,2}}\.? (?:de )?{_MONTH}(?!\w)|\d{{1,4}}[./-]\d\d?[./-]\d\d"
    r"|\b\d+ ?(?:[hdmw]|min|mins|minutes?|hours?|days?|weeks?|months?|years?|yrs?) ago\b"
    r"|^\d{1,2}[hdmw]$|^vor \d|^hace \d",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d:\d\d")
_TIME_WORDS: Final = frozenset({"ago", "am", "pm"})
_STOPS: Final = ".!?…。！？"
_CLOSERS: Final = "\"'”’»)]“*"
_THREAD = re.compile(
    r"(?:repl(?:y|ies)|\d+ repl(?:y|ies)|liked?s?(?: by.*)?|report|flag|(?:up|down)vote|permalink|quote|.{0,40}\bsays:?"
    r"|log in to reply|\d+ (?:likes?|points?|votes?)|antworten|répondre|responder|score:.*|edit|edited"
    r"|expand full comment|helpful\??.*|#\d+|@\w+)\W*$|.*(?:\b(?:says|wrote):$|\(score:\d)",
    re.IGNORECASE,
)
"""What stands between the comments of a thread."""

_LENGTHS: Final = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30, 45, 70, 110)
_SHARES: Final = (0.001, 0.03, 0.1, 0.3, 0.6, 0.8, 0.9, 0.96, 0.999)
_LONG: Final = 12
"""Words from which a line is long: for shorter ones shares of words say less, and are weighed apart."""

_NEAR: Final = 6
_STEM: Final = 7
"""Code points by which words are compared, so that `energy` meets `energies`."""

_STUDIED: Final = 20_000
"""Code points of a line in which words and dates are looked for: no paragraph has as many."""

_CUES_UP_TO: Final = 40
"""Words of the longest line whose single words count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a line is without its neighbours.

    Attributes:
        text: the line.
        words: lower case.
        capitals: how many of them begin with a capital.
        kind: `P` a paragraph, `S` a sentence, `M` many words without an end, `x` few words, `0` none; `n` navigation,
            `f` furniture wherever it stands, `t` a line that a tail begins with.
        ends: whether it ends like a sentence.
        dated: whether it holds a date or an age (`3 hours ago`).
        reason: which furniture it is, in words that can be shown, or None.
    """

    text: str
    words: tuple[str, ...]
    capitals: int
    kind: str
    ends: bool
    dated: bool
    reason: str | None

    @property
    def size(self) -> str:
        """`L` for a long line, `S` for a short one."""
        return "L" if len(self.words) >= _LONG else "S"


def ends_with(text: str, stops: str) -> bool:
    """Whether a line ends with one of some stops, quotation marks and brackets behind it not counted."""
    return text.rstrip(_CLOSERS)[-1:] in tuple(stops)


def shape(text: str) -> Shape:
    """The kind and the counts of one line."""
    written = _WORD.findall(text[:_STUDIED])
    words = tuple([word.lower() for word in written])
    capitals = sum([word[0].isupper() for word in written])
    ends = ends_with(text, _STOPS)
    navigation = page_furniture.navigation(text)
    count = len(words) + wide_letters(text) // 2
    if (count >= 20 and not navigation) or (ends and count >= _LONG):
        kind = "P"
    elif ends and count >= 4 and not navigation:
        kind = "S"
    else:
        kind = "M" if count >= 8 else "x" if words else "0"
    anywhere = page_furniture.anywhere(text)
    reason = anywhere or page_furniture.tail(text)
    if reason:
        kind = "f" if anywhere else "t"
    elif navigation and kind != "P":
        kind = "n"
    dated = bool(_DIGIT.search(text) and _DATE.search(text, 0, _STUDIED))
    return Shape(text=text, words=words, capitals=capitals, kind=kind, ends=ends, dated=dated, reason=reason)


def features(shapes: Sequence[Shape], blanks: Sequence[bool]) -> Iterator[list[str]]:
    """The features of every line.

    Args:
        shapes: the lines that are not blank.
        blanks: for each of them, whether a blank line stands before it.

    Yields:
        A list for each line; no feature twice in one.
    """
    for around, within, line in zip(_around(shapes, blanks), _within(shapes), shapes, strict=True):
        yield [*_own(line), *around, *within]


def _own(line: Shape) -> Iterator[str]:
    text, count, size = line.text, len(line.words), line.size
    capitals = line.capitals / count if count else 0.0
    function_words = sum(map(STOP_WORDS.__contains__, line.words)) / count if count else 0.0
    digits = len(_DIGIT.findall(text)) / len(text)
    yield f"words{bisect_right(_LENGTHS, count)}"
    yield f"end{line.ends:d}{bisect_right((4, 8, 15, 25, 50), count)}"
    yield f"function{bisect_right((0.05, 0.15, 0.25, 0.33, 0.4, 0.5), function_words)}{size}"
    yield f"capitals{bisect_right((0.15, 0.3, 0.5, 0.7, 0.95), capitals)}{size}"
    yield f"digits{bisect_right((0.01, 0.05, 0.15, 0.4), digits)}"
    yield f"commas{bisect_right((0.001, 0.03, 0.08, 0.15), text.count(',') / max(1, count))}"
    yield f"sentences{bisect_right((1, 2, 3, 5), len(_SENTENCE.findall(text)) + line.ends)}"
    yield f"first:{_character(text[0])}"
    yield f"last:{_character(text[-1])}"
    yield f"kind:{line.kind}"
    if line.reason:
        yield f"is:{line.reason}"
    yield from _marks(line)
    if count <= _CUES_UP_TO:
        yield from (f"word:{word}" for word in dict.fromkeys(line.words))


def _character(character: str) -> str:
    """A character as a feature: itself, if it is punctuation that says something."""
    if character.isalpha():
        return "A" if character.isupper() else "a"
    if character.isdigit():
        return "0"
    return character if character in '.,:;!?…)("“”„«»‘’|*•-–—[@#©›>+$' else "~"


def _marks(line: Shape) -> Iterator[str]:
    text, size = line.text, line.size
    if len(text) <= page_furniture.LONGEST and byline(text):
        yield "byline"
    if line.dated:
        yield f"date{size}"
    if not _TIME_WORDS.isdisjoint(line.words) or (":" in text and _CLOCK.search(text)):
        yield f"time{size}"
    if text.isupper():
        yield "upper case"
    if _ANY_MARK.search(text):
        yield from (name for name, marks in _MARKS_INSIDE.items() if any(mark in text for mark in marks))
    if text.endswith(_ANY_ENDING):
        yield from (name for name, marks in _ENDINGS.items() if text.endswith(marks))


_MARKS_INSIDE: Final = {
    "address": ("://", "www."), "at": ("@",), "pipe": ("|",), "brace": ("{",), "question": ("?",),
    "quotation": tuple('“”"«»„'),
}  # fmt: skip
_ENDINGS: Final = {"cut off": ("...", "…"), "statement": (";",), "asks": ("?",)}
"""Marks in a line, and at its end, that are features of it."""
_ANY_MARK = re.compile("|".join(re.escape(mark) for marks in _MARKS_INSIDE.values() for mark in marks))
_ANY_ENDING: Final = tuple(mark for marks in _ENDINGS.values() for mark in marks)


def _around(shapes: Sequence[Shape], blanks: Sequence[bool]) -> Iterator[list[str]]:
    """Features of the neighbours of each line, and of the blank lines around it."""
    kinds = ["^", *(line.kind for line in shapes), "$"]
    spacing = bisect_right((0.02, 0.2, 0.5, 0.8), sum(blanks) / max(1, len(blanks)))
    counted = [
        ("prose", [line.kind in "PS" for line in shapes], (1, 2, 3, 4, 5, 6, 7, 8)),
        ("threads", [len(line.words) <= _LONG and bool(_THREAD.match(line.text)) for line in shapes], (1, 2, 4, 7)),
        ("dates", [len(line.words) <= _LONG and line.dated for line in shapes], (1, 2, 3, 5, 8)),
        ("furniture", [line.kind in "fnt" for line in shapes], (1, 2, 3, 5, 8)),
    ]
    sums = [(name, list(accumulate(flags, initial=0)), edges) for name, flags, edges in counted]
    repeated = Counter(line.text for line in shapes)
    last = len(shapes)
    for index, line in enumerate(shapes):
        kind = line.kind
        after = blanks[index + 1] if index + 1 < last else False
        names = [
            f"before:{kind}{kinds[index]}",
            f"behind:{kind}{kinds[index + 2]}",
            f"blank{blanks[index]:d}{after:d}{spacing}{line.size}",
        ]
        for name, sum_, edges in sums:
            low, high = max(0, index - _NEAR), min(last, index + _NEAR + 1)
            if name == "prose":
                names.append(f"prose before{bisect_right(edges, sum_[index] - sum_[max(0, index - 8)])}{kind}")
                names.append(f"prose behind{bisect_right(edges, sum_[min(last, index + 9)] - sum_[index + 1])}{kind}")
            else:
                names.append(f"{name}{bisect_right(edges, sum_[high] - sum_[low])}{kind}")
        if repeated[line.text] > 1:
            names.append(f"repeated{min(3, repeated[line.text] - 1)}{line.size}")
        yield names


def _within(shapes: Sequence[Shape]) -> Iterator[list[str]]:
    """Features of the place of each line in the text."""
    mass = [len(line.text) if line.kind in "PS" else 0 for line in shapes]
    total, before = sum(mass) or 1, 0
    stems = [{word[:_STEM] for word in line.words if len(word) > 3 and word not in STOP_WORDS} for line in shapes]
    start, end = densest(shapes)
    spoken = Counter(
        stem
        for line, of_line in zip(shapes[start:end], stems[start:end], strict=True)
        if line.kind in "PSM"
        for stem in of_line
    )
    first = next((index for index, line in enumerate(shapes) if line.kind == "P"), len(shapes))
    tails: list[tuple[str, int, float]] = []
    for index, line in enumerate(shapes):
        share = bisect_right(_SHARES, before / total)
        names = [f"share{share}", f"share{share}{line.kind}"]
        names.append(f"from start{bisect_right((1, 2, 3, 5, 10), index)}")
        names.append(f"from end{bisect_right((2, 3, 5, 10, 20), len(shapes) - index)}")
        names += _coherence(line, stems[index], spoken, inside=start <= index < end)
        if tails:
            names += _behind_tails(line, index, tails)
        if line.kind == "t" and index > first and line.reason:
            tails.append((line.reason, index, before / total))
        before += mass[index]
        yield names


def _coherence(line: Shape, stems: set[str], spoken: Counter[str], *, inside: bool) -> Iterator[str]:
    """Whether a line speaks of what the densest part of the text speaks of, the line itself not counted."""
    if not stems or not spoken:
        return
    own = 1 if inside and line.kind in "PSM" else 0
    counts = [spoken[stem] - own for stem in stems]
    shared = sum(1 for count in counts if count > 0) / len(stems)
    weight = sum(min(3, count) for count in counts) / len(stems)
    yield f"shared{bisect_right((0.01, 0.2, 0.4, 0.6, 0.8, 0.99), shared)}{line.kind}{'i' if inside else 'o'}"
    yield f"theme{bisect_right((0.2, 0.5, 1, 1.5, 2, 2.5), weight)}{line.size}"


def _behind_tails(line: Shape, index: int, tails: Sequence[tuple[str, int, float]]) -> Iterator[str]:
    """What lines of a tail stand before a line: their number, the last, and how much text stands before the first."""
    reason, at, _ = tails[-1]
    prose = "P" if line.kind in "PS" else "-"
    yield f"after:{reason}{prose}"
    yield f"after{bisect_right((2, 4, 8, 20), index - at)}:{reason}"
    yield f"tails{bisect_right((2, 4, 8), len(tails))}{prose}"
    yield f"first tail{bisect_right((0.3, 0.5, 0.7, 0.85, 0.95), tails[0][2])}{prose}"
    yield f"last tail{bisect_right((2, 4, 8, 16), index - at)}{line.kind}"


def densest(shapes: Sequence[Shape]) -> tuple[int, int]:
    """The run of lines with most running text and least of anything else (start, end; Bentley's algorithm)."""
    best, best_start, best_end, current, start = 0.0, 0, 0, 0.0, 0
    for index, line in enumerate(shapes):
        if current <= 0:
            current, start = 0.0, index
        current += _weight(line)
        if current > best:
            best, best_start, best_end = current, start, index + 1
    return best_start, best_end


def _weight(line: Shape) -> float:
    match line.kind:
        case "P":
            return float(min(len(line.words), 40))
        case "S":
            return 0.7 * len(line.words)
        case "M":
            return 0.0
        case "x" | "0":
            return -4.0
        case _:
            return -6.0

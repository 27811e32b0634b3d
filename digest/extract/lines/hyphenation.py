"""Words that were divided at the end of a line: `estu-`, `ary` is one word, `well-`, `known` keeps its hyphen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

DIVIDED = re.compile(r"[^\W\d_][-‐‑—–]$")
"""The end of a line that goes on without a space."""

_LAST = re.compile(r"(?P<before>(?:[^\W\d_]+[-‐‑])*)(?P<word>[^\W\d_]+)[-‐‑]$")
_FIRST = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ACROSS = re.compile(r"(?<![^\W\d_])[^\W\d_]+[-‐‑]\n[^\W\d_]+")
_SUSPENDED_WORDS: Final = "and or to nor und oder bis et ou y o u e en of tot"
_SUSPENDED = frozenset(_SUSPENDED_WORDS.split())
"""Words behind a hyphen that stands for the rest of a word: `two- and three-year`, `Vor- und Nachteile`."""

_PREFIX_WORDS: Final = (
    "well self non co ex half all high low long short full part cross ill much so mid far near post pre anti semi vice "
    "old new one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
    "first second third late early hard soft open close free best better least most more ever then would"
)
_PREFIXES = frozenset(_PREFIX_WORDS.split())
"""First parts of compounds that are mostly written with a hyphen."""


_LONGEST_WORD: Final = 80
"""Code points at the end of a line in which its last word stands."""


class Hyphenation:
    """Joins lines of one text, whose other words tell whether a hyphen belongs to a word.

    Attributes:
        lines: of the text, stripped.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the text in lower case, those with a hyphen whole, without those divided between two lines."""
        text = _ACROSS.sub(" ", "\n".join(self.lines).lower())
        whole = set(_WORD.findall(text))
        return frozenset(whole | {part for word in whole for part in word.split("-")})

    def joined(self, line: str, following: str) -> tuple[str, str]:
        """A line and what follows it, which written behind each other are whole."""
        if line.endswith(("—", "–")) and DIVIDED.search(line):
            return line, following
        last, first = _LAST.search(line[-_LONGEST_WORD:]), _FIRST.match(following)
        if last is None or first is None or not following[0].islower():
            return line, f" {following}"
        if first[0] in _SUSPENDED:
            return line, f" {following}"
        return (line if self._keeps_hyphen(last, first[0]) else line[:-1]), following

    def _keeps_hyphen(self, last: re.Match[str], first: str) -> bool:
        word = last["word"].lower()
        if last["before"] or f"{word}-{first}" in self.words:
            return True
        if word + first in self.words:
            return False
        return word in _PREFIXES or {word, first} <= self.words

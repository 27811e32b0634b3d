"""The files that pages are made from, as far as they are known, and the line of one on which words stand."""

from __future__ import annotations

import re
from typing import Final, Protocol

_WORD = re.compile(r"\w+")
_TELLING: Final = 3
"""Words in a row by which a passage is recognised."""

_SOUGHT: Final = 8
"""Words that are looked for: the first ones, which stand on the line where a passage begins."""


class SourceFiles(Protocol):
    """Finds the files that pages are made from."""

    def file_of(self, page: str) -> str:
        """The file of a page of the site that would be published; empty where none is known."""

    def text_of(self, file: str) -> str:
        """What a file holds; nothing where it cannot be read."""

    def published_text_of(self, file: str) -> str:
        """What a file held when the site was published last; nothing where that is not known."""


def line_of_words(text: str, words: str) -> int:
    """The 1-based line of a Markdown text on which words of its page begin; 0 where they are not found.

    Only words are compared, since the signs of Markdown are not on the page. The line wins that has most of the first
    words in their order; half of them have to be there.
    """
    sought = _WORD.findall(words.casefold())[:_SOUGHT]
    best, most = 0, max(0, (len(sought) - 1) // 2)
    for number, line in enumerate(text.split("\n"), start=1):
        found = _leading(sought, line)
        if found > most:
            best, most = number, found
        if most == len(sought):
            break
    return best


def holds_words(text: str, words: str) -> bool:
    """Whether a Markdown text has the first words in a row on one line; fewer than three may stand anywhere."""
    sought = _WORD.findall(words.casefold())[:_SOUGHT]
    lines = text.split("\n") if len(sought) >= _TELLING else ()
    return any(_leading(sought, line) == len(sought) for line in lines)


def _leading(sought: list[str], line: str) -> int:
    """How many of the first words a line has in a row."""
    words = _WORD.findall(line.casefold())
    starts = [at for at, word in enumerate(words) if sought and word == sought[0]]
    return max((_common(sought, words[at:]) for at in starts), default=0)


def _common(first: list[str], second: list[str]) -> int:
    """How many words two lists begin with alike."""
    pairs = zip(first, second, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(first), len(second)))

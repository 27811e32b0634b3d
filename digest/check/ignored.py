"""What a person switched off: a code for the project, or for a line by a comment that no reader sees.

In a body the comment is one of HTML or of Obsidian, in front matter and in `digest.yml` one of YAML:

    <!-- digest-ignore: dead-link -->       %% digest-ignore: dead-link %%       # digest-ignore: unknown-topic

It counts for its own line and for the next one that is not blank. Several codes stand behind one colon, with commas or
spaces between them; what follows in brackets is a reason, for people. A problem of a file as a whole is switched off by
such a comment anywhere in its front matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from digest.errors import Problem

_IN_BODY: Final = re.compile(
    r"(?<!`)(?:<!--\s*digest-ignore[:\s](?P<html>.*?)-->|%%\s*digest-ignore[:\s](?P<own>.*?)%%)"
)
_IN_YAML: Final = re.compile(r"(?:^|\s)#\s*digest-ignore[:\s](?P<yaml>.*)")
_CODE: Final = re.compile(r"[a-z0-9-]+")
_FENCE: Final = re.compile(r"---[ \t]*")


def directives(lines: Sequence[str], *, yaml: bool = False) -> Iterator[tuple[str, int, int]]:
    """The codes that comments switch off in the lines of a file, all of which may be YAML, as of `digest.yml`.

    Yields:
        A code as it is written, the line of its comment, and its column in code points, both 1-based.
    """
    head = len(lines) if yaml else head_lines(lines)
    for number, line in enumerate(lines):
        if "digest-ignore" not in line:
            continue
        for match in (_IN_YAML if number < head else _IN_BODY).finditer(line):
            group = match.lastgroup or ""
            codes, start = match[group].partition("(")[0], match.start(group)
            for code in _CODE.finditer(codes):
                yield code[0], number + 1, start + code.start() + 1


def head_lines(lines: Sequence[str]) -> int:
    """How many lines the front matter of a file takes, with its fences; 0 if it has none."""
    fences = (number for number, line in enumerate(lines) if _FENCE.fullmatch(line))
    return next(fences, -1) + 1 if next(fences, None) == 0 else 0


class IgnoredCodes:
    """What the comments of one file switch off."""

    def __init__(self, lines: Sequence[str], *, yaml: bool = False) -> None:
        head = head_lines(lines)
        self._pairs: set[tuple[str, int | None]] = set()
        for code, number, _ in directives(lines, yaml=yaml):
            following = (at for at in range(number, len(lines)) if lines[at].strip())
            self._pairs |= {(code, number), (code, next(following, number) + 1)}
            if number <= head:
                self._pairs.add((code, None))

    def hide(self, problem: Problem) -> bool:
        """Whether a problem of the file is switched off."""
        line = problem.location.line if problem.location else None
        return (problem.code, line) in self._pairs

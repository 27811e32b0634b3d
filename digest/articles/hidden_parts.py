"""What keeps a part of a file from being published, and is reported: hidden text without an end, unresolved conflicts.

A person who opens a comment or a private part means to hide what follows. Where its end is missing nobody can tell how
far, so nothing behind it is published until the person mends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from digest.articles.front_matter import line_of
from digest.articles.private_values import values_with_private
from digest.errors import Location, Problem
from digest.markdown.rules.private import without_private
from digest.markdown.unclosed import Unclosed, first_unclosed
from digest.model.article import FrontMatter

_MOST_CUTS: Final = 10
"""Times that a body is cut: each cut may leave another delimiter without its partner, which seldom happens once."""

_HINTS: Final = {
    "%%": "close it with %% in the same paragraph, begin a longer part on a line of its own with %%, "
    r"or write \%\% if it is text",
    "<!--": "close it with --> in the same paragraph, begin a longer comment on a line of its own, "
    r"or write \<!-- if it is text",
}

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_CONFLICT_MARKS: Final = ("<<<<<<<", "|||||||", ">>>>>>>")
_CONFLICT = re.compile(r"<{7}(?: .*)?|\|{7}(?: .*)?|>{7} .*")
"""The lines that git puts around the versions of a conflict; the line of `=` between them may be a heading's."""


def published_part(path: PurePosixPath, body: str, body_line: int, *, math: bool) -> tuple[str, tuple[Problem, ...]]:
    r"""The part of a body before the first hidden text without an end, and the problem of that.

    Args:
        path: for problems.
        body: Markdown, `\n` line ends.
        body_line: the line of the file on which it begins.
        math: whether it has formulas.
    """
    problems: tuple[Problem, ...] = ()
    for _ in range(_MOST_CUTS):
        unclosed = first_unclosed(body, math=math)
        if unclosed is None:
            return body, problems
        problems = problems or (_unclosed(path, body, body_line, unclosed),)
        body = body[: unclosed.offset]
    return "", problems


def unclosed_values(path: PurePosixPath, text: str, front_matter: FrontMatter) -> Iterator[Problem]:
    """The properties in which private text has no end; they are published as far as it.

    Args:
        path: for problems.
        text: the whole file.
        front_matter: read from it.
    """
    for name, value in values_with_private(front_matter):
        if "%%" in without_private(str(value)):
            message = f"%% in {name} is not closed, and nothing after it is published"
            hint = "close it with another %%, or take it out"
            place = Location(path=path, line=line_of(text, name))
            yield Problem(message=message, location=place, hint=hint, code="unclosed-private")


def conflict(path: PurePosixPath, text: str) -> Problem | None:
    """The problem of a file in which git left a conflict; markers that a block of code shows are none."""
    if not any(mark[0] in text and mark in text for mark in _CONFLICT_MARKS):  # one sign is found at once
        return None
    fence, inside = "", None
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if mark and not fence and "`" not in mark[2]:
            fence = mark[1]
        elif mark and fence and mark[1].startswith(fence) and not mark[2].strip():
            fence, inside = "", None
        elif _CONFLICT.fullmatch(line.rstrip()):
            if not fence:
                return _conflict(path, number, line)
            inside = inside or (number, line)
    return _conflict(path, *inside) if inside else None  # the fence has no end, so it may be half of a version


def _conflict(path: PurePosixPath, number: int, line: str) -> Problem:
    return Problem(
        message="there is an unresolved conflict of git, and nothing of the file is published",
        location=Location(path=path, line=number, column=1, length=7, text=line),
        hint="choose what is right of the two versions, and take out the lines of <<<<<<<, ======= and >>>>>>>",
        code="merge-conflict",
    )


def _unclosed(path: PurePosixPath, body: str, body_line: int, unclosed: Unclosed) -> Problem:
    start = body.rfind("\n", 0, unclosed.offset) + 1
    place = Location(
        path=path,
        line=body_line + body.count("\n", 0, unclosed.offset),
        column=unclosed.offset - start + 1,
        length=len(unclosed.delimiter),
        text=body[start:].partition("\n")[0],
    )
    message = f"{unclosed.delimiter} is not closed in its block, and nothing after it is published"
    code = "unclosed-private" if unclosed.delimiter == "%%" else "unclosed-comment"
    return Problem(message=message, location=place, hint=_HINTS[unclosed.delimiter], code=code)

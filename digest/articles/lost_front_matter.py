r"""Front matter that has lost a line of hyphens, or stands where it is not read: nothing of such a file is published.

A person who wrote `rights: excerpt` or `draft: true` relies on it. Where the properties are not read they would be
published as text, and with them all that they should have held back. It happens in every editor: a line is deleted
with the one above it, a blank line gets before the first, a program makes three hyphens a dash, another one writes
TOML, a template is put in twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Final

from digest.articles.properties import PROPERTIES
from digest.errors import Location, Problem

FENCE: Final = re.compile(r"---[ \t]*")
"""The line before and after front matter."""

_INDENTED: Final = re.compile(r"\s*---\s*")
_DASHES: Final = re.compile(r"\s*(?:[-–—―−‐‑]{2,}|[–—―]|\\-{3})\s*")
"""What programs make of three hyphens, or people of them: a dash, four hyphens, an escape."""

_OF_TOML: Final = re.compile(r"\s*\+\+\+\s*")
_TOML_KEY: Final = re.compile(r"(\w+)\s*=\s*[\"'\[\dtf]")
_CODE: Final = re.compile(r"\s*(?:`{3,}|~{3,})\s*(?:ya?ml|markdown|md|toml|json)?\s*")
_CODE_FENCE: Final = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_JSON: Final = re.compile(r'\s*"(?:title|date|draft|tags|rights|topics)"\s*:')
_KEY: Final = re.compile(r"([A-Za-z_][\w -]{0,40}):(?:\s.*)?")
_HOLDS_BACK: Final = re.compile(
    r"draft:\s*(?:true|yes)|published?:\s*(?:false|no)|rights:\s*(?:excerpt|link)", re.IGNORECASE
)
"""A property that by itself says that a text, or a part of it, is not to be published."""

_GOES_ON: Final = re.compile(r"(?:\s+\S.*|- .*|-|#.*|\s*)")
"""A line of YAML that is not a key: indented, an item, a comment, or blank."""

_PROPERTIES: Final = frozenset(PROPERTIES)
_OF_OTHERS: Final = frozenset(
    (
        "tags", "tag", "categories", "category", "slug", "layout", "author", "description", "published", "publish",
        "publishdate", "status", "visibility", "permalink", "cssclasses", "created", "updated", "lastmod", "url",
    )
)  # fmt: skip
"""Properties that other programs write."""

_EVERY: Final = _PROPERTIES | _OF_OTHERS

_MOST_LINES: Final = 200
"""Lines of properties that are looked through."""

_HINT: Final = "begin the file with a line of three hyphens, ---, and close the properties with another one"


def lost_front_matter(path: PurePosixPath, text: str) -> Problem | None:
    """The problem of a file without front matter that seems to have lost it; None of one that never had any.

    Args:
        path: relative to the project.
        text: the whole file.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip().strip("\ufeff\u200b")), None)
    if first is None:
        return None
    if first == 0 and FENCE.fullmatch(lines[0].rstrip("\r")):
        return _problem(path, lines, 0, "the front matter has no end", "close it with a line of three hyphens, ---")
    for find in (_after_a_fence, _without_first_fence, _in_other_formats, _after_text):
        if lost := find(lines, first):
            return _problem(path, lines, *lost)
    return None


def second_front_matter(path: PurePosixPath, body: str, body_line: int) -> Problem | None:
    """The problem of a body that begins with front matter, as where a template was put in twice; None of any other.

    Args:
        path: relative to the project.
        body: what stands below the front matter.
        body_line: the line of the file on which it begins.
    """
    if not body.lstrip().startswith("---"):
        return None
    lines = body.split("\n", _MOST_LINES)
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if (
        first is None
        or not FENCE.fullmatch(lines[first].rstrip("\r"))
        or not _is_closed(lines, first + 1, least=1, fold=True)
    ):
        return None
    message = "a second front matter begins here, and would be published as text; nothing of the file is published"
    return _problem(path, lines, first, message, "write all properties between the first two lines of ---", body_line)


def _after_a_fence(lines: Sequence[str], first: int) -> tuple[int, str, str] | None:
    """Front matter that is whole but for its first line: after blank lines, indented, with another kind of dash."""
    opening = lines[first]
    if not _DASHES.fullmatch(opening) and opening.strip().strip("\ufeff\u200b") != "---":
        return None
    if not _is_closed(lines, first + 1, least=1, closing=_DASHES.fullmatch, fold=True):
        return None
    if not _INDENTED.fullmatch(opening.strip("\ufeff\u200b")):
        return first, f'"{opening.strip()}" does not begin front matter', "write three hyphens, ---"
    if first:
        return first, "front matter is not read after blank lines", "take out the lines above it"
    return first, "front matter is not read after a space", "take out what stands before the three hyphens"


def _without_first_fence(lines: Sequence[str], first: int) -> tuple[int, str, str] | None:
    """Properties at the head of a file, without a line of hyphens before them, or without any."""
    if not _key(lines[first]):
        return None
    if _is_closed(lines, first, least=1) or _is_closed(lines, first, least=2, fold=True):
        return first, "the front matter has lost its first line of ---", _HINT
    if _HOLDS_BACK.fullmatch(lines[first].strip()):
        return first, "this looks like a property without its lines of ---", _HINT
    head = _run(lines, first)
    keys = [_key(line.strip()) for line in head]
    folded = [key.casefold() for key in keys]
    as_written = sum(key in _PROPERTIES for key in keys) >= 2
    in_capitals = "title" in folded and sum(key in _EVERY for key in folded) >= 2  # a letter has Date: and Subject:
    if (as_written or in_capitals) and all(_key(line) or _GOES_ON.fullmatch(line) for line in head):
        return first, "these look like properties without their lines of ---", _HINT
    return None


def _in_other_formats(lines: Sequence[str], first: int) -> tuple[int, str, str] | None:
    """TOML, JSON, and front matter within a block of code, as programs give it that write Markdown."""
    opening, rest = lines[first], lines[first + 1 : first + _MOST_LINES]
    if _OF_TOML.fullmatch(opening) and any(_OF_TOML.fullmatch(line) for line in rest):
        return (
            first,
            "front matter in TOML (+++) is not read",
            "write it as YAML: `key: value` between two lines of ---",
        )
    if sum(_is_toml(line) for line in _run(lines, first)) >= 2:
        return first, "these look like properties in TOML", "write them as YAML: `key: value` between two lines of ---"
    if opening.strip() == "{" and any(map(_JSON.match, rest)):
        return first, "front matter in JSON is not read", "write it as YAML: `key: value` between two lines of ---"
    in_code = _CODE.fullmatch(opening) and rest and FENCE.fullmatch(rest[0].rstrip("\r"))
    if in_code and _is_closed(lines, first + 2, least=2):
        return first, "front matter is not read within a block of code", "take out the line above it"
    return None


def _after_text(lines: Sequence[str], first: int) -> tuple[int, str, str] | None:
    """Front matter below some text, outside of code."""
    is_code = False
    for number, line in enumerate(lines[first:], start=first):
        if _CODE_FENCE.match(line):
            is_code = not is_code
        elif not is_code and FENCE.fullmatch(line.rstrip("\r")) and _is_closed(lines, number + 1, least=2):
            return number, "front matter is not read after text", "move what stands above it below it"
    return None


def _is_closed(
    lines: Sequence[str],
    begin: int,
    *,
    least: int,
    fold: bool = False,
    closing: Callable[[str], object] = lambda line: FENCE.fullmatch(line.rstrip("\r")),
) -> bool:
    """Whether properties begin on a line and end with a fence, among them some that are known.

    Args:
        lines: of a text.
        begin: the number of the first line, from 0.
        least: how many must be known.
        fold: whether they may be in other letters: behind a line of hyphens they are hardly anything else.
        closing: whether a line ends them.
    """
    for number in range(begin, min(len(lines), begin + _MOST_LINES)):
        if closing(lines[number]):
            keys = [_key(each.strip()) for each in lines[begin:number]]
            return sum((key.casefold() if fold else key) in _EVERY for key in keys) >= least
        if not _key(lines[number].strip()) and not _GOES_ON.fullmatch(lines[number].rstrip("\r")):
            return False
    return False


def _is_toml(line: str) -> bool:
    match = _TOML_KEY.match(line)
    return match is not None and match[1].casefold() in _EVERY


def _run(lines: Sequence[str], first: int) -> Sequence[str]:
    """The lines from one on before the next blank one."""
    end = next((number for number in range(first, len(lines)) if not lines[number].strip()), len(lines))
    return lines[first : min(end, first + _MOST_LINES)]


def _key(line: str) -> str:
    """The key of a line of properties; empty if it is not one."""
    match = _KEY.fullmatch(line.rstrip("\r"))
    return match[1] if match else ""


def _problem(
    path: PurePosixPath, lines: Sequence[str], number: int, message: str, hint: str, first_line: int = 1
) -> Problem:
    text = lines[number].rstrip("\r")
    place = Location(path=path, line=first_line + number, column=1, length=max(1, len(text.rstrip())), text=text)
    return Problem(message=message, location=place, hint=hint, code="lost-front-matter")

"""The front matter of notes that people and other programs write: YAML between `---`, or TOML between `+++`.

A mistake in it costs only the property in which it stands: the others are read one by one, and a problem says where it
is and what to do. A note that begins with a rule has no front matter.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Final

from digest.dataclass import dataclass
from digest.errors import Location, Problem
from digest.model.article import Value
from digest.yaml.load import Node, load, plain

_YAML_FENCE = re.compile(r"---[ \t]*")
_YAML_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_TOML_FENCE = re.compile(r"\+\+\+[ \t]*")
_KEY = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?|\"[^\"]{1,40}\"|'[^']{1,40}')[ ]*:(?:[ \t]+(?P<value>.*)|)$")
_CONTINUED = re.compile(r"[ \t]|-(?:[ \t]|$)|#|$|[\]}]")
"""How a line begins that belongs to the property above it."""

_PLACEHOLDER = re.compile(r"\s*[\"']?\s*(?:\{\{.*\}\}|\{%.*%\}|<%.*%>)\s*[\"']?\s*")
"""A value that a template was to fill in."""

_KNOWN_WORDS: Final = (
    "title date author authors tags tag categories category layout draft published created updated modified source url "
    "link summary description lang language slug aliases alias type topics topic permalink cssclass byline"
)
_KNOWN: Final = frozenset(_KNOWN_WORDS.split())
"""Keys by which front matter is told from a paragraph with a colon between two rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note in its two parts.

    Attributes:
        properties: of its front matter.
        body: what follows it.
        problems: what is wrong in the front matter; warnings, since the rest of it is read.
    """

    properties: Mapping[str, Value] = field(default_factory=dict)
    body: str
    problems: tuple[Problem, ...] = ()


def split_note(text: str, path: PurePosixPath) -> Note:
    """Split a note into properties and body.

    Args:
        text: of the note.
        path: of its file, for problems.
    """
    lines = text.split("\n")
    if _YAML_FENCE.fullmatch(lines[0]):
        return _with_yaml(lines, path)
    if _TOML_FENCE.fullmatch(lines[0]):
        end = _end(lines, _TOML_FENCE)
        if end is not None and any("=" in line for line in lines[1:end]):
            properties, problems = _toml(lines[1:end], path)
            return Note(properties=properties, body="\n".join(lines[end + 1 :]), problems=problems)
    return Note(body=text)


def _end(lines: Sequence[str], fence: re.Pattern[str]) -> int | None:
    """The index of the line that ends front matter."""
    return next((number for number, line in enumerate(lines[1:], start=1) if fence.fullmatch(line)), None)


def _with_yaml(lines: Sequence[str], path: PurePosixPath) -> Note:
    """A note whose first line is that of YAML front matter, or a rule."""
    text = "\n".join(lines)
    end = _end(lines, _YAML_END)
    if end is None:
        return _without_end(lines, path)
    if end > 1 and not lines[1].strip():
        return Note(body=text)  # a rule, as Pandoc has it too
    properties, problems = _yaml(lines[1:end], path)
    return (
        Note(body=text)
        if properties is None
        else Note(properties=properties, body="\n".join(lines[end + 1 :]), problems=problems)
    )


def _without_end(lines: Sequence[str], path: PurePosixPath) -> Note:
    """A note whose front matter nothing ends: it goes as far as its keys, if one is known; else there is none."""
    length = next((number for number, line in enumerate(lines[1:]) if not _KEY.match(line)), len(lines) - 1)
    properties, problems = _yaml(lines[1 : 1 + length], path) if length else (None, ())
    if not properties or not _has_known(properties):
        return Note(body="\n".join(lines))
    missing = Problem(
        message="the front matter has no end",
        location=Location(path=path, line=1, column=1, length=3, text=lines[0]),
        hint="close it with a line of three hyphens, ---",
        severity="warning",
    )
    return Note(properties=properties, body="\n".join(lines[1 + length :]), problems=(missing, *problems))


def _has_known(keys: Mapping[str, Value] | Sequence[str]) -> bool:
    return any(key.lower().replace("-", "_") in _KNOWN for key in keys)


def _yaml(lines: Sequence[str], path: PurePosixPath) -> tuple[Mapping[str, Value] | None, tuple[Problem, ...]]:
    """The properties in lines of YAML, or None where these are a text between two rules."""
    root, problems = load("\n".join(lines), path, first_line=2)
    if root is not None:
        if not isinstance(root.value, Mapping) or _is_text(lines, list(root.value)):
            return None, ()
        return _values(root), tuple(map(_as_warning, problems))
    if not problems:
        return {}, ()  # nothing, or comments alone
    entries = list(_entries(lines))
    keys = [match["key"] for _, entry in entries if (match := _KEY.match(entry[0]))]
    if len(keys) < len(entries) and not _has_known(keys):
        return None, ()
    properties: dict[str, Value] = {}
    found: list[Problem] = []
    for number, entry in entries:
        values, wrong = _entry(entry, path, number)
        properties |= {key: value for key, value in values.items() if key not in properties}
        found += wrong
    return properties, tuple(found) or tuple(map(_as_warning, problems))


def _is_text(lines: Sequence[str], keys: Sequence[str]) -> bool:
    """Whether a mapping is a line of prose with a colon (`Weekend: three things`)."""
    filled = [line for line in lines if line.strip()]
    return len(filled) == 1 and not _has_known(keys) and keys[0][:1].isupper() and " " in filled[0].partition(": ")[2]


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each property, and the 1-based number of the first in the file."""
    entry: list[str] = []
    first = 2
    for number, line in enumerate(lines, start=2):
        if entry and _CONTINUED.match(line):
            entry.append(line)
            continue
        if entry:
            yield first, entry
        first, entry = number, ([line] if line.strip() and not line.startswith("#") else [])
    if entry:
        yield first, entry


def _entry(lines: Sequence[str], path: PurePosixPath, number: int) -> tuple[dict[str, Value], list[Problem]]:
    """The property in some lines; where they are not YAML, its value as it is written."""
    root, problems = load("\n".join(lines), path, first_line=number)
    if root is not None and isinstance(root.value, Mapping):
        return _values(root), list(map(_as_warning, problems))
    match = _KEY.match(lines[0])
    if match is None:
        place = Location(path=path, line=number, column=1, length=max(1, len(lines[0])), text=lines[0])
        hint = "write `key: value`; the line is left out"
        return {}, [Problem(message="this is not a property", location=place, hint=hint, severity="warning")]
    if _PLACEHOLDER.fullmatch(match["value"] or ""):
        return {}, [_left_out(problem) for problem in problems]
    without_tabs, _ = load("\n".join(line.expandtabs(2) for line in lines), path)
    if without_tabs is not None and isinstance(without_tabs.value, Mapping):
        return _values(without_tabs), list(map(_as_warning, problems))
    if len(match["value"] or "") > _LONGEST_VALUE:
        return {}, list(map(_as_warning, problems))
    value = _unquoted(match["value"] or "")
    items = tuple(_unquoted(item[1]) for line in lines[1:] if (item := _ITEM.match(line)))
    written = value or ", ".join(items)
    return {match["key"].strip("\"'"): value or items or None}, [_read_as(problem, written) for problem in problems]


_ITEM = re.compile(r"\s*-\s+(.+)$")


def _unquoted(text: str) -> str:
    """A value that is not YAML, on one line and without quotation marks around it."""
    return " ".join(text.split()).strip("\"'") if text.lstrip()[:1] in {'"', "'"} else " ".join(text.split())


_LONGEST_VALUE: Final = 1000
_LONGEST_SHOWN: Final = 200
"""Code points of the longest value that is taken as it is written, and of the longest line that is shown."""


def _as_warning(problem: Problem) -> Problem:
    place = problem.location
    if place is not None and len(place.text or "") > _LONGEST_SHOWN:
        place = replace(place, text=None)
    return replace(problem, severity="warning", location=place)


def _left_out(problem: Problem) -> Problem:
    return replace(_as_warning(problem), hint="fill in the value that a template left out; it is ignored")


def _read_as(problem: Problem, value: str) -> Problem:
    return replace(_as_warning(problem), hint=f'{problem.hint}; it is read as "{value}"')


def _values(root: Node) -> dict[str, Value]:
    """The values of a mapping; a number that would be written differently stays a text (`1.10`)."""
    assert isinstance(root.value, Mapping)
    return {key: _value(item.node) for key, item in root.value.items() if not _is_placeholder(item.node)}


def _is_placeholder(node: Node) -> bool:
    return isinstance(node.value, str) and bool(_PLACEHOLDER.fullmatch(node.value))


def _value(node: Node) -> Value:
    if isinstance(node.value, tuple):
        return tuple(map(_value, node.value))
    if isinstance(node.value, Mapping):
        return {key: _value(item.node) for key, item in node.value.items()}
    is_number = isinstance(node.value, float | int) and not isinstance(node.value, bool)
    return node.written if is_number and str(node.value) != node.written else plain(node)


def _toml(lines: Sequence[str], path: PurePosixPath) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """The properties in lines of TOML, those of its tables (`[params]`) among them; what is wrong costs one line."""
    kept, problems = list(lines), list[Problem]()
    while True:
        try:
            return _flat(tomllib.loads("\n".join(kept))), tuple(problems)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+), column (\d+)", str(error))
            at = min(int(place[1]), len(kept)) if place else len(kept)
            while at > 1 and not kept[at - 1].strip():
                at -= 1
            problems.append(_toml_problem(str(error), path, at, lines[at - 1]))
            if not kept[at - 1].strip():
                return {}, tuple(problems)
            kept[at - 1] = ""


def _toml_problem(message: str, path: PurePosixPath, at: int, line: str) -> Problem:
    reason = message.partition(" (at ")[0]
    return Problem(
        message=f"this line is not TOML: {reason[:1].lower()}{reason[1:]}",
        location=Location(path=path, line=at + 1, column=1, length=max(1, len(line)), text=line),
        hint='write `key = "value"`; the line is left out',
        severity="warning",
    )


def _flat(table: Mapping[str, object]) -> dict[str, Value]:
    """A table with the keys of the tables in it, where it has none of that name itself."""
    inner = [value for value in table.values() if isinstance(value, dict)]
    flat = {key: _from_toml(value) for key, value in table.items() if not isinstance(value, dict)}
    for properties in map(_flat, inner):
        flat |= {key: value for key, value in properties.items() if key not in flat}
    return flat


def _from_toml(value: object) -> Value:
    match value:
        case datetime():
            return value.date()
        case bool() | str() | int() | date():
            return value
        case list():
            return tuple(map(_from_toml, value))
        case dict():
            return {key: _from_toml(item) for key, item in value.items()}
        case _:
            return str(value)

"""Merges front matter key by key, in the person's own text: order, comments and style stay as they are.

A key that the person did not change takes the converter's new value; one that was changed, added or removed stays
as the person left it. So a value that was deleted is not offered again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Final

from digest.errors import Problem
from digest.markdown.line_ends import line_end, split_lines
from digest.yaml.load import Field, Node, load

FINGERPRINT: Final = "seed_fingerprint"
"""The key whose value is always taken from the converter."""

_HERE = PurePosixPath("front matter")
_COMMENT = re.compile(r"(?:^|\s)#")
_BLOCK_SCALAR = re.compile(r":\s+[|>][-+0-9]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Front matter that cannot be merged.

    Attributes:
        line: 1-based within the YAML.
        reason: why.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Property:
    """A key with its value.

    Attributes:
        value: what is compared: type and text, because `1.10` is not `1.1` to the person who wrote it.
        lines: as written, with their ends, from the key to the last line of the value.
        comment: what follows a value of one line, with the space before it.
    """

    value: object
    lines: tuple[str, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class _Properties:
    """Front matter: the lines before each key, its property, and the lines at the end."""

    before: Mapping[str, tuple[str, ...]]
    by_key: Mapping[str, _Property]
    end: tuple[str, ...]


def merge_properties(base: str, mine: str, theirs: str, never: Collection[str] = ()) -> str | Unreadable:
    """The person's YAML with the converter's changes in it.

    Args:
        base: as the converter wrote it last.
        mine: as the person left it; its line ends and comments are kept.
        theirs: as the converter writes it now; its `seed_fingerprint` is taken.
        never: keys that the person deleted once.
    """
    own = _read(mine)
    if isinstance(own, Unreadable):
        return own
    old, new = _read(base), _read(theirs)
    if isinstance(old, Unreadable) or isinstance(new, Unreadable):
        return Unreadable(line=1, reason="the converter's own front matter cannot be read")
    end = line_end(mine)
    parts: dict[str, str] = {}
    for key, value in own.by_key.items():
        parts[key] = "".join([*own.before[key], *_kept(key, value, old, new, end)])
    return "".join([*_in_order(parts, {*old.by_key, *never}, new, end), *own.end])


def keys_of(yaml: str) -> tuple[str, ...]:
    """The keys of front matter, as far as it can be read."""
    properties = _read(yaml)
    return () if isinstance(properties, Unreadable) else tuple(properties.by_key)


def _kept(key: str, own: _Property, old: _Properties, new: _Properties, end: str) -> Sequence[str]:
    """The merged lines of a key that the person has."""
    mine_changed = key != FINGERPRINT and (key not in old.by_key or old.by_key[key].value != own.value)
    if mine_changed or (key in new.by_key and new.by_key[key].value == own.value):
        return own.lines
    lines = _with_ends(new.by_key[key].lines, end) if key in new.by_key else ()
    if own.comment and len(lines) == 1:
        text = lines[0].rstrip("\r\n")
        return (f"{text}{own.comment}{end}",)
    return (*_comments(own, end), *lines)


def _comments(own: _Property, end: str) -> list[str]:
    """The comments within a value that is replaced, each on a line of its own."""
    if _BLOCK_SCALAR.search(own.lines[0].rstrip("\r\n")):
        return []
    comments = [own.comment] if own.comment else [_behind_quotes(line) for line in own.lines]
    return [f"{comment.strip()}{end}" for comment in comments if comment]


def _behind_quotes(line: str) -> str:
    """The comment of a line of a value; a `#` within quotation marks begins none."""
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", lambda match: "\0" * len(match[0]), line.rstrip("\r\n"))
    comment = _COMMENT.search(bare)
    return line[comment.start() :].strip() if comment else ""


def _with_ends(lines: Sequence[str], end: str) -> tuple[str, ...]:
    return tuple(line.rstrip("\r\n") + end for line in lines)


def _in_order(parts: dict[str, str], known: Collection[str], new: _Properties, end: str) -> list[str]:
    """The parts in the person's order; a new key comes after the key that it follows in the converter's."""
    order = list(parts)
    before = ""
    for key, value in new.by_key.items():
        if key not in parts and key not in known:
            parts[key] = "".join(_with_ends(value.lines, end))
            order.insert(order.index(before) + 1 if before else len(order), key)
        before = key if key in parts else before
    return [parts[key] for key in order]


def _read(text: str) -> _Properties | Unreadable:
    lines = split_lines(text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    root, problems = load("".join(line.rstrip("\r\n") + "\n" for line in lines), _HERE)
    if problems:
        return _unreadable(problems[0])
    fields: Mapping[str, Field] = root.value if root and isinstance(root.value, Mapping) else {}
    begins = [(field.key.line or 1) - 1 for field in fields.values()]
    if (root is not None and not fields) or sorted(set(begins)) != begins:
        return Unreadable(line=1, reason="it is not written as one `key: value` below the other")
    if any(field.key.column != 1 for field in fields.values()):
        return Unreadable(line=begins[0] + 1, reason="its keys do not begin at the start of a line")
    before: dict[str, tuple[str, ...]] = {}
    of: dict[str, _Property] = {}
    reached = 0
    for (key, field), (begin, following) in zip(fields.items(), pairwise([*begins, len(lines)]), strict=True):
        stop = _last(lines, begin, following)
        before[key] = tuple(lines[reached:begin])
        written = tuple(lines[begin:stop])
        of[key] = _Property(_comparable(field.node), written, _comment_after(field, written))
        reached = stop
    return _Properties(before, of, tuple(lines[reached:]))


def _comparable(node: Node) -> object:
    match node.value:
        case tuple() as items:
            return [_comparable(item) for item in items]
        case Mapping() as fields:
            return {key: _comparable(item.node) for key, item in fields.items()}
        case scalar:
            return (type(scalar).__name__, node.written)


def _unreadable(problem: Problem) -> Unreadable:
    line = problem.location.line if problem.location else None
    return Unreadable(line=line or 1, reason=problem.message)


def _last(lines: Sequence[str], begin: int, following: int) -> int:
    """The line after a value; comments and blank lines after it do not belong to it."""
    block_scalar = _BLOCK_SCALAR.search(lines[begin].rstrip("\r\n"))
    while following > begin + 1:
        line = lines[following - 1]
        if line.strip() and not (line.startswith("#") or (not block_scalar and line.lstrip().startswith("#"))):
            break
        following -= 1
    return following


def _comment_after(field: Field, lines: Sequence[str]) -> str:
    """The comment after a value of one line."""
    if len(lines) > 1:
        return ""
    text = lines[0].rstrip("\r\n")
    place = field.node.location
    if field.node.written or (place.text is not None and text[(place.column or 1) - 1 :][:1] in {'"', "'", "["}):
        behind = text[(place.column or 1) - 1 + place.length :] if field.node.written else ""
        return behind if behind.strip().startswith("#") else _space_and(_behind_quotes(text))
    return _space_and(_behind_quotes(text[len(text.partition(":")[0]) + 1 :]))


def _space_and(comment: str) -> str:
    return f"  {comment}" if comment else ""

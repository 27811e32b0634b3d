"""Front matter as lines: which of them belong to which property, so that one can be replaced and all others stay.

`front_matter` reads what properties mean; this module keeps how a person wrote them: order, comments, quotation
marks, line ends and the byte order mark. Merges and edits both work on what is read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from digest.dataclass import dataclass
from digest.errors import Problem
from digest.markdown.line_ends import split_lines
from digest.yaml.load import Field, Node, load

_BOM = "\ufeff"
_FENCE = re.compile(r"---[ \t]*")
_HERE = PurePosixPath("front matter")
_COMMENT = re.compile(r"(?:^|\s)#")
_BEHIND_LAST_QUOTE = re.compile(r"[\"']\s+(#.*)$")
_BLOCK_SCALAR = re.compile(r":\s+[|>][-+0-9]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class FileParts:
    """A file of `content/` in four parts, which joined are the file again.

    Attributes:
        opening: the byte order mark, if there is one, and the first line of hyphens; without front matter, the mark.
        yaml: the lines between.
        closing: the second line of hyphens; empty where the file has no front matter.
        body: all that follows.
    """

    opening: str
    yaml: str
    closing: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """Front matter whose lines cannot be told apart.

    Attributes:
        line: 1-based within the YAML.
        reason: why.
    """

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class WrittenProperty:
    """A key with its value, as written.

    Attributes:
        value: what is compared: type and text, because `1.10` is not `1.1` to the person who wrote it.
        lines: with their ends, from the key to the last line of the value.
        comment: what follows a value of one line, with the space before it.
        node: the value itself.
    """

    value: object
    lines: tuple[str, ...]
    comment: str
    node: Node


@dataclass(frozen=True, slots=True)
class WrittenProperties:
    """Front matter: the lines before each key, its property, and the lines at the end."""

    before: Mapping[str, tuple[str, ...]]
    by_key: Mapping[str, WrittenProperty]
    end: tuple[str, ...]


def file_parts(text: str) -> FileParts:
    """Divide a file; one that has no front matter, or only its first line of hyphens, is body alone."""
    bom = _BOM if text.startswith(_BOM) else ""
    lines = split_lines(text.removeprefix(_BOM))
    fences = (number for number, line in enumerate(lines) if _FENCE.fullmatch(line.rstrip("\r\n")))
    if next(fences, None) != 0 or (end := next(fences, None)) is None:
        return FileParts(bom, "", "", text.removeprefix(_BOM))
    return FileParts(bom + lines[0], "".join(lines[1:end]), lines[end], "".join(lines[end + 1 :]))


def read_properties(yaml: str) -> WrittenProperties | Unreadable:
    """The properties of front matter with their lines; they must be written as one `key: value` below the other."""
    lines = split_lines(yaml)
    if lines and not lines[-1].endswith(("\n", "\r")):
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
    by_key: dict[str, WrittenProperty] = {}
    reached = 0
    for (key, field), (begin, following) in zip(fields.items(), pairwise([*begins, len(lines)]), strict=True):
        stop = _line_after(lines, begin, following)
        before[key] = tuple(lines[reached:begin])
        written = tuple(lines[begin:stop])
        comment = _comment_after(field, written)
        by_key[key] = WrittenProperty(_comparable(field.node), written, comment, field.node)
        reached = stop
    return WrittenProperties(before, by_key, tuple(lines[reached:]))


def with_lines(old: WrittenProperty, lines: Sequence[str], end: str) -> tuple[str, ...]:
    """The lines of a property that gets another value, or none, with the comments that stood in the old one.

    Args:
        old: the property as it stands.
        lines: the new ones; none where the property is removed.
        end: what ends a line.
    """
    lines = with_ends(lines, end)
    if old.comment and len(lines) == 1 and not _is_block_scalar(lines[0]):
        text = lines[0].rstrip("\r\n")
        return (f"{text}{old.comment}{end}",)
    return (*_comments(old, end), *lines)


def with_ends(lines: Sequence[str], end: str) -> tuple[str, ...]:
    """Lines with another end."""
    return tuple(line.rstrip("\r\n") + end for line in lines)


def _comments(old: WrittenProperty, end: str) -> list[str]:
    """The comments within a value that is replaced, each on a line of its own."""
    if old.comment:
        comments = [old.comment]
    elif _is_block_scalar(old.lines[0]):
        comments = [_behind_quotes(old.lines[0])]
    elif isinstance(old.node.value, tuple | Mapping):
        comments = [_behind_quotes(line) for line in old.lines]
    else:  # a text over several lines holds no comment; what looks like one is behind its last quotation mark
        behind = _BEHIND_LAST_QUOTE.search(old.lines[-1].rstrip("\r\n"))
        comments = [behind[1]] if behind else []
    return [f"{comment.strip()}{end}" for comment in comments if comment]


def _is_block_scalar(line: str) -> bool:
    return bool(_BLOCK_SCALAR.search(line.rstrip("\r\n")))


def _behind_quotes(line: str) -> str:
    """The comment of a line of a value; a `#` within quotation marks begins none."""
    bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'", lambda match: "\0" * len(match[0]), line.rstrip("\r\n"))
    comment = _COMMENT.search(bare)
    return line[comment.start() :].strip() if comment else ""


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


def _line_after(lines: Sequence[str], begin: int, following: int) -> int:
    """The number of the line after a value; comments and blank lines after it do not belong to it."""
    block_scalar = _is_block_scalar(lines[begin])
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
        return behind if behind.strip().startswith("#") else _with_space_of(text, _behind_quotes(text))
    return _space_and(_behind_quotes(text[len(text.partition(":")[0]) + 1 :]))


def _with_space_of(text: str, comment: str) -> str:
    """A comment at the end of a line, with the space before it."""
    return text[len(text.rstrip().removesuffix(comment).rstrip()) :] if comment else ""


def _space_and(comment: str) -> str:
    return f"  {comment}" if comment else ""

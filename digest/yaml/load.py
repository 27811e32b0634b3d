"""Parses a text into nodes, which know their location in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeAlias

import yaml

from digest.errors import Location, Problem
from digest.model.article import Value
from digest.yaml.line_places import Places
from digest.yaml.syntax_problems import syntax_problem

Scalar: TypeAlias = "str | int | float | bool | date | None"

MAX_DEPTH = 16
"""Levels of nesting; the front matter that people write has two."""

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?(0|[1-9]\d{0,17})", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\d{1,17}\.\d{0,24}|\.\d{1,24})([eE][-+]?\d{1,3})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that are not `c-printable` (YAML 1.2.2, section 5.1)."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(NamedTuple):
    """A value, and where it stands, which is seldom asked for.

    Attributes:
        value: a scalar, a tuple of nodes, or a mapping from keys to fields.
        places: of the text.
        event: of PyYAML's parser.
    """

    value: Scalar | tuple[Node, ...] | Mapping[str, Field]
    places: Places
    event: Any

    @property
    def written(self) -> str:
        """A scalar as the file has it: as a text, `1.10` is not `1.1`; empty of all else."""
        return getattr(self.event, "value", "")

    @property
    def location(self) -> Location:
        """Where its first character stands in its file; of a scalar on one line, the whole scalar."""
        return self.places.of_event(self.event)


class Field(NamedTuple):
    """The event of a key in a mapping, and its value."""

    event: Any
    node: Node

    @property
    def key(self) -> Location:
        """Where the key stands in its file."""
        return self.node.places.of_event(self.event)


class _RefusalError(Exception):
    """Stops the parsing of a document, because of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


def load(text: str, path: PurePosixPath, first_line: int = 1) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read one YAML document.

    Args:
        text: the document without `---` lines.
        path: of the file that holds it, for problems.
        first_line: the number of the line in that file on which the text begins.

    Returns:
        The root, or None if the document is empty or cannot be read; and the problems.
    """
    places = Places(text, path, first_line)
    if control := _FORBIDDEN.search(text):
        place = places.at(control.start())
        return None, (
            Problem(
                message="a control character is not allowed here", location=place, hint="delete it", code="broken-yaml"
            ),
        )
    try:
        builder = _Builder(places)
        root = builder.document(iter(_Loader(text).get_event, None))
    except _RefusalError as refusal:
        return None, (refusal.problem,)
    except yaml.YAMLError as error:
        return None, (syntax_problem(error, text, places),)
    return root, tuple(builder.problems)


def plain(node: Node) -> Value:
    """The value of a node, without locations."""
    match node.value:
        case tuple() as items:
            return tuple(plain(item) for item in items)
        case Mapping() as fields:
            return {key: plain(item.node) for key, item in fields.items()}
        case scalar:
            return scalar


def resolve(text: str) -> Scalar:
    """The value of a scalar without quotes."""
    if text in _NULL:
        return None
    if text[0] not in "+-.0123456789":
        return _BOOL.get(text, text)
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text


class _Builder:
    """Builds nodes from the events of PyYAML's parser, and refuses what this room does not read."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.problems: list[Problem] = []

    def document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._refusal(event, "a second YAML document begins here", "keep one document")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 0)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self._check(event, depth)
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            return Node(resolve(event.value) if event.implicit[0] else event.value, self.places, event)
        if kind is yaml.MappingStartEvent:
            return Node(self._fields(events, depth), self.places, event)
        items = []
        while (item := next(events)).__class__ is not yaml.SequenceEndEvent:
            items.append(self._node(item, events, depth + 1))
        return Node(tuple(items), self.places, event)

    def _fields(self, events: Iterator[Any], depth: int) -> dict[str, Field]:
        fields: dict[str, Field] = {}
        while (event := next(events)).__class__ is not yaml.MappingEndEvent:
            self._check(event, depth)
            if event.__class__ is not yaml.ScalarEvent:
                raise self._refusal(event, "a key must be a word", "write `key: value`")
            key: str = event.value
            field = Field(event, self._node(next(events), events, depth + 1))
            if key in fields:
                first = fields[key].key.line
                self.problems.append(
                    Problem(
                        message=f'duplicate key "{key}"',
                        location=field.key,
                        hint=f"it stands on line {first} already; keep one of the two",
                        code="duplicate-key",
                    )
                )
            else:
                fields[key] = field
        return fields

    def _check(self, event: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise self._refusal(event, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        if event.anchor is not None:
            raise self._refusal(
                event, "anchors and aliases (& and *) are not read here", "quote the text, or write it out"
            )
        if event.tag not in (None, "!"):
            raise self._refusal(event, f'the tag "{event.tag}" is not read here', "quote the text")

    def _refusal(self, event: Any, message: str, hint: str) -> _RefusalError:
        location = self.places.of_event(event)
        return _RefusalError(Problem(message=message, location=location, hint=hint, code="broken-yaml"))

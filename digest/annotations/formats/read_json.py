"""JSON -> annotations, whoever wrote it: W3C Web Annotations in any container, or what Hypothesis gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from digest.annotations.formats import hypothesis, w3c
from digest.annotations.formats.incoming import Incoming

_CONTAINERS: Final = ("rows", "annotations", "items", "first", "@graph")
"""Where a container holds its annotations: Hypothesis's search, its export, a W3C page, a collection, a graph."""

_DEEPEST: Final = 8
"""Containers within containers; a W3C collection has three levels."""


def read_json(text: str) -> tuple[tuple[Incoming, ...], tuple[str, ...]]:
    """The annotations in a JSON text, and what could not be read of it, in words."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        return (), (f"is not JSON: {error}",)
    annotations: list[Incoming] = []
    problems: list[str] = []
    number = 0
    for number, item in enumerate(_items(value, 0), start=1):
        read = list(_read(item))
        annotations += read
        if not read:
            problems.append(f"annotation {number} does not name the page that it is about")
    return tuple(annotations), tuple(problems) if number else ("holds no annotations",)


def _items(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    """Each annotation, in the order of the text."""
    if depth > _DEEPEST:
        return
    if isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _items(item, depth + 1)
        return
    if not isinstance(value, Mapping):
        return
    container = next((name for name in _CONTAINERS if isinstance(value.get(name), (list, dict))), None)
    if container is not None and "target" not in value:
        yield from _items(value[container], depth + 1)
    elif "target" in value or "uri" in value:
        yield value


def _read(item: Mapping[str, Any]) -> Iterator[Incoming]:
    yield from hypothesis.read(item) if isinstance(item.get("uri"), str) else w3c.read(item)

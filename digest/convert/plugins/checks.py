"""Whether what a plug-in returned has the types that its contract names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from digest.model.article import Value

_DEEPEST: Final = 8
"""Levels of lists and mappings in a value of front matter."""

_LARGEST_NUMBER: Final = 2**63


def wrong_field(value: Any) -> str | None:
    """The name of the first field of a dataclass that holds a value of another type than it declares; else None."""
    kind: type[Any] = type(value)
    hints = _hints(kind)
    for field in fields(kind):
        if not _fits(getattr(value, field.name), hints[field.name]):
            return field.name
    return None


def is_front_matter_value(value: object, depth: int = 0) -> bool:
    """Whether front matter can hold a value."""
    if isinstance(value, str | bool | float | NoneType) or type(value) is date:
        return True
    if isinstance(value, int):
        return abs(value) < _LARGEST_NUMBER
    if depth >= _DEEPEST:
        return False
    if isinstance(value, Mapping):
        return all(isinstance(key, str) and is_front_matter_value(item, depth + 1) for key, item in value.items())
    return isinstance(value, list | tuple) and all(is_front_matter_value(item, depth + 1) for item in value)


def _hints(kind: type[Any]) -> Mapping[str, Any]:
    """The types of the fields of a dataclass; what front matter can hold is looked at by `is_front_matter_value`."""
    return get_type_hints(kind, localns={"Value": object, "Sequence": Sequence, "Mapping": Mapping, "date": date})


def _fits(value: object, hint: Any) -> bool:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        return any(_fits(value, argument) for argument in arguments)
    if origin is Literal:
        return value in arguments
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(item, arguments[0]) for item in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(isinstance(key, str) for key in value)
    if hint in {object, Value}:
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return isinstance(value, hint) and wrong_field(value) is None
    if hint in {int, date}:  # a bool is an int and a datetime a date, but neither is meant
        return type(value) is hint
    return isinstance(value, hint)

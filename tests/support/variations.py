"""Values of any type of the program's inputs, and each of them with one thing within it changed, from the types alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from digest.model.article import Value
from digest.model.inputs import counted, types_within

PLAIN: dict[object, tuple[object, ...]] = {
    str: ("one", "two", ""),
    int: (1, 2, 0),
    bool: (False, True),
    float: (1.5, 2.5),
    date: (date(2025, 3, 17), date(2025, 3, 18)),
    PurePosixPath: (PurePosixPath("content/one.md"), PurePosixPath("content/two.md")),
    NoneType: (None,),
    Value: ("one", 1, None, True, date(2025, 3, 17), ("one",), {"one": "two"}),
}
"""Of each type without parts some values; the first is the sample."""


def sample(hint: Any) -> Any:
    """A value of a type, with something in every part of it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint][0]
    if origin is Literal:
        return arguments[0]
    if origin in (Union, UnionType):
        return sample(next(member for member in arguments if member is not NoneType))
    if origin is tuple and arguments[-1] is not Ellipsis:
        return tuple(map(sample, arguments))
    if origin in (tuple, Sequence):
        return (sample(arguments[0]),)
    if origin is Mapping:
        return {sample(arguments[0]): sample(arguments[1])}
    if is_dataclass(origin or hint):
        return (origin or hint)(**{name: sample(inner) for name, inner in fields_of(hint)})
    message = f"no sample is known for {hint}"
    raise TypeError(message)


def variations(hint: Any) -> Iterator[tuple[str, Any]]:
    """The sample of a type with one thing in it changed, and where: each field at every depth, each way to change it."""
    value, origin, arguments = sample(hint), get_origin(hint), get_args(hint)
    if hint in PLAIN:
        yield from (("", other) for other in PLAIN[hint][1:])
    elif origin is Literal:
        yield from (("", other) for other in arguments[1:])
    elif origin in (Union, UnionType):
        first = next(member for member in arguments if member is not NoneType)
        yield from variations(first)
        yield from (("", sample(member)) for member in arguments if member is not first)
    elif origin is tuple and arguments[-1] is not Ellipsis:
        for at, inner in enumerate(arguments):
            yield from ((where, (*value[:at], other, *value[at + 1 :])) for where, other in variations(inner))
    elif origin in (tuple, Sequence):
        yield from (("", other) for other in ((), value * 2))
        yield from ((where, (other,)) for where, other in variations(arguments[0]))
    elif origin is Mapping:
        yield "", {}
        yield from ((where, dict.fromkeys(value, other)) for where, other in variations(arguments[1]))
    else:
        for name, inner in fields_of(hint):
            kind = (origin or hint).__name__
            for where, other in variations(inner):
                yield f"{kind}.{name} {where}".strip(), replace(value, **{name: other})


def fields_of(hint: Any) -> Iterator[tuple[str, Any]]:
    """The names and types of the fields of a dataclass; what a generic one is of stands for its variable.

    Of a `NewType` the type is what it is made of.
    """
    types = {name: getattr(inner, "__supertype__", inner) for name, inner in types_within(hint).items()}
    yield from ((item.name, types[item.name]) for item in counted_fields(get_origin(hint) or hint))


counted_fields = counted
"""Found before anything is replaced in `digest.model.inputs`, so that a test that does so still walks all fields."""


def dataclasses_in(hint: Any) -> Iterator[type]:
    """Every dataclass that values of a type may hold, the type itself among them."""
    origin = get_origin(hint) or hint
    if hint in PLAIN or origin is Literal:
        return
    if is_dataclass(origin):
        yield origin
        for _, inner in fields_of(hint):
            yield from dataclasses_in(inner)
    else:
        for inner in get_args(hint):
            if inner is not Ellipsis:
                yield from dataclasses_in(inner)

"""What a file of the site is made from, told from the fields of a frozen dataclass: its key, and its inputs by name.

Nobody lists what a page depends on: the page's dataclass is that list. Every field that takes part in comparisons
counts, with all that it holds.

The canonical form of a value is made of nested tuples of plain values, which `marshal` writes with the type and length
of each. It is five times as fast as `repr`, and ten thousand pages take a tenth of a second. What another version of
Python may write differently is only made again.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import Field, field, fields, is_dataclass, replace
from datetime import date
from functools import cache
from inspect import get_annotations
from operator import attrgetter
from pathlib import PurePath, PurePosixPath
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

from digest.compiled.kept_code import compiled
from digest.model.fingerprint import long_fingerprint, plain_fingerprint

_PLAIN: Final = frozenset({str, bool, int, float, bytes, NoneType})

_WORDS: Final = "words"

LONG: Final = MappingProxyType({"long": True})
"""Metadata of a tuple of dataclasses, the last field that is not plain: it may be long, and is hashed a part at a time.
"""


class FingerprintedOnce:
    """A base class of dataclasses whose values are hashed once, and count by their fingerprint in all that hold them.

    The fingerprint lies beside the fields, so that neither `replace` nor pickling carries it over.
    """

    __slots__ = ("_fingerprint",)

    _fingerprint: str


def named(words: str, **options: Any) -> Any:
    """A field that `--explain` calls by these words; without them it goes by its name."""
    return field(metadata={_WORDS: words}, **options)


def key(value: object, *more: str) -> str:
    """The fingerprint of a value, and of texts beside it.

    Raises:
        TypeError: for a type that has no canonical form.
    """
    return plain_fingerprint((canonical(value), more) if more else canonical(value))


def canonical(value: object) -> object:
    """Nested tuples of plain values, equal for equal values alone."""
    kind: Any = type(value)
    return _form(kind)(value)


def inputs_of(value: object) -> dict[str, object]:
    """The inputs of a page by name, each as the canonical forms of all that goes by it.

    A value that has a property `known_as` goes by that; the values within a field otherwise go by the field's words.
    """
    kind: Any = type(value)
    groups: _Groups = defaultdict(list)
    _adder(kind)(groups, value, kind.__name__)
    return {**groups}


def fingerprint_of(value: FingerprintedOnce) -> str:
    """The fingerprint that a value counts by."""
    return str(canonical(value))


def keep_fingerprint(value: FingerprintedOnce, fingerprint: str) -> None:
    """Give a value that comes out of a cache the fingerprint that an equal value had when it was stored."""
    object.__setattr__(value, "_fingerprint", fingerprint)


@cache
def counted(kind: type) -> tuple[Field[Any], ...]:
    """The fields of a dataclass that count."""
    return tuple(item for item in fields(kind) if item.compare)


@cache
def types_of(kind: Any) -> Mapping[str, Any]:
    """The types of the fields of a dataclass, base classes included.

    `typing.get_type_hints` would look up names within the class first, where a field `date` hides the type `date`.
    """
    hints: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        written = {name: hint for name, hint in get_annotations(base).items() if isinstance(hint, str)}
        code = compiled(f"({''.join(f'{hint}, ' for hint in written.values())})", "eval")
        values = eval(code, vars(sys.modules[base.__module__]), {})  # noqa: S307  (what modules of digest say)
        hints |= get_annotations(base) | dict(zip(written, values, strict=True))
    return hints


def types_within(hint: Any) -> Mapping[str, Any]:
    """As `types_of`, of a generic dataclass with what it is of in the place of its variables."""
    kind = get_origin(hint) or hint
    values = dict(zip(getattr(kind, "__parameters__", ()), get_args(hint), strict=False))
    return {name: _filled(inner, values) for name, inner in types_of(kind).items()}


def _filled(hint: Any, values: Mapping[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return values.get(hint, object)
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(values.get(parameter, object) for parameter in parameters)] if parameters else hint


@cache
def _form(kind: type) -> Callable[[Any], object]:
    """What makes the canonical form of values of a type, which says of which type they are."""
    if kind in _PLAIN:
        return _same
    if hasattr(kind, "__dataclass_fields__"):
        return _of_dataclass(kind)
    if issubclass(kind, (tuple, list)):
        return lambda items: tuple([canonical(item) for item in items])
    if issubclass(kind, Mapping):
        return lambda items: ("mapping", tuple([(name, canonical(items[name])) for name in sorted(items)]))
    if issubclass(kind, date):
        return lambda day: ("date", day.isoformat())
    if issubclass(kind, PurePath):
        return lambda path: ("path", path.as_posix())
    message = f"no canonical form for {kind.__name__}"
    raise TypeError(message)


def _of_dataclass(kind: Any) -> Callable[[Any], object]:
    row, name = _row(kind), kind.__name__
    return _once(kind) if issubclass(kind, FingerprintedOnce) else lambda value: (name, row(value))


def _same(value: object) -> object:
    return value


@cache
def _row(kind: Any) -> Callable[[Any], object]:
    """What makes the forms of the fields of a dataclass; `attrgetter` takes those of plain values in one step."""
    types, names = types_within(kind), [item.name for item in counted(get_origin(kind) or kind)]
    plain = [name for name in names if _is_plain(types[name])]
    others = [(attrgetter(name), _typed_form(types[name])) for name in names if name not in plain]
    get = attrgetter(*plain) if plain else _nothing
    return (lambda value: (get(value), [form(other(value)) for other, form in others])) if others else get


def _typed_form(hint: Any) -> Callable[[Any], object]:
    """What makes the forms of a field's values, where they need not say what the field's type says already."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is PurePosixPath:
        return str
    if hint is date:
        return date.isoformat
    if is_dataclass(origin or hint):
        return _once(hint) if issubclass(origin or hint, FingerprintedOnce) else _row(hint)
    if origin is tuple and arguments[-1] is Ellipsis:
        inner = _typed_form(arguments[0])
        return lambda items: list(map(inner, items))
    if origin in (Union, UnionType) and len(arguments) == 2 and arguments[1] is NoneType:
        present = _typed_form(arguments[0])
        return lambda value: None if value is None else present(value)
    return canonical


def _nothing(_value: object) -> object:
    return ()


@cache
def _once(kind: Any) -> Callable[[Any], object]:
    """The fingerprint in the place of the form: the one that the value keeps, or one made now and kept there."""
    row, name, long = (
        _row(kind),
        kind.__name__,
        [item.name for item in counted(kind) if LONG.items() <= item.metadata.items()],
    )

    def made(value: Any) -> str:
        if not long:
            return plain_fingerprint((name, row(value)))
        items, inner = getattr(value, long[0]), _typed_form(get_args(types_of(kind)[long[0]])[0])
        return long_fingerprint((name, row(replace(value, **{long[0]: ()}))), len(items), map(inner, items))

    def kept(value: Any) -> object:
        try:
            return value._fingerprint  # noqa: SLF001  (this module's own)
        except AttributeError:
            keep_fingerprint(value, made(value))
            return value._fingerprint  # noqa: SLF001  (as above)

    return kept


def _is_plain(hint: Any) -> bool:
    """Whether the values of a type are in canonical form as they are."""
    origin = get_origin(hint)
    if origin is Literal:
        return True
    if origin in (Union, UnionType, tuple):
        return all(item is Ellipsis or _is_plain(item) for item in get_args(hint))
    return hint in _PLAIN


_Groups: TypeAlias = "defaultdict[str, list[object]]"
"""Canonical forms by the words that they go by."""


@cache
def _adder(kind: Any) -> Callable[[_Groups, Any, str], None]:
    """What adds all that a value of a type holds, where nothing goes by words of its own; nothing for what is empty."""
    if kind is NoneType:
        return lambda _groups, _value, _words: None
    if issubclass(kind, tuple):
        return _add_items
    if issubclass(kind, FingerprintedOnce) and hasattr(kind, "known_as") and not _holds_known(kind):
        return lambda groups, value, _words: groups[value.known_as].append(fingerprint_of(value))
    if hasattr(kind, "__dataclass_fields__") and (issubclass(kind, FingerprintedOnce) or not _is_flat(kind)):
        return _fields_adder(kind)
    form, known = _form(kind), hasattr(kind, "known_as")
    return lambda groups, value, words: groups[value.known_as if known else words].append(form(value))


def _add_items(groups: _Groups, items: tuple[object, ...], words: str) -> None:
    if items and all(type(item) in _PLAIN for item in items):
        groups[words].append(items)
    else:
        for item in items:
            kind: Any = type(item)
            _adder(kind)(groups, item, words)


@cache
def _fields_adder(kind: Any) -> Callable[[_Groups, Any, str], None]:
    """What adds the fields of a dataclass, each by its words; by its name where it is a page's own and has none."""
    members = [
        (attrgetter(item.name), item.metadata.get(_WORDS), f"its {item.name.replace('_', ' ')}")
        for item in counted(kind)
    ]

    def add(groups: _Groups, value: Any, words: str) -> None:
        own = getattr(value, "known_as", "")
        is_page = words == kind.__name__
        for get, of_field, name in members:
            item = get(value)
            inner = of_field or own or (name if is_page else words)
            if type(item) in _PLAIN and item is not None:
                groups[inner].append(item)
            elif not item and not (is_page or of_field):
                groups[inner].append(None)  # so that what moves from one field to another is not where it was
            else:
                held: Any = type(item)
                _adder(held)(groups, item, inner)

    return add


@cache
def _holds_known(kind: Any) -> bool:
    """Whether a field of a dataclass holds a value that goes by a name of its own, as an article's entry does."""
    types = [hint for hint in types_of(kind).values() if isinstance(hint, type)]
    return any(issubclass(hint, FingerprintedOnce) and hasattr(hint, "known_as") for hint in types)


@cache
def _is_flat(kind: Any) -> bool:
    """Whether all that a dataclass holds goes by the same words: plain values without words of their own."""
    types = types_of(kind)
    return all(_WORDS not in item.metadata and _is_plain(types[item.name]) for item in counted(kind))

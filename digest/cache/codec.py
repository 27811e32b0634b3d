"""The codec between frozen dataclasses and the texts that the cache holds, derived from the types of their fields.

A dataclass is a JSON array of its fields in the order in which they are declared. Fields at the end are left out if
they have a simple default and hold it, so that what is seldom said costs nothing. A member of a union that JSON has
no type for is an object of one key, its type: `{"date":"2025-03-18"}`.

Equal values have equal encodings, where the order of a mapping counts as part of its value. So the fingerprint of an
encoding can serve as the fingerprint of its value. Nothing is pickled: to decode a damaged text can give an error but
cannot run anything. The encoding has no version of its own: who stores it names the program that wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from functools import cache, cached_property, partial
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    Any,
    Final,
    ForwardRef,
    Generic,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from digest.cache.dataclass_rows import Rows
from digest.cache.json_forms import (
    SIMPLE,
    Form,
    Function,
    fixed_tuple,
    items,
    later,
    mapping,
    optional,
    plain,
    tagged_union,
)

T = TypeVar("T")

Own: TypeAlias = tuple[tuple[type, Form], ...]
"""Types with forms of their own."""

_parse: Final = json.JSONDecoder().raw_decode
_dumps: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
_dumps_ascii: Final = json.JSONEncoder(check_circular=False, separators=(",", ":")).encode


class Codec(Generic[T]):
    """Encodes the values of a type as texts, and decodes them.

    The types known are dataclasses, str, int, float, bool, bytes, None, date, PurePosixPath, tuples, Sequence, Mapping
    with keys of text, Literal of texts, and unions of these, also recursive ones. A sequence comes back as a tuple.
    """

    def __init__(self, kind: Any, own: Own = ()) -> None:
        """Make a codec; its functions are generated when they are first needed.

        Args:
            kind: the type, for example a dataclass or `tuple[Problem, ...]`.
            own: types within it whose values have a form of their own; such a codec cannot be pickled.
        """
        self.kind, self._own = kind, own

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle by the type, since generated functions cannot be pickled."""
        return Codec, (self.kind,)

    def encode(self, value: T) -> str:
        """The text of a value.

        Raises:
            TypeError: the value is not of this type, as far as that is noticed.
        """
        value = self.to_json(value)
        text = _dumps(value)
        return text if text.isascii() or _is_unicode(text) else _dumps_ascii(value)

    def to_json(self, value: T) -> Any:
        """What `from_json` takes."""
        return self._functions[0](value)

    def decode(self, text: str) -> T:
        """The value of a text.

        Raises:
            ValueError: the text is not the encoding of a value of this type.
        """
        return self.from_json(parse_json(text))

    def from_json(self, value: Any) -> T:
        """The value of a text that was parsed as JSON already, perhaps as part of a larger one.

        Raises:
            ValueError: as `decode`.
        """
        try:
            result: T = self._functions[1](value)
        except (TypeError, AttributeError, RecursionError) as error:
            raise ValueError(f"not an encoded {self.kind}: {error}") from error
        return result

    @cached_property
    def _functions(self) -> tuple[Function, Function]:
        form = _form(self.kind, {}, self._own)
        return form.encoder(), form.decoder()


def parse_json(text: str) -> Any:
    """The value of a text of JSON, such as the cache holds.

    Raises:
        ValueError: it is not one, or is nested too deeply.
    """
    try:
        value, end = _parse(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if end != len(text):
        raise ValueError(f"more after the end of the value, at {end}")
    return value


def _is_unicode(text: str) -> bool:
    """Whether a text can be stored as UTF-8, which lone surrogates cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _form(kind: Any, scope: Mapping[str, Any], own: Own) -> Form:
    """The form of a type.

    Args:
        kind: the type.
        scope: the names of the module in which the type is written, for references to types by name.
        own: types with forms of their own.

    Raises:
        TypeError: values of the type cannot be encoded.
    """
    kind = getattr(kind, "__supertype__", kind)  # that of a NewType
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in SIMPLE:
        return SIMPLE[kind]
    for known, form in own:
        if kind is known:
            return form
    if is_dataclass(origin or kind):
        return _dataclass_form(kind, own)
    if isinstance(kind, (ForwardRef, str)):  # such as `Value` within itself
        return later(partial(_resolve, kind if isinstance(kind, str) else kind.__forward_arg__, scope, own))
    if origin is Literal and all(isinstance(word, str) for word in arguments):
        return plain("{0} in " + repr(arguments).replace("{", "{{").replace("}", "}}"))
    if origin in {Union, UnionType}:
        return _union(arguments, scope, own)
    return _collection(kind, scope, own)


def _collection(kind: Any, scope: Mapping[str, Any], own: Own) -> Form:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple and arguments[-1:] != (...,):
        return fixed_tuple([_form(item, scope, own) for item in arguments])
    if origin in {tuple, Sequence}:
        return items(_form(arguments[0], scope, own))
    if origin is Mapping and arguments[0] is str:
        return mapping(_form(arguments[1], scope, own))
    raise TypeError(f"values of {kind} cannot be encoded")


def _union(members: Sequence[Any], scope: Mapping[str, Any], own: Own) -> Form:
    forms = {member: _form(member, scope, own) for member in members}
    if all(form.is_plain for form in forms.values()):
        return plain(" or ".join(f"({form.check})" for form in forms.values()))
    if len(members) == 2 and NoneType in members:
        return optional(next(form for member, form in forms.items() if member is not NoneType))
    return tagged_union({get_origin(member) or member: form for member, form in forms.items()})


def _resolve(name: str, scope: Mapping[str, Any], own: Own) -> Form:
    """The form of a type by its name."""
    holder = SimpleNamespace(__annotations__={"kind": name})
    return _form(get_type_hints(holder, dict(scope))["kind"], scope, own)


@cache
def _dataclass_form(kind: Any, own: Own) -> Form:
    rows = Rows(kind, partial(_form, own=own))
    return Form(
        check="{0}.__class__ is list",
        encoding="{1}({0})",
        decoding="{1}[len({0})]({0})",
        encode=rows.encode,
        decode=rows,
    )

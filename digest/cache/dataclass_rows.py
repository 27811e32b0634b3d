"""The rows of JSON that stand for the objects of dataclasses: a list of the values of their fields.

The functions that make rows of objects, and objects of rows, are generated as source text for each dataclass, as
`dataclasses` and attrs generate theirs, since a build decodes tens of thousands of objects at its start.
`tests/benchmarks/codec.py` measures them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from functools import cached_property, lru_cache
from types import MemberDescriptorType
from typing import Any, Final, get_origin

from digest.cache.json_forms import Form, Function
from digest.compiled.kept_code import compiled
from digest.dataclass import dataclass
from digest.model.inputs import types_within

_SHARED_VALUES: Final = 4096
"""Values of a shared field that are kept, so that equal ones are one object."""

_REQUIRED: Final = object()
"""Stands for the default of a field that has none."""


class Rows(dict[int, Function]):
    """Makes rows of the objects of a dataclass, and objects of rows, by functions that are compiled when first needed.

    The items of this dictionary are those that decode, by the length of the row.
    """

    def __init__(self, kind: Any, form_of: Callable[[Any, Mapping[str, Any]], Form]) -> None:
        """Make none of them yet.

        Args:
            kind: the dataclass, a generic one with what it is of.
            form_of: the form of a type, which is written in a module of these names.
        """
        self._hint, self._kind = kind, get_origin(kind) or kind
        self._form_of = form_of

    def __missing__(self, size: int) -> Function:
        if not _required(self._members) <= size <= len(self._members):
            raise ValueError(f"{size} fields")
        made = _slots_filled(self._members, size) if _is_plain(self._kind) else _called(self._members[:size])
        self[size] = _compiled(_decoder(self._members[:size], made), self._names)
        return self[size]

    def encode(self, value: Any) -> list[Any]:
        """The row of an object."""
        row: list[Any] = self._encode(value)
        return row

    @cached_property
    def _encode(self) -> Function:
        return _compiled(_encoder(self._members), self._names)

    @cached_property  # not before: a dataclass may contain itself
    def _members(self) -> tuple[_Member, ...]:
        scope = vars(sys.modules[self._kind.__module__])
        hints = types_within(self._hint)
        return tuple(
            _Member(at=at, field=field, form=self._form_of(hints[field.name], scope))
            for at, field in enumerate(field for field in fields(self._kind) if field.init)
        )

    @cached_property
    def _names(self) -> dict[str, Any]:
        """What the compiled functions refer to."""
        functions = {name: function for member in self._members for name, function in member.functions.items()}
        if _is_plain(self._kind):
            functions |= {
                f"set_{member.at}": getattr(self._kind, member.field.name).__set__ for member in self._members
            }
        return {
            **functions,
            "new": object.__new__,
            "kind": self._kind,
            "defaults": [member.default for member in self._members],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Member:
    """A field of a dataclass, as generated code knows it.

    Attributes:
        at: its place among the fields, from 0.
        field: what `dataclasses` knows of it.
        form: of its type.
    """

    at: int
    field: Field[Any]
    form: Form

    @property
    def default(self) -> object:
        """Its default as JSON; `_REQUIRED` if it has none, or one that is not simple.

        A list that is not empty is not simple: `[0]` and `[False]` are equal in Python.
        """
        if self.field.default is not MISSING:
            default = self.form.encoder()(self.field.default)
        elif self.field.default_factory is not MISSING:
            default = self.form.encoder()(self.field.default_factory())
        else:
            return _REQUIRED
        return default if not default or isinstance(default, (str, int, float)) else _REQUIRED

    @property
    def functions(self) -> dict[str, Function]:
        """What its expressions call, by name."""
        return {
            f"encode_{self.at}": self.form.encode,
            f"decode_{self.at}": self.form.decode,
            f"share_{self.at}": lru_cache(maxsize=_SHARED_VALUES)(lambda value: value),
            f"left_out_{self.at}": self._left_out,
        }

    def _left_out(self) -> Any:
        """The value of a field that is left out of a row."""
        return self.field.default if self.field.default_factory is MISSING else self.field.default_factory()

    @property
    def is_shared(self) -> bool:
        """Whether equal values are to be one object."""
        return bool(self.field.metadata.get("shared"))

    @property
    def check(self) -> str:
        """The condition on its JSON, which a variable `f<at>` holds."""
        return self.form.check.format(f"f{self.at}")

    @property
    def encoding(self) -> str:
        """The expression of its JSON, where `value` is the object."""
        return self.form.encoding.format(f"value.{self.field.name}", f"encode_{self.at}")

    @property
    def decoding(self) -> str:
        """The expression of its value, where a variable `f<at>` holds its JSON."""
        value = self.form.decoding.format(f"f{self.at}", f"decode_{self.at}")
        return f"share_{self.at}({value})" if self.is_shared else value


def _required(members: Sequence[_Member]) -> int:
    """How many fields are always written; those after them can be left out, from the end."""
    return next((member.at + 1 for member in reversed(members) if member.default is _REQUIRED), 0)


def _encoder(members: Sequence[_Member]) -> str:
    """The source text of the function that makes a row of an object of a dataclass."""
    return f"""
def function(value):
    row = [{", ".join(member.encoding for member in members)}]
    size = {len(members)}
    while size > {_required(members)}:
        item, default = row[size - 1], defaults[size - 1]
        if item != default or item.__class__ is not default.__class__:
            break
        size -= 1
    return row[:size]
"""


def _is_plain(kind: Any) -> bool:
    """Whether an object is nothing but the values of its slots: then filling them takes half as long as calling it."""
    return not hasattr(kind, "__post_init__") and all(
        field.init and isinstance(getattr(kind, field.name, None), MemberDescriptorType) for field in fields(kind)
    )


def _slots_filled(members: Sequence[_Member], size: int) -> str:
    """The lines that make an object slot by slot, of which the first `size` are in the row."""
    values = [member.decoding if member.at < size else f"left_out_{member.at}()" for member in members]
    filled = "".join(f"    set_{at}(made, {value})\n" for at, value in enumerate(values))
    return f"    made = new(kind)\n{filled}    return made\n"


def _called(members: Sequence[_Member]) -> str:
    """The line that makes an object by a call."""
    return f"    return kind({', '.join(f'{member.field.name}={member.decoding}' for member in members)})\n"


def _decoder(members: Sequence[_Member], made: str) -> str:
    """The source text of the function that makes an object of a row of these fields, by some lines."""
    checks = [f"({member.check})" for member in members if member.check != "True"]
    return f"""
def function(row):
    [{", ".join(f"f{member.at}" for member in members)}] = row
    if not ({" and ".join(checks) or "True"}):
        raise ValueError("a field of another type")
{made}"""


def _compiled(source: str, names: Mapping[str, Any]) -> Function:
    """The function of a source text, which is made of the names and places of fields alone."""
    space = {"__name__": __name__, **names}
    exec(compiled(source), space)  # noqa: S102  (see above)
    function: Function = space["function"]
    return function

"""The decorator `dataclass` of the standard library in a third of its time: a command makes a hundred or two.

What it makes is a dataclass to all functions of `dataclasses`. `__init__` is generated when a class is called for the
first time, which most are not; the other methods are the same functions for all classes.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field, fields
from inspect import get_annotations
from operator import attrgetter, eq, ge, gt, le, lt
from types import MemberDescriptorType, SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from digest.compiled.kept_code import compiled

__all__ = ["dataclass"]

_Fields: TypeAlias = "dict[str, Field[Any]]"


def _dataclass(
    *, frozen: bool = False, slots: bool = False, kw_only: bool = False, order: bool = False
) -> Callable[[Any], Any]:
    """As `dataclasses.dataclass`, where every field is given to `__init__`."""

    def make(plain: Any) -> Any:
        own: _Fields = {
            name: _field(plain, name, kind, kw_only=kw_only)
            for name, kind in get_annotations(plain).items()
            if not kind.startswith("ClassVar")
        }
        every: _Fields = {}
        for base in reversed(plain.__mro__[1:]):
            every |= base.__dict__.get("__dataclass_fields__", {})
        methods = _methods(every | own, frozen=frozen) | (_ORDERED if order else {})
        methods |= {name: plain.__dict__[name] for name in methods if name in plain.__dict__}
        made = _slotted(plain, own, methods) if slots else _extended(plain, methods)
        made.__init__ = _initialiser(made, every | own, frozen=frozen)
        return made

    return make


def _field(plain: Any, name: str, kind: Any, *, kw_only: bool) -> Field[Any]:
    default = getattr(plain, name, MISSING)
    if isinstance(default, MemberDescriptorType):  # the slot of a base class
        default = MISSING
    made: Any = default if isinstance(default, Field) else field(default=default)
    made.name, made.type, made.kw_only = name, kind, kw_only
    made._field_type = _KIND  # noqa: SLF001  (by this `fields` knows it)
    return made  # type: ignore[no-any-return]


_KIND: Final[Any] = vars(dataclasses)["_FIELD"]


def _methods(every: _Fields, *, frozen: bool) -> dict[str, Any]:
    """What a dataclass has beside `__init__`."""
    compared = [name for name, item in every.items() if item.compare]
    shared: dict[str, Any] = {
        "__dataclass_fields__": every,
        "__dataclass_params__": SimpleNamespace(frozen=frozen),
        "__dataclass_compared__": attrgetter(*compared) if compared else _nothing,
        "__match_args__": tuple(name for name, item in every.items() if not item.kw_only),
        "__repr__": _represent,
        "__eq__": _EQUAL,
        "__hash__": _hash if frozen else None,
    }
    return shared | _FROZEN if frozen else shared


def _extended(plain: Any, methods: dict[str, Any]) -> Any:
    for name, value in methods.items():
        setattr(plain, name, value)
    return plain


def _slotted(plain: Any, own: _Fields, methods: dict[str, Any]) -> Any:
    """The class made once more, since Python makes slots only of what it is told when a class begins."""
    taken = {slot for base in plain.__mro__[1:-1] for slot in base.__dict__.get("__slots__", ())}
    left_out = {"__dict__", "__weakref__", *own}
    space = _PICKLED | {name: value for name, value in plain.__dict__.items() if name not in left_out} | methods
    space["__slots__"] = tuple(name for name in own if name not in taken)
    made: Any = type(plain)(plain.__name__, plain.__bases__, space)
    made.__qualname__ = plain.__qualname__
    return made


def _initialiser(made: Any, every: _Fields, *, frozen: bool) -> Callable[..., None]:
    """What is `__init__` until the first call, which puts the function that it generates into its place."""

    def __init__(self: Any, *positional: Any, **named: Any) -> None:  # noqa: N807  (the name that Python shows)
        space = {"__name__": __name__, "set": object.__setattr__, "fields": every, "MISSING": MISSING}
        space |= {f"set_{name}": getattr(made, name).__set__ for name in every if _has_slot(made, name)}
        exec(compiled(_source(made, every, frozen=frozen)), space)  # noqa: S102  (made of the names of fields, as in `dataclasses`)
        made.__init__ = space["__init__"]
        made.__init__.__qualname__ = f"{made.__qualname__}.__init__"
        made.__init__(self, *positional, **named)

    return __init__


def _source(made: Any, every: _Fields, *, frozen: bool) -> str:
    arguments = [_argument(item) for item in every.values() if not item.kw_only]
    named = [_argument(item) for item in every.values() if item.kw_only]
    set_field = "set_{0}(self, {1})", "set(self, {0!r}, {1})"  # through its slot takes two thirds of the time
    lines = [
        (set_field[not _has_slot(made, name)] if frozen else "self.{0} = {1}").format(name, _value(item))
        for name, item in every.items()
    ]
    lines += ["self.__post_init__()"] if hasattr(made, "__post_init__") else ["pass"]
    return f"def __init__({', '.join(['self', *arguments, *['*'][: len(named)], *named])}):\n " + "\n ".join(lines)


def _has_slot(made: Any, name: str) -> bool:
    return isinstance(getattr(made, name, None), MemberDescriptorType)


def _argument(item: Field[Any]) -> str:
    if item.default_factory is not MISSING:
        return f"{item.name}=MISSING"
    return item.name if item.default is MISSING else f"{item.name}=fields[{item.name!r}].default"


def _value(item: Field[Any]) -> str:
    if item.default_factory is MISSING:
        return item.name
    return f"fields[{item.name!r}].default_factory() if {item.name} is MISSING else {item.name}"


def _nothing(_value: object) -> object:
    return ()


def _represent(self: Any) -> str:
    shown = (f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _comparison(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    def compared(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = self.__class__.__dataclass_compared__
        return compare(values(self), values(other))

    return compared


def _hash(self: Any) -> int:
    return hash(self.__class__.__dataclass_compared__(self))


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for item, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)


_EQUAL: Final = _comparison(eq)
_ORDERED: Final = {f"__{compare.__name__}__": _comparison(compare) for compare in (lt, le, gt, ge)}
_FROZEN: Final = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
_PICKLED: Final[dict[str, Any]] = {"__getstate__": _state, "__setstate__": _restore}

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass

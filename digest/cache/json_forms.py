"""How values of the types that dataclasses are made of become JSON, and come back.

A form is made of Python expressions, so that the code generated for a dataclass can do without a call for most of its
fields: a call takes several times as long as what it does there.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import PurePosixPath
from sys import intern
from types import NoneType
from typing import Any, Final

from digest.compiled.kept_code import compiled
from digest.dataclass import dataclass

Function = Callable[[Any], Any]

_DAYS: Final = 65_536
"""Days that are kept, so that one day is one object."""

_SAME: Final = "{0}"
"""The expression that is its argument."""

_CALL: Final = "{1}({0})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How values of a type become JSON, and come back.

    Attributes:
        check: a condition on `{0}` that the JSON of every value fulfils.
        encoding: the expression for the JSON of the value `{0}`; in it `{1}` stands for `encode`.
        decoding: the expression for the value of the JSON `{0}`, which fulfils the check; in it `{1}` stands for
            `decode`. It raises ValueError, TypeError or AttributeError for what is not the JSON of a value.
        encode, decode: what the expressions call, if they call something.
    """

    check: str
    encoding: str = _SAME
    decoding: str = _SAME
    encode: Any = None
    decode: Any = None

    @property
    def is_plain(self) -> bool:
        """Whether JSON has these values too."""
        return self.encoding == self.decoding == _SAME

    def encoder(self) -> Function:
        """The function from a value to JSON."""
        return _function(self.encoding.format("value", "call"), self.encode)

    def decoder(self) -> Function:
        """The function from JSON to a value, which raises as `decoding` does."""
        check, decoding = self.check.format("value"), self.decoding.format("value", "call")
        return _function(f"{decoding} if {check} else refuse(value)", self.decode)


def _function(expression: str, call: Any) -> Function:
    code = compiled(f"lambda value: ({expression})", "eval")
    function: Function = eval(code, {"__name__": __name__, "call": call, "refuse": _refuse})  # noqa: S307  (made of the expressions below)
    return function


def _refuse(value: Any) -> Any:
    raise ValueError(f"a value of another type: {value!r}")


def plain(check: str) -> Form:
    """Values that JSON has too, those for which a condition on `{0}` holds."""
    return Form(check=check)


def optional(form: Form) -> Form:
    """Values of a type, or None."""
    return Form(
        check=f"({{0}} is None or {form.check})",
        encoding=f"(None if {{0}} is None else {form.encoding})",
        decoding=f"(None if {{0}} is None else {form.decoding})",
        encode=form.encode,
        decode=form.decode,
    )


def items(form: Form) -> Form:
    """A list of any length, decoded as a tuple; a tuple of values that JSON has too is a list to it as it stands."""
    decoding = "({1}({0}) if {0} else ())"
    if form.is_plain:
        checked = f"tuple([item if {form.check.format('item')} else refuse(item) for item in value])"
        return Form(check="{0}.__class__ is list", decoding=decoding, decode=_function(checked, None))
    encode_item, decode_item = form.encoder(), form.decoder()
    return Form(
        check="{0}.__class__ is list",
        encoding=_CALL,
        decoding=decoding,
        encode=lambda values: [encode_item(value) for value in values],
        decode=lambda values: tuple([decode_item(value) for value in values]),
    )


def fixed_tuple(forms: Sequence[Form]) -> Form:
    """A tuple whose items have a type each."""
    encoders, decoders = [form.encoder() for form in forms], [form.decoder() for form in forms]
    return Form(
        check="{0}.__class__ is list",
        encoding=_CALL,
        decoding=_CALL,
        encode=lambda values: [encode(value) for encode, value in zip(encoders, values, strict=True)],
        decode=lambda values: tuple([decode(value) for decode, value in zip(decoders, values, strict=True)]),
    )


def mapping(form: Form) -> Form:
    """A mapping whose keys are texts, decoded as a dict."""
    encode_item, decode_item = form.encoder(), form.decoder()

    def encode(values: Mapping[str, Any]) -> dict[str, Any]:
        if not all(key.__class__ is str for key in values):  # JSON would make texts of them without a word
            raise TypeError("a key is not a text")
        return {key: encode_item(value) for key, value in values.items()}

    return Form(
        check="{0}.__class__ is dict",
        encoding=_CALL,
        decoding=_CALL,
        encode=encode,
        decode=lambda values: {intern(key): decode_item(value) for key, value in values.items()},
    )


def tagged_union(forms: Mapping[type, Form]) -> Form:
    """Values of one of several types: those that JSON has too as they are, others in an object whose key is the type.

    Args:
        forms: by the class of the values.
    """
    functions = {kind: (form.encoder(), form.decoder()) for kind, form in forms.items()}
    plains = {kind: functions[kind] for kind in forms if kind in _PLAIN}
    if str in plains:
        plains[str] = functions[str][0], intern  # such as tags, which many texts share
    tagged = {kind.__name__: (kind, *functions[kind]) for kind in forms if kind not in _PLAIN}

    def encode(value: Any) -> Any:
        if value.__class__ in plains:
            return plains[value.__class__][0](value)
        for tag, (kind, encode_member, _) in tagged.items():
            if isinstance(value, kind):
                return {tag: encode_member(value)}
        raise TypeError(f"{value.__class__.__name__} is not a member of the union")

    def decode(value: Any) -> Any:
        if value.__class__ in plains:
            return plains[value.__class__][1](value)
        ((tag, content),) = value.items()
        if tag not in tagged:
            raise ValueError(f"{tag!r} is not a member of the union")
        return tagged[tag][2](content)

    return Form(check="True", encoding=_CALL, decoding=_CALL, encode=encode, decode=decode)


def later(form: Callable[[], Form]) -> Form:
    """The form of a type that may contain itself: it is made when it is first needed."""

    @cache
    def encoder() -> Function:
        return form().encoder()

    @cache
    def decoder() -> Function:
        return form().decoder()

    return Form(check="True", encoding="{1}()({0})", decoding="{1}()({0})", encode=encoder, decode=decoder)


_PLAIN: Final[Mapping[Any, Form]] = {
    str: plain("{0}.__class__ is str"),
    int: plain("{0}.__class__ is int"),
    bool: plain("{0}.__class__ is bool"),
    NoneType: plain("{0} is None"),
    float: Form(check="{0}.__class__ is float", encoding=_CALL, encode=float),  # to type checkers, an int is a float
}
"""The types that JSON has too."""

SIMPLE: Final[Mapping[Any, Form]] = {
    **_PLAIN,
    bytes: Form(
        check="{0}.__class__ is str",
        encoding=_CALL,
        decoding=_CALL,
        encode=lambda body: b64encode(body).decode(),
        decode=lambda text: b64decode(text, validate=True),
    ),
    date: Form(
        check="{0}.__class__ is str",
        encoding="{0}.isoformat()",
        decoding=_CALL,
        decode=lru_cache(maxsize=_DAYS)(date.fromisoformat),
    ),
    PurePosixPath: Form(check="{0}.__class__ is str", encoding="str({0})", decoding=_CALL, decode=PurePosixPath),
}
"""The types that are made of no others."""

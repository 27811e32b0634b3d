"""Fingerprints of values."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.fingerprint import DIGITS, fingerprint, long_fingerprint, plain_fingerprint
from digest.model.inputs import LONG, FingerprintedOnce, canonical, fingerprint_of
from digest.model.week import Week

law = settings(deadline=None)

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 2),
    st.sampled_from([-1.0, 0.0, -0.0, 1.0]),
    st.sampled_from(["", "0", "1", "None", "ab", "é", "str1:0", "\ud800"]),
    st.sampled_from([b"", b"0", b"ab"]),
    st.dates(date(2025, 1, 1), date(2025, 1, 3)),
)
KEYS = st.sampled_from(["", "a", "b", "ab"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=6,
)


@dataclass(frozen=True)
class Point:
    across: int
    down: int


@dataclass(frozen=True)
class Size:
    across: int
    down: int


def typed(value: object) -> object:
    """The value with the type of each part beside it, so that `1`, `1.0` and `True` are told apart."""
    if isinstance(value, tuple):
        return ("tuple", *map(typed, value))
    if isinstance(value, dict):
        return ("dict", *((key, typed(value[key])) for key in sorted(value)))
    return (type(value).__name__, repr(value))


@law
@given(VALUES, VALUES)
def test_values_have_one_fingerprint_only_where_they_are_equal(one: object, other: object) -> None:
    """Equal values of equal types share a fingerprint, and no others do."""
    assert (fingerprint(one) == fingerprint(other)) == (typed(one) == typed(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        (0.0, -0.0),
        ("1", 1),
        ("a", b"a"),
        ("a", PurePosixPath("a")),
        ("2025-01-01", date(2025, 1, 1)),
        (date(2025, 1, 1), datetime(2025, 1, 1, tzinfo=UTC)),
        (("a", "b"), ("ab",)),
        (("a", ("b",)), (("a",), "b")),
        ((("a",), "b"), (("a", "b"),)),
        (({"a": 1}, "b"), ({"a": 1, "b": 2},)),
        ((), None),
        ((), {}),
        (("a", 1), {"a": 1}),
        ("a", ("a",)),
        (Point(1, 2), Size(1, 2)),
        (Point(1, 2), Point(2, 1)),
        (Point(1, 2), (1, 2)),
        (Point(1, 2), {"across": 1, "down": 2}),
        ("str1:a", "a"),
    ],
)
def test_types_and_structure_count(one: object, other: object) -> None:
    """What merely looks alike has another fingerprint."""
    assert fingerprint(one) != fingerprint(other)


def test_arguments_are_not_run_together() -> None:
    """Each value is told from its neighbours."""
    assert fingerprint("a", "b") != fingerprint("ab") != fingerprint("a", "b", "")


def test_the_order_of_a_mapping_and_the_kind_of_a_list_do_not_count() -> None:
    """What means the same to a template has the same fingerprint."""
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint([1, 2]) == fingerprint((1, 2))
    assert fingerprint(PurePosixPath("a/b")) == fingerprint(PureWindowsPath("a\\b"))


@pytest.mark.parametrize("value", [{1, 2}, frozenset("a"), object(), 1j, iter(()), {"a": {1}}, (object(),)])
def test_a_type_without_canonical_form_is_refused(value: object) -> None:
    """Nothing is hashed by its address or by an order that changes."""
    with pytest.raises(TypeError, match="no canonical form for"):
        fingerprint(value)


def test_a_fingerprint_has_the_promised_form() -> None:
    """Hexadecimal digits, safe in a manifest and in a file name."""
    found = fingerprint(Week(2025, 12))
    assert len(found) == DIGITS
    assert set(found) <= set("0123456789abcdef")


def test_fingerprints_are_the_same_in_every_process() -> None:
    """Neither the seed of Python's hashes nor the process goes into them."""
    program = (
        "from digest.model.fingerprint import fingerprint\n"
        "from digest.model.week import Week\n"
        "print(fingerprint({'b': 1, 'a': (None, 2.5, 'é')}, Week(2025, 12)))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1")
    ]
    assert outputs == [fingerprint({"a": (None, 2.5, "é"), "b": 1}, Week(2025, 12))] * 2


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 70_000])
def test_a_long_list_that_is_hashed_in_parts_has_the_fingerprint_of_the_whole(count: int) -> None:
    items = [(str(at), at % 2 == 0) for at in range(count)]
    whole = plain_fingerprint(("name", (("a", 1), [items])))
    assert long_fingerprint(("name", (("a", 1), [[]])), count, iter(items)) == whole


@dataclass(frozen=True, kw_only=True)
class _Item:
    name: str
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class _Whole(FingerprintedOnce):
    title: str
    first: _Item
    items: tuple[_Item, ...]


@dataclass(frozen=True, kw_only=True)
class _Long(_Whole):
    items: tuple[_Item, ...] = field(metadata=LONG)


_Long.__name__ = _Whole.__name__


@pytest.mark.parametrize("count", [0, 3, 600])
def test_values_with_a_long_field_count_as_those_that_are_hashed_whole(count: int) -> None:
    items = tuple(_Item(name=str(at), day=date(2025, 1, 1) if at % 2 else None) for at in range(count))
    values = [kind(title="a", first=_Item(name="b"), items=items) for kind in (_Whole, _Long)]
    assert canonical(values[0]) == fingerprint_of(values[1])
    assert fingerprint_of(_Long(title="a", first=_Item(name="b"), items=(*items, _Item(name="c")))) != canonical(
        values[0]
    )

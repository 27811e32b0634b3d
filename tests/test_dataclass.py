"""The dataclasses of digest do what those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field, fields, replace
from functools import cached_property
from typing import ClassVar, Generic, TypeVar

import pytest

from digest.dataclass import dataclass

T = TypeVar("T")


class Marked:
    __slots__ = ("_mark",)


def declared(decorator):
    """The same classes, made by a decorator."""

    @decorator(frozen=True, slots=True, kw_only=True)
    class Point(Marked):
        kind: ClassVar[str] = "point"
        x: int
        y: int = 0
        names: tuple = field(default_factory=tuple)
        note: str = field(default="", compare=False, repr=False, metadata={"words": "a note"})

    @decorator(frozen=True, slots=True, kw_only=True)
    class Place(Point):
        """A class with a base, another default and a method of its own."""

        y: int = 5
        z: int

        def __repr__(self):
            return "place"

        def __post_init__(self):
            if self.z < 0:
                raise ValueError("below")

    @decorator(frozen=True, slots=True)
    class Pair(Generic[T]):
        first: T
        second: T = None

    @decorator(slots=True)
    class Count:
        value: int = 0

    @decorator(frozen=True, kw_only=True)
    class Kept:
        value: int

        @cached_property
        def double(self):
            return self.value * 2

    @decorator(frozen=True, slots=True)
    class Empty:
        pass

    @decorator(frozen=True, slots=True, order=True)
    class Rank:
        value: int
        name: str = ""

    return Point, Place, Pair, Count, Kept, Empty, Rank


def observed(decorator):
    """What can be seen of the classes and their objects."""
    point, place, pair, count, kept, empty, rank = declared(decorator)
    many = [
        point(x=1), point(x=1, y=2), point(x=1, names=([],)), point(x=1, note="b"), place(x=1, z=2), place(x=1, y=0, z=2),
        pair(1), pair(1, 2), pair(second=2, first=1), count(), count(value=3), kept(value=2), empty(),
    ]  # fmt: skip
    yield [repr(item).rpartition(">.")[2] for item in many]
    yield [[one == other for other in many] for one in many]
    yield [
        [(item.name, item.type, item.default, item.kw_only, item.compare, dict(item.metadata)) for item in fields(one)]
        for one in many
    ]
    yield [[hasattr(one, name) for name in ("__dict__", "_mark")] for one in many]
    yield [one.__match_args__ for one in many]
    yield [
        (one.__class__.__slots__ if "__slots__" in vars(one.__class__) else None, one.__class__.__name__)
        for one in many
    ]
    yield [one == copy.deepcopy(one) == copy.copy(one) for one in many]
    yield replace(many[0], y=7).y, replace(many[4], z=7).z, kept(value=4).double, point.kind, pair(3).first
    ranks = rank(1), rank(1, "b"), rank(2)
    yield [[(one < other, one <= other, one > other, one >= other) for other in ranks] for one in ranks]
    yield hash(many[0]) == hash(many[3]), hash(many[6]) == hash(many[7]), hash(many[-1]) == hash(empty())
    for wrong in (
        point, lambda: point(x=1, w=2), lambda: point(1), pair, lambda: place(x=1, z=-1), lambda: hash(count()),
        lambda: setattr(pair(1), "first", 2), lambda: delattr(pair(1), "first"), lambda: setattr(kept(value=1), "value", 2),
        lambda: hash(many[2]), lambda: replace(many[0], w=1), lambda: rank(1) < 1, lambda: pair(1) < pair(2),
    ):  # fmt: skip
        with pytest.raises((TypeError, ValueError, AttributeError)) as error:
            wrong()
        yield type(error.value), str(error.value).rpartition(">.")[2]


def test_a_dataclass_is_as_of_the_standard_library():
    """Fields, slots, equality, hashes, texts, copies and errors."""
    expected, seen = [*observed(dataclasses.dataclass)], [*observed(dataclass)]
    assert seen == expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    value: int
    more: tuple[int, ...] = ()


def test_a_value_goes_to_another_process_and_back():
    """Workers are sent values, before any of their class was made there."""
    assert pickle.loads(pickle.dumps(Sent(value=1, more=(2,)))) == Sent(value=1, more=(2,))


def test_a_generated_function_names_its_module():
    """By that a profile knows that it is not a template's."""
    Sent(value=1)
    assert Sent.__init__.__globals__["__name__"] == "digest.dataclass"

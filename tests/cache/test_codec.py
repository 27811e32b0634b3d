"""The codec of the cache: every stored type comes back as it was, and no text does harm."""

import json
import pickle
import pkgutil
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import PurePosixPath
from types import UnionType
from typing import Any, ForwardRef, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import digest
from digest.cache.codec import Codec
from digest.cache.store import Store
from digest.model.article import SHARED, Value
from digest.model.fingerprint import fingerprint
from digest.model.inputs import types_within
from digest.model.rendering import Reference
from digest.plan.feeds.atom import Feed
from digest.plan.pages import PageInputs

Tree: TypeAlias = int | date | Sequence["Tree"] | Mapping[str, "Tree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    kind: Literal["leaf", "bud"] = "leaf"
    weight: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A field of each type that can be stored; those at the end have simple defaults."""

    text: str
    row: int
    value: bool
    path: PurePosixPath
    day: date
    body: bytes
    pair: tuple[int, str]
    leaf: Leaf
    texts: tuple[str, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    inner: tuple["Every", ...] = ()
    one: "Every | None" = None
    either: int | str | None = None
    union: Leaf | date | str | None = None
    tree: Tree = 0
    front_matter: Value = None
    mapping: Mapping[str, Tree] = field(default_factory=dict)
    braces: Literal["{", "{0}"] = "{"
    share: tuple[str, ...] | None = field(default=None, metadata=SHARED)
    default: Leaf = Leaf()
    derived: str = field(default="", init=False, compare=False)


def every_codec() -> list[Codec[Any]]:
    """The codecs that modules of the package hold."""
    names = [module.name for module in pkgutil.walk_packages(digest.__path__, "digest.")]
    modules = [import_module(name) for name in names if not name.endswith("__main__")]
    values = (value for module in modules for value in vars(module).values())
    kinds = {
        getattr(value, "codec", value).kind for value in values if isinstance(getattr(value, "codec", value), Codec)
    }
    return [Codec(kind) for kind in sorted(kinds, key=str)]


def dataclasses_in(kind: Any, known: set[type]) -> set[type]:
    """The dataclasses that values of a type are made of."""
    if isinstance(kind, type) and is_dataclass(kind) and kind not in known:
        known.add(kind)
        for hint in get_type_hints(kind).values():
            dataclasses_in(hint, known)
    for argument in get_args(kind):
        dataclasses_in(argument, known)
    return known


def kept_files(kind: type) -> list[type]:
    """The classes of the files of a site that are kept for the next build."""
    inner = [file for member in kind.__subclasses__() for file in kept_files(member)]
    is_made = vars(import_module(kind.__module__))[kind.__name__] is kind  # else the same before it got its slots
    return [kind, *inner] if is_made and not getattr(kind, "__abstractmethods__", None) else inner


CODECS = every_codec()
STORED = sorted(
    {kind for codec in CODECS for kind in dataclasses_in(codec.kind, set())}, key=lambda kind: kind.__name__
)


@cache
def values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type; of a `NewType` those of what it is."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = get_origin(kind), get_args(kind)
    simple = {
        str: st.text(max_size=9), int: st.integers(), float: st.floats(allow_nan=False), bool: st.booleans(),
        bytes: st.binary(max_size=9), type(None): st.none(), date: st.dates(),
        PurePosixPath: st.builds(PurePosixPath, st.text("ab/. é", max_size=9)),
    }  # fmt: skip
    if kind in simple:
        return simple[kind]
    if isinstance(kind, ForwardRef):
        leaves = st.dates() | st.integers()  # both recursive types have these
        return (
            leaves | st.lists(leaves, max_size=2).map(tuple) | st.dictionaries(st.text(max_size=3), leaves, max_size=2)
        )
    if is_dataclass(origin or kind):
        return st.deferred(lambda: members(kind).map(lambda items: kind(**items)))
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in {Union, UnionType}:
        return st.one_of([values(argument) for argument in arguments])
    if origin is tuple and arguments[-1] is not ...:
        return st.tuples(*map(values, arguments))
    if origin in {tuple, Sequence}:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    assert origin is Mapping, kind
    return st.dictionaries(st.text(max_size=3), values(arguments[1]), max_size=2)


@cache
def members(kind: Any) -> st.SearchStrategy[dict[str, Any]]:
    """The fields of a dataclass: those that must be given, and some of those that have a default."""
    hints = types_within(kind) if get_origin(kind) else get_type_hints(kind)
    given = {item.name: values(hints[item.name]) for item in fields(get_origin(kind) or kind) if item.init}
    required = {
        item.name
        for item in fields(get_origin(kind) or kind)
        if item.default is MISSING and item.default_factory is MISSING
    }
    optional = sorted(given.keys() - required)
    names = st.sets(st.sampled_from(optional), max_size=3) if optional else st.just(set())
    return names.flatmap(
        lambda some: st.fixed_dictionaries({name: given[name] for name in given if name in required | some})
    )


@settings(max_examples=5, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", [*kept_files(PageInputs), *kept_files(Feed)], ids=lambda kind: kind.__name__)
def test_files_that_are_kept_come_back(kind: type, data: st.DataObject) -> None:
    """Those of every kind, of which a new one is kept without further ado."""
    check_round_trip(Codec(kind), data.draw(values(kind)))


def check_round_trip(codec: Codec[Any], value: Any) -> None:
    text = codec.encode(value)
    back = codec.decode(text)
    assert back == value
    assert fingerprint(back) == fingerprint(value)  # which tells 1 from True
    assert codec.encode(back) == text


def test_what_is_stored_is_known() -> None:
    """Whoever stores something new adds it here, having thought of what happens to a cache that holds it."""
    assert [kind.__name__ for kind in STORED] == [
        "Addresses", "Answer", "ArticleFacts", "Built", "Card", "Compared", "ComparedArticle", "ComparedArticles",
        "Days", "Doubt", "Event", "ExistingArticle", "FileFacts", "Findings", "Flaw", "Heading", "Highlight",
        "IndexContents", "IndexedArticle", "KeptPlan", "LanguageRules", "Link", "Location", "Look", "Mention",
        "NamedStory", "PlacedEvent", "PreviousBuild", "Problem", "Quotation", "ReadFile", "Reason", "Record",
        "Reference", "Site", "Size", "Sketch", "Text", "TextFindings", "Ties", "Topic", "Words",
    ]  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", [*STORED, Every], ids=lambda kind: kind.__name__)
def test_every_stored_value_comes_back(kind: type, data: st.DataObject) -> None:
    """As it was, types included, for every dataclass that is stored and every field that it has."""
    check_round_trip(Codec(kind), data.draw(values(kind)))


def test_equal_values_of_different_types_are_told_apart() -> None:
    """Where a type allows both, 1, 1.0 and True come back as what they were, though Python calls them equal."""
    codec = Codec[Any](int | float | bool | None)
    for value in (1, 1.0, True, 0, 0.0, False, None):
        check_round_trip(codec, value)
    assert Codec[float](float).encode(1) == "1.0"


@given(st.data())
def test_different_values_have_different_encodings(data: st.DataObject) -> None:
    """So that the fingerprint of an encoding is one of its value."""
    one, other = data.draw(values(Every)), data.draw(values(Every))
    assert (Codec(Every).encode(one) == Codec(Every).encode(other)) == (fingerprint(one) == fingerprint(other))


def test_fields_at_the_end_that_hold_their_default_are_left_out() -> None:
    """They cost nothing, and a field before one that differs is written."""
    codec = Codec[Reference](Reference)
    assert codec.encode(Reference(target="a.md", line=3, image=False)) == '["a.md",3,false]'
    assert codec.encode(Reference(target="é", line=3, image=False, column=2)) == '["é",3,false,false,2]'


def broken(text: str) -> st.SearchStrategy[str]:
    """An encoding in which one value is another one."""

    def places(value: Any) -> list[tuple[Any, Any]]:
        keys = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
        return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]

    def with_other(at: int, other: Any) -> str:
        root = json.loads(text)
        found = places(root)
        if not found:
            return json.dumps(other)
        holder, key = found[at % len(found)]
        holder[key] = other
        return json.dumps(root)

    scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3)
    others = st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    )
    return st.builds(with_other, st.integers(0, 1000), others)


@settings(max_examples=30, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", [*STORED, Every], ids=lambda kind: kind.__name__)
def test_a_bad_text_is_a_value_error(kind: type, data: st.DataObject) -> None:
    """Or a good value: nothing of another type than the fields say ever comes out, and nothing else is raised."""
    codec = Codec[Any](kind)
    text = data.draw(broken(codec.encode(data.draw(values(kind)))))
    try:
        value = codec.decode(text)
    except ValueError:
        return
    check_types(value, kind)


def check_types(value: Any, kind: Any) -> None:
    """That a value has the type that its field says."""
    kind = getattr(kind, "__supertype__", kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, ForwardRef):
        assert isinstance(value, (str, int, float, date, tuple, dict, type(None)))
    elif origin is Literal:
        assert value in arguments
    elif origin in {Union, UnionType}:
        assert any(is_of(value, argument) for argument in arguments)
    elif origin is tuple and arguments[-1] is not ...:
        for item, argument in zip(value, arguments, strict=True):
            check_types(item, argument)
    elif origin in {tuple, Sequence}:
        assert type(value) is tuple
        for item in value:
            check_types(item, arguments[0])
    elif origin is Mapping:
        assert type(value) is dict
        for key, item in value.items():
            check_types(key, str)
            check_types(item, arguments[1])
    else:
        assert isinstance(value, kind)
        assert type(value) is kind or kind is PurePosixPath
        for item in fields(kind) if is_dataclass(kind) else ():
            check_types(getattr(value, item.name), get_type_hints(kind)[item.name])


def is_of(value: Any, kind: Any) -> bool:
    try:
        check_types(value, kind)
    except (AssertionError, TypeError):
        return False
    return True


@pytest.mark.parametrize("text", ["", "[", "[] []", "null", "{}", '"text"', '"tex"', "7", "[" * 100_000, "[1,2,3,4]"])
def test_what_is_not_an_encoding_is_a_value_error(text: str) -> None:
    """Whatever it is: also a text as long as a row, or one that would exhaust the stack."""
    with pytest.raises(ValueError):
        Codec(Reference).decode(text)
    with pytest.raises(ValueError):
        Codec(Value).decode('{"date":' * 1000 + "1" + "}" * 1000)


@pytest.mark.parametrize("kind", [set[str], Mapping[int, str], Literal[1], list[str], object, tuple[object, ...]])
def test_a_type_that_cannot_be_stored_is_refused(kind: Any) -> None:
    """At once, and not by a wrong value in some later run."""
    with pytest.raises(TypeError):
        Codec(kind).encode(())
    with pytest.raises(TypeError):
        Codec(Mapping[str, str]).encode({1: "a"})
    with pytest.raises(TypeError):
        Codec(int | Leaf).encode(PurePosixPath("a"))


def test_what_a_shared_field_holds_is_one_object() -> None:
    """Ten thousand articles of one publisher hold its name once."""
    codec = Codec[Every](Every)
    value = Every(
        text="a", row=1, value=True, path=PurePosixPath("a"), day=date(2025, 1, 2), body=b"", pair=(1, "a"), leaf=Leaf(),
        share=("a", "b"),
    )  # fmt: skip
    one, other = codec.decode(codec.encode(value)), codec.decode(codec.encode(value))
    assert one.share == ("a", "b")
    assert one.share is other.share
    assert one.day is other.day
    assert one is not other


def test_half_a_character_does_not_keep_the_rest_from_being_stored(tmp_path: Any) -> None:
    """UTF-8 has no form for a lone surrogate, and SQLite stores UTF-8."""
    codec = Codec[Reference](Reference)
    reference = Reference(target="a\ud800é", line=1, image=False)
    store = Store(tmp_path / "store.sqlite", 1)
    store.put("reference", {"a": codec.encode(reference)})
    store.close()
    store = Store(tmp_path / "store.sqlite", 1)
    assert codec.decode(store.get("reference", "a") or "") == reference
    store.close()


def test_a_codec_can_be_sent_to_a_worker() -> None:
    """By its type: the functions that it generated cannot be pickled."""
    codec = Codec[Leaf](Leaf)
    assert codec.decode('["bud"]') == Leaf(kind="bud")
    assert pickle.loads(pickle.dumps(codec)).decode('["bud"]') == Leaf(kind="bud")

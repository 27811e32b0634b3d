"""YAML, as people edit it by hand."""

from datetime import date
from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.model.article import Value
from digest.yaml.load import load, plain
from digest.yaml.write_yaml import _PLAIN, flow, write

law = settings(deadline=None)
PATH = PurePosixPath("front matter")

WORDS = st.sampled_from([
    "no", "on", "Yes", "null", "~", "", " ", "1.10", "007", "0x1F", "1e5", "1.5e3", "+.5", "-.5", ".inf", "2025-03-18",
    "12:30", "=", "<<", "a: b", "a #b", "#a", "- a", "-", "?", "? a", ": a", "a:", "[a]", "{a", "a, b", "&a", "*a", "!a",
    "@a", "`a`", "%a", "|", ">", "'", '"', "a'b\"c", "\\", "---", "...", "a\nb", "a\n", "\ta", "\x07", "\x85", "\u2028",
    "\ufeffa", "\xa0", "é", "文", "🙂", "👩\u200d🔬", "a" * 300, "true", "NULL", "y", "\r\n", "\x7f", "a\u2029b", "0.1.2",
])  # fmt: skip
TEXTS = st.one_of(WORDS, st.text(), st.lists(WORDS, min_size=1, max_size=3).map("".join))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.one_of(TEXTS, st.none(), st.booleans(), st.integers(-(10**18) + 1, 10**18 - 1), FLOATS, st.dates())
KEYS = st.one_of(TEXTS, st.sampled_from(["title", "date"]))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def read(text: str) -> object:
    root, problems = load(text, PATH)
    assert problems == (), text
    return plain(root) if root is not None else None


def same(one: object, other: object) -> bool:
    """Equal, and of equal types: `1 == True == 1.0` is not enough."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and repr(one) == repr(other)


@law
@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
@example({"a": {"b": "1.5e3", "c": "+.5"}})
@example({"a": 1e20, "b": 0.00012345678901234567})
@example({"a": [date(2025, 3, 18)] * 2})
def test_what_is_written_is_read_back(values: dict[str, Value]) -> None:
    """Any flat or nested value comes back equal, of the same type, in the same order."""
    expected = {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    assert same(read(write(values.items())), expected)


def test_a_shared_value_is_written_out_each_time() -> None:
    """The writer makes no anchors: the reader refuses them."""
    day, words = date(2025, 3, 18), ("a", "b")
    written = write([("meta", {"one": day, "other": day, "list": words, "again": words})])
    assert "&" not in written
    assert read(written) == {"meta": {"one": day, "other": day, "list": words, "again": words}}


@law
@given(st.dictionaries(st.text("abcdefgh_", min_size=1).filter(lambda key: key != "_"), TEXTS, min_size=1, max_size=5))
def test_other_readers_of_yaml_see_the_same_texts(values: dict[str, str]) -> None:
    """A YAML 1.1 reader, as Obsidian's neighbours use it, takes each text for the same text."""
    assert yaml.safe_load(write((f"key_{key}", value) for key, value in values.items())) == {
        f"key_{key}": value for key, value in values.items()
    }


@law
@given(st.lists(TEXTS, max_size=5))
@example(["a, b", "c]", "{d", "e: f", "g:", "#h", "?i", "'j", '"k'])
def test_a_list_on_one_line_is_read_back(texts: list[str]) -> None:
    """In brackets, commas and colons would end a word: such words are quoted."""
    line = flow(texts)
    assert "\n" not in line
    assert read(f"key: {line}\n") == {"key": tuple(texts)}


def test_half_a_character_becomes_the_replacement_character() -> None:
    """A lone surrogate, which no UTF-8 file can hold, does not make the front matter unreadable."""
    written = write([("title", "a\ud83db"), ("meta", {"deep": "\udc00"}), ("\ud800", "c")])
    assert read(written) == {"title": "a\ufffdb", "meta": {"deep": "\ufffd"}, "\ufffd": "c"}
    written.encode()


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Plain words, with a comma", "key: Plain words, with a comma\n"),
        ("Über 文 🙂", "key: Über 文 🙂\n"),
        ("no", 'key: "no"\n'),
        ("1.10", 'key: "1.10"\n'),
        ("2025-03-18", 'key: "2025-03-18"\n'),
        ("Energy: a call", 'key: "Energy: a call"\n'),
        ("two\nlines", 'key: "two\\nlines"\n'),
        (date(2025, 3, 18), "key: 2025-03-18\n"),
        (True, "key: true\n"),
        (12, "key: 12\n"),
        (None, "key:\n"),
        ((), "key: []\n"),
        (("a", "b: c"), 'key:\n  - a\n  - "b: c"\n'),
        ("x " * 200 + "x", f"key: {'x ' * 200}x\n"),
    ],
)
def test_a_property_looks_as_a_person_would_write_it(value: Value, line: str) -> None:
    """Bare where it can be, in double quotes where it must, lists in blocks, a long text on its one line."""
    assert write([("key", value)]) == line


@given(st.text("ab Zé:#-,'\"[]{}?!&*|>%@`.…“”09\xa0\u3000漢😀~=<", max_size=14))
@settings(deadline=None, max_examples=1000)
def test_words_are_written_as_the_emitter_would(rest: str) -> None:
    text = f"a b{rest}"
    emitted = yaml.dump(text, Dumper=yaml.SafeDumper, allow_unicode=True, width=2**31 - 1)
    bare = emitted.removesuffix("\n").removesuffix("\n...")
    assert bare == text or not _PLAIN.fullmatch(text)

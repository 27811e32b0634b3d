"""YAML, read as far as people need it."""

import time
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.errors import Location, Problem
from digest.yaml.load import MAX_DEPTH, load, plain

law = settings(deadline=None)
PATH = PurePosixPath("content/call.md")
ACTIVE = st.sampled_from([
    *"&*!%@`|>?:-#,[]{}'\"~\\ \t\n\r\0", ": ", "- ", "\n  ", "---\n", "...\n", "key: ", "!!int ", "<<: ", "\ufeff", "\x85",
    "\u2028", "é", "文", "🙂", "\x07", "\ud800", "\\ud800", "\\x00", "1.0e999", "9" * 5000, "2025-02-30",
])  # fmt: skip
HOSTILE = st.lists(ACTIVE, max_size=30).map("".join)


def read(text: str) -> object:
    root, problems = load(text, PATH)
    assert problems == ()
    return plain(root) if root is not None else None


def refused(text: str, first_line: int = 1) -> Problem:
    root, problems = load(text, PATH, first_line)
    assert root is None
    (problem,) = problems
    return problem


def test_mappings_lists_and_scalars_are_read() -> None:
    """One document of what front matter is made of."""
    assert read("title: Call\ntopics:\n  - energy\n  - climate\nmeta: {depth: 2, tags: [a, b]}\n") == {
        "title": "Call",
        "topics": ("energy", "climate"),
        "meta": {"depth": 2, "tags": ("a", "b")},
    }


def test_nothing_is_nothing() -> None:
    """An empty document, or one of comments, has no root and no problem."""
    assert load("", PATH) == load("# a comment\n", PATH) == (None, ())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("007", "007"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("12:30:00", "12:30:00"),
        (".inf", ".inf"),
        ("=", "="),
        ("<<", "<<"),
        ("2025-02-30", "2025-02-30"),
        ("2025-3-1", "2025-3-1"),
        ('"1.10"', "1.10"),
        ("'true'", "true"),
        ("'2025-03-18'", "2025-03-18"),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("42", 42),
        ("-7", -7),
        ("2.50", 2.5),
        ("2025-03-18", date(2025, 3, 18)),
    ],
)
def test_words_that_yaml_1_1_reinterprets_stay_words(written: str, value: object) -> None:
    """Scalars follow the YAML 1.2 core rules plus ISO dates; whatever else is text as it is written."""
    found = read(f"key: {written}\n")
    assert found == {"key": value}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "title: a\nbase: &b x\n",
            ("content/call.md:2:7  anchors and aliases (& and *) are not read here\n"
            "  2 | base: &b x\n"
            "            ^^^^\n"
            "  quote the text, or write it out"),
        ),
        (
            "title: *emphasis\n",
            ("content/call.md:1:8  anchors and aliases (& and *) are not read here\n"
            "  1 | title: *emphasis\n"
            "             ^^^^^^^^^\n"
            "  quote the text, or write it out"),
        ),
        (
            "title: !important\n",
            ('content/call.md:1:8  the tag "!important" is not read here\n'
            "  1 | title: !important\n"
            "             ^^^^^^^^^^\n"
            "  quote the text"),
        ),
        (
            "a: 1\n---\nb: 2\n",
            ("content/call.md:2:1  a second YAML document begins here\n"
            "  2 | ---\n"
            "      ^^^\n"
            "  keep one document"),
        ),
        (
            "title: a\n\tdate: b\n",
            ("content/call.md:2:1  a tab indents this line, which YAML does not allow\n"
            "  2 |  date: b\n"
            "      ^\n"
            "  indent with spaces"),
        ),
        (
            "title: Energy: a call\n",
            ("content/call.md:1:14  a colon followed by a space stands inside an unquoted value\n"
            "  1 | title: Energy: a call\n"
            "                   ^\n"
            '  put the value into "double quotes": title: "Energy: a call"'),
        ),
        (
            "source: @ann\n",
            ("content/call.md:1:9  a tab, or a character with a meaning of its own, stands where a value should begin\n"
            "  1 | source: @ann\n"
            "              ^\n"
            '  put the value into "double quotes"'),
        ),
        (
            "titel é\x07: a\n",
            ("content/call.md:1:8  a control character is not allowed here\n"
            "  1 | titel é\x07: a\n"
            "             ^\n"
            "  delete it"),
        ),
        (
            "? [a, b]\n: c\n",
            ("content/call.md:1:3  a key must be a word\n"
            "  1 | ? [a, b]\n"
            "        ^\n"
            "  write `key: value`"),
        ),
    ],
)  # fmt: skip
def test_what_is_refused_is_shown_with_its_place(text: str, shown: str) -> None:
    """A refusal names line, column and what to do, and underlines the culprit."""
    assert str(refused(text)) == shown


def test_a_key_without_colon_and_an_open_quote_are_said_in_plain_words() -> None:
    """The parser's own words are replaced by what a person can act on."""
    assert refused("title: a\ndate\n").message == "a key without its colon"
    assert refused('title: "a\n').message == "a quotation mark is not closed"


MISTAKES = {
    "an open quote, noticed at the end": ('title: "a\ndate: b\n', "1:8  a quotation mark is not closed"),
    "noticed at the next quote": ('x: 1\ntitle: "a\ndate: "b"\nz: 1\n', "2:8  a quotation mark is not closed"),
    "noticed at the quote after the next": ('title: "a\nb: ""\nz: 1\n', "1:8  a quotation mark is not closed"),
    "ended by an apostrophe": ("title: 'It is\nb: It's fine\n", "1:8  a quotation mark is not closed"),
    "in a list": ('x:\n  - "a\n  - "b"\n', "2:5  a quotation mark is not closed"),
    "above a comment": ('x: "a\n# b\ny: "c"\n', "1:4  a quotation mark is not closed"),
    "a quotation of two lines is good": ('title: "a\n  b"\ndate: x: y\n', "3:8  a colon followed by a space"),
    "an apostrophe in single quotes": ("title: 'It's fine'\n", "1:12  text follows the closing quotation mark"),
    "text after a quotation": ('title: "A" and b\n', "1:12  text follows the closing quotation mark"),
    "text after brackets": ("title: [Draft] My text\n", "1:16  text follows the closing bracket"),
    "an open bracket": ("a: 1\ntopics: [a, b\ndate: 2025-01-01\n", "2:9  the bracket [ is not closed"),
    "an open bracket at the end": ("title: [", "1:8  the bracket [ is not closed"),
    "a line that is indented": ("title: a\n date: b\n", "2:2  this line is indented, though the line above"),
    "in a list of mappings": ("t:\n  - n: A\n    s: a\n   d: x\n", "4:4  this line is not indented like those"),
    "a first line that is indented": ("  title: a\ndate: b\n", "2:1  this line is not indented like those"),
    "a tab in a list": ("topics:\n\t- a\n", "2:1  a tab indents this line"),
    "a key without a colon": ("title: a\njust text\ndate: b\n", "2:1  a key without its colon"),
    "a first key without a colon": ("just text\ndate: b\n", "1:1  a key without its colon"),
    "a colon without a space": ("x: y\ntitle:a\ndate: b\n", "2:1  a space is missing after the colon"),
    "a first colon without a space": ("title:a\ndate: b\n", "1:1  a space is missing after the colon"),
    "a colon in a value of two lines": ("title: a\n  that goes: on\n", "2:12  a colon followed by a space"),
    "emphasis": ("title: **bold** text\n", "1:9  a value that begins with * has a meaning of its own"),
    "a backslash": ('title: "C:\\data"\n', "1:11  a backslash has a meaning of its own"),
    "a list beside its key": ("title: - a\n", "1:8  a list begins on the line below its key"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_found_where_it_was_made(mistake: str) -> None:
    """Not where the parser notices it, which is often many lines below; and it is said in plain words."""
    text, words = MISTAKES[mistake]
    assert str(refused(text)).removeprefix("content/call.md:").startswith(words)


def test_places_are_those_of_the_file() -> None:
    """Front matter begins on line 2, and characters are counted as code points, whatever their width."""
    assert refused("name: 🙂文é\nkey: &a b\n", first_line=2).location == Location(
        path=PATH, line=3, column=6, length=4, text="key: &a b"
    )


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85"])
def test_only_a_line_feed_begins_a_line(separator: str) -> None:
    """YAML 1.1 ends lines where no editor does; places count as editors do."""
    place = refused(f"a: x{separator}  y\nb: &c d\n").location
    assert place is not None
    assert (place.line, place.column, place.text) == (2, 4, "b: &c d")


def test_a_duplicate_key_is_named_and_the_first_one_holds() -> None:
    """Both places are named; the rest is read all the same."""
    root, problems = load("draft: true\ntitle: a\ndraft: false\n", PATH, first_line=2)
    assert root is not None
    assert plain(root) == {"draft": True, "title": "a"}
    assert [str(problem) for problem in problems] == [
        (
            'content/call.md:4:1  duplicate key "draft"\n'
            "  4 | draft: false\n"
            "      ^^^^^\n"
            "  it stands on line 2 already; keep one of the two"
        )
    ]


def test_no_tag_builds_an_object() -> None:
    """A tag is refused before anything is made of it."""
    for text in (
        "!!python/object/apply:os.system ['true']",
        "a: !!python/name:os.system",
        "a: !!binary aGk=",
        "!!set {a}",
    ):
        assert "is not read here" in refused(text).message


def test_nesting_has_a_limit() -> None:
    """Sixteen levels are read, the seventeenth is refused."""
    root, problems = load("[" * MAX_DEPTH + "]" * MAX_DEPTH, PATH)
    assert (root is not None, problems) == (True, ())
    assert refused("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)).message == "nested deeper than 16 levels"


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(100)),
        "a: " + "x" * 5_000_000,
        "x" * 5_000_000 + ": a",
        "#" * 5_000_000,
        '"' + "\\n" * 500_000,
        "a: 1\n" * 20_000,
        "a: " + "1" * 1_000_000,
        "a: " + "1" * 500_000 + "." + "1" * 500_000,
    ],
    ids=["open lists", "open mappings", "nested lists", "nested keys", "billion laughs", "long value", "long key",
         "long comment", "open quote", "one key again and again", "long number", "long decimal"],
)  # fmt: skip
def test_hostile_input_ends_soon(text: str) -> None:
    """Whatever the size and shape, reading is over in a moment and raises nothing."""
    begun = time.monotonic()
    load(text, PATH)
    assert time.monotonic() - begun < 20


@law
@given(st.one_of(HOSTILE, st.text()))
@example("a: \ud800")
@example("a: '\ud800")
@example("\0")
def test_reading_never_raises(text: str) -> None:
    """Every text gives a root or at least one problem, or is empty; every problem can be shown."""
    root, problems = load(text, PATH)
    for problem in problems:
        assert problem.message
        assert str(problem)
        assert problem.location is not None
    if root is not None:
        plain(root)


@law
@given(st.one_of(HOSTILE, st.text()))
def test_a_place_lies_within_the_text(text: str) -> None:
    """The line shown is the line of that number, and the caret begins on it."""
    lines = text.split("\n")
    for problem in load(text, PATH)[1]:
        place = problem.location
        assert place is not None
        if place.line is not None and place.column is not None:
            assert place.text == lines[place.line - 1]
            assert 1 <= place.column <= len(place.text) + 1

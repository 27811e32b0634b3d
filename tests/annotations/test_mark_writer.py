"""The one writer: what it writes is read back, what it cannot write it refuses, and every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.annotations.collect import read_annotations
from digest.annotations.mark_writer import Insertion, write_marks
from digest.markdown.parser import normalised
from digest.markdown.plain import plain_text

law = settings(deadline=None, max_examples=200)


def highlight(body: str, words: str, note: str = "", **more: object) -> Insertion:
    """A highlight of the first such words."""
    start = normalised(body).index(words)
    label = ("a1",) if note else ()
    closing = f"=={'[^a1]' if note else ''}"
    return Insertion(
        start=start, end=start + len(words), opening="==", closing=closing, text=words, labels=label, note=note, **more
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_bodys_own_line_ends_stay(end):
    """Also blank lines at its end, and what no page can hold; what is written ends its lines as the others do."""
    body = f"One two.{end}Three\0 four.{end}{end}{end}"
    written = write_marks(body, [highlight(body, "four", "[^a1]: @ann: yes\n    and no")])
    assert written.kept == {0}
    assert written.body == f"One two.{end}Three\0 ==four==[^a1].{end}{end}{end}[^a1]: @ann: yes{end}    and no{end}"


def test_two_line_ends_part_a_note_from_the_text():
    """As many as are missing are added."""
    for tail in ("", "\n", "\n\n"):
        body = f"One two.{tail}"
        assert write_marks(body, [highlight(body, "two", "[^a1]: x")]).body == "One ==two==[^a1].\n\n[^a1]: x\n"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Some `code in it` here.", "code in"),
        ("A [link](https://x.example/a) here.", "x.example"),
        ("*All* of it.", "All* of"),
        ("```\ncode\n```\n", "code"),
        ("One ==two three== four.", "three== four"),
    ],
)
def test_what_would_change_the_text_or_is_not_read_as_meant_is_refused(body, words):
    """The body is as it was."""
    assert write_marks(body, [highlight(body, words)]) == write_marks(body, [])


def test_a_note_that_the_body_swallows_is_refused_with_its_mark():
    """At the end of code without an end nothing is defined."""
    body = "Some words.\n\n```\nopen"
    assert write_marks(body, [highlight(body, "words", "[^a1]: x")]).kept == frozenset()
    assert write_marks(body, [Insertion(start=0, end=0, note="[^a1.1]: x")]).kept == frozenset()


def test_a_note_that_is_not_read_as_it_was_meant_is_refused():
    """Label, passage and comment must come back together."""
    body = "Some words."
    meant = ("a1", "words", "said")
    assert write_marks(body, [highlight(body, "words", "[^a1]: said", annotation=meant)]).kept == {0}
    assert write_marks(body, [highlight(body, "words", "[^a1]: other", annotation=meant)]).kept == frozenset()
    assert write_marks(body, [highlight(body, "words", "[^a2]: said", annotation=meant)]).kept == frozenset()


def test_a_highlight_may_not_take_the_note_of_a_point():
    """Where what is written has to be read back as a whole, no other annotation may change."""
    body = "Some words[^a5].\n\n[^a5]: of the point\n"
    assert write_marks(body, [highlight(body, "words", annotation=(None, "words", None))]).kept == frozenset()


def test_marks_nest_whatever_their_order():
    """The outer begins first and ends last; a point stands behind what ends at its place."""
    body = "One two three."
    inner, outer = highlight(body, "two"), highlight(body, "two three")
    point = Insertion(start=7, end=7, closing="[^a1]", labels=("a1",), note="[^a1]: x")
    for marks in ([inner, outer], [outer, inner]):
        assert write_marks(body, marks).body == "One ==two== three==."[:4] + "====two== three==."
    assert write_marks(body, [point, highlight(body, "One")]).body.startswith("==One== two[^a1] three.")


def test_one_bad_mark_takes_no_good_one_with_it():
    """However many there are, few readings find it."""
    body = " ".join(f"word{number:03}" for number in range(200)) + " `code in it` end."
    marks = [highlight(body, f"word{number:03}") for number in range(200)]
    marks.insert(77, highlight(body, "code in"))
    written = write_marks(body, marks, max_readings=40)
    assert written.kept == frozenset(range(201)) - {77}


def test_what_is_not_tried_in_time_is_refused():
    """The number of readings is bounded."""
    body = "Some `code in it` here."
    assert write_marks(body, [highlight(body, "code")] * 50, max_readings=3).kept == frozenset()


BODIES = st.lists(
    st.sampled_from(["One *two* three.", "- item", "> quoted `code`", "a ==b==[^a1] c", "# Head", "```\nx", "%%p%%", "\r\n", "\n\n", "\n", "[^a1]: n", "| a | b |\n|---|---|"]),
    min_size=1, max_size=8,
).map("\n".join)  # fmt: skip


@law
@given(BODIES, st.data())
def test_whatever_is_marked_the_text_stays_the_text(body, data):
    """The plain text, the annotations that were there, and every byte but for the insertions."""
    clean = normalised(body)
    start = data.draw(st.integers(0, len(clean)))
    end = data.draw(st.integers(start, len(clean)))
    mark = Insertion(start=start, end=end, opening="==", closing="==", text=clean[start:end])
    written = write_marks(body, [mark])
    assert plain_text(written.body) == plain_text(body)
    assert len(read_annotations(written.body)) == len(read_annotations(body)) + len(written.kept)
    if written.kept:
        assert written.body.replace("==", "") == body.replace("==", "")
    else:
        assert written.body == body

"""Bodies in blocks: nothing is lost in taking one apart, and an annotated block equals the bare one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.merge.body_blocks import read_body

law = settings(deadline=None)


PIECES = st.sampled_from(
    ["word", " ", "\n", "\n\n", "\r\n", "\r", "==", "[^a1]", "[^a1]: ", "- ", "> ", "# ", "```\n", "    ", "%%", "| a | b |\n|---|---|\n", "\t", "\0", "\ufeff", "[x](y)"]
)  # fmt: skip


def whole(body):
    lines = [*body.head, *(line for each in body.first for line in each.lines)]
    for block in body.blocks:
        lines += [*block.lines, *block.gap, *(line for each in block.after for line in each.lines)]
    return "".join(lines)


@law
@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_chunks_together_are_the_body(text):
    """Byte by byte, whatever the line ends and however broken the Markdown."""
    assert whole(read_body(text)) == text


@pytest.mark.parametrize(
    ("annotated", "bare"),
    [
        ("One ==two== three.", "One two three."),
        ("One ==two==[^a1] three.[^a1]\n\n[^a1]: said", "One two three."),
        ("==*all* of [it](https://x.example/)==", "*all* of [it](https://x.example/)"),
        ("- ==item==\n- other", "- item\n- other"),
        ("> ==quoted==\n> more", "> quoted\n> more"),
        ("| a | ==b== |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| c | d |"),
        ("## ==Title==", "## Title"),
        ("a ==b\nc== d", "a b\nc d"),
    ],
)
def test_an_annotated_chunk_equals_the_bare_one(annotated, bare):
    assert [block.plain for block in read_body(annotated).blocks] == [block.plain for block in read_body(bare).blocks]


@pytest.mark.parametrize(
    "text", ["`==code==`", "a == b", "```\n==x==\n```", "x\n====", r"\==no==", "[^a1] without definition"]
)
def test_what_is_no_annotation_stays_text(text):
    assert read_body(text).marks == ()
    assert [block.bare for block in read_body(text).blocks] == [text]


def test_a_mark_knows_its_bytes_its_words_and_what_is_said_of_it():
    [mark] = read_body("One ==*two* three==[^a1] four.\n\n[^a1]: @ann: yes\n    and more\n").marks
    assert (mark.opening, mark.closing, mark.source, mark.text) == ("==", "==[^a1]", "*two* three", "two three")
    assert (mark.start, mark.end) == (4, 13)
    assert mark.definitions == ("@ann: yes\n    and more",)


def test_definitions_hang_on_the_chunk_before_them():
    body = read_body("One.[^a1]\n\n[^a1]: said\n\nTwo.\n")
    assert [(block.bare, [each.label for each in block.after]) for block in body.blocks] == [
        ("One.", ["a1"]),
        ("Two.", []),
    ]


def test_items_of_lists_are_chunks():
    assert [(block.bare, block.item) for block in read_body("- a\n- b\n  - c\n\nText\n").blocks] == [
        ("- a", True),
        ("- b", True),
        ("  - c", True),
        ("Text", False),
    ]

"""Quote integrity: what an article quotes stands in its source, and the report says where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.annotations.integrity import quotations

law = settings(deadline=None)


SOURCE = 'The lake was "very\nquiet" that winter - nobody knew why. The team counted bubbles under the ice.'


@pytest.mark.parametrize(
    ("words", "agreement", "stands"),
    [
        ("The team counted bubbles", "exact", "The team counted bubbles"),
        ("“very quiet” that winter – nobody", "folded", '"very\nquiet" that winter - nobody'),
        ("The team counted bubble under thick ice", "alike", "The team counted bubbles under the ice"),
        ("Nothing like this was ever said", "missing", None),
    ],
)
def test_each_highlight_is_found_where_it_stands(words, agreement, stands):
    [found] = quotations(f"Before. =={words}== After.\n", SOURCE)
    assert (found.kind, found.words, found.agreement) == ("highlight", words, agreement)
    assert (SOURCE[found.start : found.end] if found.start is not None else None) == stands
    assert (found.likeness == 1) == (agreement in {"exact", "folded"})


def test_quotations_are_looked_at_and_callouts_are_not():
    body = "Text.\n\n> The lake was quiet.\n>\n> The team *counted* ==bubbles==.\n\n> [!note] Mine\n> The lake.\n"
    assert [(each.kind, each.words, each.line, each.agreement) for each in quotations(body, SOURCE)] == [
        ("quotation", "The lake was quiet.", 3, "missing"),
        ("quotation", "The team counted bubbles.", 5, "alike"),
        ("highlight", "bubbles", 5, "exact"),
    ]


def test_marks_within_a_highlight_and_its_notes_are_no_words():
    [found] = quotations("==The **team** [counted](https://x.example/)==[^a1]\n\n[^a1]: said\n", SOURCE)
    assert (found.words, found.agreement) == ("The team counted", "exact")


@law
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_looked_at(body, source):
    """What is found stands there: its place is within the source."""
    for found in quotations(f"=={body}==\n\n> {body}\n", source):
        assert found.start is None or 0 <= found.start < found.end <= len(source)
        assert found.agreement != "exact" or source[found.start : found.end] == found.words.strip()

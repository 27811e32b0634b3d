"""An excerpt: the highlighted passages as quotations, each as it is emphasised, and nothing else of the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render

from digest.annotations import read_annotations
from digest.annotations.excerpt import excerpt
from digest.markdown.plain import plain_text


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        ("A ==*four* winters== b", "> ==*four* winters=="),
        ("A ==two **very** `long`\nwinters== b", "> ==two **very** `long` winters=="),
        ("==One *thing*==[^a1] b\n\n[^a1]: Yes.", "> ==One *thing*==[^a1]\n\n[^a1]: Yes."),
        ("*All of ==it== here*", "> ==it=="),
        ("==a \\* b *c*==", "> ==a \\* b *c*=="),
    ],
)
def test_emphasis_and_code_are_quoted_as_they_are_written(body, quoted):
    """On one line, with the delimiters of the note."""
    assert excerpt(body).strip() == quoted


@pytest.mark.parametrize(
    "body",
    [
        "A ==way to *[the ward](ward.md)*==.",
        "A ==*picture* ![of it](a.png)==.",
        "A ==*word* and [[ward]]==.",
        "A ==*word* and %%private%% one==.",
        "A ==- *word*==.",
    ],
)
def test_a_passage_with_anything_else_in_it_is_quoted_as_plain_text(body):
    """A link would be named in the wrong line if it led nowhere."""
    quoted = excerpt(body)
    assert "*" not in quoted.replace("\\*", "")
    assert "private" not in quoted
    (annotation,) = read_annotations(quoted)
    assert annotation.quote.exact == " ".join(read_annotations(body)[0].quote.exact.split())


def test_what_stands_around_a_passage_is_never_quoted():
    """Its emphasis begins and ends within it."""
    html = render(excerpt("Not *this ==but* that== nor this.")).html
    assert "Not" not in html
    assert "nor" not in html


def test_passages_with_the_same_words_keep_their_notes():
    """Also where one is a part of the other; a note that two have stands at the first."""
    quoted = excerpt(
        "==Yes.==[^a1] ==It is so. Yes.== ==Yes.==[^a2] ==No.==[^a2] ==Yes.==^[here]\n\n[^a1]: one\n[^a2]: two\n"
    )
    read = [(each.quote.exact, each.comment) for each in read_annotations(quoted)]
    assert read == [("Yes.", "one"), ("It is so. Yes.", None), ("Yes.", "two"), ("No.", None), ("Yes.", "here")]


WORDS = st.sampled_from(
    ["a", "*b*", "**c d**", "`e`", "f\n", "==g *h*==", "==i==[^a1]", "~~j~~", "_k_", "\\*", "<l>", "=", "[m](n)"]
)


@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_an_excerpt_has_the_passages_of_its_text_in_their_order(text):
    """The words are the same whatever their markup."""
    body = f"{text}\n\n[^a1]: note\n"
    wanted = [" ".join(each.quote.exact.split()) for each in read_annotations(body) if each.quote.exact]
    quoted = excerpt(body)
    assert [" ".join(each.quote.exact.split()) for each in read_annotations(quoted) if each.quote.exact] == wanted
    assert " ".join(plain_text(quoted).split()) == " ".join(wanted)

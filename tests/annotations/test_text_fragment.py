"""Links to a passage of a page by its words (WICG, URL Fragment Text Directives)."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.annotations.text_fragment import source_link, text_fragment
from digest.model.annotation import TextQuoteSelector as Quote

LONG = " ".join(f"word{number}" for number in range(60))


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        (Quote(exact="A sentence of some length."), ":~:text=A%20sentence%20of%20some%20length."),
        (Quote(exact="well-known, R&D and more of it"), ":~:text=well%2Dknown%2C%20R%26D%20and%20more%20of%20it"),
        (Quote(exact="fell", prefix="The price ", suffix=" again in May."), ":~:text=The%20price-,fell,-again%20in%20May."),
        (Quote(exact="fell", suffix=" again."), ":~:text=fell,-again."),
        (Quote(exact=LONG), ":~:text=word0%20word1%20word2%20word3%20word4%20word5,word54%20word55%20word56%20word57%20word58%20word59"),
        (Quote(exact="first line of the verse\nthe last line"), ":~:text=first%20line%20of%20the%20verse,the%20last%20line"),
        (Quote(exact="   "), ""),
    ],
)  # fmt: skip
def test_a_passage_is_named_by_its_words(quote, expected):
    """Marks of the syntax are encoded, a long passage is its ends, a short one has its context."""
    assert text_fragment(quote) == expected


def test_a_passage_is_widened_to_whole_words():
    """Browsers compare words: `ink` in `drinking` would not be found."""
    quote = Quote(exact="ink of the old notary was b", prefix="the dr", suffix="lue, they say")
    assert text_fragment(quote) == ":~:text=drink%20of%20the%20old%20notary%20was%20blue"


def test_context_that_may_be_cut_within_a_word_is_left_out():
    """A full prefix has 32 code points, wherever they begin."""
    quote = Quote(exact="fell", prefix="nderstanding that the new price ", suffix=" at the end of a long long month")
    assert text_fragment(quote) == ":~:text=the%20new%20price-,fell,-at%20the%20end"


def test_ambiguous_words_get_their_context():
    """Whoever knows that the words stand elsewhere too says so."""
    quote = Quote(exact="It was said by all of them.", prefix="First. ", suffix=" Twice.")
    assert text_fragment(quote, ambiguous=True).startswith(":~:text=First.-,It%20was")


def test_the_fragment_of_the_page_gives_way():
    """An address has one fragment."""
    quote = Quote(exact="A sentence of some length.")
    assert source_link("https://a.example/x?y=1#top", quote) == f"https://a.example/x?y=1#{text_fragment(quote)}"
    assert source_link("https://a.example/x", Quote(exact="")) == "https://a.example/x"


def test_a_passage_that_begins_a_line_is_not_widened_by_the_line_before():
    """The last word of a line does not belong to the first of the next, and so at the end of a passage."""
    assert text_fragment(Quote(exact="0", prefix="1\n")) == ":~:text=0"
    assert text_fragment(Quote(exact="Said by all of them.\n0\n", suffix="1")).endswith(
        "text=Said%20by%20all%20of%20them.,0"
    )


@given(st.text(), st.text(), st.text(), st.booleans())
def test_any_passage_gives_a_directive_that_can_be_read(exact, prefix, suffix, ambiguous):
    """At most four parts, each free of the marks between them; words are never invented."""
    fragment = text_fragment(Quote(exact=exact, prefix=prefix, suffix=suffix), ambiguous=ambiguous)
    assert fragment.isascii()
    if not exact.split():
        assert fragment == "" or not prefix.isspace()
        return
    parts = fragment.removeprefix(":~:text=").split(",")
    assert 1 <= len(parts) <= 4
    assert not any("-" in part.removesuffix("-").removeprefix("-") or "&" in part for part in parts)
    known = f"{prefix}{exact}{suffix}".encode("utf-8", "replace").decode()
    assert all(word in known for part in parts for word in unquote(part.strip("-")).split(" "))

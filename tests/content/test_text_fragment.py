"""Text fragments by the specification's own syntax."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.content.text_fragment import text_fragment
from digest.model.annotation import TextQuoteSelector

law = settings(deadline=None)


@pytest.mark.parametrize(
    ("selector", "fragment"),
    [
        (TextQuoteSelector(exact="late ice"), "#:~:text=late%20ice"),
        (TextQuoteSelector(exact="well-known, a & b"), "#:~:text=well%2Dknown%2C%20a%20%26%20b"),
        (TextQuoteSelector(exact="eis", prefix="elf the late ", suffix=" came in Janu"), "#:~:text=the%20late-,eis,-came%20in"),
        (TextQuoteSelector(exact="湖は静か"), "#:~:text=%E6%B9%96%E3%81%AF%E9%9D%99%E3%81%8B"),
        (TextQuoteSelector(exact=" two\n lines "), "#:~:text=two%20lines"),
        (TextQuoteSelector(exact=" \n"), ""),
    ],
)  # fmt: skip
def test_a_passage_is_named_as_the_specification_says(selector, fragment):
    assert text_fragment(selector) == fragment


def test_a_long_passage_is_named_by_its_first_and_last_words():
    words = [f"word{number}" for number in range(100)]
    start, end = text_fragment(TextQuoteSelector(exact=" ".join(words))).removeprefix("#:~:text=").split(",")
    assert unquote(start).split() == words[:8]
    assert unquote(end).split() == words[-8:]


def test_without_context_only_the_passage_is_named():
    selector = TextQuoteSelector(exact="late", prefix="x the ", suffix=" ice y")
    assert text_fragment(selector, context=False) == "#:~:text=late"


@law
@given(st.text(), st.text(), st.text())
def test_signs_with_a_meaning_are_the_syntax_alone(exact, prefix, suffix):
    """Parted by commas, with hyphens at the ends only: as many parts as were put in."""
    fragment = text_fragment(TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix))
    if fragment:
        parts = fragment.removeprefix("#:~:text=").split(",")
        inner = [part for part in parts if not part.endswith("-") and not part.startswith("-")]
        assert 1 <= len(inner) <= 2
        assert not any("-" in part or "&" in part for part in inner)

"""How texts and highlights lie in the store."""

import pytest

from digest.cache.text_rows import MARKS, TEXTS, highlights_of, text_of, text_rows
from digest.model.rendering import Heading, Highlight, Text

TEXT = Text(
    html='<p>a "b" \\ c\n</p>\n\n', feed='[[0, 1, ""]]', headings=(Heading(level=2, text="d\ne", anchor="h-d"),)
)
HIGHLIGHTS = (Highlight(anchor="hl-a", quote="a\nb"),)


def test_what_is_stored_comes_back() -> None:
    """Whatever signs and line breaks it holds."""
    (texts, _, text), (marks, _, highlights) = text_rows(TEXT, HIGHLIGHTS)
    assert (texts, marks) == (TEXTS, MARKS)
    assert (text_of(text), highlights_of(highlights)) == (TEXT, HIGHLIGHTS)
    assert [kind for kind, _, _ in text_rows(TEXT, ())] == [TEXTS]


def test_texts_that_differ_have_different_names() -> None:
    """Also where only the place differs at which their parts stand."""
    others = (
        Text(html=TEXT.html),
        Text(html="", feed=TEXT.html),
        Text(html="\n" + TEXT.html),
        Text(html=TEXT.html, date_basis="\n"),
    )
    names = {name for text in (TEXT, *others) for _, name, _ in text_rows(text, ())}
    assert len(names) == 1 + len(others)
    assert {name for _, name, _ in text_rows(TEXT, ())} <= names


@pytest.mark.parametrize("row", ["", "[]", "{}\n<p>", "[1]\n<p>"])
def test_a_damaged_row_is_refused(row: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        text_of(row)

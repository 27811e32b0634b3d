"""Parts of ids are slugs, and most of them are made without the library for slugs."""

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from digest.articles.library import article_slug
from digest.markdown.ids import slug
from digest.model.slug import portable

TEXTS = st.text(st.sampled_from("abzAZ09 -_,.'&;#x\t/éß漢—’"), max_size=80)


@given(TEXTS, st.integers(1, 60))
def test_a_slug_is_that_of_the_library(text: str, length: int) -> None:
    expected = slugify(text, entities=False, decimal=False, hexadecimal=False, max_length=length)
    assert slug(text, "", length) == expected


@given(st.text(st.sampled_from("ab0-A_. "), min_size=1, max_size=210))
def test_the_slug_of_a_file_that_digest_named_is_its_name(name: str) -> None:
    path = PurePosixPath(f"content/{name}.md")
    assert article_slug(path) == (portable(slugify(path.stem, max_length=200)) or "untitled")

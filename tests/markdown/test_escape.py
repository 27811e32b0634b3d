"""Plain text to Markdown."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rendering import render

from digest.articles.hidden_parts import conflict
from digest.markdown.escape import escape, escape_cell
from digest.markdown.parser import parse
from digest.markdown.plain import plain_text

ACTIVE = st.sampled_from(
    [
        *"`*_~=%[]()<>&^{}#-+.|!:\\\"' \n\t1ax@/",
        "==",
        "%%",
        "[^a]",
        "](",
        "http://a.b/c_d",
        "&amp;",
        "<b>",
        "> [!note]",
        "1. ",
        "# ",
        "- ",
        "**",
        "```",
        "[x]: y",
        "é",
        "文",
        "\xa0",
        "  \n",
        "www.",
        "[ ] ",
        "\r",
        "\x00",
    ]
)
TEXTS = st.one_of(st.lists(ACTIVE, max_size=12).map("".join), st.text(max_size=20))


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip().replace("\0", "\ufffd")


@given(TEXTS)
@example("C #")
@example("1) one")
@example("--")
@settings(deadline=None)
def test_escaped_text_renders_back_to_itself(text: str) -> None:
    """The plain text of an escaped text is the text, whatever it is."""
    assert squeezed(plain_text(escape(text))) == squeezed(text)


@given(TEXTS)
@example("a\u00a0^b")
@settings(deadline=None)
def test_escaped_text_is_one_plain_paragraph(text: str) -> None:
    """Nothing in an escaped text is active but a bare address."""
    tokens = parse(escape(text), {})
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    children = [child for token in tokens for child in token.children or ()]
    assert all(child.type == "text" or child.info == "auto" for child in children)


@given(TEXTS)
@settings(deadline=None)
def test_escaped_text_holds_as_heading_item_and_quotation(text: str) -> None:
    """Behind `## `, `- ` and `> ` it is still exactly this text."""
    for prefix in ("## ", "- ", "> "):
        assert squeezed(plain_text(prefix + escape(text))) == squeezed(text)


@given(TEXTS)
@settings(deadline=None)
def test_escaped_cell_is_one_cell(text: str) -> None:
    """A cell's text stays within its cell."""
    body = f"| head | last |\n|---|---|\n| {escape_cell(text)} | end |\n"
    cells = ("head", "last", plain_text(escape(text)), "end")
    assert plain_text(body) == "\n\n".join(cell for cell in cells if cell)


@pytest.mark.parametrize(
    "text",
    [
        "a * b",
        "snake_case",
        "[sic] 50 % of it",
        "x = y",
        "AT&T, R&D",
        "it's 3 < 4 > 2",
        "1.5 m",
        "a | b",
        "2025: a year",
        "https://example.org/a_b?c=d",
        "it`s",
        "C# is fine",
        "(see [1])",
    ],
)
def test_harmless_text_stays_readable(text: str) -> None:
    """What is not active is not escaped."""
    assert escape(text) == text


def test_tags_are_text() -> None:
    """Markup in a source's text is shown, not obeyed."""
    assert render(escape("<b onclick=x>hi</b>")).html == "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"


def test_what_looks_like_a_conflict_of_git_is_escaped() -> None:
    """Else a source that writes about one would not be published."""
    for text in ("<<<<<<< HEAD", "||||||| base", ">>>>>>> theirs", "<<<<<<<"):
        assert conflict(PurePosixPath("content/a.md"), text) is not None
        assert conflict(PurePosixPath("content/a.md"), escape(text)) is None
        assert plain_text(escape(text)) == text

"""Annotations into Markdown and out of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rendering import render

from digest.annotations.annotate import annotate
from digest.annotations.collect import CONTEXT, read_annotations
from digest.markdown.note_definitions import tags_in
from digest.markdown.plain import plain_text
from digest.model.annotation import Annotation, TextQuoteSelector

BODY = (
    "# The *Trial*\n\nIt had [forty **patients**](https://e.org), \\*all\\* from one clinic &amp; `code ==` end.\n\n"
    "> A quoted line\n> goes on here\n\n- one item\n- ==old== thing[^a1]\n\n| a | b |\n|---|---|\n| same | same |\n\n"
    "[^a1]: @ann: old note\n"
)

BLOCKS = st.sampled_from(
    [
        "The cat *sat* on the [mat](https://e.org/a_b) today.",
        "Plain words, plain words, plain words.",
        "## A **heading** here",
        "- item one\n- item `two`\n  - three \\*esc\\*",
        "> quoted text\n> over &amp; lines",
        "1 < 2 == 3, see <https://f.org> or https://g.org/x.",
        "| a | b |\n|---|---|\n| same | same cell |",
        "> [!tip] Title\n> content words",
        "```\ncode words\n```",
        "他说「你好」。",
        "line one  \nline two\\\nline three ~~gone~~",
        "![alt](x.png) after %%private%% image[^9]\n\n[^9]: a note",
        "==marked== and **bold *both* x**",
    ]
)
BODIES = st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join)
COMMENTS = st.one_of(
    st.none(),
    st.sampled_from(["Too small.", "@ann: quoted head", "- a\n- b", "one\n\ntwo", ": colon", "2026-01-01: day", "#x"]),
)


def highlight(exact: str, prefix: str = "", suffix: str = "", **fields: Any) -> Annotation:
    quote = TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix)
    return replace(Annotation(id=None, kind="highlight", quote=quote), **fields)


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, list[Annotation]]:
    """A body, and annotations whose quotations are cut out of its blocks."""
    body = draw(BODIES)
    texts = [text for text in plain_text(body).split("\n\n") if text]
    annotations = []
    for number in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from(texts))
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        comment = draw(COMMENTS)
        by, tags, day = draw(
            st.sampled_from([(None, (), None), ("digest", ("inferred",), None), ("ann", (), date(2026, 11, 20))])
        )
        quote = TextQuoteSelector(
            exact=text[start:end], prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT]
        )
        base = Annotation(id=None, kind="highlight", quote=quote)
        noted = replace(base, id=f"a{number + 1}", comment=comment, by=by, tags=tags, day=day)
        annotations.append(noted if comment else base)
    return body, annotations


@given(annotated())
@settings(max_examples=300, deadline=None)
def test_annotating_changes_no_letter(given_: tuple[str, list[Annotation]]) -> None:
    """The plain text is the same before and after, whatever was placed."""
    body, annotations = given_
    assert plain_text(annotate(body, annotations).body) == plain_text(body)


@given(annotated())
@settings(max_examples=300, deadline=None)
def test_what_was_written_is_read_back(given_: tuple[str, list[Annotation]]) -> None:
    """Each annotation is read back as it was given, or named as left out; none appears from nowhere."""
    body, annotations = given_
    result = annotate(body, annotations)
    placed = list(annotations)
    for annotation in result.left_out:
        placed.remove(annotation)
    expected = [*read_annotations(body), *placed]
    read = list(read_annotations(result.body))

    def said(each: Annotation) -> tuple[object, ...]:
        tags = dict.fromkeys((*each.tags, *tags_in(each.comment or "")))
        return (each.id, each.kind, each.quote.exact.strip(), each.comment, each.by, *tags, each.day)

    assert sorted(map(repr, map(said, read))) == sorted(map(repr, map(said, expected)))


@given(annotated())
@settings(max_examples=150, deadline=None)
def test_annotating_again_with_what_was_read_finds_the_same_places(given_: tuple[str, list[Annotation]]) -> None:
    """Quotations of 32 code points of context lead back to where they were read."""
    body, annotations = given_
    assume("[^9]" not in body and "==" not in body)
    once = annotate(body, annotations)
    read = read_annotations(once.body)
    assume(len({(each.quote.exact, each.quote.prefix, each.quote.suffix) for each in read}) == len(read))
    assert read_annotations(annotate(body, read).body) == read


@pytest.mark.parametrize(
    ("exact", "written"),
    [
        ("forty patients", "had ==[forty **patients**](https://e.org)==,"),
        ("patients", "[forty ==**patients**==]("),
        ("had forty patients", "==had [forty **patients**](https://e.org)==,"),
        ("*all* from", "==\\*all\\* from=="),
        ("clinic &", "==clinic &amp;=="),
        ("code ==", "==`code ==`=="),
        ("line goes", "quoted ==line\n> goes== on"),
        ("Trial", "The ==*Trial*=="),
        ("one item", "- ==one item=="),
        ("same", "| ==same== | same |"),
    ],
)
def test_a_highlight_stands_around_its_passage(exact: str, written: str) -> None:
    """The marks nest with links, emphasis, escapes, code and quotations."""
    result = annotate(BODY, [highlight(exact)])
    assert written in result.body
    assert not result.left_out


@pytest.mark.parametrize(
    "exact", ["patients, *all*", "code", "nowhere", "clinic & code == end.\n\nA", "", " ", "here one"]
)
def test_what_cannot_be_marked_is_left_out(exact: str) -> None:
    """A passage across a link's end, within code, across blocks or absent leaves the body as it was."""
    wanted = highlight(exact, comment="x")
    result = annotate(BODY, [wanted])
    assert result.body == BODY
    assert result.left_out == (wanted,)


def test_the_context_chooses_between_equal_words() -> None:
    """Prefix and suffix decide which of two equal passages is meant."""
    body = "Red house, blue house, old house."
    assert "old ==house==" in annotate(body, [highlight("house", "blue house, old ", ".")]).body
    assert "blue ==house==" in annotate(body, [highlight("house", "Red house, blue ", ", old house.")]).body
    assert "Red ==house==" in annotate(body, [highlight("house")]).body


def test_a_note_goes_to_its_point() -> None:
    """A note without a passage stands between its prefix and suffix."""
    quote = TextQuoteSelector(exact="", prefix="from one", suffix=" clinic")
    note = Annotation(id="p1", kind="note", quote=quote, comment="which?", by="ann")
    result = annotate(BODY, [note])
    assert "from one[^p1] clinic" in result.body
    assert result.body.endswith("\n\n[^p1]: @ann: which?\n")


def test_labels_are_not_reused() -> None:
    """An id the body knows already is replaced by the next free one."""
    result = annotate(BODY, [highlight("forty patients", id="a1", comment="new"), highlight("clinic", comment="c")])
    assert "==[forty **patients**](https://e.org)==[^a2]" in result.body
    assert "==clinic==[^a3]" in result.body


def test_of_overlapping_passages_the_later_is_left_out() -> None:
    """Two highlights never share a letter."""
    first, second = highlight("had forty patients"), highlight("forty patients", comment="x")
    assert annotate(BODY, [first, second]).left_out == (second,)


def test_a_body_that_swallows_notes_gets_none() -> None:
    """Where the end of a body is code without an end, a note could not be read back."""
    body = "some words\n\n```\nopen"
    wanted = highlight("words", comment="x")
    assert annotate(body, [wanted]).left_out == (wanted,)
    assert annotate(body, [highlight("words")]).body == "some ==words==\n\n```\nopen"


def test_a_note_survives_with_lists_code_and_heads() -> None:
    """A comment of several blocks, or one that looks like a head, is read back as it was."""
    for comment in ("- a\n- b", "one\n\n    code\n\ntwo", "@ann: said", "#tag 2026-01-01: x", ": y", "```\nx\n```"):
        for by in (None, "ann"):
            wanted = highlight("clinic", id="z", comment=comment, by=by)
            read = [each for each in read_annotations(annotate(BODY, [wanted]).body) if each.id == "z"]
            assert [(each.comment, each.by) for each in read] == [(comment, by)]


def test_annotations_render_where_they_were_written() -> None:
    """What `annotate` writes is what `render` shows."""
    result = annotate(
        "On March 18 they met.", [highlight("March 18", id="a1", comment="year?", by="digest", tags=("inferred",))]
    )
    rendering = render(result.body)
    assert '<mark id="a1" class="hl" data-by="digest" data-tags="inferred">March 18</mark>' in rendering.html
    assert "On March 18 they met." in render(result.body, confirmed=True).html


def test_annotating_nothing_changes_nothing() -> None:
    """An empty list, or one that finds no place, gives the body back byte for byte."""
    assert annotate(BODY, []).body == BODY


def test_a_hostile_body_is_annotated_in_time() -> None:
    """Many equal words and many annotations stay quick."""
    body = "word " * 5_000
    many = [highlight("word", id=f"a{number}", comment="x") for number in range(20)]
    assert len(annotate(body, many).left_out) == 19


def test_a_head_without_a_comment_needs_no_colon() -> None:
    """And is written without one."""
    mark = Annotation(id="a1", kind="highlight", quote=TextQuoteSelector(exact="word"), by="ann", tags=("key",))
    made = annotate("One word.\n", [mark]).body
    assert made == "One ==word==[^a1].\n\n[^a1]: @ann #key\n"
    [read] = read_annotations(made)
    assert (read.by, read.tags, read.comment) == ("ann", ("key",), None)

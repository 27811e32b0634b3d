"""A reader's edits: what is outside the annotation stays byte by byte, and what cannot be placed exactly is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from digest.annotations.collect import read_annotations
from digest.annotations.edit_annotations import (
    add_annotation,
    add_reply,
    change_note,
    delete_annotation,
    read_note,
)
from digest.annotations.mark_places import mark_places
from digest.annotations.refusals import Refusal
from digest.markdown.parser import normalised
from digest.markdown.plain import plain_text
from digest.model.annotation import TextQuoteSelector

law = settings(deadline=None, max_examples=150)

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
        "مرحبا بالعالم كله هنا",
        "line one  \nline two\\\nline three ~~gone~~",
        "after %%private%% a ==marked== one[^a7]\n\n[^a7]: @ann #x: a note\n[^a7.1]: @ben: no",
        "==marked== and **bold *both* x**",
        "==settled==[^a9] words\n\n[^a9]: #resolved: gone",
        "trailing   ",
    ]
)
BODIES = st.builds(
    lambda blocks, ending, end: ("\n\n".join(blocks) + ending).replace("\n", end),
    st.lists(BLOCKS, min_size=1, max_size=5, unique=True),
    st.sampled_from(["", "\n", "\n\n", "\n\n\n\n"]),
    st.sampled_from(["\n", "\r\n"]),
)
NOTES = st.one_of(
    st.sampled_from(
        [
            "",
            "Too small.",
            "@ann #method 2026-11-20: Who?",
            "#tag only",
            "one\n\ntwo",
            "- a\n- b",
            ": x",
            "%%not this%% but",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, TextQuoteSelector]:
    """A body, and words of one of its blocks with what stands around them."""
    body = draw(BODIES)
    text = draw(st.sampled_from([block for block in plain_text(normalised(body)).split("\n\n") if block.strip()]))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return body, TextQuoteSelector(
        exact=text[start:end], prefix=text[max(0, start - 32) : start], suffix=text[end : end + 32]
    )


@law
@given(case=passages(), note=NOTES)
def test_adding_changes_nothing_outside_the_mark_and_is_read_back(case, note):
    """A law: without what was inserted the bytes are those before, and reading finds the passage with its comment."""
    body, quote = case
    after = add_annotation(body, quote, note)
    assume(isinstance(after, str))
    before = list(read_annotations(body))
    new = [each for each in read_annotations(after) if each not in before or before.remove(each)]
    gained = [each for each in new if "".join(each.quote.exact.split()) == "".join(quote.exact.split())]
    assert gained
    label = gained[0].id if note.strip() else None
    closing = f"==[^{label}]" if label else "=="
    at = next(at for at in (m.start() for m in re.finditer("==", after)) if _without(after, at, closing, label, body))
    assert after[at : at + 2] == "=="


def _without(after: str, at: int, closing: str, label: str | None, body: str) -> bool:
    """Whether taking out a mark that begins here, and its definition, gives the body again."""
    text = after[:at] + after[at + 2 :]
    if label:
        definition = re.search(rf"(?:\r?\n)+\[\^{label}\]: .*(?:(?:\r?\n)+    .*)*", text)
        if definition is None:
            return False
        text = text[: definition.start()] + text[definition.end() :]
    ends = [match.start() for match in re.finditer(re.escape(closing), text)]
    results = {text[:end] + text[end + len(closing) :] for end in ends}
    return any(result.rstrip("\r\n") == body.rstrip("\r\n") for result in results)


@law
@given(case=passages(), note=NOTES)
def test_deleting_what_was_added_gives_the_same_bytes(case, note):
    """A law: whatever the body ends with, and whatever its line ends are."""
    body, quote = case
    after = add_annotation(body, quote, note)
    assume(isinstance(after, str))
    old, new = mark_places(body), mark_places(after)
    if note.strip():
        (anchor,) = {mark.note.id for mark in new.marks.values() if mark.note} - {
            mark.note.id for mark in old.marks.values() if mark.note
        }
    else:
        fresh = set(new.marks) - set(old.marks)
        assume(len(fresh) == 1)
        (anchor,) = fresh
    assert delete_annotation(after, anchor) == body


@law
@given(case=passages(), first=NOTES, second=NOTES, answer=NOTES)
def test_a_note_that_is_changed_and_changed_back_gives_the_same_bytes(case, first, second, answer):
    """A law: nothing but the note's own lines is written; a reply that is deleted leaves nothing."""
    body, quote = case
    assume(first.strip() and second.strip() and answer.strip())
    added = add_annotation(body, quote, first)
    assume(isinstance(added, str))
    known = {each.id for each in read_annotations(body)}
    (label,) = {each.id for each in read_annotations(added)} - known
    answered = add_reply(added, label, answer)
    if isinstance(answered, str):
        assert delete_annotation(answered, f"note-{label}.1") == added
    assert change_note(added, label, read_note(added, label)) == added
    changed = change_note(added, label, second)
    assume(isinstance(changed, str))
    assert change_note(changed, f"note-{label}", first) == added


BODY = (
    "# The trial\n\nIt had ==forty patients==[^a1], all from one clinic, and [ended *early*](https://e.org).\n\n"
    "The dose was low. The dose was low.\n\n- one ==item==\n- `code here` and more\n\n```\ncoded words\n```\n\n"
    "[^a1]: @ann #method: Too small.\n[^a1.1]: @ben: No.\n"
)


def quote(exact: str, prefix: str = "", suffix: str = "") -> TextQuoteSelector:
    return TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix)


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        (quote("early. The dose"), "one paragraph into the next"),
        (quote("early.\n\nThe dose was"), "one paragraph into the next"),
        (quote("coded words"), "block of code"),
        (quote("dose was low", "The ", "."), "more than once"),
        (quote("clinic, and ended"), "within a link"),
        (quote("de here and"), "within a link, code"),
        (quote("words that nobody wrote"), "do not stand in the text"),
        (quote("  \n "), "No words"),
    ],
)
def test_what_cannot_be_placed_exactly_is_refused_with_the_reason(selector, reason):
    """Nothing is guessed, and the reason is in words for a reader."""
    refusal = add_annotation(BODY, selector, "note")
    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


def test_the_context_decides_between_equal_passages():
    """Of two equal ones the one with these words around it is marked."""
    body = "Alpha said the dose was low.\n\nBeta said the dose was low.\n"
    assert add_annotation(body, quote("the dose was low", "Beta said ", ".")) == (
        "Alpha said the dose was low.\n\nBeta said ==the dose was low==.\n"
    )


def test_a_passage_that_is_marked_can_be_marked_again():
    """Two people may say something of the same words: one mark stands within the other."""
    after = add_annotation(BODY, quote("forty patients"), "Who?")
    assert isinstance(after, str)
    assert "It had ====forty patients==[^a1]==[^a2], all" in after


def test_a_note_that_the_end_of_the_text_would_swallow_is_refused():
    """Code without an end takes every line behind it."""
    refusal = add_annotation("Some words.\n\n```\nopen\n", quote("Some words"), "note")
    assert isinstance(refusal, Refusal)
    assert "not be read" in refusal.reason


def test_a_note_names_its_author_only_once():
    """Who is named in what was typed stays; tags and a day before the colon stay a head."""
    body = "Some words here.\n"
    for typed, written in (
        ("Why?", "@ann: Why?"),
        ("@ben: Why?", "@ben: Why?"),
        ("#method: Why?", "@ann #method: Why?"),
        ("#method", "@ann #method"),
    ):
        assert add_annotation(body, quote("Some words"), typed, author="ann") == (
            f"==Some words==[^a1] here.\n\n[^a1]: {written}\n"
        )


def test_a_reply_stands_below_what_it_answers_and_takes_a_number_that_nobody_had():
    """Behind the last reply of the thread."""
    after = add_reply(BODY, "note-a1", "@cy: Both.")
    assert after == BODY + "[^a1.2]: @cy: Both.\n"
    below = add_reply(BODY.replace("[^a1.1]", "[^a1.4]"), "a1", "Hm.")
    assert isinstance(below, str)
    assert below.endswith("[^a1.5]: Hm.\n")


def test_a_highlight_goes_with_its_note_and_replies():
    """And a reply alone leaves the note."""
    alone = delete_annotation(BODY, "a1")
    assert isinstance(alone, str)
    assert "a1" not in alone
    assert alone.endswith("coded words\n```\n")
    assert delete_annotation(BODY, "note-a1.1") == BODY.replace("[^a1.1]: @ben: No.\n", "")


def test_a_highlight_without_a_note_can_be_given_one():
    """Its reference stands directly behind it."""
    after = change_note(BODY, "hl-item", "Which?")
    assert isinstance(after, str)
    assert "- one ==item==[^a2]\n" in after
    assert after.endswith("\n\n[^a2]: Which?\n")


@pytest.mark.parametrize("edit", [delete_annotation, lambda body, at: change_note(body, at, "x")])
def test_what_is_not_there_any_more_is_refused(edit):
    """Two tabs, one of which has deleted it."""
    assert isinstance(edit(BODY, "a77"), Refusal)
    assert isinstance(edit("Words^[a note in the text] here.\n", "a1"), Refusal)


def test_a_note_that_is_referred_to_twice_is_not_torn_out():
    """What would leave a reference without its note is refused."""
    body = "One ==word==[^a1] and again[^a1].\n\n[^a1]: x\n"
    assert isinstance(delete_annotation(body, "a1"), Refusal)

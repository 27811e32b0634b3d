"""Replies, tags and resolved notes: read, written, read again."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render, render_for_feed

from digest.annotations.annotate import annotate
from digest.annotations.collect import read_annotations
from digest.annotations.excerpt import excerpt
from digest.markdown.note_definitions import read_definition, tags_in, write_definition
from digest.model.annotation import Annotation, Reply, TextQuoteSelector

QUOTE = TextQuoteSelector(exact="forty patients")
BODY = "It had forty patients.\n"
COMMENTS = st.sampled_from(
    ["Too few.", "see #method here", "`#code` and #weak", "one\n\ntwo #x", ": colon", "@ann: no"]
)
TAGS = st.lists(st.sampled_from(["weak", "method", "x", "n/a"]), unique=True, max_size=3).map(tuple)


def settled(tags: tuple[str, ...], comment: str) -> tuple[str, ...]:
    """Tags as a note has them that is read: the comment's own among them."""
    return tuple(dict.fromkeys((*tags, *tags_in(comment))))


@st.composite
def replies(draw: st.DrawFn, label: str, depth: int = 0) -> tuple[Reply, ...]:
    found = []
    for number in draw(st.lists(st.integers(1, 30), unique=True, max_size=2 - depth)):
        name, comment = f"{label}.{number}", draw(COMMENTS)
        found.append(
            Reply(
                id=name,
                comment=comment,
                by=draw(st.sampled_from([None, "ben", "cy-2"])),
                tags=settled(draw(TAGS), comment),
                day=draw(st.sampled_from([None, date(2026, 11, 21)])),
                resolved=draw(st.booleans()),
                replies=draw(replies(name, depth + 1)) if depth < 2 else (),
            )
        )
    return tuple(found)


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    comment = draw(COMMENTS)
    return Annotation(
        id="a3",
        kind="highlight",
        quote=QUOTE,
        comment=comment,
        by=draw(st.sampled_from([None, "ann"])),
        tags=settled(draw(TAGS), comment),
        day=draw(st.sampled_from([None, date(2026, 11, 20)])),
        replies=draw(replies("a3")),
        resolved=draw(st.booleans()),
    )


@given(annotations())
@settings(max_examples=200, deadline=None)
def test_a_thread_is_read_back_as_it_was_written(wanted: Annotation) -> None:
    """Comment, reviewer, tags, day, whether it is settled, and every reply under its own name."""
    (read,) = read_annotations(annotate(BODY, [wanted]).body)
    assert replace(read, quote=QUOTE) == wanted


@given(annotations())
@settings(deadline=None)
def test_what_is_settled_is_shown_nowhere(wanted: Annotation) -> None:
    """Neither on the page nor in a feed nor as an excerpt: the passage's text alone is left of it."""
    body = annotate(BODY, [replace(wanted, comment="HIDDEN", resolved=True, tags=())]).body
    for text in (render(body).html, render_for_feed(body)):
        assert text == "<p>It had forty patients.</p>\n"
    assert excerpt(body) == ""
    assert render(body).annotations == ()


def test_replies_follow_a_note_that_gets_another_name() -> None:
    """Their numbers stay: `[^a1.2]` under a note that becomes `[^a7]` is `[^a7.2]`."""
    thread = Reply(id="a1.2", comment="two", replies=(Reply(id="a1.2.5", comment="five"),))
    wanted = Annotation(id="a1", kind="highlight", quote=QUOTE, comment="one", replies=(thread,))
    body = annotate("It had forty patients; ==others==[^a1] too.\n\n[^a1]: here already\n", [wanted]).body
    assert "[^a2]: one\n[^a2.2]: two\n[^a2.2.5]: five\n" in body


def test_a_new_note_does_not_take_the_replies_of_one_that_is_gone() -> None:
    """A name under which there are still replies is not free."""
    wanted = Annotation(id="a1", kind="highlight", quote=QUOTE, comment="new")
    body = annotate("It had forty patients.\n\n[^a1.1]: to another note\n", [wanted]).body
    assert "==forty patients==[^a2]" in body
    assert [note.replies for note in read_annotations(body)] == [()]


def test_a_note_without_a_name_takes_none_that_another_has() -> None:
    """In an excerpt too the notes keep their names, and one that was written in the text gets a new one."""
    body = excerpt("==One==^[in the text] and ==two==[^a1].\n\n[^a1]: named\n")
    assert "==two==[^a1]" in body
    assert "==One==[^a2]" in body


def test_a_head_says_no_tag_that_the_comment_says() -> None:
    """What a person wrote as `see #method` is not written twice, unless the order of tags needs it."""
    noted = Annotation(id="a1", kind="note", quote=QUOTE, comment="see #method", tags=("weak", "method"))
    assert write_definition("a1", noted) == "[^a1]: #weak: see #method"
    turned = replace(noted, tags=("method", "weak"))
    assert write_definition("a1", turned) == "[^a1]: #method #weak: see #method"
    assert read_definition("a1", 1, "#method #weak: see #method").tags == ("method", "weak")


def test_a_resolved_reply_is_in_no_annotation_that_is_rendered() -> None:
    """However deep it stands."""
    body = "==x==[^a1]\n\n[^a1]: one\n[^a1.1]: two\n[^a1.1.1]: #resolved: HIDDEN\n[^a1.1.1.1]: HIDDEN too\n"
    assert "HIDDEN" not in repr(render(body))
    assert "HIDDEN" in repr(read_annotations(body))


def test_a_resolved_note_is_read_but_not_rendered() -> None:
    """It stays in the file, and whoever reads the file's annotations sees it."""
    body = "==x==[^a1]\n\n[^a1]: @ann #Resolved #weak: done\n[^a1.1]: @ben: good\n"
    (note,) = read_annotations(body)
    assert (note.resolved, note.tags, note.replies[0].by) == (True, ("weak",), "ben")
    assert render(body).annotations == ()

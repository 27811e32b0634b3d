"""W3C Web Annotations: what is exported is valid, what is imported is what was exported."""

from __future__ import annotations

import json
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.annotations import read_annotations
from digest.annotations.annotate import annotate
from digest.annotations.formats.read_json import read_json
from digest.annotations.formats.reply_threads import threaded
from digest.annotations.formats.target import Annotated, Target
from digest.annotations.formats.web_annotation import to_json_ld
from digest.annotations.permalinks import annotations_with_anchors
from digest.exchange.place_imported import place
from digest.markdown.escape import escape
from digest.model.annotation import Annotation, TextQuoteSelector

TARGET = Target(path=PurePosixPath("content/2025-W12/call.md"), title="The call", source_url="https://a.example/call")
BODY = """\
It was long. ==Gas was named.==[^a1] And ==coal== too, they say.[^point]

[^a1]: @ann #method #resolved 2026-11-20: Really?%% not for you%%

    ```
    code
    ```

[^point]: : Who says?
"""


def exported(body: str, target: Target = TARGET) -> str:
    pairs = annotations_with_anchors(body)
    return to_json_ld(
        [Annotated(target=target, annotations=tuple(a for a, _ in pairs), anchors=tuple(i for _, i in pairs))]
    )


def test_an_export_is_valid(is_valid):
    """Of every kind: highlights with and without a note, a note at a point, a resolved one."""
    page = json.loads(exported(BODY))
    assert is_valid(page)
    assert [item["motivation"] for item in page["items"]] == ["commenting", "highlighting", "commenting"]
    first = page["items"][0]
    assert first["creator"] == {"type": "Person", "name": "ann"}
    assert first["created"] == "2026-11-20T00:00:00Z"
    assert [body["value"] for body in first["body"]] == ["Really?\n\n```\ncode\n```", "method", "resolved"]
    assert first["target"]["source"] == "https://a.example/call"
    assert first["target"]["selector"]["exact"] == "Gas was named."


THREAD = """\
It was ==long==[^a1].

[^a1]: @ann 2026-11-20: Was it?
[^a1.1]: @bob #resolved: It was.
[^a1.1.1]: @ann:
    Fine.

    Really.
[^a1.2]: No.
"""


def test_replies_are_annotations_of_what_they_answer(is_valid):
    """Each with its motivation; and read again they stand under their note."""
    page = json.loads(exported(THREAD))
    assert is_valid(page)
    ids = [item["id"] for item in page["items"]]
    assert [item["motivation"] for item in page["items"]] == ["commenting", *["replying"] * 3]
    assert [item["target"] for item in page["items"][1:]] == [ids[0], ids[1], ids[0]]
    (one,) = threaded(read_json(json.dumps(page))[0])
    assert (one.annotation,) == read_annotations(THREAD)
    assert read_annotations(place("It was long.\n", [one.annotation]).body) == read_annotations(THREAD)


def test_new_replies_come_to_a_note_that_is_there():
    """Under free numbers; those that it has do not come twice."""
    (one,) = threaded(read_json(exported(THREAD))[0])
    before = "It was ==long==[^a1].\n\n[^a1]: @ann 2026-11-20: Was it?\n[^a1.4]: @bob #resolved: It was.\n"
    placed = place(before, [one.annotation])
    assert placed.body == before + "\n[^a1.4.1]: @ann: Fine.\n\n    Really.\n[^a1.5]: No.\n"
    assert placed.placed == (one.annotation,)
    again = place(placed.body, [one.annotation])
    assert (again.body, again.placed, again.known) == (placed.body, (), (one.annotation,))


def test_the_schema_refuses_what_the_model_forbids(is_valid):
    """The test above can fail."""
    page = json.loads(exported(BODY))
    for key, value in (
        ("id", "no iri"),
        ("type", "Note"),
        ("target", None),
        ("created", "2026-11-20"),
        ("colour", "red"),
    ):
        broken = page | {"items": [page["items"][0] | {key: value}]}
        assert not is_valid(broken), key


def test_private_text_is_in_no_export():
    """What stands between `%%` is nobody else's, in text or note."""
    text = exported("It ==was %%hidden%% long==[^a1]. %%x ==y== z%%\n\n[^a1]: @ann: %%secret%%\n")
    assert "hidden" not in text
    assert "secret" not in text
    assert len(json.loads(text)["items"]) == 1


def test_a_note_that_nothing_refers_to_goes_out_and_is_known():
    """It is about the page as a whole; imported elsewhere it stands at the end."""
    body = "Text.\n\n[^a1]: @ann: Lost its place.\n[^a1]: Twice.\n"
    page = exported(body)
    assert [item["target"] for item in json.loads(page)["items"]] == ["https://a.example/call"] * 2
    assert len({item["id"] for item in json.loads(page)["items"]}) == 2
    annotations = [one.annotation for one in read_json(page)[0]]
    again = place(body, annotations)
    assert (again.body, len(again.known)) == (body, 2)
    assert [one.comment for one in read_annotations(place("Text.\n", annotations).body)] == [
        "Lost its place.",
        "Twice.",
    ]


def test_names_are_stable_and_told_apart():
    """An id depends on the article's path and the note's label or the words, not on what else stands there."""
    ids = [item["id"] for item in json.loads(exported("==a== b ==a== c ==d==[^a7]\n\n[^a7]: x\n"))["items"]]
    more = [item["id"] for item in json.loads(exported("==New.== ==d==[^a7]\n\n[^a7]: y\n"))["items"]]
    assert len(set(ids)) == 3
    assert ids[2] == more[1]
    online = Target(path=TARGET.path, title="The call", permalink="https://b.example/2025/w12/call/")
    assert [item["id"] for item in json.loads(exported("==d==[^a7]\n\n[^a7]: x\n", online))["items"]] == [
        "https://b.example/2025/w12/call/#a7"
    ]


WORDS = st.sampled_from(
    ["Gas", "was", "named", "by", "naïve", "Ärzte", "R&D", "a*b", "(sic)", "[note]", "“so”", "it’s", "東京"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=5, unique=True)
NAMES = st.none() | st.sampled_from(["ann", "Ärztin", "j.doe", "digest"])
COMMENTS = st.none() | st.sampled_from([
    "Really?", "@bob: no head", "2026-11-20: no day", "[^a1]: no end", "---", "> quoted\n> twice", "a\n\nb\n\n\nc", "- one\n    - two",
    "```\n  code\n\ttab\n```", "line  \nbreak", "==marked== and ^[inline]", "<script>alert(1)</script>", "# Heading", "[[wiki]] {>>c<<}",
])  # fmt: skip


@st.composite
def annotated(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with annotations."""
    paragraphs = draw(PARAGRAPHS)
    text = "\n\n".join(map(escape, paragraphs)) + "\n"
    found = []
    for paragraph in paragraphs:
        words = paragraph.split()
        first = draw(st.integers(0, len(words) - 1))
        exact = " ".join(words[first : draw(st.integers(first + 1, len(words)))])
        begin = len(" ".join(words[:first])) + bool(first)
        quote = TextQuoteSelector(
            exact=exact, prefix=paragraph[max(0, begin - 32) : begin], suffix=paragraph[begin + len(exact) :][:32]
        )
        comment, by, day = draw(COMMENTS), draw(NAMES), draw(st.none() | st.just(date(2026, 11, 20)))
        tags = tuple(draw(st.lists(st.sampled_from(["method", "peer/review", "öl"]), max_size=2, unique=True)))
        noted = comment or (by and by != "digest") or tags or day
        found.append(
            Annotation(
                id="a1" if noted else None,
                kind="highlight",
                quote=quote,
                comment=comment,
                by=by if noted else None,
                tags=tags,
                day=day,
            )
        )
    return text, annotate(text, found).body


@given(annotated())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_export_strip_import_gives_the_same_annotations(is_valid, texts):
    """Into the text without them they come back as they were; into the text with them not a second time."""
    bare, body = texts
    page = exported(body)
    assert is_valid(json.loads(page))
    incoming, problems = read_json(page)
    assert problems == () or not json.loads(page)["items"]
    annotations = [one.annotation for one in incoming]
    placed = place(bare, annotations)
    assert read_annotations(placed.body) == read_annotations(body)
    assert exported(placed.body) == page
    again = place(body, annotations)
    assert again.body == body
    assert again.placed == again.left_out == ()


@given(annotated(), st.sampled_from(["\n", "\r\n"]), st.integers(0, 3))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_import_only_inserts(texts, newline, blank):
    """Every character of the file is there afterwards, in its order, with its line ends."""
    bare, body = texts
    text = (bare + "\n" * blank).replace("\n", newline)
    after = place(text, [one.annotation for one in read_json(exported(body))[0]]).body
    rest = iter(after)
    assert all(character in rest for character in text)
    if newline == "\r\n":
        assert after.count("\r\n") == after.count("\n")


@pytest.mark.parametrize("text", ["", "[", "{}", "[]", "null", "3", '"x"', "[" * 100_000, '{"first":' * 50 + "1" + "}" * 50, '[{"target": 3}, {"uri": ""}, {"target": {"source": 4}}]', '{"rows": [{"uri": "x", "target": "y", "tags": 4, "references": {}, "user": [], "text": {}, "created": 3}]}'])  # fmt: skip
def test_any_json_is_read_or_explained(text):
    """Nothing in a file ends the run."""
    incoming, problems = read_json(text)
    assert incoming or problems

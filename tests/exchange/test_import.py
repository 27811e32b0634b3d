"""What others give is placed where it belongs, and nothing in it does harm."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render

from digest.annotations.collect import read_annotations
from digest.annotations.formats.read_json import read_json
from digest.annotations.formats.reply_threads import threaded
from digest.annotations.formats.tables import to_csv, to_markdown
from digest.annotations.formats.target import Annotated, Target, by_address, normal_address
from digest.annotations.permalinks import annotations_with_anchors
from digest.exchange.place_imported import place
from digest.markdown.plain import plain_text
from digest.model.annotation import Annotation, Reply, TextQuoteSelector

BODY = "The plan was “bold” – so they said.\n\nNobody *asked* the river. It rose.\n\nThe end.\n"


def hypothesis_row(exact: str, **more: object) -> dict[str, object]:
    selector = [{"type": "RangeSelector"}, {"type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": ""}]
    return {
        "id": "x1", "uri": "https://a.example/plan", "user": "acct:jane@hypothes.is", "text": "Hm.", "tags": ["peer review"],
        "created": "2026-01-02T23:30:00.5-02:00", "references": [], "target": [{"source": "https://a.example/plan", "selector": selector}],
    } | more  # fmt: skip


def w3c(exact: str, **more: object) -> dict[str, object]:
    target = {"source": "https://a.example/plan", "selector": {"type": "TextQuoteSelector", "exact": exact}}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:x",
        "type": "Annotation",
        "target": target,
    } | more


def imported(*items: object) -> tuple[Annotation, ...]:
    incoming, _ = read_json(json.dumps(list(items)))
    return read_annotations(place(BODY, [one.annotation for one in incoming]).body)


def test_what_hypothesis_gives_is_placed():
    """Text, tags, user and the day in UTC; typography of the page makes no difference."""
    (found,) = imported(hypothesis_row('was "bold" - so'))
    assert found.quote.exact == "was “bold” – so"
    assert (found.comment, found.by, found.tags, found.day) == ("Hm.", "jane", ("peer-review",), date(2026, 1, 3))


def test_a_highlight_across_blocks_is_split_at_them():
    """The first part has the comment; a page may have nothing between two paragraphs."""
    found = imported(hypothesis_row("they said.Nobody asked the river. It rose. The"))
    assert [one.quote.exact for one in found] == ["they said.", "Nobody asked the river. It rose.", "The"]
    assert [one.comment for one in found] == ["Hm.", None, None]


def test_a_note_on_the_page_stands_at_its_end():
    """It has no quotation to stand beside."""
    (found,) = imported(hypothesis_row("", target=[{"source": "https://a.example/plan"}]))
    assert (found.kind, found.quote.prefix, found.comment) == ("note", "The end.", "Hm.")


def test_what_does_not_stand_in_the_text_is_left_out():
    """Nothing is placed by guess: not other words, nor words that stand twice and never within that context."""
    text = "The end is near. The end is far.\n"
    away = Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact="The beginning"))
    unsure = Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact="The end", prefix="xyz", suffix="xyz"))
    second = Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact="The end", suffix=" is far"))
    placed = place(text, [away, unsure, second])
    assert placed.left_out == (away, unsure)
    assert placed.body == "The end is near. ==The end== is far.\n"


def test_importing_twice_imports_nothing_twice():
    """Also a split one, one without a comment, and one of the page."""
    items = [
        hypothesis_row("they said.Nobody asked the river"),
        hypothesis_row("The end.", text="", tags=[]),
        hypothesis_row("", target=[], text="On all of it."),
    ]
    annotations = [one.annotation for one in read_json(json.dumps({"rows": items}))[0]]
    once = place(BODY, annotations)
    twice = place(once.body, annotations)
    assert len(once.placed) == 3
    assert twice.body == once.body
    assert len(twice.known) == 3


def test_a_highlight_across_markup_is_split_at_it():
    """A mark cannot cross emphasis or a link; it can hold them."""
    across, around = hypothesis_row("ked the river. It"), hypothesis_row("Nobody asked the", id="x2", text="Whole.")
    assert [(one.quote.exact, one.comment) for one in imported(across)] == [("ked", "Hm."), ("the river. It", None)]
    assert [(one.quote.exact, one.comment) for one in imported(around)] == [("Nobody asked the", "Whole.")]


def test_passages_that_share_letters_are_all_marked():
    """One within the other, in any order; one that crosses another in parts. A second import finds all there."""
    exacts = ["asked the", "Nobody asked the river.", "Nobody asked the river. It rose.", "the river. It"]
    annotations = [
        one.annotation for one in read_json(json.dumps([hypothesis_row(exact, id=exact) for exact in exacts]))[0]
    ]
    bare = BODY.replace("*", "")
    placed = place(bare, annotations)
    assert placed.left_out == ()
    assert {*exacts[:3], "the"} < {one.quote.exact for one in read_annotations(placed.body)}
    assert plain_text(placed.body) == plain_text(bare)
    again = place(placed.body, annotations)
    assert (again.body, len(again.known)) == (placed.body, 4)


def test_more_than_a_text_takes_at_a_time_waits(monkeypatch):
    """And comes with the next import of the same file."""
    monkeypatch.setattr("digest.exchange.place_imported.MOST", 20)
    text = " ".join(f"word{at:02}" for at in range(25)) + "\n"
    annotations = [
        one.annotation for one in read_json(json.dumps([hypothesis_row(f"word{at:02}") for at in range(25)]))[0]
    ]
    first = place(text, annotations)
    second = place(first.body, annotations)
    assert (len(first.placed), len(first.waiting)) == (20, 5)
    assert (len(second.placed), len(second.waiting), second.left_out) == (5, 0, ())


def test_replies_stand_under_their_note():
    """In any order; what answers nothing that is there, or itself, is a note of its own."""
    root = hypothesis_row("The end.", id="r")
    replies = [
        hypothesis_row("", id="c", text="Deep.", references=["r", "b"], target=[{"source": "x"}]),
        hypothesis_row("", id="b", text="Yes.", references=["r"], target=[{"source": "x"}]),
        hypothesis_row("", id="lost", text="Who?", references=["gone"], target=[{"source": "x"}]),
        hypothesis_row("", id="o", text="Self.", references=["o"], target=[{"source": "x"}]),
    ]
    found = threaded(read_json(json.dumps({"rows": [replies[0], root, *replies[1:]]}))[0])
    assert [one.id for one in found] == ["r", "lost", "o"]
    placed = place(BODY, [one.annotation for one in found])
    first = read_annotations(placed.body)[0]
    assert [(reply.comment, [deeper.comment for deeper in reply.replies]) for reply in first.replies] == [
        ("Yes.", ["Deep."])
    ]
    assert place(placed.body, [one.annotation for one in found]).body == placed.body


def test_replies_that_cannot_be_written_are_left_out():
    """Behind code without an end nothing is defined: the body stays, and the annotation is named."""
    reply = Reply(id="a1.1", comment="Yes.")
    annotation = Annotation(
        id="a1", kind="highlight", quote=TextQuoteSelector(exact="The end."), comment="Hm.", replies=(reply,)
    )
    body = "==The end.==[^a1]\n\n[^a1]: Hm.\n\n```\nopen"
    placed = place(body, [annotation])
    assert (placed.body, placed.placed, placed.known, placed.left_out) == (body, (), (), (annotation,))


def test_context_decides_between_words_that_typography_alone_tells_apart():
    """A page has other quotation marks than the article made of it."""
    text = 'He said “no” to the river. They said "no" to the sea.\n'
    quote = TextQuoteSelector(exact='"no"', prefix="He said ", suffix=" to the river.")
    placed = place(text, [Annotation(id=None, kind="highlight", quote=quote)])
    assert placed.body == text.replace("“no”", "==“no”==")


def test_a_long_line_of_replies_stays_bounded():
    """What is deeper than labels have room for stands beside the others; nothing is lost."""
    rows = [hypothesis_row("The end.", id="0")]
    rows += [
        hypothesis_row("", id=str(at), text=f"Reply {at}.", references=[str(at - 1)], target=[]) for at in range(1, 30)
    ]
    (root,) = threaded(read_json(json.dumps(rows))[0])
    body = place(BODY, [root.annotation]).body
    assert all(f"Reply {at}." in body for at in range(1, 30))
    assert max(label.count(".") for label in re.findall(r"^\[\^(a[\d.]+)\]:", body, re.MULTILINE)) <= 8


@pytest.mark.parametrize(
    ("item", "comment"),
    [
        (w3c("The end.", bodyValue="a *b* [c](d)"), "a \\*b\\* [c\\](d)"),
        (w3c("The end.", body={"type": "TextualBody", "value": "a *b*", "format": "text/markdown"}), "a *b*"),
        (w3c("The end.", body={"type": "TextualBody", "value": "<p>One &amp; <b>two</b></p><script>x()</script><ul><li>three</ul>", "format": "text/html"}), "One & two\n\nthree"),
        (w3c("The end.", body=["https://b.example/x", "javascript:alert(1)"]), "<https://b.example/x>"),
        (w3c("The end.", body={"type": "Choice", "items": [{"type": "TextualBody", "value": "One"}, {"type": "TextualBody", "value": "Two"}]}), "One\n\nTwo"),
    ],
)  # fmt: skip
def test_bodies_of_every_kind_become_markdown(item, comment):
    """Plain text and HTML by their words, Markdown as it is, a link as one."""
    (found,) = imported(item)
    assert found.comment == comment


@pytest.mark.parametrize(
    ("creator", "by"),
    [
        ("https://orcid.example/0000-0001", "0000-0001"), ({"type": "Person", "name": "Ann Lee"}, "Ann-Lee"), ([{"nickname": "ann"}], "ann"),
        ({"type": "Person", "name": "digest"}, "digest-reader"), ({"type": "Software", "name": "digest"}, "digest"), ({"name": 3}, None),
    ],
)  # fmt: skip
def test_names_have_the_shape_of_a_reviewer(creator, by):
    """Nobody passes for the converter but the converter."""
    (found,) = imported(w3c("The end.", bodyValue="x", creator=creator))
    assert found.by == by


def test_the_quotation_is_found_wherever_the_selector_holds_it():
    """In a list, or refining another selector; containers of every kind are opened."""
    quote = {"type": "TextQuoteSelector", "exact": "The end."}
    refined = {"type": "CssSelector", "value": "p", "refinedBy": quote}
    for selector in ([{"type": "XPathSelector"}, quote], refined, [refined]):
        item = w3c("", target=[{"source": {"id": "https://a.example/plan"}, "selector": selector}])
        for container in (item, [item], {"items": [item]}, {"first": {"items": [item]}}, {"@graph": [item]}):
            incoming, problems = read_json(json.dumps(container))
            assert problems == ()
            assert [one.annotation.quote.exact for one in incoming] == ["The end."]


HOSTILE = st.text(
    st.sampled_from(list("ab \t\n\r\x0b\x0c\x1b\x85\u2028\0\ud800`~=[]^:!%#>*-_<&\\{}()|1.@")), max_size=60
) | st.sampled_from(["\n\n[^a1]: x", "\n---\ntitle: x\n---\n", "```\n", "%%\n%%", "]: x", "\n\nA new paragraph.", "<script>alert(1)</script>"])  # fmt: skip


@given(HOSTILE, HOSTILE, HOSTILE, st.booleans())
@settings(max_examples=300, deadline=None)
def test_nothing_escapes_its_note(text, user, tag, html):
    """Whatever a comment, a name or a tag holds: the text stays the text, and no other note comes or goes."""
    body = {"type": "TextualBody", "value": text, "format": "text/html" if html else "text/markdown"}
    item = w3c("The end.", body=[body, {"type": "TextualBody", "value": tag, "purpose": "tagging"}], creator=user)
    before = "A ==mark==[^a1] here.\n\n" + BODY + "\n[^a1]: @ann: Mine.\n"
    incoming, _ = read_json(json.dumps([item]))
    after = place(before, [one.annotation for one in incoming]).body
    assert plain_text(after) == plain_text(before)
    assert read_annotations(after)[0] == read_annotations(before)[0]
    assert len(read_annotations(after)) <= 2
    assert "<script" not in render(after).html


@pytest.mark.parametrize(
    "address",
    ["http://www.a.example/plan/", "https://A.example:443/plan#top", "https://a.example/plan?utm_source=x&fbclid=3", " https://a.example/%70lan "],
)  # fmt: skip
def test_addresses_of_one_page_are_equal(address):
    """What tells nothing of the page is left out."""
    assert normal_address(address) == normal_address("https://a.example/plan")


@pytest.mark.parametrize("address", ["https://a.example/plan?id=2", "https://b.example/plan", "https://a.example/Plan", "https://a.example:8080/plan", "urn:x", "http://[", ""])  # fmt: skip
def test_addresses_of_other_pages_differ(address):
    """And none of them raises."""
    assert normal_address(address) != normal_address("https://a.example/plan")


def test_an_article_is_known_by_all_its_addresses():
    """Its source, its page, and its own name."""
    target = Target(
        path=PurePosixPath("content/x.md"),
        title="X",
        source_url="https://a.example/x",
        permalink="https://b.example/x/",
    )
    assert set(by_address([target]).values()) == {target}
    assert len(by_address([target])) == 3


def table(body: str, title: str = "The plan") -> Annotated:
    pairs = annotations_with_anchors(body)
    target = Target(path=PurePosixPath("content/plan.md"), title=title, source_url="https://a.example/plan")
    return Annotated(target=target, annotations=tuple(a for a, _ in pairs), anchors=tuple(i for _, i in pairs))


def test_csv_starts_no_formula():
    """A row for each annotation, CRLF, quoted where needed; what a spreadsheet would compute has an apostrophe."""
    text = to_csv(
        [
            table(
                '==1+1, or "so"==[^a1] ==\\=SUM(A1)==[^a2]\n\n[^a1]: -1\n\n    two\n[^a2]: @ann: @cmd\n', title="+title"
            )
        ]
    )
    assert text.count("\r\n") == 3
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["quote"] for row in rows] == ['1+1, or "so"', "'=SUM(A1)"]
    assert [row["comment"] for row in rows] == ["'-1\n\ntwo", "'@cmd"]
    assert rows[0]["title"] == "'+title"


def test_markdown_reads_as_a_page():
    """By article: quotation, comment, who and where."""
    assert to_markdown([table("Well, ==it was bold==[^a1] so.\n\n[^a1]: @ann #method 2026-11-20: *Why?*\n")]) == (
        "# The plan\n\n<https://a.example/plan>\n\n> it was bold\n\n*Why?*\n\n"
        "— @ann · #method · 2026-11-20 · [in the text](<https://a.example/plan#:~:text=Well%2C-,it%20was%20bold,-so.>)\n"
    )

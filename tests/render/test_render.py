"""Rendering a body: the fixtures read as documents, and the laws behind them."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import html5lib
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rendering import ENGLISH, render, render_for_feed

from digest.annotations.permalinks import Origin, add_permalinks
from digest.markdown.plain import paragraphs, plain_text
from digest.markdown.rules.declaration import HtmlContext
from digest.model.rendering import Heading, Reference
from digest.render import html_editions as editions
from digest.render.note_layout import page_pieces
from digest.render.passes import read_document
from digest.render.sanitise import sanitise

FIXTURES = Path(__file__).parent / "fixtures"

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "a",
        "b c",
        "文",
        "==",
        "%%",
        "*",
        "**",
        "~~",
        "`",
        "```\n",
        "[",
        "](",
        "]",
        ")",
        "(",
        "![",
        "<",
        ">",
        "> ",
        "> [!note]- ",
        "[^a1]",
        "[^a1]: ",
        "[^x]: @ann #t 2026-11-20: ",
        "# ",
        "### ",
        "- ",
        "1. ",
        "- [ ] ",
        "    ",
        "| a | b |\n|---|--:|\n",
        "|",
        "---\n",
        "&lt;",
        "&#106;",
        "javascript:alert(1)",
        "https://e.org/x",
        "//e.org",
        "/a",
        "#a",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "</p></article>",
        "\x00",
        "�",
        '" onclick="x',
        "' style='x",
        "data:text/html,x",
        "<!--",
        "-->",
        "{{ x }}",
        "\u202e",
        "\\",
        '"t"',
        "[x]: javascript:x\n",
        "[^a1.1]: @b #resolved: ",
        "^[",
        "{++",
        "++}",
        "{==",
        "==}",
        "{>>",
        "<<}",
        "{~~",
        "~>",
        "~~}",
        "[[",
        "]]",
        "![[a.png|",
        "#h|",
        " ^id\n",
        "$",
        "$$\n",
        "www.e.org",
        "```js\n",
    ]
)
BODIES = st.lists(PIECES, max_size=25).map("".join)


def cases() -> Iterator[object]:
    for path in sorted(FIXTURES.glob("*.md")):
        blocks = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.MULTILINE)
        for title, source, expected in zip(blocks[0::3], blocks[1::3], blocks[2::3], strict=False):
            yield pytest.param(source, expected, id=f"{path.stem}: {title.strip()}")


@pytest.mark.parametrize(("source", "expected"), list(cases()))
def test_fixture(source: str, expected: str, request: pytest.FixtureRequest) -> None:
    """Each fixture's title is the rule; those of formulas are of an article that says `math: true`."""
    assert render(source, math=request.node.callspec.id.startswith("formulas")).html == expected


def test_every_fixture_file_is_read() -> None:
    """The documents are there: a lost folder would pass unseen."""
    assert len(list(cases())) >= 100


@given(BODIES)
@settings(max_examples=300, deadline=None)
def test_nothing_active_comes_out(body: str) -> None:
    """Whatever the body, both editions hold allowed elements, attributes and addresses alone."""
    rendering = render(body, math=True)
    for text in (rendering.html, render_for_feed(body, math=True)):
        for element in html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False).iter():
            assert element.tag not in {"script", "iframe", "svg", "base", "meta", "form", "object", "style", "input"}
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert name != "style"
                if name in ("href", "src"):
                    assert re.match(r"https?:|mailto:|digest-(file|root|wiki):|#", value)


@given(BODIES)
@settings(max_examples=300, deadline=None)
def test_the_gate_changes_nothing_of_ours(body: str) -> None:
    """What our renderer writes is already what the gate would write."""
    passed: list[str] = []

    def watch(text: str) -> str:
        passed.append(text)
        return sanitise(text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digest.render.body.sanitise", watch)
        render(body, math=True, origin=Origin(url="https://a.example/x"))
        patch.setattr("digest.render.feed_differences.sanitise", watch)
        render_for_feed(body, math=True)
    assert len(passed) >= 3
    assert [sanitise(text) for text in passed] == passed


@given(BODIES)
@example(
    "# a\n\n[b](#h-a) ==c==[^x] https://e.org/ ![d](e.png) $f$\n\n    g\n\n| h |\n|---|\n| ==i== |\n\n[^x]: [j](#h-a)\n"
)
@settings(max_examples=100, deadline=None)
def test_feeds_hold_what_their_own_edition_writes(body: str) -> None:
    """Put together from the pieces of a page and those that are otherwise, it is what all of its own pieces are."""
    document = read_document(body, confirmed=False, math=True)
    add_permalinks(document.blocks)
    row = editions.in_a_row(document.tokens)
    page = page_pieces(row, document, {}, ENGLISH)[1:-1]
    context = HtmlContext(words=ENGLISH)
    others = editions.FEED.pieces_of(editions.OTHER_IN_FEEDS, row, context)
    assert [others.get(at, piece) for at, piece in enumerate(page)] == [*editions.FEED.pieces(row, context)]


@given(BODIES)
@settings(max_examples=200, deadline=None)
def test_ids_are_unique_and_annotations_have_theirs(body: str) -> None:
    """No id stands twice in a page, none in a feed, and each annotation's anchor is there."""
    rendering = render(body, origin=Origin())
    ids = re.findall(r' id="([^"]*)"', rendering.html)
    assert [highlight.anchor for highlight in rendering.highlights] == list(rendering.anchors)
    assert len(ids) == len(set(ids))
    assert {*rendering.anchors, *(heading.anchor for heading in rendering.headings)} <= set(ids)
    assert len(rendering.anchors) == len(rendering.annotations)
    assert ' id="' not in render_for_feed(body)


@given(BODIES)
@settings(max_examples=200, deadline=None)
def test_the_page_is_valid_html(body: str) -> None:
    """A strict parser finds no error: a sidenote stands within its paragraph, nothing is closed twice."""
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(f"<!DOCTYPE html><title>t</title><main>{render(body).html}</main>")


AROUND = st.sampled_from(
    [
        "%%SECRET%%", "{==a %%SECRET==} b%%", "{++%%SECRET%%++}", "{++a %%SECRET++} %%", "{>>a %%SECRET%%<<}",
        "{>>%%SECRET<<} %%", "{--%%SECRET--}%%", "{~~a%%SECRET~>SECRET%%b~~}", "[[a%%SECRET%%|%%SECRET%%]]",
        "[[a%%SECRET]]%%", "![[%%SECRET%%a.png|%%SECRET%%]]", "^[a %%SECRET%%]", "^[a %%SECRET]%%", "$%%SECRET%%$",
        "==a==^[%%SECRET%%]", "[^a1]: @ann: %%SECRET%%\n[^a1.1]: %%SECRET%%", "> [!tip]- %%SECRET%%",
        "a %%SECRET%% ^id", "a %%SECRET ^id%%", "# %%SECRET%%", "[[#%%SECRET%%|a]]", "[^a2]: #resolved: SECRET",
    ]
)  # fmt: skip


@given(st.lists(AROUND, min_size=1, max_size=4).map("\n\n".join))
@settings(max_examples=300, deadline=None)
def test_no_syntax_is_a_way_around_private_text(body: str) -> None:
    """Within highlights, notes, changes, links, images, formulas and names, whichever way the marks are nested."""
    rendering = render(body, math=True)
    for text in (rendering.html, render_for_feed(body, math=True), repr(rendering), plain_text(body)):
        assert "SECRET" not in text


@given(st.lists(st.sampled_from(["a", "%%", "`", "*", "==", " ", "\n", "b"]), max_size=12).map("".join))
@settings(deadline=None)
def test_private_text_is_never_published(body: str) -> None:
    """What stands between two marks is in no output."""
    body = re.sub(" +", " ", body.replace("`", "").replace("%%", ""))  # neither code, nor an odd mark
    safe = "x" + re.sub(r"\s*\n\s*", "\n", body)
    whole = f"{safe} %%SECRET%% {safe}\n\n%%\nSECRET\n\nSECRET\n%%\n\n[^a1]: %%SECRET%%"
    rendering = render(whole)
    for text in (rendering.html, render_for_feed(whole), repr(rendering.annotations)):
        assert "SECRET" not in text


@pytest.mark.parametrize(
    "hostile",
    [
        ">" * 20_000,
        "[" * 5_000,
        "![" * 3_000,
        "^[" * 3_000,
        "*a " * 5_000,
        "==a " * 5_000,
        "== " * 5_000,
        "`" * 20_000,
        "[^a]: x\n\n" + "[^a" * 3_000,
        "[^a]: " + "@a " * 20_000,
        "http://a" + "()" * 5_000,
        "%%\n" * 5_000,
        "".join("  " * level + "- a\n" for level in range(300)),
        "".join(">" * level + " [!note]\n" for level in range(1, 200)),
        "[^x]: foo\n" * 3_000,
        "# a\n\n" * 3_000,
        "x" * 1_100_000,
        "&#0; &#xD800; \ud800 \x00",
    ],
    ids=lambda hostile: hostile[:8].replace("\x00", "0"),
)
def test_hostile_bodies_end_soon(hostile: str) -> None:
    """Deep nesting, unclosed brackets and endless lines are rendered in seconds, and nothing is raised."""
    assert render(hostile).html or not hostile.replace("%", "").strip()


@pytest.mark.parametrize(
    "mark", ["==", "[[", "![[", "{++", "{==", "{>>", "{~~", "{~~a~>", "%%", "^[", "[^", " ^a", "$", "$$", "[[]]"]
)
def test_time_grows_with_the_text_alone(mark: str) -> None:
    """Fifty thousand marks that open and never close take no more than their share of a few seconds."""
    began = process_time()
    render(mark * 50_000, math=True)
    assert process_time() - began < 6


def test_a_body_too_long_for_markdown_is_shown_as_written() -> None:
    """Its text is all there, and private text is not."""
    body = "*a* %%SECRET%% <b>\n" * 60_000
    rendering = render(body)
    assert rendering.html.count("*a*") == 60_000
    assert "SECRET" not in rendering.html + plain_text(body)


def test_confirmed_dates_drop_the_inferred_notes() -> None:
    """The converter's note on what it inferred goes with its mark; the text and people's notes stay."""
    body = "On ==March 18==[^a1], ==they==[^a2] met.\n\n[^a1]: @digest #inferred: date\n[^a2]: @ann #inferred: who?\n"
    rendering = render(body, confirmed=True)
    assert "<p>On March 18, <mark" in rendering.html
    assert [annotation.id for annotation in rendering.annotations] == ["a2"]
    assert [annotation.id for annotation in render(body).annotations] == ["a1", "a2"]


@pytest.mark.parametrize("before", ["", "Text.\n\n", "Text,\nmore.\n\n", "- a\n\n", "> q\n\n"])
@pytest.mark.parametrize("line", ["1987. Secret.", "2) Secret.", "-\nSecret.", "*\nSecret."])
def test_a_resolved_note_takes_its_lines_with_it(before: str, line: str) -> None:
    """A line that begins with a number other than 1 goes on a note as it goes on a paragraph, whatever stands above."""
    body = f"{before}[^a1]: @ann #resolved: It began in\n{line}\n\nText.\n"
    assert "Secret" not in render(body).html + render_for_feed(body)
    assert render(body).html.endswith("<p>Text.</p>\n")


def test_feeds_have_plain_marks_and_footnotes() -> None:
    """A feed's reader has none of our styles: notes are a numbered list at the end."""
    feed = render_for_feed("==a==[^a1] b[^a2]\n\n[^a1]: @ann: one\n[^a2]: two\n")
    assert feed.startswith("<p><mark>a</mark><sup>1</sup> b<sup>2</sup></p>\n<hr>\n<ol>\n<li>")
    assert feed.count("<li>") == 2


def test_headings_and_references_are_reported() -> None:
    """What the plan needs: the outline, and each link into the project with its line."""
    rendering = render("# A\n\ntext\n[b](c%20d.md#e)\n![f](g.png)\n\n> # Quoted\n\n[^a1]: see\n    [h](i.md)\n")
    assert rendering.headings == (Heading(level=2, text="A", anchor="h-a"),)
    assert rendering.references == (
        Reference(target="c d.md", line=4, image=False, fragment="e", place="e"),
        Reference(target="g.png", line=5, image=True),
        Reference(target="i.md", line=10, image=False),
    )


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("It's a well-known *fact*, 3.5 times.", 6),
        ("", 0),
        ("a’s “b” — \u3041\u30ff\u3400\u9fff\uf900\ufaff\U00020000\U0003fffd", 7),
        ("a ==b==[^a1]\n\n[^a1]: not these words", 2),
        ("你好世界", 2),
    ],
)
def test_words_are_counted_without_notes(body: str, words: int) -> None:
    """Reading time is that of the text; two ideographs are a word."""
    assert render(body).words == words


def test_paragraphs_are_the_top_level_ones() -> None:
    """Headings, lists, quotations, tables, code, notes and private text are none."""
    body = "# H\n\nOne *two*\nthree ==four==[^a1] %%x%%[five](u).\n\n- item\n\n> quote\n\n    code\n\nSix &amp; \\*.\n\n[^a1]: n\n"
    assert paragraphs(body) == ("One two three four five.", "Six & *.")


def test_plain_text_is_all_of_it() -> None:
    """Every block's text, with a blank line between."""
    body = "# H ==x==[^a1]\n\n> [!note] T\n> q\n\n- i\n\n```\ncode\n```\n\n| a | b |\n|--|--|\n| c | d |\n\n[^a1]: n\n%%p%%\n"
    assert plain_text(body) == "H x\n\nT\n\nq\n\ni\n\ncode\n\na\n\nb\n\nc\n\nd"


@given(st.text())
@settings(deadline=None)
def test_text_html_round_trips(text: str) -> None:
    """Escaping for HTML loses nothing."""
    assert html.unescape(editions.text_html(text)) == text


def test_a_quotation_in_another_language_says_so():
    """Where its words tell it for sure: by function words, or by letters."""
    german = "Die Karte ist alt, und es ist nicht sicher, was auf ihr zu sehen ist und was nicht."
    arabic = "قضى فريق المسح أحد عشر أسبوعا على مصب النهر ووجد قناة جديدة"
    text = f"> {german}\n\n> {arabic}\n\n> Ja.\n"
    html = render(text, language="en").html
    assert f'<blockquote lang="de">\n<p>{german}' in html
    assert f'<blockquote dir="rtl" lang="ar">\n<p>{arabic}' in html
    assert "<blockquote>\n<p>Ja." in html
    assert f"<blockquote>\n<p>{german}" in render(text, language="de-AT").html
    assert 'lang="zh"' not in render("> 調査班河口十一週間滞在地図。\n", language="ja").html


@pytest.mark.parametrize(
    ("body", "is_bare"),
    [
        ("[https://a.example/b c](<https://a.example/b c>)", True),
        ("[a.example/b](https://a.example/b/)", True),
        ("[b c](https://a.example/b%20c)", False),
        ("[b c](https://a.example/b)", False),
    ],
)
def test_a_link_whose_words_are_its_address_says_so(body: str, is_bare: bool) -> None:
    """Also where the address has a space, which its words may show as one."""
    assert ('class="address"' in render(body).html) == is_bare

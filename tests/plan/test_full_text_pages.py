"""The pages that Pagefind reads: what they hold of an article, how their words are folded, and when they are others."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from planning import TEXTS, catalogue_of

from digest.plan.search.full_text_pages import folded, full_text_pages
from digest.plan.search.index_contents import index_contents
from digest.plan.search.page_passages import page_passages

SITE = {
    "2025-W12/call.md": (
        "---\ntitle: The “call” & more\ndate: 2025-03-18\ntopics: [energy]\ncomment: Read it *twice*.\n---\n"
        "Above ==all <b>==[^a1].\n\n## Part\n\nBelow %%never%% it.\n\n[^a1]: @ann: Really?\n"
    ),
    "2025-W12/quoted.md": "---\ntitle: Quoted\nrights: excerpt\n---\nHidden. ==Shown.==[^n]\n\n[^n]: Why.\n",
}


def planned(texts):
    catalogue = catalogue_of(texts)
    return index_contents(catalogue), catalogue.records


def passages(page):
    """What results show, and the words that are found, in order."""
    found = re.findall(r'<p id="([^"]*)"[^>]*>(.*?)</p>', page.html(TEXTS))
    return [(json.loads(unescape(told).replace("\ue000", " ")), unescape(words)) for told, words in found]


def test_a_page_holds_the_readers_words_and_the_text_that_is_published_whole():
    """Each passage with its place; no private word, and no space in what is told, which Pagefind would drop."""
    pages = {page.article.title: page for page in full_text_pages(*planned(SITE))}
    (title, words), *rest = passages(pages["The “call” & more"])
    assert words == "the “call” & more"
    assert title == {
        "kind": "title", "title": "The “call” & more", "path": "2025/w12/call/", "date": "2025-03-18",
        "day": "18 March 2025",
    }  # fmt: skip
    assert rest == [
        ({"kind": "comment", "text": "Read it twice."}, "read it twice."),
        ({"kind": "note", "anchor": "a1", "by": "ann", "text": "Really?"}, "really?"),
        ({"kind": "quote", "anchor": "a1", "text": "all <b>"}, "all <b>"),
        ({"kind": "text", "text": "Above all <b>."}, "above all b"),
        ({"kind": "text", "heading": "h-part", "text": "Part Below it."}, "part below it"),
    ]
    assert not re.search(r'id="[^"]*\s', pages["The “call” & more"].html(TEXTS))
    assert [told["kind"] for told, _ in passages(pages["Quoted"])] == ["title", "note", "quote"]
    assert "Hidden" not in pages["Quoted"].html(TEXTS)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [("Below", "Under", False), ("Really?", "Yes.", False), ("Hidden.", "Gone.", True)],
)
def test_the_pages_are_others_if_what_they_hold_changed(old, new, same):
    """A text that rights hide is not in them."""
    changed = {path: text.replace(old, new) for path, text in SITE.items()}
    keys = {full_text_pages(*planned(texts)).key for texts in (SITE, changed)}
    assert changed != SITE
    assert (len(keys) == 1) == same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's PLAIN", "its plain"),
        ("Straße am Fluß, it’s", "strasse am fluss, its"),
        ("مَسْح والمدينة ٢٠", "مسح مدينه 20"),
        ("東京都の港", "東京 京都 都の の港 港"),
        ("ガス2019年", "ガス ス 2019 年"),
        ("ｶﾞｽ", "ガス ス"),
    ],
)
def test_words_are_folded_as_the_script_folds_a_query(text, words):
    """Case, widths, vowel signs, pairs of letters."""
    assert folded(text).split() == words.split()


def test_a_word_of_a_text_counts_twice_and_is_shown_as_often_as_it_stands_there():
    """In all parts of the text together."""
    (page,) = full_text_pages(
        *planned({"2025-W12/a.md": "---\ntitle: T\n---\nGas, gas gas gas.\n\n## Gas\n\ngas gas.\n"})
    )
    _, (first, words), (second, others) = passages(page)
    assert (first["text"], words) == ("Gas, gas gas gas.", "gas gas")
    assert (second["text"], others) == ("Gas gas gas.", "")


def test_the_words_of_a_text_stand_under_their_heading_without_its_notes():
    """Blocks part words, marks do not; a heading without a place belongs to the part it stands in."""
    html = (
        '<p>A <em>b</em>c<mark id="a1">d</mark><a class="note-ref" href="#n">1</a><span class="note green" id="n">'
        "<b>gone</b></span> e</p><!-- no --><table><tr><td>f</td><td>g</td></tr></table>"
        '<h2 id="h-x">Head</h2><ul><li>one</li><li>two</li></ul><h3>Part</h3><section class="endnotes">gone</section>'
    )
    assert list(page_passages(html)) == [("", "A bcd e f g"), ("h-x", "Head one two Part")]
    assert list(page_passages("")) == []

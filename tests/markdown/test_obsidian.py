"""Front matter as Obsidian rewrites it means what it meant before.

Obsidian writes properties with its own YAML writer: comments go, lists become blocks indented by two, quotes stand
only where they must, an empty value stays empty. Older versions and plugins write flow lists, single quotes, lists
that are not indented. The styles here were compared with the output of the `yaml` package for JavaScript.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rendering import render

from digest.articles.front_matter import KEYS, dump, parse
from digest.articles.provenance import is_edited, seed_of, with_seed_fingerprint
from digest.model.article import FrontMatter

law = settings(deadline=None)
TOPICS = ("climate", "health")

BEFORE = """\
---
# Checked by Ann.
title: 'Late ice: what "nine years" of counting say'
date: 2025-03-18
date_basis: dateline, line 10
source: Signal & Stack  # the weekly
source_url: https://a.example.org/ice?y=1#z
authors: [Ann Ash, "Bo: B"]
language: no
topics: [climate, health]
summary: "A sentence long enough to be folded by a writer that folds at eighty columns, which Obsidian's does not do."
key_points:
- "In the meantime: three habits"
- '- a dash first'
- "2025"
- "@ann says"
seed: seeds/late ice.txt
seed_fingerprint: a03198652b0092ab-ef0e8ffbfcb06d18-a3e5df003ee3ac5e
rights:
draft: false
---
Text.
"""

AFTER = """\
---
title: "Late ice: what \\"nine years\\" of counting say"
date: 2025-03-18
date_basis: dateline, line 10
source: Signal & Stack
source_url: https://a.example.org/ice?y=1#z
authors:
  - Ann Ash
  - "Bo: B"
language: no
topics:
  - climate
  - health
summary: A sentence long enough to be folded by a writer that folds at eighty columns, which Obsidian's does not do.
key_points:
  - "In the meantime: three habits"
  - "- a dash first"
  - "2025"
  - "@ann says"
seed: seeds/late ice.txt
seed_fingerprint: a03198652b0092ab-ef0e8ffbfcb06d18-a3e5df003ee3ac5e
rights:
draft: false
tags:
  - ice
  - lakes/north
aliases:
  - Late ice
cssclasses: []
---
Text.
"""


def read(text: str) -> FrontMatter:
    """The front matter, which must have no problem."""
    found, _, _, problems = parse(text, PurePosixPath("content/a.md"), topics=TOPICS)
    assert problems == ()
    return found


def test_an_edit_of_properties_keeps_all_the_others() -> None:
    """Comments, quotes and styles change; what is said does not, and what Obsidian adds is kept beside it."""
    before, after = read(BEFORE), read(AFTER)
    assert before.extra == {}
    assert after.extra == {"tags": ("ice", "lakes/north"), "cssclasses": ()}
    assert after.aliases == ()  # another name of the note, and no address of the site
    assert replace(after, extra={}) == before
    assert seed_of(AFTER) == seed_of(BEFORE)


def test_an_article_that_obsidian_rewrote_is_a_persons() -> None:
    """The converter never touches it again."""
    sealed = with_seed_fingerprint(
        dump(FrontMatter(title="Ice", authors=("Ann",), seed="seeds/ice.txt")) + "Text.\n", "a" * 16
    )
    assert not is_edited(sealed)
    assert is_edited(sealed.replace("title: Ice", 'title: "Ice"'))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("date: 2025-03-18T10:30:00", {"date": date(2025, 3, 18)}),
        ("date: 2025-03-18T00:00", {"date": date(2025, 3, 18)}),
        ('date: "2025-03-18"', {"date": date(2025, 3, 18)}),
        ("date:", {"date": None}),
        ("topics: climate", {"topics": ("climate",)}),
        ("topics: []", {"topics": ()}),
        ("topics:", {"topics": None}),
        ('topics:\n  - climate\n  - ""', {"topics": ("climate",)}),
        ("topics:\n  - climate\n  -", {"topics": ("climate",)}),
        ("authors:", {"authors": ()}),
        ("authors:\n- Ann\n- 7", {"authors": ("Ann", "7")}),
        ("draft:", {"draft": False}),
        ("draft: true", {"draft": True}),
        ("summary: |-\n  Two\n  lines", {"summary": "Two\nlines"}),
        ("summary: >-\n  One\n  line", {"summary": "One line"}),
        ("tags: ice, lakes", {"extra": {"tags": "ice, lakes"}}),
        (
            "tags: [ice]\ncssclass: wide\npublish: true",
            {"extra": {"tags": ("ice",), "cssclass": "wide", "publish": True}},
        ),
        ('related: "[[Other note]]"', {"related": ("[[Other note]]",)}),
        ('up: "[[Other note]]"', {"extra": {"up": "[[Other note]]"}}),
        ('{\n  "draft": true\n}', {"draft": True, "title": ""}),
    ],
)
def test_values_as_property_editors_write_them(written: str, meant: dict[str, object]) -> None:
    """A day with a time, one text where a list was, blank items of a list, empty values, properties in JSON."""
    title = "" if written.startswith("{") else "title: T\n"
    found = read(f"---\n{title}{written}\n---\n")
    assert {key: getattr(found, key) for key in meant} == meant


@pytest.mark.parametrize(
    "text", [AFTER.replace("\n", "\r\n"), "\ufeff" + AFTER, AFTER.replace("---\nText", "---   \nText")]
)
def test_line_ends_and_marks_of_other_systems(text: str) -> None:
    """Of Windows, and of editors that put spaces behind the mark."""
    assert read(text.replace("\r\n", "\n")) == read(AFTER)


def quoted(style: str, text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if style == '"' else "'" + text.replace("'", "''") + "'"


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"], include_characters=" "), min_size=1).map(
    str.strip
)


@law
@given(
    title=WORDS.filter(bool),
    authors=st.lists(WORDS.filter(bool), max_size=3),
    points=st.lists(WORDS.filter(bool), max_size=3),
    topics=st.lists(st.sampled_from(TOPICS), unique=True),
    day=st.dates(),
    order=st.permutations(range(5)),
    style=st.sampled_from("\"'"),
    layout=st.sampled_from(["flow", "indented", "flat"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_style_and_order_mean_nothing(title, authors, points, topics, day, order, style, layout, end) -> None:
    """Whatever quotes, kind of list, order of keys and line ends: the same front matter."""

    def several(texts: list[str]) -> str:
        items = [quoted(style, text) for text in texts]
        if layout == "flow" or not items:
            return f" [{', '.join(items)}]"
        return "".join(f"\n{'  ' if layout == 'indented' else ''}- {item}" for item in items)

    lines = [
        f"title: {quoted(style, title)}",
        f"date: {day.isoformat()}",
        f"authors:{several(authors)}",
        f"key_points:{several(points)}",
        f"topics:{several(topics)}",
    ]
    text = end.join(["---", *"\n".join(lines[at] for at in order).split("\n"), "---", ""]).replace("\r\n", "\n")
    assert read(text) == FrontMatter(
        title=title, date=day, authors=tuple(authors), key_points=tuple(points), topics=tuple(topics)
    )


def test_no_key_has_a_meaning_of_its_own_in_obsidian() -> None:
    """Its default properties, those of its Publish, and the deprecated ones (help.obsidian.md, "Properties").

    `aliases` alone is shared: what begins with a slash is an address of the site, the rest are names of the note.
    """
    theirs = {
        "tags",
        "cssclasses",
        "tag",
        "alias",
        "cssclass",
        "publish",
        "permalink",
        "description",
        "image",
        "cover",
    }
    assert theirs.isdisjoint(KEYS)


@pytest.mark.parametrize(
    "kinds",
    [
        "note", "abstract summary tldr", "info", "todo", "tip hint important", "success check done", "question help faq",
        "warning caution attention", "failure fail missing", "danger error", "bug", "example", "quote cite",
    ],
)  # fmt: skip
def test_every_callout_of_obsidian_is_one_here(kinds: str) -> None:
    """Each type and its aliases look alike, in any case, folded or not (help.obsidian.md, "Callouts")."""
    first, *others = kinds.split()
    for kind in (first, *others, first.upper()):
        html = render(f"> [!{kind}]- Is it?\n> Yes.\n", confirmed=True).html
        assert f'<details class="callout callout-{first}">' in html
        word = re.search('<summary><span class="callout-kind">(.+?)</span> Is it[?]</summary>', html)
        assert word
        assert word[1].casefold() == kind.casefold()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("> [!tip] Title alone", '<p class="callout-title"><span class="callout-kind">Tip</span> Title alone</p>'),
        ("> [!my-own-kind] T\n> x", 'class="callout callout-note"'),
        ("> [!question] Q\n> > [!todo] T\n> > > [!example] E", 'class="callout callout-example"'),
        ("> [!faq]+ Open\n> x", '<details class="callout callout-question" open="">'),
        ("a %%inline%% b", "<p>a  b</p>"),
        ("%%\nA block\n\nof two paragraphs.\n%%\n\nAfter.", "<p>After.</p>"),
        ("==a _nested_ mark==", "a <em>nested</em> mark</mark>"),
        ("~~gone~~", "<s>gone</s>"),
        ("x[^note]\n\n[^note]: One\n  and two.", "One\nand two."),
        ("- [x] done\n- [ ] open", 'aria-label="done"'),
        ("[b](b%20c.md)", "b%20c.md"),
        ("[b](<b c.md>)", "b%20c.md"),
    ],
)
def test_the_syntax_of_obsidian_means_the_same_here(written: str, shown: str) -> None:
    """Its extensions of Markdown that digest reads (help.obsidian.md, "Obsidian Flavored Markdown")."""
    html = render(written, confirmed=True).html
    assert shown in html
    assert "%%" not in html

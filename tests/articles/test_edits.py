"""An edit changes the lines of its properties and no other byte, reads back as it was meant, or is refused."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from digest.articles.edits import (
    accept_into,
    adopt,
    as_draft,
    confirm_date,
    drop,
    edit_article,
    edit_properties,
)
from digest.articles.front_matter import foreign_properties, parse, split
from digest.articles.property_lines import file_parts, read_properties
from digest.errors import Problem
from digest.model.findings import ANNOTATORS
from digest.model.week import Week

PATH = PurePosixPath("content/2025-W12/call.md")
ARTICLE = """\
---
# what I read on the train
title: 'A call'   # as printed
date: 2025-03-18
date_basis: inferred from the text
topics: [climate]
summary: Methane rose.
people:
  - Rosalind
machine: [summary, people] # digest's
mood: calm
---

Text.
"""


def edited(text, values, topics=("climate", "health")):
    result = edit_article(text, PATH, values, topics)
    assert isinstance(result, str), result
    return result


def changed_lines(before, after):
    """The lines that went and those that came."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize(
    ("values", "went", "came"),
    [
        (accept_into(Week(2026, 48)), [], ["week: 2026-W48\n"]),
        (as_draft(draft=True), [], ["draft: true\n"]),
        (as_draft(draft=False), [], []),
        (confirm_date(), ["date_basis: inferred from the text\n"], ["date_basis: confirmed\n"]),
        (
            {"date": date(2025, 3, 19)},
            ["date: 2025-03-18\n", "date_basis: inferred from the text\n"],
            ["date: 2025-03-19\n", "date_basis: confirmed\n"],
        ),
        ({"title": "Another: call"}, ["title: 'A call'   # as printed\n"], ['title: "Another: call"   # as printed\n']),
        ({"topics": ("health", "climate")}, ["topics: [climate]\n"], ["topics: [health, climate]\n"]),
        ({"comment": "Why\n\n- it matters"}, [], ["comment: |-\n", "  Why\n", "\n", "  - it matters\n"]),
        ({"comment": "  indented\nthen not"}, [], ['comment: "  indented\\nthen not"\n']),
        (
            {"summary": "Mine."},
            ["summary: Methane rose.\n", "machine: [summary, people] # digest's\n"],
            ["summary: Mine.\n", "machine: [people] # digest's\n"],
        ),
        ({"lead": True, "weight": -1}, [], ["lead: true\n", "weight: -1\n"]),
        ({"mood": None}, ["mood: calm\n"], []),
    ],
)  # fmt: skip
def test_only_the_lines_of_its_properties_change(values, went, came):
    old, new = changed_lines(ARTICLE, edited(ARTICLE, values))
    assert old == went
    assert [line for line in new if line.strip()] == [line for line in came if line.strip()]


def test_a_new_property_stands_where_the_table_places_it():
    text = edited(ARTICLE, {"week": "2026-W48", "comment": "Why.", "seed": "x.txt"})
    keys = [line.partition(":")[0] for line in text.splitlines() if ": " in line or line.endswith(":")]
    assert keys == ["title", "date", "date_basis", "week", "topics", "comment", "summary", "people", "machine", "seed", "mood"]  # fmt: skip


def test_line_ends_and_the_byte_order_mark_stay():
    text = "\ufeff" + ARTICLE.replace("\n", "\r\n")
    after = edited(text, {"comment": "One.\nTwo.", "title": "T"})
    assert after.startswith("\ufeff---\r\n")
    assert after.count("\n") == after.count("\r\n")
    assert parse(after.replace("\r\n", "\n"), PATH, topics=["climate"])[0].comment == "One.\nTwo."


@pytest.mark.parametrize("text", ["Text.\n", "", "\ufeff\r\nText", "# Heading\n\nText\n---\n"])
def test_an_article_without_front_matter_gets_one(text):
    after = edited(text, {"comment": "Why."})
    assert file_parts(after).body == text.removeprefix("\ufeff")
    assert parse(after.replace("\r\n", "\n"), PATH, topics=[])[0].comment == "Why."


def test_an_edit_that_changes_nothing_gives_the_same_bytes():
    assert edited(ARTICLE, {"title": "A call", "date": date(2025, 3, 18), "week": None}).replace(
        "date_basis: confirmed", "date_basis: inferred from the text"
    ) == ARTICLE  # fmt: skip
    assert edit_properties(ARTICLE, PATH, {"topics": ["climate"], "draft": None}) == ARTICLE


def test_where_a_value_comes_from_is_not_said_once_a_person_sets_it():
    text = ARTICLE.replace("mood: calm", "title_basis: inferred from the file’s name\nsummary_basis: the page")
    assert "title_basis" not in edited(text, {"title": "A call"})
    assert "summary_basis" not in edited(text, {"summary": "Mine."})


@pytest.mark.parametrize(
    ("text", "values", "reason"),
    [
        ("---\ntitle: [\n---\n", {"draft": True}, "cannot be edited"),
        ("---\ntitle: a\ntitle: b\n---\n", {"draft": True}, 'duplicate key "title"'),
        ("---\n{title: a}\n---\n", {"draft": True}, "begin at the start of a line"),
        ("---\ntitle: a\n", {"draft": True}, "has no end"),
        (ARTICLE, {"topics": ("clmate",)}, 'unknown topic "clmate"'),
        (ARTICLE, {"week": "2026-W99"}, 'there is no week "2026-W99"'),
        (ARTICLE, {"source_url": "nowhere"}, "is not a web address"),
        (ARTICLE, {"title": "lone \ud800"}, "cannot hold this title exactly"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_reason(text, values, reason):
    problem = edit_article(text, PATH, values, ["climate"])
    assert isinstance(problem, Problem)
    assert reason in problem.message
    assert problem.location.path == PATH
    assert problem.hint


def test_a_fault_that_the_article_had_before_stops_no_edit():
    text = ARTICLE.replace("[climate]", "[gone]")
    assert "draft: true" in edited(text, as_draft(draft=True), ["climate"])


def test_adopting_takes_the_name_out_and_leaves_the_value():
    text = adopt(ARTICLE, PATH, ["summary"])
    assert changed_lines(ARTICLE, text) == (
        ["machine: [summary, people] # digest's\n"],
        ["machine: [people] # digest's\n"],
    )
    assert "machine" not in foreign_properties(split(adopt(ARTICLE, PATH))[0])
    assert "summary: Methane rose.\n" in adopt(ARTICLE, PATH)


def test_dropping_removes_what_machine_names_and_nothing_of_a_person():
    text = drop(ARTICLE, PATH, ["summary", "key_points"])
    assert "summary" not in foreign_properties(split(text)[0])
    assert "machine: [people] # digest's\n" in text
    mine = adopt(ARTICLE, PATH, ["summary"])
    assert drop(mine, PATH, ["summary"]) == mine
    assert "Methane rose." in drop(mine, PATH)
    assert "Rosalind" not in drop(mine, PATH)


texts = st.text("a\t\r\x85\u2028\ufeff\x00\x7f😀 \n", max_size=20)
words = st.text("abc é漢:#-'\"|>[]{},&*!%@`?\n", max_size=40)
values = st.fixed_dictionaries(
    {},
    optional={
        "title": st.none() | words,
        "week": st.none() | st.just("2026-W48"),
        "date": st.none() | st.dates(),
        "comment": st.none() | words | texts,
        "draft": st.none() | st.booleans(),
        "weight": st.none() | st.integers(-99, 99),
        "summary": st.none() | words,
        "topics": st.none() | st.lists(st.sampled_from(["climate", "health"]), unique=True),
        "own": st.none() | words | st.integers() | st.lists(words, max_size=3),
    },
)
pieces = st.sampled_from(
    [
        "title: A\n", "title: 'B' # c\n", "# comment\n", "\n", "date: 2025-01-01\n", "topics: [climate] # x\n",
        "topics:\n  - climate # why\n  # indeed\n  - health\n", "comment: |\n  One.\n\n  Two.\n", "summary: >-\n  One\n  two\n",
        'summary: "one\n  two" # three\n', "own: {a: 1, b: [2]}\n", "draft: true\n", "weight: 3   # heavy\n", "comment: |+\n  x\n\n",
        "machine: [summary]\n", "machine:\n- key_points\n- summary\n", "other: &a 1\n", "x\n", "  y: 1\n", "date_basis: inferred\n",
    ]
)  # fmt: skip
bodies = st.text("ab=-[^]\n\r #é\udc80", max_size=40)


@st.composite
def articles(draw):
    yaml = "".join(draw(st.lists(pieces, max_size=8)))
    text = f"---\n{yaml}---\n" if draw(st.booleans()) else ""
    text += draw(bodies)
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return draw(st.sampled_from(["", "\ufeff"])) + text


@settings(deadline=None)
@given(articles(), values)
@example("---\n---\n", {"comment": "\n"})
def test_any_edit_is_exact_or_refused(text, values):
    """The body and the lines of all other properties are the same bytes, and the edit reads back."""
    result = edit_properties(text, PATH, values, ["climate", "health"])
    if isinstance(result, Problem):
        return
    before, after = file_parts(text), file_parts(result)
    assert after.body == before.body
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    old, new = read_properties(before.yaml), read_properties(after.yaml)
    assert {key: item.lines for key, item in old.by_key.items() if key not in values} == {
        key: item.lines for key, item in new.by_key.items() if key not in values
    }
    for line in (*old.end, *(line for lines in old.before.values() for line in lines)):
        assert line in after.yaml.splitlines(keepends=True) or not line.strip()
    properties = foreign_properties(after.yaml)
    for key, value in values.items():
        assert properties.get(key) == (tuple(value) if isinstance(value, list) else value)


@settings(deadline=None)
@given(articles(), values)
def test_an_edit_can_be_reversed_by_the_values_that_were_there(text, values):
    """The properties are the ones before, whatever their lines look like."""
    result = edit_properties(text, PATH, values, ["climate", "health"])
    assume(isinstance(result, str))
    before = foreign_properties(file_parts(text).yaml)
    again = edit_properties(result, PATH, {key: before.get(key) for key in values}, ["climate", "health"])
    assume(isinstance(again, str))
    assert foreign_properties(file_parts(again).yaml) == before


@settings(deadline=None)
@given(articles(), st.sets(st.sampled_from(ANNOTATORS)))
def test_adopting_and_dropping_touch_only_what_machine_names(text, only):
    before = foreign_properties(file_parts(text).yaml)
    for command in (adopt, drop):
        result = command(text, PATH, only)
        if isinstance(result, Problem):
            continue
        after = foreign_properties(file_parts(result).yaml)
        named = {name for name in before.get("machine", ()) if name in ANNOTATORS and (not only or name in only)}
        assert set(before) - set(after) <= {"machine", *(named if command is drop else ())}
        assert not named & set(after.get("machine", ()))
        assert {key: value for key, value in after.items() if key != "machine"} == {
            key: value for key, value in before.items() if key != "machine" and key in after
        }

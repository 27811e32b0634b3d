"""Front matter that people and other programs wrote: a mistake costs only the property in which it stands."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.extract.markdown_reader import read_markdown
from digest.extract.note_properties import split_note

PATH = PurePosixPath("seeds/note.md")


@pytest.mark.parametrize(
    ("line", "title", "number"),
    [
        ("title: Posts: a history", "Posts: a history", 2),
        ('title: "Unclosed quote', "Unclosed quote", 2),
        ("title: [Bracket] first", "[Bracket] first", 2),
        ("title: @handle of a person", "@handle of a person", 2),
        ("title: *starred* piers", "starred piers", 2),
        ("title: 50% of it: a `tick", "50% of it: a tick", 2),
        ("\ttitle: Indented", None, 2),
        ("title: {{title}}", None, 2),
        ("title: Right\ntags:\n\t- piers", "Right", 4),
        ("title: Right\nnothing of sense", "Right", 3),
        ("title: Right\ntitle: Again", "Right", 3),
    ],
)
def test_one_mistake_keeps_the_rest(line: str, title: str | None, number: int) -> None:
    """What is wrong is said with file, line and remedy; it does not stop the conversion."""
    text = f"---\n{line}\ndate: 2025-02-11\nauthor: Ola Berg\n---\nText of it.\n"
    document = read_markdown(text, PATH)
    assert document.title == title
    assert [dated.day for dated in document.stated] == [date(2025, 2, 11)]
    assert document.authors == ("Ola Berg",)
    assert document.body == "Text of it.\n"
    problem = document.problems[0]
    assert problem.location is not None
    assert (problem.location.path, problem.location.line, problem.severity) == (PATH, number, "warning")
    assert problem.hint


def test_right_front_matter_has_no_problem() -> None:
    note = split_note("---\ntitle: A\n\n# a comment\ntags: [a, b]\n---\nText.\n", PATH)
    assert (note.problems, note.properties) == ((), {"title": "A", "tags": ("a", "b")})


def test_a_list_with_a_mistake_keeps_its_items() -> None:
    note = split_note("---\ntitle: A\ntags:\n  - piers\n  - @posts\n---\nText.\n", PATH)
    assert note.properties == {"title": "A", "tags": ("piers", "@posts")}


def test_a_number_stays_as_it_is_written() -> None:
    assert split_note("---\ntitle: A\nversion: 1.10\nweight: 3\n---\n", PATH).properties == {
        "title": "A",
        "version": "1.10",
        "weight": 3,
    }


def test_toml_is_read() -> None:
    """As Hugo writes it, with the author in a table of its own."""
    text = (
        '+++\ntitle = "The pier"\ndate = 2025-02-11T10:00:00+01:00\ndraft = true\n[params]\nauthor = "Ola Berg"\n'
        'tags = ["piers"]\n+++\n\nText.\n'
    )
    document = read_markdown(text, PATH)
    assert (document.title, document.authors, document.draft) == ("The pier", ("Ola Berg",), True)
    assert [dated.day for dated in document.stated] == [date(2025, 2, 11)]
    assert (document.body, document.problems) == ("Text.\n", ())


def test_a_mistake_in_toml_keeps_the_rest() -> None:
    document = read_markdown('+++\ntitle = The pier\ndate = 2025-02-11\nauthor = "Ola Berg"\n+++\nText.\n', PATH)
    assert (document.title, document.authors, document.body) == (None, ("Ola Berg",), "Text.\n")
    (problem,) = document.problems
    assert problem.location is not None
    assert (problem.location.line, problem.location.text) == (2, "title = The pier")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA note that begins with a rule, and no front matter at all.\n\n---\n\nIt goes on.\n",
        "---\nA note that begins with a rule.\n---\nSecond paragraph here, then it ends.\n",
        "---\n\nWeekend: three things\n\n---\n\nText.\n",
        "---\nWeekend: three things\n---\nText.\n",
        "---\nWeekend: three things\nWe did them all.\n---\nText.\n",
        "---\n- a list\n- of two\n---\nText.\n",
        "---\n\nA rule that nothing follows.\n",
        "+++\n\nText between two odd lines.\n\n+++\n",
    ],
)
def test_what_is_not_a_mapping_of_keys_is_text(text: str) -> None:
    """A note that begins with a rule keeps all of it."""
    document = read_markdown(text, PATH)
    assert document.body.strip() == text.strip()
    assert (dict(document.extra), document.title, document.problems) == ({}, None, ())


def test_front_matter_without_an_end_is_read_as_far_as_its_keys() -> None:
    document = read_markdown("---\ntitle: The pier\nauthor: Ola Berg\n\nText of it.\n", PATH)
    assert (document.title, document.authors, document.body) == ("The pier", ("Ola Berg",), "Text of it.\n")
    assert [problem.message for problem in document.problems] == ["the front matter has no end"]


def test_a_day_that_can_be_read_two_ways_is_kept_for_inference() -> None:
    assert read_markdown("---\ntitle: A\ndate: 03/04/2025\n---\nText.\n", PATH).slashed == ("03/04/2025",)

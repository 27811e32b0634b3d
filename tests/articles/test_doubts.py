"""What wants a look before it goes out, and how each doubt is answered."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from digest.articles.doubts import DOUBTS, LITTLE_TEXT, NEAR_EMPTY, doubts
from digest.articles.library import read_file

WHOLE = "word " * LITTLE_TEXT


def raised(*lines: str, body: str = WHOLE, topics: tuple[str, ...] = ("climate",), converted: bool = True):
    """The doubts about an article with these properties beside a title, a day and, if it was converted, a seed."""
    given = {line.partition(":")[0] for line in lines}
    whole = [
        *(line for line in ("title: Late ice", "date: 2025-03-18") if line.partition(":")[0] not in given),
        *lines,
        *(["seed: seeds/a.txt"] if converted else []),
    ]
    text = "\n".join(["---", *whole, "---", body, ""])
    article, _ = read_file(PurePosixPath("content/a.md"), text.encode(), topics=("climate",))
    return doubts(article, topics)


def kinds(*lines: str, **options: object) -> list[str]:
    return [doubt.kind for doubt in raised(*lines, **options)]  # type: ignore[arg-type]


def test_a_sound_article_raises_no_doubt():
    assert kinds() == []


@pytest.mark.parametrize(
    ("lines", "body", "topics", "kind"),
    [
        (["date:"], WHOLE, ("climate",), "undated"),
        (['date_basis: "inferred from the week; write the day into date"'], WHOLE, ("climate",), "date_inferred"),
        (["title_basis: inferred from the file’s name"], WHOLE, ("climate",), "title_guessed"),
        ([], WHOLE, (), "unsorted"),
        ([], "word " * (LITTLE_TEXT - 1), ("climate",), "little_text"),
        ([], "word " * (NEAR_EMPTY - 1), ("climate",), "near_empty"),
        ([], f"{WHOLE} CafÃ© and it\u2019s", ("climate",), "garbled"),
    ],
)
def test_each_doubt_has_its_sign(lines, body, topics, kind):
    """One sign, one doubt, with words for the editor and what to do about it."""
    (doubt,) = raised(*lines, body=body, topics=topics)
    assert doubt.kind == kind
    assert doubt.kind in DOUBTS
    assert doubt.message
    assert doubt.hint


def test_all_doubts_come_in_one_order():
    every = ["title_basis: inferred", "date_basis: inferred"]
    assert kinds(*every, body="A \ufffd.", topics=()) == [
        "date_inferred",
        "title_guessed",
        "unsorted",
        "near_empty",
        "garbled",
    ]


def test_the_command_that_shows_how_a_source_was_read_can_be_typed_as_it_stands():
    (doubt,) = raised("seed: seeds/late ice.txt", body="Little.", converted=False)
    assert "digest convert --why 'seeds/late ice.txt' shows" in doubt.hint


def test_each_doubt_has_an_answer():
    """A week for what has no date, a confirmed date, a comment on what is short; a person's own text is theirs."""
    assert kinds("date:", "week: 2025-W12") == []
    assert kinds("date_basis: confirmed", "title_basis: confirmed") == []
    assert kinds("comment: Short and good.", body="Little.") == []
    assert kinds(body="Little.", converted=False) == []


def test_a_project_without_topics_has_nothing_unsorted():
    article, _ = read_file(PurePosixPath("content/a.md"), b"---\ntitle: A\ndate: 2025-03-18\n---\nText.\n", topics=())
    assert doubts(article, (), sorted_by_topic=False) == ()


def test_what_is_not_read_is_not_counted_as_text():
    """Private text and notes are the editor's."""
    body = f"Text.[^a1] %%{WHOLE}%%\n\n[^a1]: {WHOLE}\n"
    assert kinds(body=body) == ["near_empty"]


def test_two_ideographs_count_as_a_word():
    assert kinds(body="湖" * 2 * LITTLE_TEXT) == []
    assert kinds(body="湖" * LITTLE_TEXT) == ["little_text"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("itâ€™s â€œquotedâ€\x9d", 3),
        ("Ã¼ber 20Â°", 2),
        ("lost \ufffd\ufffd", 2),
        ("вЂ“ and вЂ™", 2),
        ("a \x93b", 1),
        ("SÃO PAULO, Â Genève «Â», naïve café, Ångström, â", 0),
        ("Это обычный русский текст, в котором всё в порядке", 0),
    ],
)
def test_garbled_characters_are_counted_and_accents_are_not(text, places):
    (found, *_) = [*(doubt.message for doubt in raised(body=f"{WHOLE} {text}") if doubt.kind == "garbled"), ""]
    assert found == {0: "", 1: "garbled characters in 1 place"}.get(places, f"garbled characters in {places} places")


def test_a_long_basis_is_cut_and_says_nothing_about_mending():
    (doubt,) = raised(f'date_basis: "inferred from {"x" * 200}; write it into date"')
    assert doubt.message.endswith("x…")
    assert len(doubt.message) < 100

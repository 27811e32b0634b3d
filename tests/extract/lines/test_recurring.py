"""Lines that stand in several sources are the site's."""

import pytest

from digest.extract.lines.recurring import Recurrence, line_fingerprints, recurring_lines
from digest.extract.lines.text_reader import read_text

APPEAL = "The Lamplighter reports on small towns and lives by those who pay six crowns a month for that."
PARAGRAPHS = (
    "The council of {town} voted on Tuesday to keep the old lime kiln, which had been for sale since the spring.",
    "Of the nine members seven were in favour, and two wanted to wait for the surveyor from {town}, who was ill.",
    "Repairs will take until the autumn of next year, said the mayor, and cost about as much as the school’s new roof.",
    "People in {town} had gathered four hundred signatures, which is more than had gone to the polls in the winter.",
    "“{town} without its kiln would be a car park with a view,” said the baker, who had carried the list from door to door.",
    "The surveyor’s first report, which the council of {town} had ordered in March, found the chimney sound and the floor not.",
    "A firm from the coast had offered to take the stones away for nothing; {town} will now have to find a mason instead.",
)


def source(town: str, *more: str) -> str:
    return "\n\n".join([f"{town} keeps its kiln", *(text.format(town=town) for text in PARAGRAPHS), *more]) + "\n"


def counted(*texts: str) -> list[frozenset[int]]:
    every = [line_fingerprints(text) for text in texts]
    lines = Recurrence(every)
    return [lines.of(its) for its in every]


def test_what_three_sources_have_recurs() -> None:
    texts = [
        source(town, APPEAL, f"Only {town} has this line, and it is long enough.") for town in ("Ost", "Ach", "Ull")
    ]
    shared = {PARAGRAPHS[2], APPEAL}
    assert [recurring_lines(text, its) for text, its in zip(texts, counted(*texts), strict=True)] == [shared] * 3


def test_two_sources_may_quote_one_another() -> None:
    assert counted(source("Ost", APPEAL), source("Ach", APPEAL)) == [frozenset()] * 2


def test_copies_have_no_lines_that_recur() -> None:
    assert counted(*[source("Ost", APPEAL)] * 4) == [frozenset()] * 4


@pytest.mark.parametrize("short", ["What to be careful about", "Our view"])
def test_the_subheads_of_a_newsletter_do_not_recur(short: str) -> None:
    texts = [source(town, short) for town in ("Ost", "Ach", "Ull")]
    known = counted(*texts)
    assert all(short not in recurring_lines(text, its) for text, its in zip(texts, known, strict=True))


def test_a_line_at_the_end_that_recurs_is_no_part_of_the_article() -> None:
    text = source("Ost", APPEAL)
    assert APPEAL in read_text(text).body
    document = read_text(text, frozenset({APPEAL}))
    assert APPEAL not in document.body
    assert [verdict.reason for verdict in document.verdicts if verdict.text == APPEAL] == ["in other sources too"]


def test_a_paragraph_amid_the_article_stays_even_if_others_have_it() -> None:
    assert PARAGRAPHS[2] in read_text(source("Ost", APPEAL), frozenset({PARAGRAPHS[2]})).body

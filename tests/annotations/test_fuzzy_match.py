"""Finding passages again: exact before approximate, the context decides, and any letters will do."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.annotations.anchoring.fuzzy_match import Wanted, candidates, carried, distance, find_alike
from digest.merge.merge_words import merge_words

law = settings(deadline=None)


TEXT = "In March the team counted 31 lakes. In June the team counted 42 lakes. Nobody expected so many."


def test_exact_words_are_found_where_their_context_is():
    text = "the lake is deep. " * 3
    wanted = Wanted(exact="lake", prefix="deep. the ", suffix=" is deep. the", hint=22)
    assert candidates(text, wanted)[0].start == 22


def test_changed_words_are_found_with_their_likeness():
    [best, *_] = candidates(TEXT, Wanted(exact="In June the team counted 43 ponds."))
    assert TEXT[best.start : best.end].startswith("In June the team counted 42")
    assert 0.8 < best.likeness < 0.9


def test_words_that_are_not_there_are_not_found():
    assert candidates(TEXT, Wanted(exact="Quite another sentence stood here before.")) == []


@law
@given(st.text(max_size=12), st.text(max_size=12))
def test_the_distance_is_levenshteins(one, other):
    """Compared with the textbook's table."""
    row = list(range(len(other) + 1))
    for number, left in enumerate(one, start=1):
        before, row = row, [number]
        for at, right in enumerate(other):
            row.append(min(row[-1] + 1, before[at + 1] + 1, before[at] + (left != right)))
    assert distance(one, other) == row[-1]


def test_more_letters_than_edlib_knows_are_no_trouble():
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 900)))
    start, end, errors = find_alike(text, text[100:400] + "x")[0]
    assert (start, end, errors) == (100, 400, 1)


def test_places_are_carried_over_into_changed_words():
    assert carried("The team counted lakes.", "Our team has counted lakes", (4, 16)) == (4, 20)


def test_a_megabyte_is_searched_in_a_moment():
    start = time.process_time()
    find_alike("lorem ipsum dolor " * 60_000, "lorem ipsum sit amet consectetur adipiscing " * 5)
    assert time.process_time() - start < 5


def test_words_changed_by_two_sides_are_merged():
    base = "The lake was counted for nine years by the team."
    assert merge_words(base, base.replace("nine", "ten"), base.replace("lake", "lakes")) == (
        "The lakes was counted for ten years by the team."
    )


def test_the_same_words_or_neighbours_are_not():
    base = "The lake was counted for nine years."
    assert merge_words(base, base.replace("nine", "ten"), base.replace("nine", "six")) is None
    assert merge_words(base, base.replace("nine", "ten"), base.replace("years", "days")) is None
    assert merge_words(base, base.replace("nine", "ten"), base.replace("nine", "ten")) == base.replace("nine", "ten")

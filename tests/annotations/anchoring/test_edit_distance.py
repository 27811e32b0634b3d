"""Finding passages again: exact before approximate, the context decides, and any letters will do."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.annotations.anchoring.edit_distance import distance, map_range, nearest_ranges

law = settings(deadline=None)


TEXT = "In March the team counted 31 lakes. In June the team counted 42 lakes. Nobody expected so many."


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
    start, end, errors = nearest_ranges(text, text[100:400] + "x")[0]
    assert (start, end, errors) == (100, 400, 1)


def test_a_range_is_mapped_into_changed_words():
    assert map_range("The team counted lakes.", "Our team has counted lakes", 4, 16) == (4, 20)


def test_a_megabyte_is_searched_in_a_moment():
    start = time.process_time()
    nearest_ranges("lorem ipsum dolor " * 60_000, "lorem ipsum sit amet consectetur adipiscing " * 5)
    assert time.process_time() - start < 5

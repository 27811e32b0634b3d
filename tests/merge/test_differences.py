"""What differs between two sequences: right, minimal where it is small, and bounded in time."""

from __future__ import annotations

import random
import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.merge.differences import Edit, edits, fine_edits, word_similarity
from digest.merge.three_way import regions

law = settings(deadline=None)


TEXTS = st.lists(st.sampled_from("abcdefg"), max_size=20)


def applied(old, new, found):
    """The old sequence with the edits made."""
    made, at = [], 0
    for edit in found:
        made += [*old[at : edit.lo], *new[edit.new_lo : edit.new_hi]]
        at = edit.hi
    return made + list(old[at:])


@law
@given(TEXTS, TEXTS)
def test_the_edits_make_the_new_of_the_old(old, new):
    """Both the plain and the fine ones, in order and without overlap."""
    for found in (edits(old, new), fine_edits(old, new)):
        assert applied(old, new, found) == new
        assert all(one.hi <= other.lo and one.new_hi <= other.new_lo for one, other in pairwise(found))


def test_what_is_equal_has_no_edits():
    assert edits(["a", "b"], ["a", "b"]) == ()


def test_a_paragraph_added_below_a_changed_one_is_an_edit_of_its_own():
    """So that a remark does not disturb the merge of the paragraph above it."""
    old = ["the lake was counted for nine years", "end"]
    new = ["the lake was counted for ten years", "a remark of mine", "end"]
    assert fine_edits(old, new) == (Edit(0, 1, 0, 1), Edit(1, 1, 1, 2))


def test_a_moved_text_is_taken_out_and_put_in():
    assert edits(list("abcde"), list("bcdae")) == (Edit(0, 1, 0, 0), Edit(4, 4, 3, 4))


@law
@given(TEXTS, TEXTS, TEXTS)
def test_the_regions_are_all_of_the_three_texts(base, mine, theirs):
    """Each in order, none twice; what nobody changed is equal everywhere."""
    found = list(regions(len(base), fine_edits(base, mine), fine_edits(base, theirs)))
    for text, side in ((base, "base"), (mine, "mine"), (theirs, "theirs")):
        spans = [getattr(region, side) for region in found]
        assert [entry for span in spans for entry in text[slice(*span)]] == text
    for region in found:
        old, own, new = base[slice(*region.base)], mine[slice(*region.mine)], theirs[slice(*region.theirs)]
        assert region.changed_by != "nobody" or old == own == new
        assert region.changed_by != "mine" or old == new
        assert region.changed_by != "theirs" or old == own


def test_a_hundred_thousand_lines_take_no_quadratic_time():
    """Equal ones, shuffled ones, and ones of few kinds."""
    pick = random.Random(1)
    size = 100_000
    lines = [str(number) for number in range(size)]
    shuffled = pick.sample(lines, size)
    few = [pick.choice("ab") for _ in range(size)]
    start = time.process_time()
    for old, new in ((["x"] * size, ["x"] * (size - 7)), (lines, shuffled), (few, few[::-1]), (lines, few)):
        assert applied(old, new, edits(old, new)) == new
    assert time.process_time() - start < 20


def test_likeness_is_one_of_equals_and_none_of_strangers():
    assert word_similarity("the lake was counted", "the lake was counted") == 1
    assert word_similarity("the lake was counted", "nobody had ever seen it") == 0
    assert word_similarity("湖は静かだった", "湖は静かだ") > 0.8

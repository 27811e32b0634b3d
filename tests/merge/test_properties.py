"""Front matter key by key: mine stays where I changed it, and my comments, order and style stay everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.articles.front_matter import foreign_properties
from digest.articles.property_lines import Unreadable
from digest.merge.merge_properties import merge_properties
from digest.yaml.write_yaml import write

BASE = "title: A\ndate: 2024-01-01\nsource:\ntopics:\n  - a\n  - b\nsummary: One.\nseed: x\nseed_fingerprint: s-r-1\n"
THEIRS = "title: B\ndate: 2024-02-02\nsource: New\ntopics:\n  - c\nsummary: Two.\nseed: y\nseed_fingerprint: s-r-2\n"


def test_what_i_did_not_touch_is_theirs():
    assert merge_properties(BASE, BASE, THEIRS) == THEIRS
    assert merge_properties(BASE, THEIRS, BASE).replace("s-r-1", "s-r-2") == THEIRS


@pytest.mark.parametrize(
    ("was", "mine", "merged"),
    [
        ("title: A\n", "title: Mine\n", "title: Mine\n"),
        ("title: A\n", "title: 'A'  # quoted\n", "title: B  # quoted\n"),
        ("date: 2024-01-01\n", "date: 2024-01-01 # seen\n", "date: 2024-02-02 # seen\n"),
        ("source:\n", "source: # none\n", "source: New  # none\n"),
        ("source:\n", "source: Mine\n", "source: Mine\n"),
        ("  - a\n  - b\n", "  - a # why\n  # indeed\n  - b\n", "  - c\n"),
        ("summary: One.\n", "# over it\nsummary: >-\n  One.\n\n", "# over it\nsummary: Two.\n\n"),
        ("seed: x\n", "seed: x\nmood: calm\n", "seed: y\nmood: calm\n"),
    ],
)
def test_a_change_of_mine_stays(was, mine, merged):
    assert merged in merge_properties(BASE, BASE.replace(was, mine), THEIRS)


def test_comments_within_a_list_that_is_replaced_are_kept_above_it():
    mine = BASE.replace("  - a\n  - b\n", "  - a # why\n  # indeed\n  - b\n")
    assert "# why\n# indeed\ntopics:\n  - c\n" in merge_properties(BASE, mine, THEIRS)


def test_a_key_that_i_deleted_does_not_come_back():
    mine = BASE.replace("summary: One.\n", "")
    assert "summary" not in merge_properties(BASE, mine, THEIRS)
    assert "section" not in merge_properties(BASE, BASE, THEIRS + "section: News\n", ["section"])


def test_a_new_key_stands_behind_the_one_it_follows_in_theirs():
    assert "title: B\nsubtitle: S\ndate" in merge_properties(BASE, BASE, THEIRS.replace("date", "subtitle: S\ndate", 1))


def test_a_key_that_theirs_has_no_more_goes_unless_i_changed_it():
    theirs = THEIRS.replace("summary: Two.\n", "")
    assert "summary" not in merge_properties(BASE, BASE, theirs)
    assert "summary: Mine.\n" in merge_properties(BASE, BASE.replace("One.", "Mine."), theirs)


def test_my_order_and_line_ends_stay():
    mine = "seed: x\r\nsummary: One.\r\nsource:\r\ntopics: [a, b]\r\ntitle: A\r\ndate: 2024-01-01\r\nseed_fingerprint: s-r-1\r\n"
    merged = merge_properties(BASE, mine, THEIRS)
    assert [line.partition(":")[0] for line in merged.split("\r\n")] == [
        "seed", "summary", "source", "topics", "  - c", "title", "date", "seed_fingerprint", ""
    ]  # fmt: skip
    assert merged.count("\n") == merged.count("\r\n")


def test_numbers_are_compared_as_they_are_written():
    assert "rank: 1.10\n" in merge_properties("rank: 1.1\n", "rank: 1.10\n", "rank: 1.2\n")


@pytest.mark.parametrize(
    ("mine", "line"), [("title: [\n", 1), ("a: 1\na: 2\n", 2), ("- a\n", 1), ("{a: b}\n", 1), ("a: &x 1\n", 1)]
)
def test_what_cannot_be_read_is_named_with_its_line(mine, line):
    found = merge_properties(BASE, mine, THEIRS)
    assert isinstance(found, Unreadable)
    assert found.line == line
    assert found.reason


MACHINE = "summary: One.\npeople:\n  - Ann\nmachine:\n  - summary\n  - people\nseed_fingerprint: s-r-1\n"
NEWER = MACHINE.replace("One.", "Two.").replace("- Ann", "- Bea").replace("s-r-1", "s-r-2")


def test_what_i_adopted_is_mine_though_i_changed_no_letter_of_it():
    mine = MACHINE.replace("  - summary\n", "")
    assert merge_properties(MACHINE, mine, NEWER) == NEWER.replace("Two.", "One.").replace("  - summary\n", "")
    none = mine.replace("machine:\n  - people\n", "")
    assert merge_properties(MACHINE, none, NEWER) == none.replace("s-r-1", "s-r-2")
    again = merge_properties(NEWER, merge_properties(MACHINE, mine, NEWER), NEWER.replace("Two.", "Three."))
    assert "summary: One.\n" in again
    assert "  - summary\n" not in again


def test_what_i_dropped_does_not_come_back_nor_its_name():
    mine = MACHINE.replace("summary: One.\n", "").replace("  - summary\n", "")
    merged = merge_properties(MACHINE, mine, NEWER)
    assert merged == NEWER.replace("summary: Two.\n", "").replace("  - summary\n", "")
    without = MACHINE.replace("summary: One.\n", "").replace("  - summary\n", "")
    assert merge_properties(without, mine, NEWER, ["summary"]) == merged


def test_what_the_converter_fills_in_only_now_is_named_as_its_own():
    """Though I changed `machine`, nothing that digest wrote looks like mine."""
    theirs = NEWER.replace("machine:\n", "places:\n  - Lucerne\nmachine:\n").replace(
        "  - people\n", "  - people\n  - places\n"
    )
    for mine, names in [
        (MACHINE.replace("  - summary\n", ""), "machine:\n  - people\n  - places\n"),
        (MACHINE.replace("machine:\n  - summary\n  - people\n", ""), "machine:\n  - places\n"),
        (MACHINE.replace("machine:\n  - summary\n  - people\n", "machine: [people] # why\n"), "machine: [people, places] # why\n"),
    ]:  # fmt: skip
        merged = merge_properties(MACHINE, mine, theirs)
        assert names in merged
        assert "places:\n  - Lucerne\n" in merged
        assert "summary: One.\n" in merged


def test_what_i_wrote_myself_is_not_named_as_digests():
    mine = MACHINE.replace("machine:\n", "places: [Bern]\nmachine:\n")
    theirs = NEWER.replace("machine:\n", "places:\n  - Lucerne\nmachine:\n").replace(
        "  - people\n", "  - people\n  - places\n"
    )
    merged = merge_properties(MACHINE, mine, theirs)
    assert "places: [Bern]\n" in merged
    assert "- places" not in merged


def test_a_name_goes_with_what_the_converter_writes_no_more():
    theirs = NEWER.replace("summary: Two.\n", "").replace("  - summary\n", "")
    assert merge_properties(MACHINE, MACHINE, theirs) == theirs
    edited = MACHINE.replace("One.", "Mine.")
    assert merge_properties(MACHINE, edited, theirs) == theirs.replace("people:\n", "summary: Mine.\npeople:\n", 1)


@pytest.mark.parametrize("mine", ["date_basis: confirmed\n", ""])
def test_what_i_confirmed_is_mine_though_i_changed_no_letter_of_it(mine):
    base = "date: 2024-01-01\ndate_basis: inferred from its file\nseed_fingerprint: s-r-1\n"
    theirs = base.replace("01-01", "02-02").replace("its file", "the week").replace("r-1", "r-2")
    confirmed = base.replace("date_basis: inferred from its file\n", mine)
    assert merge_properties(base, confirmed, theirs) == confirmed.replace("r-1", "r-2")
    assert merge_properties(base, base, theirs) == theirs


KEYS = ("summary", "people", "places")
values = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["One.", "Two."]))
names = st.sets(st.sampled_from(KEYS))


def front_matter(properties, machine):
    return write([*properties.items(), *([("machine", machine)] if machine else []), ("seed_fingerprint", "s-r-1")])


@settings(deadline=None)
@given(values, names, values, names, st.dictionaries(st.sampled_from(KEYS), st.sampled_from(["Mine.", None])), names)
def test_machine_names_what_is_the_converters_and_nothing_that_i_made_mine(
    before, named, after, renamed, edits, adopted
):
    """Whatever I changed, added, adopted or dropped, and whatever the source became."""
    old = sorted(named & set(before))
    theirs = sorted(renamed & set(after))
    own = {key: value for key, value in {**before, **edits}.items() if value is not None}
    mine = [name for name in old if name not in adopted]
    merged = merge_properties(front_matter(before, old), front_matter(own, mine), front_matter(after, theirs))
    result = foreign_properties(merged)
    machine = result.get("machine", ())
    for key in KEYS:
        was_mine = key in own and (own[key] != before.get(key) or key in set(old) - set(mine))
        if was_mine:
            assert result[key] == own[key]
            assert key not in machine or key in mine
        elif key in before and key not in own:
            assert key not in result
        elif result.get(key) != own.get(key):
            assert result.get(key) == after.get(key)
        if key in result and not was_mine:
            assert (key in machine) == (key in theirs)

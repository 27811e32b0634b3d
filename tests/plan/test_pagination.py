"""Long lists over several pages."""

from hypothesis import given, settings
from hypothesis import strategies as st

from digest.plan.pagination import paginate

law = settings(deadline=None)
LENGTHS = st.integers(0, 400)
SIZES = st.integers(1, 60)


@law
@given(LENGTHS, SIZES)
def test_every_item_is_on_exactly_one_page(length: int, size: int) -> None:
    """From the oldest page to the newest, the items in their order."""
    leaves = paginate(range(length), size)
    assert [item for leaf in reversed(leaves) for item in leaf.items] == list(range(length))


@law
@given(LENGTHS, SIZES)
def test_pages_are_full_and_the_newest_has_up_to_twice_as_much(length: int, size: int) -> None:
    """The list's own address never shows a page that is all but empty."""
    newest, *others = paginate(range(length), size)
    assert newest.number == 0
    assert all(len(leaf.items) == size for leaf in others)
    assert min(length, size) <= len(newest.items) < 2 * size


@law
@given(LENGTHS, SIZES)
def test_pages_form_one_chain(length: int, size: int) -> None:
    """From the newest one leads back to the oldest, and from there to the newest again."""
    leaves = {leaf.number: leaf for leaf in paginate(range(length), size)}
    way = [leaves[0]]
    while (older := way[-1].older) is not None:
        assert leaves[older].newer == way[-1].number
        way.append(leaves[older])
    assert [leaf.number for leaf in way] == [0, *range(len(leaves) - 1, 0, -1)]
    assert leaves[0].newer is None


@law
@given(LENGTHS, SIZES)
def test_a_new_item_leaves_old_pages_as_they_are(length: int, size: int) -> None:
    """It changes the newest page; when that overflows, the page before learns where the way goes on."""
    before = {leaf.number: leaf for leaf in paginate(range(length), size)}
    after = {leaf.number: leaf for leaf in paginate(range(length + 1), size)}
    for number in set(before) - {0}:
        assert before[number].items == after[number].items
        assert before[number].older == after[number].older
        if number + 1 in before or len(before) == len(after):
            assert before[number] == after[number]

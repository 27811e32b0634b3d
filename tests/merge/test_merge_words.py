"""Two versions of one passage, merged word by word."""

from digest.merge.merge_words import merge_words


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

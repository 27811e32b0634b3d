"""Texts that tell the same story, and texts that only look like it."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path, PurePosixPath

import pytest

from digest.classify.same_story import (
    APART,
    LEAST,
    ComparedArticle,
    containment,
    duplicates,
    resemblance,
    same_story,
    sketch,
)

LABELLED = Path(__file__).with_suffix("").with_name("same_story.txt")
DAY = date(2025, 3, 18)


def labelled():
    """The texts by their name; what stands before the slash names the story."""
    parts = LABELLED.read_text("utf-8").split("=== ")[1:]
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def story(name):
    return name.partition(" / ")[0]


@pytest.mark.parametrize(("one", "other"), list(combinations(labelled(), 2)))
def test_labelled_texts_are_told_apart(one, other):
    """Copies with light edits, with a frame around them, or cut short are the same; all else is not, however alike."""
    texts = labelled()
    assert same_story(sketch(texts[one]), sketch(texts[other])) == (story(one) == story(other))


def words(rng, count):
    return [f"w{rng.randrange(5000)}" for _ in range(count)]


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5, 0.8, 1.0])
def test_estimates_are_near_the_true_shares(share):
    """Within four standard errors of 128 bins, of texts whose shingles are counted."""
    rng = random.Random(7)
    common = words(rng, int(1000 * share))
    one, other = (" ".join([*common, *words(rng, 1000 - len(common))]) for _ in range(2))
    found = [{tuple(text.split()[at : at + 5]) for at in range(len(text.split()) - 4)} for text in (one, other)]
    true = len(found[0] & found[1]) / len(found[0] | found[1])
    assert resemblance(sketch(one), sketch(other)) == pytest.approx(true, abs=4 * (0.25 / 128) ** 0.5)
    part = " ".join(one.split()[:400])
    assert containment(sketch(one), sketch(part)) > 0.8
    assert containment(sketch(one), sketch(" ".join(words(rng, 400)))) < 0.1


def test_case_punctuation_and_line_breaks_do_not_matter():
    """A text is its words."""
    text = "The Bell, they said -- \u201cat last!\u201d -- rang; and all of\nElswick heard it."
    plain = "the bell they said at last rang and all of elswick heard it"
    assert sketch(text) == sketch(plain)
    assert sketch("日本の湖は遅く凍る") == sketch("日本の湖は、遅く凍る。")
    assert sketch("日本の湖は遅く凍る").size == 5


@pytest.mark.parametrize("text", ["", "one two three", "\ud800 \ud800 \ud800 \ud800 \ud800", "\0" * 100])
def test_any_text_has_a_sketch(text):
    """What has no words, or half a character, is like nothing."""
    assert resemblance(sketch(text), sketch(text)) in {0.0, 1.0}
    assert not same_story(sketch(text), sketch(text))


def compared(path, text, *, day=DAY, by_hand=False, length=None):
    length = len(text) if length is None else length
    return ComparedArticle(path=PurePosixPath(path), day=day, length=length, by_hand=by_hand, sketch=sketch(text))


TEXT = " ".join(words(random.Random(1), 200))


@pytest.mark.parametrize(
    ("leading", "following"),
    [
        ({"by_hand": True, "day": DAY + timedelta(3)}, {}),
        ({"day": DAY - timedelta(1)}, {"length": 9999}),
        ({}, {"day": None, "length": 9999}),
        ({"length": 2000}, {}),
        ({}, {}),
    ],
)
def test_the_lead_is_what_a_person_edited_else_the_earliest_else_the_longest_else_the_first(leading, following):
    """In that order; the undated come last."""
    swapped = bool(leading) and leading != following
    names = ("z.md", "a.md") if swapped and (leading or following) else ("a.md", "z.md")
    one, other = compared(names[0], TEXT, **leading), compared(names[1], TEXT, **following)
    for given in ([one, other], [other, one]):
        assert duplicates(given) == {other.path: one.path}


def test_two_articles_that_a_person_edited_are_both_kept():
    """Nothing is decided over a person's head."""
    assert duplicates([compared("a.md", TEXT, by_hand=True), compared("b.md", TEXT, by_hand=True)]) == {}


@pytest.mark.parametrize(("days", "found"), [(APART, True), (APART + 1, False), (None, True)])
def test_a_story_told_again_much_later_is_another(days, found):
    """Two weeks apart they are news of their own; of the undated nobody can say."""
    later = None if days is None else DAY + timedelta(days)
    assert bool(duplicates([compared("a.md", TEXT), compared("b.md", TEXT, day=later)])) == found


def test_a_short_text_is_like_no_other():
    """Teasers and stubs are too alike by chance."""
    short = " ".join(words(random.Random(2), LEAST + 3))
    assert duplicates([compared("a.md", short), compared("b.md", short)]) == {}
    longer = f"{short} more"
    assert duplicates([compared("a.md", longer), compared("b.md", longer)]) != {}


def test_a_chain_of_likenesses_joins_only_what_is_like_its_lead():
    """B is like A and C is like B, but C is not like A: two stories."""
    rng = random.Random(3)
    parts = [" ".join(words(rng, 100)) for _ in range(5)]
    first, second, third = (" ".join(parts[at : at + 3]) for at in range(3))
    assert same_story(sketch(first), sketch(second))
    assert not same_story(sketch(first), sketch(third))
    days = [DAY + timedelta(at) for at in range(3)]
    found = duplicates([compared(f"{at}.md", text, day=days[at]) for at, text in enumerate((first, second, third))])
    assert found == {PurePosixPath("1.md"): PurePosixPath("0.md")}


def test_the_order_in_which_articles_come_does_not_matter():
    """Any shuffle gives the same groups."""
    rng = random.Random(4)
    texts = [words(rng, 120) for _ in range(8)]
    given = [
        compared(
            f"{number}.md",
            " ".join(word if rng.random() > 0.03 else "edited" for word in texts[number % 8]),
            day=rng.choice([None, DAY, DAY + timedelta(1)]),
            by_hand=rng.random() < 0.1,
        )
        for number in range(60)
    ]
    expected = duplicates(given)
    assert len(expected) > 30
    for _ in range(10):
        rng.shuffle(given)
        assert duplicates(given) == expected


def test_thousands_of_articles_are_not_compared_pairwise():
    """1,500 articles that share their site's two sentences: seconds, not the square; the one pair of copies is found."""
    rng = random.Random(5)
    phrase = " ".join(words(rng, 40))
    given = [compared(f"{number:04}.md", f"{phrase} {' '.join(words(rng, 120))}") for number in range(1500)]
    text = " ".join(words(rng, 150))
    given += [compared("other.md", text), compared("same.md", f"{text} and more")]
    begun = time.process_time()
    found = duplicates(given)
    assert time.process_time() - begun < 10
    assert found == {PurePosixPath("other.md"): PurePosixPath("same.md")}

"""Which articles are on one subject, and which go on with one story: as people see it, by a few terms of each."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from digest.classify.key_terms import BAR, key_terms
from digest.classify.likeness import Terms, _candidates, alike

_LABELLED = Path(__file__).with_name("related_texts.txt").read_text(encoding="utf-8").split("\n=== ")[1:]
_PARTS = [(head.split(" / "), body.strip()) for head, _, body in (text.partition("\n") for text in _LABELLED)]
SUBJECTS = [name.partition(",")[0] for (name, _, _), _ in _PARTS]
ENGLISH = [subject not in {"Hafenwasser", "Badesee", "核融合", "図書館"} for subject in SUBJECTS]
ARTICLES = [
    Terms(terms=key_terms(title, body), sure=english) for ((_, _, title), body), english in zip(_PARTS, ENGLISH, strict=True)
]  # fmt: skip
FOUND = alike(ARTICLES)
PAIRS = {(at, like.at): like for at, likes in FOUND.items() for like in likes}


def names(terms: str) -> list[str]:
    return terms.split(BAR, maxsplit=1)[0].split()


def words(terms: str) -> list[str]:
    return terms.split(BAR)[1].split()


def test_articles_on_one_subject_are_related_and_no_others() -> None:
    """Not the two council votes, in the same words about a tram and a pool, nor the two ferries, the two sleepers."""
    wanted = {
        (one, other)
        for one, other in combinations(range(len(SUBJECTS)), 2)
        if SUBJECTS[one] == SUBJECTS[other] and SUBJECTS[one] != "vote"
    }
    assert {(one, other) for one, other in PAIRS if one < other} == wanted
    assert {SUBJECTS[one] for one, _ in wanted} == {"ferry ice", "bridge collapse", "coral", "Hafenwasser", "核融合"}


def test_one_story_is_told_by_its_names() -> None:
    """Two studies of one coral by two people are related, and not one story; what shares too few names neither."""
    assert {SUBJECTS[one] for (one, _), like in PAIRS.items() if like.same_story} == {"ferry ice", "Hafenwasser"}


def test_likeness_is_mutual_and_ranks() -> None:
    """Each of two finds the other, by the same number; the most alike stands first."""
    for (one, other), like in PAIRS.items():
        assert PAIRS[other, one].likeness == like.likeness
        assert PAIRS[other, one].same_story == like.same_story
    for likes in FOUND.values():
        assert [like.likeness for like in likes] == sorted((like.likeness for like in likes), reverse=True)


def test_what_is_alike_does_not_depend_on_order() -> None:
    """The same pairs by the same numbers, in whatever order the articles come."""
    order = list(range(len(ARTICLES)))
    random.Random(7).shuffle(order)
    shuffled = alike([ARTICLES[at] for at in order])
    pairs = {(order[at], order[like.at]): like.likeness for at, likes in shuffled.items() for like in likes}
    assert pairs == {pair: like.likeness for pair, like in PAIRS.items()}


def test_one_more_article_on_something_else_changes_nothing() -> None:
    """Weights depend on the terms of an article, and on the size of the site by powers of two alone."""
    more = Terms(terms=key_terms("Salted mules", "Mules trudged over Mount Brannock to Ellerby."))
    assert alike([*ARTICLES, more]) == FOUND


def test_an_unknown_language_must_share_more() -> None:
    """What is enough in English, whose ordinary words are known, is not where they may be among the terms."""
    text = "{} Oda Ferrand of Skarnes raised the bell Clementine with conger eels."
    pair = [key_terms("", text.format(more)) for more in ("Quartz lamps brooded.", "Otters gnawed twigs.")]
    assert alike([Terms(terms=terms) for terms in pair])
    assert not alike(
        [Terms(terms=terms, sure=False) for terms in (pair[0], key_terms("", text.split("with", maxsplit=1)[0]))]
    )


@pytest.mark.parametrize("number", [2, 50, 400])
def test_few_words_in_common_are_not_enough(number: int) -> None:
    """However many articles there are: one name, or three rare words, in texts about other things."""
    texts = [
        f"q{'abcdefghij'[at % 10]}xx{chr(97 + at % 26)}zz{chr(97 + at // 26)} Ferrand brooded mournfully"
        for at in range(number)
    ]
    assert not alike([Terms(terms=key_terms("", text)) for text in texts])


def test_the_work_grows_with_the_number_of_articles() -> None:
    """A word that all have, or a name that each dozen has, makes no pairs of all with all."""
    articles = [
        ["clementine", f"skarnes{at // 12}", f"ferrand{at // 12}", f"kvit{at // 12}", f"orvik{at // 12}", BAR]
        for at in range(6000)
    ]
    numbers: dict[str, int] = {}
    for terms in articles:
        for term in terms:
            numbers[term] = numbers.get(term, 0) + 1
    pairs = sum(1 for _ in _candidates(articles, numbers))
    assert pairs == 500 * 66


def test_names_stand_first_and_ordinary_words_nowhere() -> None:
    """A capital within a sentence, or front matter, tells a name; what is written small elsewhere is none."""
    terms = key_terms(
        "The quayside", "Yesterday Oda Ferrand left the Mole. Divers said the mole was icy.", ["Rolf Aamot"]
    )
    assert {"ferrand", "oda", "aamot", "rolf"} <= {*names(terms)}
    assert {"mole", "diver", "quayside"} <= {*words(terms)}
    assert not {"yesterday", "left", "the", "said", "was"} & {*names(terms), *words(terms)}


@pytest.mark.parametrize(
    "more",
    [
        "[^a1]",
        " [^a1]\n\n[^a1]: @ann: Clementine Skarnes?",
        " [](https://kvitsund.example/ostholmen)",
        " https://kvitsund.example/x",
    ],
)
def test_notes_and_addresses_do_not_change_what_a_text_is_about(more: str) -> None:
    """Who annotates does not make other articles related."""
    text = "The bell was raised by Oda Ferrand"
    assert key_terms("Bell", f"{text}{more}") == key_terms("Bell", text)


def test_scripts_without_spaces_have_terms() -> None:
    """Of ideographs every pair; a word in katakana whole; kana that inflect none."""
    assert set(words(key_terms("", "超伝導コイルの冷却が止まる"))) == {"超伝", "伝導", "コイル", "冷却"}


def test_an_article_keeps_few_terms() -> None:
    """However long it is: they are kept of every article."""
    letters = "abcdefghijklmnopqrst"
    text = " ".join(f"{a}{b}{c}xqz" for a in letters for b in letters for c in letters)
    assert len(key_terms("", text).split()) == 24 + 1
    assert key_terms("", "").split() == [BAR]

"""Topics learned from labelled articles: a few examples tell which words matter, and doubt leaves a text unsorted."""

from itertools import permutations

from digest.classify.learned_topics import SURE, Labelled, judge, learn, with_learned

SEA = [
    "The trawlers left the harbour before the herring came to spawn.",
    "Herring quotas bind the trawlers of every harbour in the north.",
    "A harbour without trawlers smells of nothing, not even of herring.",
]
LAW = [
    "The court heard the appeal of the tenants against the verdict.",
    "An appeal to the court takes years, say tenants and lawyers.",
    "Tenants won their appeal, and the court ordered the repair.",
]
ALL = [
    *(Labelled(topics=("sea",), text=text) for text in SEA),
    *(Labelled(topics=("law",), text=text) for text in LAW),
]


def test_a_topic_is_learned_from_three_examples_and_three_others() -> None:
    """Fewer say too little."""
    assert sorted(learn(ALL)) == ["law", "sea"]
    assert learn(ALL[1:]) == {}


def test_a_new_text_is_known_by_the_words_of_the_examples() -> None:
    """The words that decided are named, the strongest first."""
    found = judge("Herring is scarce, so the trawlers stay in the harbour.", learn(ALL)["sea"])
    assert found.probability >= SURE
    assert {word for word, _ in found.words[:3]} == {"herring", "trawler", "harbour"}


def test_a_text_of_other_words_is_left_alone() -> None:
    """Without a word in common nothing is sure."""
    learned = learn(ALL)
    assert with_learned((), "Bread rises where yeast is warm.", learned, ("sea", "law")) == ()


def test_examples_overrule_a_keyword_only_where_they_are_sure() -> None:
    """What keywords chose is taken back where the examples speak clearly against it."""
    learned = learn(ALL)
    text = "The court heard the appeal of tenants who keep herring in a harbour court; the verdict of the court stands."
    assert "law" in with_learned(("law",), text, learned, ("sea", "law"))
    about_law = "The court heard the tenants, who won the appeal."
    assert with_learned(("sea",), about_law, learned, ("sea", "law")) == ("law",)


def test_the_order_of_examples_does_not_matter() -> None:
    """Equal examples teach the same, to the last digit."""
    assert all(learn(order) == learn(ALL) for order in list(permutations(ALL))[::97])


def test_a_text_in_japanese_is_known_by_pairs_of_ideographs() -> None:
    """Its words are not set apart, and no two sentences are alike."""
    sea = [
        "漁船は朝の港を出て鰊の漁場へ向かった。",
        "港の漁船はどれも鰊を追っている。",
        "鰊の漁場が遠いと港の漁船は減る。",
    ]
    law = ["裁判所は借家人の控訴を認めた。", "控訴した借家人に裁判所は味方した。", "借家人の控訴を裁判所が退けた。"]
    labelled = [
        *(Labelled(topics=("sea",), text=text) for text in sea),
        *(Labelled(topics=("law",), text=text) for text in law),
    ]
    found = judge("今年も漁船が港に並び、漁場の話でもちきりだ。", learn(labelled)["sea"])
    assert found.probability >= SURE
    assert {word for word, _ in found.words[:2]} == {"漁船", "漁場"}

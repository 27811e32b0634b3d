"""Topics by keywords."""

from digest.classify.topic_scores import choose_topics
from digest.model.topic import Topic

ENERGY = Topic(slug="energy", name="Energy", keywords=("battery", "power plant", "grid"))
SEA = Topic(slug="sea", name="Sea", keywords=("fish", "coral reef", "ocean"))
LAW = Topic(slug="law", name="Law", keywords=("court",))
ALL = (ENERGY, SEA, LAW)


def test_a_keyword_in_the_title_is_enough() -> None:
    """Plural and case do not matter."""
    assert choose_topics("Batteries for all", "", ALL) == ("energy",)


def test_one_stray_keyword_labels_nothing() -> None:
    """A court mentioned once in a long text makes no article about law."""
    assert choose_topics("A walk", "word " * 900 + "court", ALL) == ()


def test_only_whole_words_and_phrases_count() -> None:
    """`grid` is not in `gridlock`, `power plant` not in `power of plants`."""
    assert choose_topics("Gridlock", "power of plants, oceanic, courtyard " * 9, ALL) == ()
    assert choose_topics("", "power plants " * 4, ALL) == ("energy",)


def test_the_best_comes_first_and_weak_runners_up_are_left_out() -> None:
    """A runner-up needs 0.6 of the best score."""
    text = "fish ocean reef coral reef " * 6 + "court " * 3
    assert choose_topics("Fish of the ocean", text, ALL) == ("sea",)
    assert choose_topics("Fish of the grid", "ocean " * 9 + "battery " * 8, ALL) == ("sea", "energy")


def test_equal_scores_keep_the_order_of_the_taxonomy() -> None:
    """The answer never depends on chance."""
    assert choose_topics("court and grid", "", ALL) == ("energy", "law")
    assert choose_topics("court and grid", "", ALL[::-1]) == ("law", "energy")


def test_keywords_are_found_in_scripts_without_spaces_and_behind_the_arabic_article():
    """A keyword in Japanese stands in a row of letters; vowel signs and spellings of alef do not matter."""
    topics = (
        Topic(slug="harbour", name="港", description="", keywords=("港", "河口", "نهر", "أنبوب")),
        Topic(slug="health", name="健康", description="", keywords=("病院", "مستشفى")),
    )
    assert choose_topics("河口の調査", "調査班は東京湾の河口で過ごした。", topics) == ("harbour",)
    assert choose_topics("新しい病院が開く", "市立病院は来年の春に開く。", topics) == ("health",)
    assert choose_topics("مسح المصب", "قضى فريق المسح أسبوعًا على مصب النَّهر. والنهر واسع، وفيه الانبوب.", topics) == (
        "harbour",
    )
    assert choose_topics("المستشفي الجديد على الضفة", "يُفتتح في الربيع.", topics) == ("health",)

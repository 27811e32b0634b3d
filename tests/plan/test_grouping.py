"""Weekly digests in sections by topic."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.model.card import Card
from digest.model.digest import Digest
from digest.model.topic import UNSORTED, Topic
from digest.model.week import Week
from digest.plan.grouping import by_source, by_topic, digests, reading_key, source_slug, tag_slug, topics_of

law = settings(deadline=None)

TOPICS = (Topic(slug="energy", name="Energy"), Topic(slug="climate", name="Climate"), Topic(slug="art", name="Art"))
TAXONOMY = {topic.slug: topic for topic in TOPICS}
REST = Topic(slug=UNSORTED, name="Rest")


def article(
    name: str,
    day: date | None = date(2025, 3, 18),
    topics: tuple[str, ...] | None = None,
    title: str = "",
    source: str | None = None,
) -> Card:
    path = PurePosixPath(f"content/{name}.md")
    week = str(Week.of(day)) if day else ""
    return Card(file=str(path), slug=name, title=title or name, week=week, date=day, topics=topics or (), source=source)


def in_reading_order(articles: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(sorted(articles, key=reading_key))


ARTICLES = st.lists(
    st.builds(
        article,
        name=st.from_regex(r"[a-z]{1,4}", fullmatch=True),
        day=st.none() | st.dates(date(2024, 12, 20), date(2025, 1, 20)),
        topics=st.none() | st.lists(st.sampled_from(["energy", "climate", "art", "gone"]), max_size=3).map(tuple),
        title=st.sampled_from(["", "B", "a", "É"]),
        source=st.none() | st.sampled_from(["Daily News", "daily news", "文", "!!"]),
    ),
    max_size=12,
    unique_by=lambda item: item.slug,
)


def shown(digest: Digest) -> list[tuple[str, list[str]]]:
    return [(section.topic.slug, [item.slug for item in section.articles]) for section in digest.sections]


@law
@given(ARTICLES)
def test_every_article_appears_exactly_once(articles: list[Card]) -> None:
    """In the section of one week, or among the undated: none is lost and none stands twice."""
    placed = Counter(
        str(item.path)
        for digest in digests(in_reading_order(articles), TAXONOMY, REST)
        for section in digest.sections
        for item in section.articles
    )
    placed.update(str(item.path) for item in articles if item.date is None)
    assert placed == Counter(str(item.path) for item in articles)


@law
@given(ARTICLES)
def test_each_section_holds_what_it_says(articles: list[Card]) -> None:
    """Of its week, of its first topic, in reading order; sections follow the taxonomy, none is empty."""
    order = [*TAXONOMY, UNSORTED]
    found = digests(in_reading_order(articles), TAXONOMY, REST)
    assert [digest.week for digest in found] == sorted({digest.week for digest in found})
    for digest in found:
        slugs = [section.topic.slug for section in digest.sections]
        assert slugs == sorted(slugs, key=order.index)
        for section in digest.sections:
            assert section.articles == in_reading_order(section.articles) != ()
            for item in section.articles:
                assert Week.of(item.date or date.min) == digest.week
                assert topics_of(item, TAXONOMY, REST)[0] == section.topic


@law
@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(articles: list[Card], random) -> None:  # type: ignore[no-untyped-def]
    """The same articles in any order give the same digests and lists."""
    mixed = list(articles)
    random.shuffle(mixed)
    assert digests(in_reading_order(mixed), TAXONOMY, REST) == digests(in_reading_order(articles), TAXONOMY, REST)
    assert by_topic(in_reading_order(mixed), TAXONOMY, REST) == by_topic(in_reading_order(articles), TAXONOMY, REST)
    assert by_source(in_reading_order(mixed)) == by_source(in_reading_order(articles))


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2024, 12, 29), "2024-W52"),
        (date(2024, 12, 30), "2025-W01"),
        (date(2025, 1, 5), "2025-W01"),
        (date(2025, 1, 6), "2025-W02"),
        (date(2021, 1, 1), "2020-W53"),
    ],
)
def test_a_digest_is_an_iso_week(day: date, week: str) -> None:
    """Monday to Sunday; around New Year the year is that of the week."""
    assert [str(digest.week) for digest in digests([article("a", day)], TAXONOMY, REST)] == [week]


def test_sections_follow_the_taxonomy_and_unsorted_is_last() -> None:
    """Not the alphabet and not the dates; an unknown topic is as good as none."""
    articles = [
        article("none"),
        article("gone", topics=("gone",)),
        article("climate", topics=("climate",)),
        article("art", topics=("art",)),
        article("energy", topics=("energy",)),
    ]
    (digest,) = digests(in_reading_order(articles), TAXONOMY, REST)
    assert shown(digest) == [
        ("energy", ["energy"]), ("climate", ["climate"]), ("art", ["art"]), (UNSORTED, ["gone", "none"]),
    ]  # fmt: skip


def test_the_first_topic_decides_the_section() -> None:
    """An article with several topics stands once in the digest, and on the page of each topic."""
    item = article("a", topics=("climate", "energy"))
    (digest,) = digests([item], TAXONOMY, REST)
    assert shown(digest) == [("climate", ["a"])]
    assert set(by_topic([item], TAXONOMY, REST)) == {"climate", "energy"}


def test_articles_are_ordered_by_date_then_title_without_regard_to_case() -> None:
    """Equal dates and titles are told apart by path."""
    articles = [
        article("e", date(2025, 3, 18), title="beta"),
        article("d", date(2025, 3, 18), title="Alpha"),
        article("c", date(2025, 3, 18), title="alpha"),
        article("b", date(2025, 3, 17), title="Zeta"),
    ]
    (digest,) = digests(in_reading_order(articles), TAXONOMY, REST)
    assert shown(digest) == [(UNSORTED, ["b", "c", "d", "e"])]


@pytest.mark.parametrize(
    ("name", "slug"), [(None, ""), ("", ""), ("Daily News", "daily-news"), ("!!", "source"), ("文", "wen")]
)
def test_a_publisher_has_a_slug_wherever_it_has_a_name(name: str | None, slug: str) -> None:
    """Those that differ in case or signs alone are one."""
    assert source_slug(article("a", source=name)) == slug


def test_names_in_own_letters_are_told_apart_that_read_alike() -> None:
    """In Latin letters 港新聞 and 鋼新聞 are one; Latin and Cyrillic names are read either way."""
    names = ["港新聞", "鋼新聞", "صحيفة الميناء", "Süddeutsche", "Новая газета"]
    slugs = [source_slug(article("a", source=name), own=True) for name in names]
    assert slugs == ["港新聞", "鋼新聞", "صحيفة-الميناء", "suddeutsche", "novaia-gazeta"]
    assert len({source_slug(article("a", source=name)) for name in names[:2]}) == 1
    assert tag_slug("水路", own=True) == "水路"


def test_titles_of_one_day_are_sorted_as_in_an_index() -> None:
    """`Ä` stands with `A`, whatever the case."""
    titles = ["Zebra", "Äther", "apfel", "Öl", "Oper"]
    cards = in_reading_order(article(title, date(2025, 3, 17), title=title) for title in titles)
    assert [card.title for card in cards] == ["apfel", "Äther", "Öl", "Oper", "Zebra"]

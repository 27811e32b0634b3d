"""What pages show beside their lists: a year of weeks, the activity of a topic, its best passages, publishers by letter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from planning import catalogue_of, filled
from rendering import ENGLISH

from digest.model.card import Card
from digest.model.inputs import key
from digest.plan.kinds.archive_page import WEEKS, ArchiveView
from digest.plan.kinds.sources_page import LETTERS_FROM, SourcesView
from digest.plan.kinds.topic_page import PASSAGES
from digest.plan.lists import ENTRIES, ListView
from digest.plan.overviews.activity import activity, activity_view
from digest.plan.overviews.letters import by_letter, first_letter
from digest.plan.overviews.publishers import publisher_site
from digest.plan.overviews.year_grid import shades, year_grid
from digest.plan.site import Plan, plan


def article(day: date | str, *more: str, body: str = "Text.") -> str:
    """A text of `content/` about energy."""
    return "\n".join(["---", f"title: Of {day}", f"date: {day}", "topics: [energy]", *more, "---", body, ""])


def weekly(count: int) -> dict[str, str]:
    """An article a week."""
    days = [date(2015, 3, 2) + timedelta(weeks=week) for week in range(count)]
    return {f"a{day}.md": article(day) for day in days}


def view(planned: Plan, path: str) -> object:
    """What the template of a page is given."""
    (found,) = [page for page in planned.pages if page.path == f"{path}index.html"]
    return filled(found)["view"]


def topic(planned: Plan, path: str = "topics/energy/") -> ListView:
    found = view(planned, path)
    assert isinstance(found, ListView)
    return found


def archive(planned: Plan, path: str = "archive/") -> ArchiveView:
    found = view(planned, path)
    assert isinstance(found, ArchiveView)
    return found


def card(source_url: str = "", week: str = "", source: str = "Daily") -> Card:
    return Card(file="content/a.md", slug="a", title="A", source=source, source_url=source_url, week=week)


# ---------- a year of weeks ----------


@pytest.mark.parametrize(("year", "weeks"), [(2020, 53), (2021, 52), (2024, 52), (2026, 53), (1, 52), (9999, 52)])
def test_a_year_has_its_weeks_in_four_rows(year: int, weeks: int) -> None:
    """Thirteen in a row, the fifty-third at the end of the last."""
    rows = year_grid(year, (), ())
    assert [len(row.cells) for row in rows] == [13, 13, 13, weeks - 39]
    assert [cell.number for row in rows for cell in row.cells] == list(range(1, weeks + 1))


@pytest.mark.parametrize("year", range(1990, 2040))
def test_every_month_is_named_once_or_twice_where_it_begins(year: int) -> None:
    """A row begins with the month that its first week is in; a name has room for at least two weeks."""
    rows = year_grid(year, (), ())
    months = [mark.month for row in rows for mark in row.months]
    assert sorted(set(months)) == list(range(1, 13))
    assert months == sorted(months)
    for number, row in enumerate(rows):
        assert row.months[0].column == 0
        for mark in row.months:
            thursday = date.fromisocalendar(year, 13 * number + mark.column + 1, 4)
            assert thursday.month == mark.month
            assert mark.column <= 10


@pytest.mark.parametrize("most", [*range(13), 50, 1_000])
def test_shades_hold_every_number_once(most: int) -> None:
    """Without a gap, the darkest up to the fullest week; where weeks have few articles there are fewer shades."""
    steps = shades(most)
    held = [number for shade in steps for number in range(shade.fewest, shade.most + 1)]
    assert held == list(range(1, most + 1))
    assert [shade.level for shade in steps][-1:] == ([4] if most else [])
    assert len(steps) == min(most, 4)


def test_the_archive_shows_each_digest_in_its_year_once() -> None:
    """By its own link; the days around New Year in the ISO year, the fuller week darker."""
    texts = {
        "a.md": article("2024-12-31"),
        "b.md": article("2024-12-30", "source: S"),
        "c.md": article("2024-12-29"),
        "d.md": "---\ntitle: Undated\n---\nText.\n",
    }
    found = archive(plan(catalogue_of(texts)))
    shown = {
        (year, cell.number): (cell.week.path, cell.week.count, cell.level)
        for year, rows in found.grids.items()
        for row in rows
        for cell in row.cells
        if cell.week
    }
    assert shown == {(2025, 1): ("2025/w01/", 2, 4), (2024, 52): ("2024/w52/", 1, 2)}
    assert [(shade.level, shade.fewest, shade.most) for shade in found.shades] == [(2, 1, 1), (4, 2, 2)]


def test_a_year_that_goes_over_two_pages_is_whole_on_both() -> None:
    """Each lists its own weeks of it; a full page stays as it is when weeks are added."""
    before, after = plan(catalogue_of(weekly(2 * WEEKS + 20))), plan(catalogue_of(weekly(2 * WEEKS + 21)))
    newer, older = archive(before), archive(before, "archive/page/1/")
    (year,) = {year for year, _ in newer.years} & {year for year, _ in older.years}
    assert newer.grids[year] == older.grids[year]
    digests = sum(cell.week is not None for row in newer.grids[year] for cell in row.cells)
    assert digests == sum(len(dict(page.years)[year]) for page in (newer, older)) == 52
    full = [next(page for page in site.pages if page.path == "archive/page/1/index.html") for site in (before, after)]
    assert key(full[0]) == key(full[1])


# ---------- the activity of a topic ----------


def labels(*weeks: str) -> list[Card]:
    return [card(week=week) for week in weeks]


def test_activity_by_week_has_every_week_between() -> None:
    """Empty ones too, over New Year; what has no week is left out."""
    found = activity(labels("2024-W51", "2025-W02", "2025-W02", ""))
    assert found is not None
    assert (found.monthly, found.counts) == (False, (1, 0, 0, 2))
    assert activity_view(found, ENGLISH).caption == "Articles a week, 16 December 2024 – 12 January 2025; at most 2"


def test_activity_over_more_than_a_year_is_by_month() -> None:
    """The month of a week is that of its Thursday; five years at most, the newest."""
    found = activity(labels("2023-W05", "2024-W05", "2024-W05", "2024-W10"))
    assert found is not None
    assert (found.monthly, found.counts) == (True, (1, *[0] * 11, 2, 1))
    assert activity_view(found, ENGLISH).caption == "Articles a month, February 2023 – March 2024; at most 2"
    long = activity(labels("2001-W10", "2019-W30", "2024-W30"))
    assert long is not None
    assert (len(long.counts), sum(long.counts)) == (60, 1)


@pytest.mark.parametrize("weeks", [(), ("",), ("2024-W51",) * 9, ("2024-W51", "2024-W52")])
def test_there_is_no_activity_to_show_of_two_weeks(weeks: tuple[str, ...]) -> None:
    """Such as a list shows as well."""
    assert activity(labels(*weeks)) is None


def test_the_activity_of_a_topic_counts_its_articles_on_its_first_page() -> None:
    """All of them, also those that stand on other pages."""
    planned = plan(catalogue_of(weekly(2 * ENTRIES + 3)))
    first = topic(planned)
    assert first.activity is not None
    assert sum(first.activity.counts) == 2 * ENTRIES + 3
    assert topic(planned, "topics/energy/page/1/").activity is None
    assert topic(planned, "topics/climate/").activity is None


# ---------- the best passages of a topic ----------


def test_a_topic_shows_its_noted_passages_first_then_the_newest() -> None:
    """One of each article, the one that most was said about; what the program marked is not among them."""
    note = "\n\n[^a1]: @ann: Why?\n[^a2]: @ann: Why, and why now?\n"
    texts = {
        "old.md": article("2025-03-03", body=f"==Old one==[^a1] and ==older==[^a2].{note}"),
        "plain.md": article("2025-03-10", body="==Plain==."),
        "newer.md": article("2025-03-17", body="==Newer=="),
        "newest.md": article("2025-03-24", body="==Newest==."),
        "bare.md": article("2025-03-25", body="Nothing."),
    }
    planned = plan(catalogue_of(texts))
    found = topic(planned)
    assert [(entry.title, item.quote) for entry, item in found.best] == [
        ("Of 2025-03-03", "older"), ("Of 2025-03-24", "Newest"), ("Of 2025-03-17", "Newer"),
    ]  # fmt: skip
    assert len(found.best) == PASSAGES
    assert found.best[0][1].path == "2025/w10/old/#a2"
    assert found.highlights is not None
    assert f"{found.highlights.path}index.html" in {page.path for page in planned.pages}


def test_a_topic_without_marks_shows_none() -> None:
    """Nor does it lead to a page that is not there."""
    found = topic(plan(catalogue_of({"a.md": article("2025-03-03")})))
    assert (found.best, found.highlights) == ((), None)


def test_a_text_that_keeps_its_marks_leaves_its_topic_as_it_is() -> None:
    """Words elsewhere in it are not on the topic's page; the mark is."""

    def topic_key(body: str) -> str:
        planned = plan(catalogue_of({"a.md": article("2025-03-03", body=body)}))
        return key(next(page for page in planned.pages if page.path == "topics/energy/index.html"))

    assert topic_key("One. ==Two.== Three.") == topic_key("Ons. ==Two.== Three.")
    assert topic_key("One. ==Two.== Three.") != topic_key("One. ==Twa.== Three.")


# ---------- publishers ----------


def test_publishers_are_ordered_by_articles_then_by_name() -> None:
    """Without regard to case and accents; in other orders of files too."""
    names = ["Zebra", "Zebra", "élan", "Echo", "apple", "Östra", "Ostrich"]
    texts = {f"{n}.md": article(f"2025-03-{n + 1:02}", f"source: {name}") for n, name in enumerate(names)}
    for given in (texts, dict(reversed(texts.items()))):
        found = view(plan(catalogue_of(given)), "sources/")
        assert isinstance(found, SourcesView)
        assert [(term.name, term.count) for term in found.terms] == [
            ("Zebra", 2), ("apple", 1), ("Echo", 1), ("élan", 1), ("Östra", 1), ("Ostrich", 1),
        ]  # fmt: skip
        assert found.letters == ()


def test_many_publishers_have_an_index_by_letters() -> None:
    """Each once, under the letter that a reader looks under."""
    names = [
        f"{first} Post" for first in "Åke Bo Cy Di Ed Fay Gus Hal Ian Joe Kay Lou Max Ned Ole Pat Quin Ray Sue".split()
    ]
    names += ["ann's Post", "“The” Post", "24 Hours"]
    texts = {f"{n}.md": article(f"2025-03-{n + 1:02}", f'source: "{name}"') for n, name in enumerate(names)}
    assert len(names) >= LETTERS_FROM
    found = view(plan(catalogue_of(texts)), "sources/")
    assert isinstance(found, SourcesView)
    assert [letter for letter, _ in found.letters] == ["#", *"ABCDEFGHIJKLMNOPQRST"]
    assert [term.name for term in dict(found.letters)["A"]] == ["Åke Post", "ann's Post"]
    assert sorted(term.name for _, terms in found.letters for term in terms) == sorted(names)


def test_a_letter_stands_once() -> None:
    """Rare Chinese characters have numbers beyond other scripts, and all of them share a heading, and its address."""
    groups = by_letter(["中国", "ꀀ", "𠀀"], str)
    assert groups == (("漢", ("中国", "𠀀")), ("ꀀ", ("ꀀ",)))


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("élan", "E"), ("Ørsted", "O"), ("Łódź", "L"), ("“The” Post", "T"), ("24 Hours", "#"), ("!", "#"), ("", "#"),
        ("Йошкар-Ола", "Й"), ("Їжак", "Ї"), ("Ёлка", "Ё"), ("Ἑλλάς", "Ε"), ("الجزيرة", "ا"), ("أخبار", "ا"), ("הארץ", "ה"),
        ("ガーディアン", "か"), ("ぱぴぷ", "は"), ("朝日新聞", "漢"), ("人民日报", "漢"), ("서울신문", "ㅅ"), ("ａｂｃ", "A"), ("हिन्दी", "ह"),
    ],
)  # fmt: skip
def test_the_letter_of_a_name(name: str, letter: str) -> None:
    """The one that a reader of its script looks under."""
    assert first_letter(name) == letter


def test_letters_of_cyrillic_are_in_the_order_of_their_alphabets() -> None:
    """In Ukrainian ґ follows г, є follows е, і and ї follow и; in Russian ё follows е."""
    names = ["Яна", "Ґава", "Гора", "Дім", "Їжак", "Іскра", "Ирис", "Євро", "Ель", "Йод", "Ёлка", "Жук"]
    order = [letter for letter, _ in by_letter(names, str)]
    assert order == ["Г", "Ґ", "Д", "Е", "Ё", "Є", "Ж", "И", "І", "Ї", "Й", "Я"]


def test_the_script_of_most_names_comes_first() -> None:
    """A reader of Hebrew does not go through the Latin alphabet to names in Hebrew; signs stand before both."""
    names = ["Ann", "Bob", "הארץ", "מעריב", "דבר", "24", "朝日"]
    assert [letter for letter, _ in by_letter(names, str)] == ["#", "ד", "ה", "מ", "A", "B", "漢"]
    assert [letter for letter, _ in by_letter([*names, "Cy", "Di"], str)] == ["#", *"ABCD", "ד", "ה", "מ", "漢"]


@pytest.mark.parametrize(
    ("name", "addresses", "site"),
    [
        ("Daily", ["https://daily.example/a", "https://daily.example/b?c"], "https://daily.example/"),
        ("Daily", ["https://www.daily.example/a", "", "https://daily.example/b", "https://www.daily.example/c"],
         "https://www.daily.example/"),
        ("Daily", ["http://daily.example/a", "https://daily.example/b"], "https://daily.example/"),
        ("Daily", ["http://daily.example:8080/a"], "http://daily.example:8080/"),
        ("Daily", ["https://ann:secret@daily.example/a"], "https://daily.example/"),
        ("Daily", ["https://daily.example/a", "https://other.example/b"], None),
        ("Daily", ["https://daily.example/a", "https://blog.daily.example/b"], None),
        ("Daily", ["", ""], None),
        ("Daily", ["https://medium.com/daily/a"], None),
        ("Daily", ["https://doi.org/10.1/a"], None),
        ("arXiv", ["https://arxiv.org/abs/1"], "https://arxiv.org/"),
    ],
)  # fmt: skip
def test_the_site_of_a_publisher_is_where_its_articles_stand(name: str, addresses: list[str], site: str | None) -> None:
    """Where they agree on a host; a host of many is nobody's but its own."""
    found = publisher_site(name, [card(address, source=name) for address in addresses])
    assert (found.address if found else None) == site
    assert found is None or "@" not in found.label


def test_the_site_of_a_publisher_stands_in_the_list_and_on_its_first_page() -> None:
    """As the same link."""
    texts = {
        name: text.replace("topics:", "source: Daily\nsource_url: https://www.daily.example/x\ntopics:")
        for name, text in weekly(2 * ENTRIES).items()
    }
    planned = plan(catalogue_of(texts))
    listed = view(planned, "sources/")
    assert isinstance(listed, SourcesView)
    (term,) = listed.terms
    assert term.outside is not None
    assert (term.outside.label, term.outside.address) == ("daily.example", "https://www.daily.example/")
    assert topic(planned, "sources/daily/").outside == term.outside
    assert topic(planned, "sources/daily/page/1/").outside is None

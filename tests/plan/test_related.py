"""What an article's page names beside it: earlier and later articles on its story, and others on its subject."""

from __future__ import annotations

from typing import Any

import pytest
from planning import catalogue_of, filled

from digest.model.inputs import key
from digest.plan.relations.related_articles import APART, MOST_RELATED, Related
from digest.plan.site import plan

ICE = (
    "The ferry Margit Rolvaag lies in the ice of Skarnes. Insulin for Ostholmen and Kvitsund is aboard, and Nordleden "
    "waits for the icebreaker from Tollhamn, says harbour master Ingvild Strom."
)
CORAL = (
    "{} bred staghorn coral in a nursery. Its symbiotic algae, the durusdinium, let colonies survive bleaching, and "
    "reefs of such colonies grew slowly in the lagoon beneath the lighthouse."
)


def article(title: str, day: str = "2025-03-18", body: str = "Nothing else.", more: str = "") -> str:
    dated = f"date: {day}\n" if day else ""
    return f"---\ntitle: {title}\n{dated}language: en\n{more}---\n{body}\n"


def ferry(day: str, more: str = "", title: str = "") -> str:
    return article(title or f"Ferry {day}", day, ICE, more)


def related(texts: dict[str, str], **options: object) -> dict[str, Related]:
    """What the pages of articles name, by the name of their file."""
    pages: list[Any] = [page for page in plan(catalogue_of(texts, **options)).pages if page.template == "article.html"]
    assert all(filled(page)["view"].related == (page.related or Related()) for page in pages)  # type: ignore[attr-defined]
    return {page.card.path.stem: page.related for page in pages if page.related}


def titles(articles: tuple[Any, ...]) -> list[str]:
    return [item.title for item in articles]


FERRIES = {
    "a.md": ferry("2025-01-08"),
    "b.md": ferry("2025-01-15"),
    "c.md": ferry("2025-02-20"),
    "d.md": article("Else"),
}


def test_articles_on_one_story_lead_to_each_other_by_date():
    """Found by digest, which says so; what is on nothing has nothing."""
    found = related(FERRIES)
    assert {name: (titles(each.earlier), titles(each.later)) for name, each in found.items()} == {
        "a": ([], ["Ferry 2025-01-15", "Ferry 2025-02-20"]),
        "b": (["Ferry 2025-01-08"], ["Ferry 2025-02-20"]),
        "c": (["Ferry 2025-01-08", "Ferry 2025-01-15"], []),
    }
    assert all((each.story, each.story_found, each.articles) == ("", True, ()) for each in found.values())
    assert (found["b"].earlier[0].path, str(found["b"].earlier[0].date)) == ("2025/w02/a/", "2025-01-08")


@pytest.mark.parametrize("day", ["2025-01-08", "", "2025-08-20"])
def test_what_is_not_earlier_or_later_on_one_story_is_related_all_the_same(day):
    """Of one day nobody knows the order; without a day there is none; what is months apart may be another story."""
    assert APART < 120
    found = related({"a.md": ferry("2025-01-08"), "b.md": ferry(day, title="Other")})
    assert (found["a"].earlier, found["a"].later, titles(found["a"].articles)) == ((), (), ["Other"])
    assert found["a"].articles_found


def test_few_are_named_the_most_alike_first():
    """More would be a list to read."""
    texts = {
        f"{at}.md": article(f"Coral {at}", f"2025-03-{10 + at}", CORAL.format(name))
        for at, name in enumerate("Some Many Divers They Few Others".split())
    }
    texts |= {f"else-{at}.md": article(f"Else {at}") for at in range(50)}  # so that words of seven articles are rare
    assert {len(each.articles) for each in related(texts).values()} == {MOST_RELATED}


def test_a_person_names_a_story():
    """Its articles lead to each other, whatever they say and whenever; case and wikilink make no difference."""
    texts = {
        "a.md": article("One", "2023-01-08", more="story: The ferry\n"),
        "b.md": article("Two", "2025-01-15", more='story: "[[the  Ferry]]"\n'),
        "c.md": article("Three", "", more="story: THE FERRY\n"),
        "d.md": article("Four", "2025-01-15", more="story: The tram\n"),
    }
    found = related(texts)
    assert set(found) == {"a", "b", "c"}
    assert (titles(found["a"].earlier), titles(found["a"].later)) == (["Three"], ["Two"])
    assert (found["a"].story, found["a"].story_found) == ("The ferry", False)
    assert found["b"].story == "the Ferry"


def test_of_a_long_story_the_nearest_are_named():
    """Five before and five after; one more article at its end leaves the first ones as they are."""
    texts = {f"a{at:02}.md": article(f"Part {at}", f"2025-03-{at:02}", more="story: Long\n") for at in range(1, 21)}
    found = related(texts)
    assert titles(found["a10"].earlier) == [f"Part {at}" for at in range(5, 10)]
    assert titles(found["a10"].later) == [f"Part {at}" for at in range(11, 16)]
    more = related(texts | {"a21.md": article("Part 21", "2025-03-21", more="story: Long\n")})
    assert [name for name in found if more[name] != found[name]] == ["a16", "a17", "a18", "a19", "a20"]


def test_a_person_says_that_an_article_is_on_no_story():
    """It names none, and no other names it as one on its story."""
    found = related({**FERRIES, "b.md": ferry("2025-01-15", "story: no\n")})
    assert (found["b"].earlier, found["b"].later) == ((), ())
    assert titles(found["b"].articles) == ["Ferry 2025-01-08", "Ferry 2025-02-20"]
    assert titles(found["a"].later) == ["Ferry 2025-02-20"]


def test_a_story_that_a_person_named_is_not_added_to():
    """What digest would take for one story is related, and not on it."""
    found = related(
        {**FERRIES, "a.md": ferry("2025-01-08", "story: Ice\n"), "d.md": article("Else", more="story: Ice\n")}
    )
    assert (titles(found["a"].later), found["a"].story_found) == (["Else"], False)
    assert titles(found["a"].articles) == ["Ferry 2025-01-15", "Ferry 2025-02-20"]


@pytest.mark.parametrize(
    "link", ['"[[talk]]"', '"[[2025/talk|the talk]]"', "talk.md", '"[words](2025/talk.md)"', "A talk"]
)
def test_a_person_lists_what_is_related(link):
    """By any name that a wikilink takes, or by a link: these alone are named, and they name the article."""
    texts = {**FERRIES, "a.md": ferry("2025-01-08", f"related: [{link}]\n"), "2025/talk.md": article("A talk")}
    found = related(texts)
    assert (titles(found["a"].articles), found["a"].articles_found) == (["A talk"], False)
    assert found["a"].story_found
    pages: list[Any] = list(plan(catalogue_of(texts)).pages)
    (talk,) = (page for page in pages if page.template == "article.html" and page.card.title == "A talk")
    assert [link.label for link in talk.backlinks] == ["Ferry 2025-01-08"]


def test_a_list_keeps_its_order_and_may_name_pages():
    """Each once, and never the article itself."""
    texts = {
        "a.md": article("One", more="related: [about, d, a, d]\n"),
        "d.md": article("Four"),
        "pages/about.md": "---\ntitle: About\n---\nUs.\n",
    }
    assert titles(related(texts)["a"].articles) == ["About", "Four"]


def test_an_empty_list_names_nothing():
    """A person says that nothing is related."""
    texts = {"a.md": ferry("2025-01-08", "related: []\nstory: no\n"), "b.md": ferry("2025-01-08", title="Other")}
    assert set(related(texts)) == {"b"}


def test_a_name_that_leads_nowhere_is_reported_with_its_line():
    """The file, the line of the property, and what to do."""
    (problem,) = plan(
        catalogue_of({"a.md": article("One", more="related: [fourr]\n"), "four.md": article("Four")})
    ).problems
    assert str(problem.location) == "content/a.md:5"
    assert (problem.code, problem.severity) == ("dead-wikilink", "error")
    assert '"fourr"' in problem.message
    assert 'did you mean "four"' in problem.hint


def test_the_project_decides_how_much_is_named():
    """Only what people say, or nothing."""
    texts = {**FERRIES, "d.md": article("Else", more="related: [a]\n")}
    assert set(related(texts, related="own")) == {"d"}
    assert related(texts, related="none") == {}


def test_a_duplicate_is_not_named_but_by_its_own_story():
    """Lists show the article that leads; what a person says of a duplicate holds."""
    texts = {**FERRIES, "c.md": ferry("2025-02-20", "duplicate_of: b\n")}
    found = related(texts)
    assert set(found) == {"a", "b"}
    assert titles(found["a"].later) == ["Ferry 2025-01-15"]
    assert set(related({**texts, "c.md": ferry("2025-02-20", "duplicate_of: b\nrelated: [d]\n")})) == {"a", "b", "c"}


def test_of_an_article_that_is_only_linked_to_the_title_is_named():
    """Nothing more of it is anywhere in what the page is made from."""
    texts = {"a.md": ferry("2025-01-08"), "b.md": ferry("2025-01-15", "rights: link\nsummary: Secret gist.\n", "Bare")}
    assert titles(related(texts)["a"].later) == ["Bare"]
    assert "Secret" not in repr(related(texts)["a"])


def test_an_edit_elsewhere_leaves_the_pages_as_they_are(texts):
    """A new article on something else, and another body: the keys of the others are those that they had."""

    def keys(more: dict[str, str]) -> dict[str, str]:
        pages: list[Any] = list(plan(catalogue_of({**FERRIES, **more})).pages)
        return {page.path: key(page.related) for page in pages if page.template == "article.html" and page.related}

    before = keys({})
    assert len(before) == 3
    assert keys({"e.md": article("New", body="Mules trudged over Mount Brannock.")}) == before
    assert (
        len([1 for path, value in keys({"b.md": ferry("2025-01-15", title="New")}).items() if value != before[path]])
        == 2
    )


def test_private_words_in_what_a_person_says_are_nowhere():
    """Of a story's name only what may be seen is its name."""
    texts = {
        "a.md": article("One", more='story: "The ferry %%of uncle Bob%%"\n'),
        "b.md": article("Two", "2025-03-19", more="story: The ferry\n"),
    }
    found = related(texts)
    assert titles(found["a"].later) == ["Two"]
    assert {each.story for each in found.values()} == {"The ferry"}

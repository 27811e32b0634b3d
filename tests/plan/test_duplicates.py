"""Articles that tell the story of another: lists show the one that leads."""

from __future__ import annotations

from html import unescape
from pathlib import PurePosixPath

import pytest
from planning import bytes_of, catalogue_of, filled

from digest.plan.catalogue import Catalogue
from digest.plan.relations.story_leads import leads, misnamed
from digest.plan.site import plan


def article(title: str, lines: str = "", day: str = "2025-03-18") -> str:
    return f"---\ntitle: {title}\n" + (f"date: {day}\n" if day else "") + f"{lines}---\nText of {title}.\n"


def marked(slug: str, source: str = "") -> str:
    return f"duplicate_of: {slug}\n" + (f"source: {source}\n" if source else "")


def ends(catalogue: Catalogue) -> dict[str, str]:
    return {
        PurePosixPath(path).stem: PurePosixPath(end).stem for path, end in leads(catalogue.library.articles).items()
    }


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"b": "a"}, {"b": "a"}),
        ({"b": "a", "c": "b", "d": "c"}, {"b": "a", "c": "a", "d": "a"}),
        ({"a": "a"}, {}),
        ({"a": "b", "b": "a"}, {}),
        ({"a": "b", "b": "c", "c": "a", "d": "b", "e": "d"}, {"d": "b", "e": "b"}),
        ({"b": "gone"}, {}),
        ({"b": "no"}, {}),
    ],
)
def test_chains_are_followed_and_circles_count_as_none(named: dict[str, str], expected: dict[str, str]) -> None:
    """Whatever a person writes, each article ends at one that leads, or leads itself."""
    catalogue = catalogue_of(
        {f"{slug}.md": article(slug, marked(named[slug]) if slug in named else "") for slug in "abcde"}
    )
    assert ends(catalogue) == expected
    plan(catalogue)


def test_a_long_chain_is_followed_in_time() -> None:
    """Two thousand links, from either end."""
    texts = {f"{at:04}.md": article(str(at), marked(f"{at - 1:04}") if at else "") for at in range(2000)}
    assert set(ends(catalogue_of(texts)).values()) == {"0000"}


def test_of_two_articles_with_one_slug_the_other_is_meant() -> None:
    """An article is not its own duplicate where another has the same name."""
    catalogue = catalogue_of({"x/a.md": article("One", marked("a")), "y/a.md": article("Two")})
    assert leads(catalogue.library.articles) == {"content/x/a.md": "content/y/a.md"}


def test_what_names_no_article_is_reported_with_a_guess() -> None:
    """File, what is wrong, what to do; circles too."""
    texts = {"bell.md": article("a"), "b.md": article("b", marked("bel")), "c.md": article("c", marked("c"))}
    one, two = misnamed(catalogue_of(texts).library.articles)
    assert (str(one.location), one.message) == ("content/b.md:4", 'duplicate_of names no article: "bel"')
    assert one.hint
    assert one.hint.startswith('did you mean "bell"? ')
    assert two.message == 'duplicate_of "c" leads back to this article'


def page(catalogue: Catalogue, path: str) -> str:
    """All that the view of a page holds, in words."""
    [found] = [page for page in plan(catalogue).pages if page.path == path]
    return unescape(repr(filled(found)))


TEXTS = {
    "2025-W12/lead.md": article("Lead", "source: First\ntopics: [energy]\n"),
    "2025-W12/again.md": article("Again", "topics: [energy]\n" + marked("lead", "Second")),
    "2025-W14/late.md": article("Late", marked("lead", "Third"), "2025-04-01"),
    "someday.md": article("Someday", marked("again"), ""),
}


def test_lists_show_the_lead_alone_and_name_the_others() -> None:
    """Week, home, topic and feeds; weeks and groups that hold duplicates alone do not exist."""
    catalogue = catalogue_of(TEXTS, base_url="https://ada.example/")
    for path in ("2025/w12/index.html", "index.html", "topics/energy/index.html"):
        view = page(catalogue, path)
        assert view.count("Entry(") == 1
        for label, place in (
            ("Second", "2025/w12/again/"),
            ("Third", "2025/w14/late/"),
            ("Someday", "undated/someday/"),
        ):
            assert f"Link(label='{label}', path='{place}')" in view
    assert [str(digest.week) for digest in catalogue.digests] == ["2025-W12"]
    assert catalogue.undated == ()
    feeds = {document.path: bytes_of(document).decode() for document in plan(catalogue).documents}
    for path in ("feed.xml", "topics/energy/feed.xml"):
        feed = unescape(feeds[path])
        assert feed.count("<entry>") == 1
        assert 'Also covered by: <a href="https://ada.example/undated/someday/">Someday</a>' in feed
        assert '<a href="https://ada.example/2025/w12/again/">Second</a>' in feed


def test_a_duplicate_keeps_its_page_which_leads_to_the_lead() -> None:
    """And to nothing that does not exist: no digest of a week without one, no neighbours."""
    catalogue = catalogue_of(TEXTS)
    view = page(catalogue, "2025/w14/late/index.html")
    assert "week=None, older=None, newer=None, lead=Link(label='Lead', path='2025/w12/lead/')" in view
    assert "lead=None" in page(catalogue, "2025/w12/lead/index.html")
    assert "lead=Link(label='Lead'" in page(catalogue, "undated/someday/index.html")


def test_the_page_of_a_publisher_shows_its_own_telling() -> None:
    """Each publisher covered the story; the heading of a week without a digest leads nowhere."""
    view = page(catalogue_of(TEXTS), "sources/third/index.html")
    assert "groups=(('Week 14, 2025', '', (Entry(title='Late'" in view


def test_an_unsorted_duplicate_has_a_topic_to_lead_to() -> None:
    """The unsorted group is there where only a duplicate's page names it."""
    catalogue = catalogue_of({"a.md": article("A", "topics: [energy]\n"), "b.md": article("B", marked("a"))})
    assert "topics/unsorted/index.html" in {page.path for page in plan(catalogue).pages}


def test_a_draft_leads_nobody() -> None:
    """Where the lead is not published, its duplicate stands for itself, and nothing is wrong."""
    catalogue = catalogue_of({"b.md": article("B", marked("a"))})
    draft = catalogue_of({"a.md": article("A", "draft: true\n"), "b.md": article("B", marked("a"))})
    assert [card.slug for card in catalogue.articles] == ["b"]
    assert misnamed(draft.library.articles) == []

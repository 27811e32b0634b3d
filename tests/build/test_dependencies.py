"""Edits whose effect reaches further than one would think: after each the site is that of a clean build.

Each of these dependencies was once left out on purpose, and no test noticed.
"""

from __future__ import annotations

import pytest


@pytest.fixture
def site(project):
    """Two weeks, a story that two articles tell, highlights, a date that waits for confirmation; built."""
    project.article("lead.md", title="Lead", topics="[climate]", source="First", summary="Gist.", body="It ==fell==.")
    project.article("again.md", title="Again", topics="[climate]", source="Second", duplicate_of="lead")
    project.article(
        "early.md", title="Early", date="2025-03-11", topics="[health]", date_basis="inferred from the text"
    )
    project.write("content/2025-W12/_index.md", "---\ntitle: The quiet week\n---\nRead all.\n")
    project.write("themes/paper/assets/own.css", "p { color: red }")
    assert project.digest("build").code == 0
    return project


def changed_by(site, *edits: tuple[str, str, str]) -> set[str]:
    """The files that edits change: texts replaced in files. The tree is that of a clean build then."""
    before = site.tree("site")
    for path, old, new in edits:
        assert old in site.read(path)
        site.write(path, site.read(path).replace(old, new))
    assert site.digest("build").code == 0
    assert site.digest("build", "--no-cache", "--output", str(site.folder / "clean")).code == 0
    after, clean = site.tree("site"), site.tree("clean")
    for tree in (before, after, clean):
        del tree[".digest-manifest"]
    assert after == clean
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def test_the_title_of_a_week_stands_on_its_articles(site):
    """And in the headings of lists, of highlights and in the feed."""
    found = changed_by(site, ("content/2025-W12/_index.md", "The quiet week", "The loud week"))
    assert {"2025/w12/lead/index.html", "highlights/index.html", "topics/climate/index.html", "feed.xml"} <= found
    assert "2025/w11/early/index.html" not in found


def test_the_article_that_leads_a_story_stands_on_its_duplicates(site):
    """By its title."""
    assert "2025/w12/again/index.html" in changed_by(site, ("content/lead.md", "Lead", "Leader"))


def test_titles_stand_on_the_pages_of_highlights(site):
    """That of the article; and that of its week."""
    found = changed_by(site, ("content/lead.md", "Lead", "Leader"))
    assert {"highlights/index.html", "topics/climate/highlights/index.html"} <= found


def test_the_names_of_the_style_sheets_stand_on_every_page(site):
    """They hold a fingerprint of the bytes."""
    found = changed_by(site, ("themes/paper/assets/own.css", "red", "blue"))
    assert {path for path in site.tree("site") if path.endswith(".html")} <= found


def test_a_summary_stands_wherever_the_article_is_listed(site):
    """Week, home, topic, publisher, feeds."""
    found = changed_by(site, ("content/lead.md", "Gist.", "Other gist."))
    assert {"2025/w12/index.html", "index.html", "topics/climate/index.html", "sources/first/index.html"} <= found
    assert {"feed.xml", "topics/climate/feed.xml", "2025/w12/lead/index.html"} <= found


def test_whether_a_date_was_inferred_stands_wherever_the_article_is_listed(site):
    """A person confirms it, and the date stays."""
    found = changed_by(site, ("content/early.md", "inferred from the text", "confirmed"))
    assert {"2025/w11/index.html", "topics/health/index.html", "2025/w11/early/index.html"} <= found


def test_where_a_date_comes_from_stands_on_the_article_alone(site):
    """In other words: the page of the article, and no other."""
    found = changed_by(site, ("content/early.md", "inferred from the text", "inferred from the name of the file"))
    assert found == {"2025/w11/early/index.html"}


def test_what_was_marked_stands_on_the_page_of_its_topic(site):
    """The passage itself; other words of the text do not."""
    assert "topics/climate/index.html" not in changed_by(site, ("content/lead.md", "It ==fell==.", "They ==fell==."))
    assert "topics/climate/index.html" in changed_by(site, ("content/lead.md", "==fell==", "==fell far=="))


def test_the_address_of_an_article_names_the_site_of_its_publisher(site):
    """In the list of publishers and on the publisher's own page, until another article names another host."""
    pages = {"sources/index.html", "sources/first/index.html"}
    of_lead, of_again = "https://first.example/a", "https://other.example/b"
    assert pages <= changed_by(site, ("content/lead.md", "source:", f"source_url: {of_lead}\nsource:"))
    assert 'href="https://first.example/"' in site.read("site/sources/index.html")
    assert pages <= changed_by(site, ("content/again.md", "source: Second", f"source: First\nsource_url: {of_again}"))
    assert 'href="https://first.example/"' not in site.read("site/sources/index.html")


STORY = (
    "Oda Ferrand of Skarnes raised the Clementine at Kvitsund, and Rolf Aamot of Nordleden sued Ingvild Strom over it."
)


@pytest.fixture
def story(project):
    """Two articles that digest takes for one story, one on something else, and a draft on the story; built."""
    project.article("bell.md", title="Bell", date="2025-03-12", body=STORY, language="en")
    project.article("suit.md", title="Suit", date="2025-03-20", body=STORY, language="en")
    project.article("else.md", title="Else", date="2025-03-20", body="Mules trudged.", timeline="[2025-01 - Snow.]")
    project.article(
        "draft.md", title="Hidden", date="2025-03-15", body=STORY, draft="true", timeline="[2025-02 - Secret.]"
    )
    assert project.digest("build").code == 0
    return project


def test_an_article_on_a_story_stands_on_the_pages_of_the_others(story):
    """By its title."""
    assert "Earlier and later on this story" in story.read("site/2025/w11/bell/index.html")
    found = changed_by(story, ("content/suit.md", "title: Suit", "title: A suit"))
    assert "2025/w11/bell/index.html" in found


def test_a_text_that_goes_on_with_a_story_is_named_by_the_others(story):
    """One edit of a body: the page of another article, and no more than one that did not name it."""
    found = changed_by(story, ("content/else.md", "Mules trudged.", STORY))
    assert "2025/w11/bell/index.html" in found
    assert ">Else</a>" in story.read("site/2025/w11/bell/index.html").split('class="related"')[1]


def test_a_body_that_says_nothing_of_a_story_changes_its_own_page_alone(story):
    """Beside that of the article there is only the feed that holds its text."""
    found = changed_by(story, ("content/else.md", "Mules trudged.", "Mules slept."))
    assert {path for path in found if path.endswith(".html")} == {"2025/w12/else/index.html"}


def test_drafts_are_on_no_list_of_others(story):
    """Neither as related nor with their events."""
    pages = story.tree("site")
    assert b"Snow." in pages["timeline/index.html"]
    assert not [path for path, body in pages.items() if b"Hidden" in body or b"Secret." in body]
    assert story.digest("build", "--drafts").code == 0
    assert "Hidden" in story.read("site/2025/w11/bell/index.html")
    assert "Secret." in story.read("site/timeline/index.html")

"""The pages that gather what people marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from planning import catalogue_of, filled

from digest.model.inputs import key
from digest.plan.highlight_lists import ARTICLES, HighlightsView
from digest.plan.site import plan
from digest.plan.views import Link

BODY = "It was ==long==[^a1], and ==short==. A point[^p].\n\n[^a1]: @ann #Peer-Review 2026-11-20: See [it](talk.md).\n[^p]: Here.\n"
MORE = "It ==fell==[^a1] again.\n\n[^a1]: #peer-review #weak: When?\n[^a1.1]: @bob: In May.\n"


def article(title: str, day: str, body: str, topics: str = "[energy]", more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: {day}\ntopics: {topics}\n{more}---\n{body}"


@pytest.fixture
def shown() -> Callable[..., dict[str, HighlightsView]]:
    """The views of the pages of highlights of a site, by their path."""

    def make(texts: dict[str, str], **options: object) -> dict[str, HighlightsView]:
        pages = plan(catalogue_of(texts, **options)).pages
        found: dict[str, Any] = {page.path: filled(page) for page in pages if page.template == "highlights.html"}
        return {path: context["view"] for path, context in found.items()}

    return make


SITE = {
    "call.md": article("The call", "2025-03-18", BODY, "[energy, climate]", "source: Daily\nsource_url: https://a.example/call\n"),
    "talk.md": article("A talk", "2025-03-25", MORE),
    "none.md": article("Nothing", "2025-03-25", "Nothing is marked.\n", "[climate]"),
}  # fmt: skip


def test_there_is_a_page_of_all_of_each_topic_and_of_each_tag(shown):
    """Tags that share an address share a page; what nobody marked has none."""
    assert list(shown(SITE)) == [
        "highlights/index.html",
        "topics/energy/highlights/index.html",
        "topics/climate/highlights/index.html",
        "highlights/peer-review/index.html",
        "highlights/weak/index.html",
    ]
    assert shown({"none.md": SITE["none.md"]}) == {}


def test_highlights_stand_by_week_the_newest_first(shown):
    """Each with its permalink, its note, and its place in the source."""
    view = shown(SITE)["highlights/index.html"]
    assert view.count == 4
    assert [(heading, [entry.title for entry, _ in articles]) for heading, _, articles in view.groups] == [
        ("Week 13, 2025", ["A talk"]),
        ("Week 12, 2025", ["The call"]),
    ]
    assert [(term.name, term.count) for term in (*view.topics, *view.tags)] == [
        ("Energy", 4), ("Climate", 3), ("#Peer-Review", 2), ("#weak", 1),
    ]  # fmt: skip
    long, short, point = view.groups[1][2][0][1]
    assert (long.quote, long.path, long.by) == ("long", "2025/w12/call/#a1", "ann")
    assert long.comment_html == '<p>See <a href="../2025/w13/talk/">it</a>.</p>\n'
    assert long.source_url == "https://a.example/call#:~:text=It%20was-,long,-%2C%20and%20short."
    assert [(tag.label, tag.path) for tag in long.tags] == [("#Peer-Review", "highlights/peer-review/")]
    assert (short.quote, short.path, short.comment_html) == ("short", "2025/w12/call/#hl-short", "")
    assert (point.quote, point.path, point.source_url) == ("", "2025/w12/call/#note-n-p", "")


def test_a_tag_shows_its_own_highlights_alone(shown):
    """And counts them alone; a reply stands under its note."""
    view = shown(SITE)["highlights/weak/index.html"]
    ((_, _, ((entry, (only,)),)),) = view.groups
    assert (view.name, view.count, entry.title, only.quote) == ("#weak", 1, "A talk", "fell")
    assert "In May." in only.comment_html
    assert view.whole == Link(label="All highlights", path="highlights/")
    assert view.topics == view.tags == ()


def test_resolved_and_private_notes_are_not_shown(shown):
    """Nothing of them, neither the note nor its tag."""
    body = "It ==fell==[^a1] ==here==[^a2]. %%==hidden==%%\n\n[^a1]: #secret #resolved: Done.\n[^a2]: @ann: %%Mine.%%\n"
    found = shown({"a.md": article("A", "2025-03-25", body)})
    assert list(found) == ["highlights/index.html", "topics/energy/highlights/index.html"]
    ((_, _, ((_, (only,)),)),) = found["highlights/index.html"].groups
    assert (only.quote, only.comment_html.strip()) == ("here", "")


def test_the_menu_names_the_page_where_there_is_one():
    """A site without highlights has no empty page."""
    labels = [link.label for link in catalogue_of(SITE).site.menu]
    assert labels == ["Archive", "Topics", "Sources", "Highlights", "Search"]
    assert "Highlights" not in [link.label for link in catalogue_of({"none.md": SITE["none.md"]}).site.menu]


def test_long_lists_go_on_and_full_pages_stay(shown):
    """Articles come and only the newest page is another."""

    def texts(number: int) -> dict[str, str]:
        return {
            f"a{at:03}.md": article(f"Title {at:03}", "2025-03-18", MORE.replace("fell", f"fell {at}"))
            for at in range(number)
        }

    few, more = shown(texts(3 * ARTICLES)), shown(texts(3 * ARTICLES + 1))
    pages = [path for path in more if path.startswith("highlights/page")]
    assert pages == ["highlights/page/2/index.html", "highlights/page/1/index.html"]
    before, after = (
        {page.path: key(page) for page in plan(catalogue_of(texts(number))).pages}
        for number in (3 * ARTICLES, 3 * ARTICLES + 1)
    )
    assert all(before[path] == after[path] for path in pages)
    quotes = [
        one.quote
        for view in (more["highlights/index.html"], *(more[path] for path in pages))
        for _, _, found in view.groups
        for _, some in found
        for one in some
    ]
    assert len(quotes) == len(set(quotes)) == 3 * ARTICLES + 1
    assert set(few) == set(more)


def test_an_edit_of_the_text_around_leaves_the_pages_alone():
    """What they are made from is the same; where a note differs it is not."""

    def parts(body: str) -> dict[str, object]:
        made = plan(catalogue_of(SITE | {"talk.md": article("A talk", "2025-03-25", body)})).pages
        return {page.path: key(page) for page in made if page.template == "highlights.html"}

    before = parts(MORE + "\nThe end.\n")
    assert parts(MORE + "\nAn end.\n") == before
    changed = parts(MORE.replace("When?", "Where?") + "\nThe end.\n")
    assert {path for path in before if changed[path] != before[path]} == {
        "highlights/index.html", "topics/energy/highlights/index.html", "highlights/peer-review/index.html", "highlights/weak/index.html",
    }  # fmt: skip

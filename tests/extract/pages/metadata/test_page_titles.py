"""The title of a page: what its headings, its metadata and its head agree on."""

from datetime import date
from pathlib import PurePosixPath

import pytest
from page_sources import facts

from digest.errors import Problem
from digest.extract.extract import extract
from digest.model.source import Source

OG = '<meta property="og:title" content="{}">'
NAME = '<meta property="og:site_name" content="Harbour Review">'


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span class='kicker'>Estuary</span> The pier and its posts</h1>",
        "<h1><span class='visually-hidden'>Headline:</span>The pier and its posts</h1>",
        "<h1><div class='topline'>Estuary</div>The pier and its posts</h1>",
        "<h1><span class='label'>Survey</span>The pier and its posts</h1>",
        "<h1>The pier and its posts<a class='headerlink' href='#pier'>¶</a></h1>",
        "<h1>The pier and its posts <a href='#pier'>#</a></h1>",
        "<h1>The pier and its posts<span class='mw-editsection'>[edit]</span></h1>",
        "<h1><span class='descriptor'>Title:</span>The pier and its posts</h1>",
    ],
)
def test_what_stands_beside_a_title_in_its_heading_is_no_part_of_it(heading: str) -> None:
    """A kicker, a label for screen readers, a badge, a link to itself."""
    assert facts(heading).title == "The pier and its posts"


@pytest.mark.parametrize(
    "heading",
    ["Estuary The pier and its posts", "Local News | The pier and its posts", "Estuary: The pier and its posts"],
)
def test_a_kicker_is_told_by_what_the_metadata_state(heading: str) -> None:
    """The heading ends with the title that OpenGraph states."""
    assert facts(f"<h1>{heading}</h1>", OG.format("The pier and its posts")).title == "The pier and its posts"


@pytest.mark.parametrize(
    "logo",
    [
        "<h1><a href='/'>Everything about the coast</a></h1>",
        "<h1 class='site-title'>Everything about the coast</h1>",
        "<div class='navbar-brand'><h1>Everything about the coast</h1></div>",
        "<h1 id='logo'>Everything about the coast</h1>",
    ],
)
def test_the_site_s_name_in_a_heading_is_not_the_title(logo: str) -> None:
    """It leads to the first page, or calls itself a logo."""
    head = "<title>The pier and its posts - Everything about the coast</title>"
    assert facts(f"{logo}<h2>The pier and its posts</h2>", head).title == "The pier and its posts"


def test_a_heading_that_has_nothing_in_common_with_metadata_and_head_is_furniture() -> None:
    """The site's slogan stands in the only `<h1>` of many a page."""
    head = f"<title>Nobody counted the posts - Harbour Review</title>{NAME}{OG.format('Nobody counted the posts')}"
    assert facts("<h1>Skip to Content button</h1>", head).title == "Nobody counted the posts"


def test_a_list_of_popular_articles_is_not_the_title() -> None:
    """Of two headings that the head confirms in part, the longer is the title; an unconfirmed one is none."""
    head = f"<title>The pier and its posts | Harbour Review</title>{NAME}"
    body = "<h1>Most read</h1><h1>Ten harbours to see before winter comes</h1><h1>The pier and its posts</h1>"
    assert facts(body, head).title == "The pier and its posts"


@pytest.mark.parametrize(
    "title",
    [
        "The pier and its posts | Estuary | Harbour Review",
        "Harbour Review | The pier and its posts",
        "Harbour Review: The pier and its posts",
        "The pier and its posts · Harbour Review",
    ],
)
def test_the_part_of_the_head_s_title_that_the_page_shows_is_the_title(title: str) -> None:
    """Wherever the site's name and the section's stand."""
    head = f"<title>{title}</title>{NAME}"
    assert facts("<div class='t'>The pier and its posts</div>", head).title == "The pier and its posts"


def test_quotation_marks_of_a_title_stay() -> None:
    """Guillemets are not separators."""
    assert facts("<h1>«Nobody counted the posts»</h1>", "").title == "«Nobody counted the posts»"


def test_a_day_before_the_title_is_no_part_of_it() -> None:
    """Press rooms write it there."""
    assert facts("<h1>23.01.2025 - The pier and its posts</h1>").title == "The pier and its posts"


def test_a_title_that_only_the_head_names_is_said_to_be_a_guess() -> None:
    """The page shows no such line; one that it shows is not guessed."""
    assert facts("", "<title>Estuary index 7</title>").title_basis is not None
    assert facts("<h1>The pier and its posts</h1>", OG.format("The pier and its posts")).title_basis is None


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ('<meta property="og:site_name" content="Harbour Review | News, sport and more">', "Harbour Review"),
        ('<meta property="og:site_name" content="Harbour Review - All that happens on the coast">', "Harbour Review"),
        (
            '<meta property="og:site_name" content="Harbour Review - Estuary Edition">',
            "Harbour Review - Estuary Edition",
        ),
        ('<meta name="application-name" content="Harbour Review">', "Harbour Review"),
        (
            (
                '<link rel="canonical" href="https://harbourreview.org/pier"><title>The pier and its posts at length – '
                "News, sport and more – Harbour Review</title>"
            ),
            "Harbour Review",
        ),
        (
            (
                '<script type="application/ld+json">[{"@type":"NewsArticle","publisher":{"@id":"#p"}},'
                '{"@type":"Organization","@id":"#p","name":"Harbour Review"}]</script>'
            ),
            "Harbour Review",
        ),
        (
            (
                '<script type="application/ld+json">{"@type":"NewsArticle","publisher":'
                '{"name":"https://www.facebook.com/harbour"}}</script>'
            ),
            None,
        ),
    ],
)
def test_the_publisher_is_named_without_a_slogan(head: str, publisher: str | None) -> None:
    """OpenGraph, JSON-LD, the application's name; in the head's title the part that agrees with the host."""
    assert facts("<h1>The pier and its posts</h1>", head).source == publisher


@pytest.mark.parametrize(
    ("rest", "publisher"),
    [
        ("- by Ada Byron", None),
        ("- by Ada Byron - The Estuary", "The Estuary"),
        ("| by Ada Byron | Tide Notes", "Tide Notes"),
        ("- von Anna Berg - Uferpost", "Uferpost"),
        ("- By the Estuary", "By the Estuary"),
    ],
)
def test_a_byline_in_a_title_is_not_the_publisher(rest: str, publisher: str | None) -> None:
    """Substack writes one between the title and its name, Medium too; a name that only begins so is one."""
    head = f"<title>The pier and its posts {rest}</title>"
    assert facts("<h1>The pier and its posts</h1>", head).source == publisher


def test_the_rest_of_a_title_is_no_publisher() -> None:
    """Here the site stands first."""
    head = "<title>Shore » The pier and its posts</title>"
    assert facts("<h1>The pier and its posts</h1><h1>Shore</h1>", head).source != "The pier and its posts"


def test_a_page_whose_title_is_a_guess_becomes_an_article_that_says_so() -> None:
    """In its front matter, for a person to confirm; and one whose title is certain says nothing."""
    for head, guessed in (("<title>Estuary index 7</title>", True), (OG.format("The pier and its posts"), False)):
        body = "<h1>The pier and its posts</h1>" if not guessed else ""
        page = f"<html><head>{head}</head><body>{body}{'<p>The pier stood for years, and nobody counted.</p>' * 9}"
        source = Source(
            path=PurePosixPath("seeds/a.html"), body=page.encode(), reference_day=date(2026, 1, 1), reference_basis="x"
        )
        extracts = extract(source, topics=())
        assert not isinstance(extracts, Problem)
        (found,) = extracts
        assert bool(found.front_matter.title_basis) is guessed
        assert (found.front_matter.title_basis or "inferred").startswith("inferred")


def test_the_address_of_a_site_before_a_title_is_no_part_of_it() -> None:
    """Also without a separator, if the page shows the title as a line of its own."""
    body = "<h1>harbour.example</h1><p>16 December 2025</p><h3>Pier Watching</h3>"
    assert facts(body, "<title>harbour.example Pier Watching</title>").title == "Pier Watching"
    assert facts("<h1>harbour.example</h1>", "<title>harbour.example is closed</title>").title != "is closed"

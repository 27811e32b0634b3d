"""The authors of a page: all of them, and nobody else."""

import json
from time import process_time

import pytest
from page_sources import facts

from digest.extract.pages.metadata.page_authors import labelled_authors, name_beside_date

TITLE = "<h1>The pier and its posts</h1>"


def json_ld(*items: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(items)}</script>'


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ola Berg, Mina Okafor and Jean-Luc d'Arcy", ("Ola Berg", "Mina Okafor", "Jean-Luc d'Arcy")),
        ("By Ola Berg and Jean-Luc d’Arcy", ("Ola Berg", "Jean-Luc d’Arcy")),
        ("By Tom Oak and Jean-Luc d'Arcy", ("Tom Oak", "Jean-Luc d'Arcy")),
        ("By Ola Berg in Oslo and Mina Okafor in Leith", ("Ola Berg", "Mina Okafor")),
        ("By Berg, Ola; Okafor, Mina", ("Ola Berg", "Mina Okafor")),
        ("By Ola Berg, Harbour Review", ("Ola Berg",)),
        ("By Ola Berg, Senior Science Editor", ("Ola Berg",)),
        ("Posted by: Ola Berg, 11 February 2025", ("Ola Berg",)),
        ("von Ola Berg und Mina Okafor", ("Ola Berg", "Mina Okafor")),
    ],
)
def test_a_byline_below_the_title_names_every_author(byline: str, authors: tuple[str, ...]) -> None:
    """And no organisation, place or role."""
    assert facts(f"{TITLE}<p class='byline'>{byline}</p><p>11 February 2025</p>").authors == authors


@pytest.mark.parametrize("label", ["By", "By:", "Von", "Autorin:", "Author", "Written by", "Auteur"])
def test_a_label_may_stand_on_the_line_before_the_names(label: str) -> None:
    """Where a style sheet sets them side by side."""
    body = f"{TITLE}<div>{label}</div><div>Ola Berg</div><div>and</div><div>Mina Okafor</div>"
    assert facts(body).authors == ("Ola Berg", "Mina Okafor")


def test_json_ld_is_followed_to_the_person_it_refers_to() -> None:
    """Many programs name the author only in another object of the graph, and call each both person and organisation."""
    article = {"@type": "BlogPosting", "author": [{"@id": "#ola"}, "#mina"]}
    people = [
        {"@type": ["Person", "Organization"], "@id": f"#{name.split()[0].lower()}", "name": name}
        for name in ("Ola Berg", "Mina Okafor")
    ]
    assert facts(TITLE, json_ld({"@graph": [article, *people]})).authors == ("Ola Berg", "Mina Okafor")


def test_all_linked_authors_of_one_text_are_named_and_none_of_another() -> None:
    """`rel=author` side by side; in a teaser it leads to the author of something else."""
    linked = (
        "<ul><li><a rel='author' href='/a'>Ola Berg</a></li><li><a rel='author' href='/b'>Mina Okafor</a></li></ul>"
    )
    other = "<div class='more'><a href='/x'>Another story about the shore</a><div><a rel='author' href='/c'>Tom Oak</a></div></div>"
    assert facts(f"{TITLE}{linked}{other}").authors == ("Ola Berg", "Mina Okafor")


def test_the_fuller_list_of_the_same_authors_is_taken() -> None:
    """A line below the title often names the first one only."""
    head = json_ld({"@type": "NewsArticle", "author": [{"name": "Ola Berg"}, {"name": "Mina Okafor"}]})
    assert facts(f"{TITLE}<p>By Ola Berg</p>", head).authors == ("Ola Berg", "Mina Okafor")
    assert facts(f"{TITLE}<p>By Tom Oak</p>", head).authors == ("Tom Oak",)


@pytest.mark.parametrize(
    "content",
    [
        "ola[at]example.org",
        "ola@example.org",
        "https://example.org/ola",
        "example.org",
        "Example Shipping GmbH",
        "@ola",
        "admin",
        "The pier and its posts",
    ],
)
def test_an_address_a_company_or_the_title_is_not_an_author(content: str) -> None:
    """Templates put them where an author belongs."""
    assert facts(TITLE, f'<meta name="author" content="{content}">').authors == ()


def test_an_organisation_is_only_the_author_if_nobody_else_is_named() -> None:
    """A byline far below goes before it."""
    head = json_ld({"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Harbour Review"}})
    filler = "<p>Nobody knew.</p>" * 20
    assert facts(TITLE, head).authors == ("Harbour Review",)
    assert facts(f"{TITLE}{filler}<p>Autorin: Mina Okafor, Leith</p>", head).authors == ("Mina Okafor",)


def test_a_page_with_several_labelled_lines_names_no_author() -> None:
    """They are those of teasers or of comments."""
    assert labelled_authors("Author: Ola Berg\n\nText") == ("Ola Berg",)
    assert labelled_authors("Author: Ola Berg\n\nAuthor: Mina Okafor") == ()


def test_a_name_beside_the_date_is_the_author_s_unless_there_are_several() -> None:
    """`Ola Berg`, `11 February 2025` below the title; in a list each entry has both."""
    assert name_beside_date(["A standfirst of some words", "Ola Berg", "11 February 2025"]) == ("Ola Berg",)
    assert name_beside_date(["Ola Berg · 11 February 2025 · 7 comments"]) == ("Ola Berg",)
    assert name_beside_date(["Ola Berg", "11 February 2025", "Mina Okafor", "9 February 2025"]) == ()
    assert name_beside_date(["Ola Berg", "A standfirst of some words"]) == ()


def test_what_is_said_about_an_author_is_not_a_list_of_names() -> None:
    """A whole biography stands in the metadata of some pages."""
    content = "Ola Berg, surveyor and founder of Leith Works. He likes piers and Old Harbours"
    assert facts(TITLE, f'<meta name="author" content="{content}">').authors == ()


def test_metadata_without_end_are_read_in_little_time() -> None:
    """Thousands of titles, headings and names of the site, and a name of 20,000 letters."""
    repeated = [
        f"<meta property='og:{key}' content='a b {number}'>" for number in range(3000) for key in ("title", "site_name")
    ]
    head = "".join(repeated) + f"<meta name='author' content='{'A' * 20_000} Ada'>"
    headings = "".join(f"<h1>e f g {number}</h1>" for number in range(3000))
    start = process_time()
    facts(headings + "<a rel='author'>Ada Quill</a> " * 3000, head)
    assert process_time() - start < 5


def test_a_name_and_a_date_belong_together_only_in_one_place() -> None:
    """A menu repeats the title between the titles of other texts; the date stands below the heading."""
    menu = f"<ul><li>The shore in winter</li><li>{'The pier and its posts'}</li><li>World Harbour Preservation Day</li></ul>"
    dateline = "<p>A standfirst of some words</p><p>11 February 2025</p><p>Ola Berg</p>"
    assert facts(f"{menu}{TITLE}{dateline}").authors == ("Ola Berg",)


def test_topics_below_a_date_are_no_name() -> None:
    """A list of topics in one line, each with a capital."""
    dateline = "<p>@pierwatcher • 11 February 2025</p><p>Piers Harbours Posts Timber Tides Coast</p>"
    assert facts(f"{TITLE}{dateline}").authors == ()


def test_a_name_below_the_title_goes_before_the_authors_of_many_teasers() -> None:
    """Their links lead to pages of authors, too; of one such link it is believed that it is the author's."""
    dateline = "<p>Ola Berg</p><p>11 February 2025</p>"
    names = ("Tom Oak", "Mina Okafor", "Ada Quill")
    teasers = [f"<div><p>Another story</p><p><a href='/author/{name[0]}'>{name}</a></p></div>" for name in names]
    assert facts(f"{''.join(teasers)}{TITLE}{dateline}").authors == ("Ola Berg",)
    assert facts(f"{teasers[0]}{TITLE}{dateline}").authors == ("Tom Oak",)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By <span>Ola Berg</span><span>Business Columnist</span>", ("Ola Berg",)),
        ("By <span>Ola Berg</span><span>Senior Science Editor</span>", ("Ola Berg",)),
        ("By Ola Berg Senior Autos Reporter", ("Ola Berg",)),
        ("By Ola McEditor", ("Ola McEditor",)),
        ("<span>Author</span><span>Ola Berg</span>, 11 February 2025", ("Ola Berg",)),
        ("Interview by Ola Berg", ("Ola Berg",)),
        ("Recommended by Ola Berg", ("Ola Berg",)),
    ],
)
def test_a_role_is_no_part_of_a_name(byline: str, authors: tuple[str, ...]) -> None:
    """Also where only a style sheet sets it apart; and whoever was asked or recommends is credited."""
    assert facts(f"{TITLE}<p class='credits'>{byline}</p>").authors == authors


def test_a_date_in_capitals_is_no_part_of_a_name() -> None:
    """As a style of some newspapers has it."""
    author = "<div itemprop='author'>By HARBOUR REVIEW STAFF FEBRUARY 11, 2025 10:43</div>"
    assert facts(f"{TITLE}{author}").authors == ("HARBOUR REVIEW STAFF",)

"""What the pages of papers state for search engines goes before all else."""

from datetime import date

import pytest
from page_sources import PROSE, facts

from digest.extract.pages.html_reader import read_html

ABSTRACT = (
    "The survey team spent eleven weeks on the estuary, counting every pile and every post of the old ferry pier."
)


def tags(**values: str | tuple[str, ...]) -> str:
    """Meta elements; two underscores in a name stand for a full stop."""
    pairs = [
        (name, value) for name, given in values.items() for value in ((given,) if isinstance(given, str) else given)
    ]
    return "".join(f'<meta name="{name.replace("__", ".")}" content="{value}">' for name, value in pairs)


ARXIV = (
    tags(
        citation_title="A survey of pier posts",
        citation_author=("Berg, Ola", "Okafor, Mina", "van der Oak, Jean-Luc"),
        citation_date="2025/02/10",
        citation_online_date="2025/02/20",
        citation_pdf_url="https://arxiv.example/pdf/2502.01234",
        citation_doi="https://doi.org/10.48550/arXiv.2502.01234",
    )
    + '<link rel="canonical" href="https://arxiv.example/abs/2502.01234"><meta property="og:site_name" content="arXiv">'
)
BODY = (
    "<h1><span class='descriptor'>Title:</span>A survey of pier posts</h1><div class='dateline'>[Submitted on 10 Feb 2025,"
    " last revised 20 Feb 2025]</div><div class='authors'><a href='/a'>Ola Berg</a></div>"
    f"<blockquote class='abstract mathjax'><span class='descriptor'>Abstract:</span>{ABSTRACT}</blockquote>"
)


def test_a_preprint_is_read_from_its_tags() -> None:
    """Title without its label, all authors in order with given names first, the first version's day, DOI and PDF."""
    paper = facts(BODY, f"<title>[2502.01234] A survey of pier posts</title>{ARXIV}")
    assert paper.title == "A survey of pier posts"
    assert paper.authors == ("Ola Berg", "Mina Okafor", "Jean-Luc van der Oak")
    assert (paper.stated[0].day, paper.stated[0].evidence) == (date(2025, 2, 10), "meta citation_date")
    assert paper.extra["doi"] == "10.48550/arXiv.2502.01234"
    assert paper.extra["pdf"] == "https://arxiv.example/pdf/2502.01234"
    assert paper.source == "arXiv"


def test_the_day_of_the_first_version_goes_before_that_beside_the_title() -> None:
    """Which is often the day of a revision."""
    body = f"<html><head>{ARXIV}</head><body><h1>A survey of pier posts</h1><p>20 February 2025</p>{BODY}{PROSE * 3}</body></html>"
    assert read_html(body, date(2026, 1, 1)).stated[0].day == date(2025, 2, 10)


def test_the_abstract_is_the_summary_and_said_to_be_the_page_s_own() -> None:
    """From a tag, or from the element that is called so."""
    for body, head in ((BODY, ARXIV), ("", ARXIV + tags(citation_abstract=ABSTRACT))):
        paper = facts(body, head)
        assert paper.summary == ABSTRACT
        assert "abstract" in str(paper.summary_basis)
    assert facts(BODY).summary is None


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (tags(citation_title="Posts", citation_authors="Berg, Ola; Okafor, Mina"), ("Ola Berg", "Mina Okafor")),
        (tags(citation_title="Posts", citation_authors="Berg O;Okafor MN;"), ("Berg O", "Okafor MN")),
        (
            tags(citation_title="Posts", citation_author=("Ola Berg", "Apollo Collaboration")),
            ("Ola Berg", "Apollo Collaboration"),
        ),
        (tags(bepress_citation_title="Posts", bepress_citation_author="Berg, Ola"), ("Ola Berg",)),
        (
            tags(eprints__title="Posts", eprints__creators_name=("Berg, Ola", "Okafor, Mina")),
            ("Ola Berg", "Mina Okafor"),
        ),
        (tags(prism__title="Posts", dc__creator=("Berg, Ola", "Okafor, Mina")), ("Ola Berg", "Mina Okafor")),
    ],
)
def test_all_authors_are_named_in_each_vocabulary(head: str, authors: tuple[str, ...]) -> None:
    """Highwire, as PubMed writes it, bepress, EPrints, PRISM with Dublin Core; a group stays as it is."""
    assert facts("", head).authors == authors


@pytest.mark.parametrize(
    ("value", "day"),
    [("2023 Jan 7", date(2023, 1, 7)), ("2023/01/07", date(2023, 1, 7)), ("2023/01", None), ("2023 Jan", None)],
)
def test_a_paper_s_day_is_taken_if_it_is_a_full_one(value: str, day: date | None) -> None:
    """Journals often name the month of the issue alone."""
    paper = facts("", tags(citation_title="Posts", citation_publication_date=value))
    assert next((dated.day for dated in paper.stated), None) == day


def test_the_journal_is_the_publisher() -> None:
    """Before the platform that shows it."""
    head = tags(citation_title="Posts", citation_journal_title="Annals of Piers", citation_publisher="Shore Press")
    assert facts("", f'{head}<meta property="og:site_name" content="ShoreDirect">').source == "Annals of Piers"


def test_dublin_core_alone_makes_no_paper() -> None:
    """Authorities write it on all their pages, about themselves."""
    head = tags(dc__title="Harbour Office", dc__creator="Harbour Office", dc__description__abstract=ABSTRACT)
    page = facts("<h1>The pier and its posts</h1>", head)
    assert (page.title, page.summary) == ("The pier and its posts", None)


def test_hostile_tags_are_cut() -> None:
    """Thousands of authors, endless names, addresses that lead nowhere."""
    head = tags(
        citation_title="Posts",
        citation_author=(*(f"Berg{number}, Ola" for number in range(2000)), "x" * 100_000),
        citation_pdf_url="javascript:alert(1)",
        citation_doi="10." + "9" * 100_000,
    )
    paper = facts("", head)
    assert len(paper.authors) <= 300
    assert {"pdf", "doi"}.isdisjoint(paper.extra)

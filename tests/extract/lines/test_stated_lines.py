"""An address and a title that a person wrote above a pasted text."""

import pytest

from digest.extract.lines.stated_lines import names_site
from digest.extract.lines.text_reader import read_text

URL = "https://example.org/sound/last-ferry"
TITLE = "The last ferry across the sound"
BODY = (
    "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved.\n\n"
    "A bridge will take its place, the county said, although nobody has yet found out how to pay for the piers.\n\n"
    "For the moment people row, which takes them forty minutes and costs nothing except the feeling in their hands.\n"
)


@pytest.mark.parametrize("first", [URL, f"URL: {URL}", f"From: {URL}", f"<{URL}>", f"Lien : {URL}"])
def test_an_address_above_a_text_is_where_it_is_from(first: str) -> None:
    """It is neither the title nor a part of the text, with or without a label, and its line says why."""
    document = read_text(f"{first}\n{TITLE}\nBy Jane Moorfield | Nov 25, 2026 | 3 min read\n\n{BODY}")
    assert (document.title, document.source_url, document.body) == (TITLE, URL, BODY)
    assert document.verdicts[0].reason == "address of the source"
    assert not document.verdicts[0].kept


def test_a_header_with_labels_gives_the_title_it_states() -> None:
    """What is said behind `Title:` is not a guess, and its label is not in the text."""
    document = read_text(f"URL: {URL}\nTitle: {TITLE}\nAuthor: Jane Moorfield\nDate: Nov 22, 2026\n\n{BODY}")
    assert (document.title, document.title_basis, document.source_url) == (TITLE, None, URL)
    assert document.authors == ("Jane Moorfield",)
    assert document.body == BODY


def test_a_bare_address_further_down_is_not_the_source_s() -> None:
    """It may be a link of the page; and one within the text stays in it."""
    document = read_text(
        f"{TITLE}\n\n{BODY}\nThe timetable is still at the pier, and also at {URL} for those who row.\n"
    )
    assert document.source_url is None
    assert URL in document.body
    assert read_text(f"{TITLE}\nhttps://ads.example/x\n\n{BODY}").source_url is None


@pytest.mark.parametrize(
    ("title", "address", "expected"),
    [
        ("PAPERHOUSE — a magazine on archives", "https://paperhouse.example.org/2026/x", True),
        ("Bog Report", "https://www.bog-report.eu/x", True),
        ("The last ferry across the sound", URL, False),
        ("Example for all", None, False),
        ("Example for all", "https://[broken/x", False),
        ("Common ground", "https://site.com/x", False),
    ],
)
def test_a_masthead_is_known_by_the_address(title: str, address: str | None, expected: object) -> None:
    assert names_site(title, address) is expected


def test_a_title_that_begins_with_the_site_s_name_is_a_guess() -> None:
    """It may be the masthead, however likely it looks."""
    document = read_text(f"https://lastferry.example.org/x\nLast ferry leaves for ever\nBy Jane Moorfield\n\n{BODY}")
    assert document.title == "Last ferry leaves for ever"
    assert (document.title_basis or "").startswith("line 2")

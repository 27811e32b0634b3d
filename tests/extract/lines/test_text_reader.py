"""The article in a scraped text, and what was said around it."""

from datetime import date

from digest.extract.lines.text_reader import read_text

FIRST = "The ferry that had crossed the sound since 1931 made its last trip on a windless morning, and nobody waved."
SECOND = "A bridge will take its place, the county said, although nobody has yet found out how to pay for the piers."
THIRD = "For the moment people row, which takes them forty minutes and costs nothing except the feeling in their hands."


def page(*, head: str = "", middle: str = "", tail: str = "") -> str:
    return f"{head}\n\nThe last ferry across the sound\n\n{FIRST}\n\n{middle}\n\n{SECOND}\n\n{THIRD}\n\n{tail}\n"


def test_paragraphs_stay_whole_and_apart() -> None:
    """The body is the paragraphs, a blank line between."""
    assert read_text(page()).body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def test_the_title_is_the_article_s_not_the_site_s() -> None:
    """Lines of the site above the title are passed over."""
    document = read_text(page(head="Skip to content\nThe Sound Post\nHome | News | Sport | Weather\nSearch\nSign in"))
    assert document.title == "The last ferry across the sound"
    assert document.body.startswith(FIRST)


def test_furniture_amid_the_paragraphs_goes() -> None:
    """Advertisements, teasers, share lines and counters are no text."""
    lines = [
        "ADVERTISEMENT",
        "ALSO READ: Ten boats to see",
        "Share this: Facebook X LinkedIn",
        "—–",
        "7",
        "[Read More]",
    ]
    assert read_text(page(middle="\n\n".join(lines))).body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def test_the_tail_goes_and_names_the_source() -> None:
    """What follows the article is dropped after it has said where it comes from."""
    tail = (
        "Please follow Sound Post on Channel\n\nThe post The last ferry across the sound appeared first on Sound Post."
        "\n\n[Read More]\n\n—–\nSource: The Sound Post :: Harbour\n\n\u00a0\nComments are closed. Please check back later.\n1"
    )
    document = read_text(page(tail=tail))
    assert document.body.endswith(f"{THIRD}\n")
    assert (document.source, document.extra) == ("The Sound Post", {"section": "Harbour"})


def test_related_titles_after_the_article_go() -> None:
    """A list of other articles is dropped, even where one of its lines reads like a sentence."""
    tail = "You might also like\n- How to row.\n- Ten boats\nLeave a Reply\nYour email address will not be published."
    assert read_text(page(tail=tail)).body.endswith(f"{THIRD}\n")


def test_byline_and_dateline_become_facts() -> None:
    """They leave the body; the evidence names the line."""
    text = (
        f"The last ferry across the sound\n\nBy Dr. Ada Quill and Jon Roe\nDecember 19, 2024\n\n{FIRST}\n\n{SECOND}\n"
    )
    document = read_text(text)
    assert document.authors == ("Ada Quill", "Jon Roe")
    assert [(dated.day, dated.evidence) for dated in document.dateline] == [(date(2024, 12, 19), "dateline, line 4")]
    assert document.body == f"{FIRST}\n\n{SECOND}\n"


def test_an_agency_s_dateline_dates_the_text() -> None:
    """`CITY, date —` at the beginning of the first paragraph is said of the text."""
    document = read_text(f"The last ferry\n\nHARBOUR, Jan. 8, 2025 — {FIRST}\n\n{SECOND}\n")
    assert [dated.day for dated in document.dateline] == [date(2025, 1, 8)]


def test_hard_wrapped_text_is_unwrapped() -> None:
    """Lines filled to a width are joined; short lines keep their end."""
    wrapped = (
        "The last ferry\n\n"
        "The ferry that had crossed the sound since 1931 made its last trip\n"
        "on a windless morning, and nobody waved. A bridge will take its\n"
        "place, the county said, although nobody has yet found out how to\n"
        "pay for the piers or for the road that leads to the first of them.\n\n"
        "For the moment people row, which takes them forty minutes and costs\n"
        "nothing except the feeling in their hands.\n"
    )
    body = read_text(wrapped).body
    assert body.count("\n\n") == 1
    assert "last trip on a windless" in body


def test_subheads_and_lists_are_written_as_such() -> None:
    """A short line like a title above a paragraph is a heading; bullets are a list."""
    body = read_text(page(middle="What comes next\n\n" + SECOND + "\n\n• one boat\n• two boats")).body
    assert "## What comes next\n" in body
    assert "- one boat\n- two boats\n" in body


def test_share_lines_name_what_is_shared_in_other_languages_too() -> None:
    """A verb behind its object, as in German, or a determiner between."""
    tail = "Artikel teilen: Facebook, WhatsApp, E-Mail\n\nPartager cet article : X"
    assert read_text(page(tail=tail)).body == f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def test_text_is_escaped() -> None:
    """Nothing in a text becomes Markdown or HTML."""
    body = read_text(page(middle=f"<script>alert(1)</script> *not emphasis* {FIRST}")).body
    assert "\\<script>" in body
    assert "\\*not emphasis\\*" in body


def test_a_long_paragraph_is_never_dropped_for_its_words() -> None:
    """Recall comes before precision: only short lines are judged by phrases."""
    long = f"Share the road, the county says; cookies, newsletters and advertisements will say so too. {FIRST} {SECOND}"
    assert long in read_text(page(middle=long)).body


def test_every_line_has_a_verdict_with_a_reason() -> None:
    """Nothing disappears without a reason."""
    text = page(head="Skip to content", middle="ADVERTISEMENT", tail="Tags: a, b")
    verdicts = read_text(text).verdicts
    assert [v.text for v in verdicts] == [line for line in text.split("\n") if line]
    assert all(verdict.reason for verdict in verdicts)
    assert {v.reason for v in verdicts if not v.kept} == {"skip link", "advertisement", "tags"}

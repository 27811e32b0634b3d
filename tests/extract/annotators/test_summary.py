"""The summary: whole sentences that stand together, the page's own description, or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from digest.extract.annotators.summary.standing_alone import informs, is_whole, stands_alone
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.extract.extract import extract
from digest.model.article import Extract
from digest.model.source import Source

LEAD = "The council of Harrowmere voted on Monday to close the ferry to Tarn Island in June."


def summary(*paragraphs: str, title: str = "Council votes to close the ferry to Tarn Island") -> str:
    analysis = TextAnalysis(title=title, paragraphs=paragraphs)
    return " ".join(sentence.text for sentence in analysis.summary)


@pytest.mark.parametrize(
    "sentence",
    [
        "But the council of Harrowmere voted on Monday to close the ferry.",
        "Speaking of ferries, the council voted to close one of them in June.",
        "That's why the council of Harrowmere voted to close the ferry in June.",
        "She told the council that the ferry to Tarn Island had to close in June.",
        "These ferries cost the council of Harrowmere more than it earns with them.",
        "In 2020 these ferries cost the council more than it earned with them.",
        "After ten years as its captain, she told the council to close the ferry.",
        "I told the council of Harrowmere in May that the ferry had to close.",
        "Our ferry carried forty thousand passengers to Tarn Island last year.",
        "You will have to walk to Tarn Island from the beginning of June.",
        "As 2025 draws to a close, the council of Harrowmere looks at its ferry.",
        "The captains of our harbour wrote this guide to the ferry of Tarn Island.",
    ],
)
def test_a_sentence_that_refers_to_another_opens_no_summary(sentence):
    """Connectives, pronouns and demonstratives without what they mean; the writer; the reader."""
    assert is_whole(LEAD)
    assert stands_alone(LEAD)
    assert not stands_alone(sentence)
    assert summary(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Click here to read more about the ferry to Tarn Island and the council.",
        "The council closes the ferry, as the table below shows for each month.",
        "Subscribe to the newsletter of the council to hear more about the ferry.",
        "The ferry leaves Tarn Island on Monday. [MUSIC PLAYING]",
        "The ferry to Tarn Island in the harbour of Harrowmere (Photo by Ann Lee).",
        "Best for: people who take the ferry to Tarn Island more than once a week.",
        "READ MORE about the council that wants to close the ferry to Tarn Island.",
        "Why did the council of Harrowmere vote to close the ferry to Tarn Island?",
        "A short history of the ferry to Tarn Island and of the council.",
        "The council said that it would close the ferry to Tarn Island in…",
    ],
)
def test_what_a_page_says_to_its_readers_is_no_summary(sentence):
    """Calls, captions, labels, questions, titles and what is cut off."""
    assert summary(sentence) == ""


def test_a_summary_has_two_sentences_that_stand_together():
    """The second may refer to the first by an article, and begins with no pronoun."""
    text = f"{LEAD} It was a close vote. The ferry carried forty thousand passengers to the island in 2024. Nobody won."
    assert summary(text) == f"{LEAD} The ferry carried forty thousand passengers to the island in 2024."


def test_somebody_who_was_not_introduced_is_not_named_by_surname():
    """The full name stands in a sentence that is not in the summary."""
    text = (
        "“It is over,” said the captain Ann Lee, who has steered it since 1999. "
        "The ferry to Tarn Island will close in June after a vote of the council, says Lee. "
        "The council of Harrowmere closed the ferry to Tarn Island because of its cost."
    )
    assert summary(text) == "The council of Harrowmere closed the ferry to Tarn Island because of its cost."


def test_a_dateline_and_a_label_of_the_writers_summary_are_left_out():
    """`CITY (Agency) —`, `City, ST —`, `In short:`."""
    for opening in ("HARROWMERE (Reuters) - ", "Harrowmere, NY – ", "(Reuters) — ", "In short: ", "BERLIN -- "):
        assert summary(opening + LEAD) == LEAD


def test_an_abbreviation_ends_no_sentence_of_a_summary():
    """`U.S. Attorney`, `Inc. of`, `No. 5`."""
    text = (
        "Mr. J. R. Roe of Ferries Inc. told the U.S. Attorney of Harrowmere on Monday that ferry No. 5 to Tarn Island "
        "will close."
    )
    assert summary(text) == text


def test_nothing_is_said_where_nothing_stands_alone():
    """No summary is better than a wrong one."""
    assert summary("It closed. They were angry. Was she there?") == ""


def test_a_guide_may_be_described_by_what_there_is_to_learn():
    """Other calls are none."""
    assert informs("Learn how the council of Harrowmere closed the ferry to Tarn Island in June.")
    assert not informs("Learn more about our offers for the ferry to Tarn Island and book today.")
    assert not informs("Shop the best offers for the ferry to Tarn Island in the month of June.")


PAGE = """<html><head><title>Ferry to Tarn Island closes</title><meta property="og:description" content="{}"></head>
<body><article><h1>Ferry to Tarn Island closes</h1>
<p>{} People who live on the island will have to walk over the causeway at low tide or take the long road round.</p>
<p>The council counted forty thousand passengers in 2024, fewer than half of those who took the ferry in 1999, and said
that the boat would need a new engine before the winter. An engine costs two hundred thousand pounds.</p>
</article></body></html>"""


def of_page(description: str, **options: object) -> Extract:
    source = Source(
        path=PurePosixPath("seeds/ferry.html"),
        body=PAGE.format(description, LEAD).encode(),
        reference_day=date(2025, 9, 20),
        reference_basis="the file's own date",
    )
    [article] = extract(source, topics=(), **options)
    return article


def test_the_pages_own_description_is_the_summary_and_says_so():
    """It is not digest's, so `machine` does not list it."""
    own = "The ferry to Tarn Island closes in June because the council will not pay for an engine."
    front_matter = of_page(f"{own} Subscribe today!").front_matter
    assert front_matter.summary == own
    assert front_matter.summary_basis == "description of the page"
    assert "summary" not in front_matter.findings.machine


@pytest.mark.parametrize(
    "description",
    [
        "The ferry to Tarn Island closes in June because the council will not pay for…",
        "All the news that you need from the towns and villages around the great bay.",
        "Read our report on the ferry to Tarn Island and subscribe to our newsletter.",
        "Ferry to Tarn Island closes.",
        "They close the ferry to Tarn Island in June because of what an engine costs.",
        "The council of Harrowmere closes the ferry to Tarn Island in June because of the.",
    ],
)
def test_a_description_that_does_not_say_what_the_text_is_about_is_none(description):
    """Cut off, a slogan, a call, the title, or in need of what stands before."""
    front_matter = of_page(description).front_matter
    assert front_matter.summary is not None
    assert front_matter.summary.startswith(LEAD)
    assert front_matter.summary_basis is None
    assert "summary" in front_matter.findings.machine


def test_a_description_is_no_summary_where_summaries_are_switched_off():
    """It is the annotator that chooses it."""
    own = "The ferry to Tarn Island closes in June because the council will not pay for an engine."
    front_matter = of_page(own, annotators=()).front_matter
    assert (front_matter.summary, front_matter.summary_basis) == (None, None)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rope, anchor, oars, a lamp, two buckets, dry biscuits, warm socks.",
        "The ferry to Tarn Island closes in June.Police had asked for it in May.",
        "Avoid the ferry to Tarn Island by taking the bus of the council instead.",
    ],
)
def test_what_is_no_single_statement_is_no_sentence(sentence):
    """A list of words, two sentences without a space between them, advice."""
    assert not is_whole(sentence)


def test_a_list_within_a_sentence_is_none():
    """It has a verb of its own."""
    assert is_whole("The council of Harrowmere bought rope, an anchor, four oars, a lamp, and dry biscuits.")


def test_a_text_may_speak_of_the_series_that_it_stands_in():
    """As of itself."""
    assert stands_alone("In this post, part of our series on the harbours of the coast, we talk about the old ferries.")


LEADS_UP = "Every summer thousands of people look across a sound and wish to be there without a car."


def test_a_guide_is_not_summed_up_before_it_comes_to_its_subject():
    """Its first sentence leads up to it; that of a story may tell it in other words."""
    assert summary(LEADS_UP, title="The 11 best ferries of Harrowmere for families") == ""
    assert summary(LEADS_UP, title="Harrowmere cannot do without its old ferries") == LEADS_UP
    about = "The ferries of Harrowmere take families to Tarn Island and back in forty minutes."
    assert summary(about, title="The 11 best ferries of Harrowmere for families") == about


def test_an_advertisement_is_no_summary():
    """Nor where it sounds like the description of a guide."""
    assert informs("Discover how the ferries of Harrowmere are built and kept.")
    assert not informs("Discover the best ferries of Harrowmere, with comfortable seats and long-term value.")

"""Summary and key points: verbatim, able to stand alone, not said twice."""

from collections.abc import Sequence
from dataclasses import dataclass

from digest.extract.annotators.text_analysis import TextAnalysis


@dataclass(frozen=True)
class Chosen:
    """What is chosen of a text."""

    summary: tuple
    key_points: tuple


def key_sentences(paragraphs: Sequence[str], title: str) -> Chosen:
    """The summary and the key points of a text."""
    analysis = TextAnalysis(title=title, paragraphs=tuple(paragraphs))
    return Chosen(analysis.summary, analysis.key_points)


TEXT = (
    (
        "The eelgrass meadow in the estuary has come back after ninety years of bare mud. "
        "It is green again. Volunteers sowed seeds of eelgrass over three hectares of the estuary mud."
    ),
    "However, the meadow is young. The seeds came from a healthy meadow sixty kilometres to the north.",
    "Where the rows of eelgrass were narrow the seeds lived and the meadow closed. Is that enough?",
    "Young fish use the meadow: hauls over eelgrass held four times as many as hauls over bare mud.",
    "“I have to find another talk,” said the ecologist. Geese graze the meadow in winter and leave it standing.",
    "The station looks for volunteers to collect seeds of eelgrass again in July. They need waders.",
    "Genetic tests found that the seeds carry little diversity, which may harm the meadow in a bad summer.",
)


def test_sentences_are_verbatim_with_their_place() -> None:
    """A span gives its sentence back."""
    chosen = key_sentences(TEXT, "Eelgrass meadow returns")
    assert chosen.summary
    assert len(chosen.key_points) == 2  # of thirteen sentences
    for sentence in (*chosen.summary, *chosen.key_points):
        assert TEXT[sentence.paragraph][sentence.start : sentence.end] == sentence.text


def test_a_chosen_sentence_can_stand_alone() -> None:
    """No question, no bare quotation, no word that points back."""
    chosen = key_sentences(TEXT, "Eelgrass meadow returns")
    for sentence in (*chosen.summary, *chosen.key_points):
        assert not sentence.text.startswith(("However", "It ", "They ", "“", "Is "))


def test_the_lead_opens_the_summary_and_nothing_is_said_twice() -> None:
    """Key points are none of the summary; both are in the order of the text."""
    chosen = key_sentences(TEXT, "Eelgrass meadow returns")
    assert chosen.summary[0].text.startswith("The eelgrass meadow")
    assert not set(chosen.summary) & set(chosen.key_points)
    for some in (chosen.summary, chosen.key_points):
        assert list(some) == sorted(some, key=lambda sentence: (sentence.paragraph, sentence.start))


def test_a_short_text_has_no_key_points() -> None:
    """Under six sentences there is nothing left to pick."""
    assert key_sentences(TEXT[:1], "Eelgrass").key_points == ()


def test_a_dateline_is_no_part_of_a_sentence() -> None:
    """The sentence begins behind `CITY, date —`."""
    chosen = key_sentences(
        ["GENEVA, Jan. 8, 2025 — The audit of old programs found that most no longer run today."], ""
    )
    assert chosen.summary[0].text.startswith("The audit")


def test_no_sentences_are_no_error() -> None:
    """An empty text has neither."""
    assert key_sentences([], "T").summary == ()

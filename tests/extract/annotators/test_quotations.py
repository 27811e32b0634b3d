"""Quotations: whose words they are beyond doubt, in four languages; the rest is left out."""

from __future__ import annotations

import pytest

from digest.extract.annotators.quotations import LONGEST, MOST, SHARE, quotations
from digest.extract.annotators.text_analysis import TextAnalysis


def said(*paragraphs: str) -> list[tuple[str, str]]:
    found = quotations(TextAnalysis(title="T", paragraphs=paragraphs))
    return [(each.speaker, each.text) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "“The bolts were never looked at,” said Ann Lee, who led the inquiry.",
        "“The bolts were never looked at,” Ann Lee, an engineer, said.",
        "“The bolts were never looked at,” said the engineer Ann Lee.",
        "Ann Lee, an engineer, warned: “The bolts were never looked at.”",
        "The mayor, Ann Lee, was angry. “The bolts were never looked at,” she said.",
        '"The bolts were never looked at," said Dr Ann Lee.',
        "‘The bolts were never looked at,’ said Professor Ann Lee.",
        "“The bolts were never looked at,” according to Dr. Ann Lee.",
        "„The bolts were never looked at“, sagte die Leiterin Ann Lee.",
        "»The bolts were never looked at«, sagte Professorin Ann Lee.",
        "« The bolts were never looked at », explique Ann Lee, ingénieure.",
        "La directrice, Ann Lee, est en colère. « The bolts were never looked at », explique-t-elle.",
        "«The bolts were never looked at», dijo la ingeniera Ann Lee.",
    ],
)
def test_the_speaker_is_named_before_behind_or_by_a_pronoun(text):
    """The ways in which newspapers attribute speech."""
    [(speaker, words)] = said(text)
    assert speaker == "Ann Lee"
    assert words.rstrip(".") == "The bolts were never looked at"


def test_a_surname_stands_for_the_full_name():
    """As newspapers do from the second mention on; of two with one surname neither is meant."""
    assert said("Ann Lee, who led it, came.", "“We looked at every bolt,” Lee noted.")[0][0] == "Ann Lee"
    assert said("Ann Lee, who led it, and Bo Lee, who did not, came.", "“We looked at every bolt,” Lee noted.") == []


def test_a_pronoun_that_could_mean_two_people_means_nobody():
    """A wrong speaker is worse than none."""
    text = "Ann Lee, who led it, met Bo Holm, who did not. “We looked at every bolt,” she said."
    assert said(text) == []
    unknown = "Ann Lee, who led it, met Bo Holm at noon. “We looked at every bolt,” she said."
    assert said(unknown) == []


def test_what_nobody_is_said_to_have_said_is_left_out():
    """A title, an irony, a pull quote, words of an office."""
    assert said("Ann Lee, who led it, read “The Geography of Old Garages” twice.") == []
    assert said("Ann Lee, who led it, came.", "“A message is a promise that you can break once.”") == []
    assert said("“We looked at every single bolt,” said a spokeswoman for Ann Lee, who was ill.") == []


def test_a_few_words_are_no_quotation():
    """Three are not enough."""
    assert said("“It is zero,” said Ann Lee, who led it.") == []


def test_an_interrupted_sentence_is_whole_again():
    """The attribution is taken out of its middle."""
    text = "Ann Lee, who led it, sighed. “If nobody picks up,” she said, “you have spent your trust.”"
    assert said(text) == [("Ann Lee", "If nobody picks up, you have spent your trust.")]
    short = "Ann Lee, who led it, sighed. “That one,” she said, “came by itself.”"
    assert said(short) == [("Ann Lee", "That one came by itself.")]


def test_a_speech_goes_on_behind_its_attribution():
    """The second quotation is the same speaker's unless somebody else is named between."""
    text = "“We looked at every bolt,” said Ann Lee, who led it. “We found that four were loose.”"
    assert [speaker for speaker, _ in said(text)] == ["Ann Lee", "Ann Lee"]
    other = "“We looked at every bolt,” said Ann Lee. The mayor, Bo Holm, was glad. “I sleep much better now.”"
    assert [speaker for speaker, _ in said(other)] in (["Ann Lee"], [])


def test_a_speech_over_paragraphs_begins_each_with_its_mark():
    """Only the last one ends with one."""
    found = said(
        "Ann Lee, an engineer, said: “We looked at every bolt that there is.", "“We found that four were loose.”"
    )
    assert [words for _, words in found] == ["We looked at every bolt that there is.", "We found that four were loose."]


def test_marks_within_marks_are_the_speakers_own():
    """Nested quotations stay where they are."""
    text = "“He called it ‘a detail of no weight’ in the book,” said Ann Lee, who led it."
    assert said(text)[0][1] == "He called it ‘a detail of no weight’ in the book"


def test_an_apostrophe_ends_nothing():
    """Nor does one of a plural begin something."""
    text = "‘The dogs’ dinner was what we found there,’ said Professor Ann Lee."
    assert said(text)[0][1] == "The dogs’ dinner was what we found there"


def test_no_more_is_quoted_than_is_fair():
    """At most eight, at most a fifth of the text, each cut at the end of a sentence."""
    long = "This is one of many sentences that were said there. " * 20
    [(_, words)] = said(f"“{long}” said Ann Lee, who led it.")
    assert len(words) <= LONGEST
    assert words.endswith("there.")
    many = tuple(f"“We looked at bolt number {number} of them,” said Ann Lee, who led it." for number in range(40))
    found = said(*many)
    assert len(found) <= MOST
    assert sum(len(words) for _, words in found) <= max(LONGEST, SHARE * sum(map(len, many)))


def test_hostile_marks_take_no_time():
    """Thousands of marks that never close, or nest."""
    for text in ("“" * 20_000, "“a ” " * 5_000, "‘" * 20_000, '"a' * 10_000, "«»" * 10_000):
        assert said(text, "Ann Lee, who led it, said so.") == []


@pytest.mark.parametrize(
    "text",
    [
        "“Nobody decided to let this bridge fall,” said Dr Ann Lee’s lawyer.",
        "“Nobody decided to let this bridge fall,” said Dr Ann Lee and Dr Bo Holm.",
        "Dr Ann Lee said her mother told her: “Nobody decided to let this bridge fall.”",
        "Dr Ann Lee came with her mother. “Nobody decided to let this bridge fall,” she said.",
    ],
)
def test_words_of_another_are_not_attributed_to_who_is_named(text):
    """A lawyer's, two people's, a mother's: not said whose."""
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dr Ann Lee said the idea “is actually not so crazy after all.”",
        "Dr Ann Lee wrote “The Long Story of the Falling Bridge.”",
    ],
)
def test_a_piece_of_a_sentence_or_a_title_is_no_quotation(text):
    """What begins in the middle, and what is capitalised as titles of works are."""
    assert said(text) == []


def test_a_long_quotation_is_not_cut_at_an_abbreviation():
    """But at the end of a sentence before the limit."""
    first = "Nobody decided to let this bridge fall."
    second = f"We asked {'again and ' * 20}again in the U.S. Congress, and then {'once more and ' * 10}nobody answered."
    [(_, words)] = said(f"“{first} {second}” said Dr Ann Lee.".replace(".”", ",”"), "It is long. " * 300)
    assert words == first

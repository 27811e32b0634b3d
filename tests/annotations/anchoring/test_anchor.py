"""Anchoring: a quotation is found where it stands, what is not there is not found, and sure is sure."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.annotations.anchoring import BARRIER, QuotedText, SearchText, anchor, fold
from digest.model.annotation import CONTEXT, TextQuoteSelector

law = settings(deadline=None, max_examples=300)


def cases():
    """The cases of `places.txt`: title, text, quotation within its context, and the text with the place and a verdict."""
    parts = [[]]
    for line in Path(__file__).with_name("places.txt").read_text("utf-8").rstrip("\n").split("\n"):
        if line == "." and len(parts) < 4:
            parts.append([])
        elif not line and parts[-1][-1:] and parts[-1][-1].endswith(("sure", "nowhere")):
            yield ["\n".join(part) for part in parts]
            parts = [[]]
        else:
            parts[-1].append(line)
    yield ["\n".join(part) for part in parts]


def quotation(text):
    """`prefix {exact} suffix` as a selector."""
    prefix, _, rest = text.partition("{")
    exact, _, suffix = rest.partition("}")
    return TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix)


def cut(text, start, end):
    """The quotation of a range, with all the context that a selector keeps."""
    return TextQuoteSelector(
        exact=text[start:end], prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT]
    )


CASES = list(cases())


@pytest.mark.parametrize(("text", "quote", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_quotation_is_found_where_it_stands(text, quote, expected):
    """As `places.txt` says."""
    place = anchor(quotation(quote), text)
    if place is None:
        assert expected == "nowhere"
        return
    marked = f"{text[: place.start]}{{{text[place.start : place.end]}}}{text[place.end :]}"
    assert f"{marked}\n{place.method}, {'sure' if place.sure else 'not sure'}" == expected


def test_the_fixtures_are_read():
    """A case more in the file is a case more here."""
    assert len(CASES) == Path(__file__).with_name("places.txt").read_text("utf-8").count("\n.\n") // 3
    assert len({title for title, *_ in CASES}) == len(CASES) > 20


WORDS = st.sampled_from(
    'the lake was quiet — “so they said” and it’s well-known: "nobody" office ﬁne naïve 湖は静か 31 a a of ice . … é'.split(
        " "
    )
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)

FORMS = {
    "“": '"„«', '"': "“”", "”": '"“»', "’": "'‘", "'": "’", "-": "‐‑–", "—": "-–―", " ": ["  ", "\n", "\u00a0", " \n "],
    "ﬁ": ["fi"], "…": ["..."], "é": ["e\u0301"], "ï": ["i\u0308"],
}  # fmt: skip
"""What typography may make of a character."""


@st.composite
def quoted(draw):
    """A text, a range of it that begins and ends with something visible, and the text in another typography."""
    text = draw(TEXTS)
    start = draw(st.sampled_from([at for at, character in enumerate(text) if not character.isspace()]))
    end = draw(st.sampled_from([at + 1 for at in range(start, len(text)) if not text[at].isspace()]))
    changes = [draw(st.sampled_from([character, *FORMS.get(character, ())])) for character in text]
    return text, start, end, changes


@law
@given(quoted())
def test_every_annotation_anchors_back_to_itself_after_typographic_changes(case):
    """At its place where that is sure; at one with the same words and as good a context elsewhere."""
    text, start, end, changes = case
    changed = "".join(changes)
    expected = (len("".join(changes[:start])), len("".join(changes[:end])))
    place = anchor(cut(text, start, end), changed)
    assert place is not None
    assert place.method != "fuzzy"
    assert fold(changed[place.start : place.end]).text == fold(text[start:end]).text
    if (place.start, place.end) != expected:
        assert not place.sure
        assert (place.prefix, place.suffix) == (1, 1)


@law
@given(quoted())
def test_an_annotation_anchors_back_to_itself_in_its_own_text(case):
    """Letter by letter, and from the text it was taken from too; where the same words stand elsewhere, it is not sure."""
    text, start, end, _ = case
    quote = cut(text, start, end)
    for place in (anchor(quote, text), anchor(quote, text, quoted_text=QuotedText(text=text, start=start), hint=start)):
        assert place is not None
        assert place.method == "exact"
        assert text[place.start : place.end] == quote.exact
        assert (place.start, place.end) == (start, end) or not place.sure


@law
@given(TEXTS, TEXTS)
def test_what_stands_twice_is_sure_only_with_its_context(words, between):
    """The second of two passages, each within a context of its own."""
    text = f"Right at the beginning {words} is what was said. {between} Long after, in the end, {words} was forgotten by all."
    start = text.rindex(f" {words} was forgotten") + 1
    end = start + len(words)
    assert not anchor(TextQuoteSelector(exact=words), text).sure
    place = anchor(cut(text, start, end), text)
    assert (place.start, place.end, place.sure) == (start, end, True)


@law
@given(st.text("abcde ", min_size=1), st.text("vwxyz ", min_size=1).filter(str.strip))
def test_what_is_not_there_is_not_found(text, words):
    """Other letters are other words, however they are looked for."""
    assert anchor(TextQuoteSelector(exact=words), text) is None


@law
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=40), st.text(max_size=40))
def test_any_quotation_may_be_looked_for_in_any_text(text, exact, prefix, suffix):
    """What is found is a range of the text, and says how it was found."""
    place = anchor(TextQuoteSelector(exact=exact, prefix=prefix, suffix=suffix), text)
    if place is None:
        return
    assert 0 <= place.start <= place.end <= len(text)
    assert (place.start == place.end) == (not exact.strip())
    assert 0 <= place.score <= 1
    if place.method == "exact" and exact.strip():
        assert text[place.start : place.end] == exact.strip()
    if place.method == "normalised" and exact.strip():
        assert fold(exact).text in fold(text[place.start : place.end]).text


@law
@given(st.text())
def test_a_folded_text_leads_back(text):
    """Each code point of it was made from the one at its offset, in order."""
    folded = fold(text)
    assert "".join(fold(text[offset]).text for offset in dict.fromkeys(folded.offsets)) == folded.text
    assert list(folded.offsets) == sorted(folded.offsets)
    assert fold(folded.text).text == folded.text


def test_a_stricter_search_finds_no_looser_place():
    """A caller that writes letter by letter says so."""
    text = "He called it “very quiet”."
    assert anchor(TextQuoteSelector(exact='"very quiet"'), text, loosest="exact") is None
    assert anchor(TextQuoteSelector(exact='"very quite"'), text, loosest="normalised") is None
    assert anchor(TextQuoteSelector(exact='"very quite"'), text).method == "fuzzy"


def test_nothing_is_found_behind_a_barrier_or_across_it():
    """What is not searched is context all the same."""
    text = "One lake.\nOne lake.\nAnother lake."
    searched = SearchText(
        text=text, searched=f"{BARRIER * 10}One lake.{BARRIER}Another lake.", boundaries=(0, 10, 20, 33)
    )
    assert anchor(TextQuoteSelector(exact="One lake", prefix="lake."), searched).start == 10
    assert anchor(TextQuoteSelector(exact="One lake"), searched).start == 10
    assert anchor(TextQuoteSelector(exact="lake.Another"), searched, loosest="normalised") is None


def test_a_short_context_ends_where_its_block_does():
    """Of equal words in equal context the one is meant that begins its block, if the quotation does."""
    text = "Say yes\nyes and no"
    blocks = SearchText(text=text, searched=text, boundaries=(0, 7, 8, 18))
    assert anchor(TextQuoteSelector(exact="yes"), blocks).start == 4
    assert anchor(TextQuoteSelector(exact="yes", suffix=" and no"), blocks).start == 8


def test_a_deleted_sentence_does_not_lend_its_place_to_a_neighbour():
    """What is built alike led back to itself in the old text; without the old text it is only a likely place."""
    old = "In March the team counted 31 lakes. In June the team counted 42 lakes. Nobody expected so many."
    new = "In June the team counted 42 lakes. Nobody expected so many."
    quote = cut(old, 0, 35)
    assert anchor(quote, new).method == "fuzzy"
    assert anchor(quote, new, quoted_text=QuotedText(text=old, start=0)) is None


def test_an_edited_sentence_is_sure_if_it_leads_back():
    """Nine tenths of its letters, and what stood around it."""
    old = "It was late. The team counted forty bubbles under the ice. They went home. Nobody knew why."
    new = old.replace("bubbles", "bubble")
    place = anchor(cut(old, 13, 58), new, quoted_text=QuotedText(text=old, start=13))
    assert (new[place.start : place.end], place.sure) == ("The team counted forty bubble under the ice.", True)


def test_a_thousand_equal_words_take_no_long_time():
    """The context is compared letter by letter only where it may decide."""
    text = SearchText.of("word and word, " * 5_000)
    quotes = [TextQuoteSelector(exact="word", prefix="x" * CONTEXT, suffix=", word") for _ in range(100)]
    start = time.process_time()
    assert all(anchor(quote, text, loosest="normalised") for quote in quotes)
    assert time.process_time() - start < 5


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_folded_as_all_others_are(text):
    """The short way for ASCII gives what the long way gives."""
    folded, longer = fold(text), fold(f"{text}\u00e9")
    assert (folded.text, folded.offsets) == (longer.text[:-2], longer.offsets[:-2])


def test_changed_words_are_found_with_their_similarity():
    """So that a caller may ask for more than anchoring does."""
    text = "In March the team counted 31 lakes. In June the team counted 42 lakes. Nobody expected so many."
    place = anchor(TextQuoteSelector(exact="In June the team counted 43 ponds."), text)
    assert text[place.start : place.end].startswith("In June the team counted 42")
    assert 0.8 < place.similarity < 0.9


def test_of_equal_places_the_one_nearest_to_the_hint_is_taken():
    """Where it is expected weighs least, and decides where nothing else does."""
    text = "An old house. " * 9
    assert [anchor(TextQuoteSelector(exact="house"), text, hint=hint).start for hint in (None, 0, 60, 125)] == [
        7,
        7,
        63,
        119,
    ]

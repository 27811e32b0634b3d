"""Names of people, organisations and places: only what something in or around them tells."""

from __future__ import annotations

import time

import pytest

from digest.extract.annotators.people import MOST
from digest.extract.annotators.quotations import MOST as MOST_QUOTED
from digest.extract.annotators.quotations import quotations
from digest.extract.annotators.text_analysis import TextAnalysis


def reading(*paragraphs: str) -> TextAnalysis:
    return TextAnalysis(title="T", paragraphs=paragraphs)


@pytest.mark.parametrize(
    "text",
    [
        "The audit was led by Rosalind Etchegaray, who directed it.",
        "It was found by Rosalind Etchegaray, a botanist at the works.",
        "Dr Rosalind Etchegaray came.",
        "The ecologist Rosalind Etchegaray came.",
        "The mayor, Rosalind Etchegaray, came.",
        "Institutsleiterin Rosalind Etchegaray kam.",
        "“It is what we found there,” said Rosalind Etchegaray.",
        "In it Rosalind Etchegaray, 41, came first.",
        "There was Rosalind Etchegaray at first. “It is so,” said Etchegaray.",
    ],
)
def test_a_person_is_told_by_title_role_speech_or_apposition(text):
    """In each of these something says so."""
    assert reading(text).people.names == ("Rosalind Etchegaray",)


@pytest.mark.parametrize(
    "text",
    [
        "They read Quiet Harbour aloud.",
        "The White House, who knew, said nothing.",
        "Public Policy said nothing at all.",
        "I’m Rosalind, who directed it.",
        "On Monday Morning, who knows.",
        "On that day Pellard Moving said no. For Moving said that moving is hard.",
        "It is led by the chief Strategy Officer, who knows.",
        "Best Rural Ferry: Ann Moving, 5 Of 5, Dr Ann Moving",
    ],
)
def test_what_may_be_something_else_is_no_person(text):
    """A book, an office, a day."""
    assert reading(text).people.names == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He left the Kestrelmoor Institute of Technology.", "Kestrelmoor Institute of Technology"),
        ("She works at the University of Harrowmere in spring.", "University of Harrowmere"),
        ("It is owned by Pellard Works Ltd and others.", "Pellard Works Ltd"),
        ("Das Institut für Moorkunde in Harzenau prüft.", "Institut für Moorkunde"),
        ("L’Institut agronomique de Valmer a suivi.", "Institut agronomique de Valmer"),
        ("El Instituto de Estudios Costeros cuenta.", "Instituto de Estudios Costeros"),
        ("Ann Lee von der Technischen Universität Lindenau kam.", "Technischen Universität Lindenau"),
        ("The Ministry of Trade and Industry said no.", "Ministry of Trade and Industry"),
        ("It was the Bridge Safety Group (BSG) that asked.", "Bridge Safety Group"),
        ("It comes courtesy of the German-based Dock Solutions GmbH in the north.", "Dock Solutions GmbH"),
    ],
)
def test_an_organisation_has_a_word_that_says_so(text, name):
    """The whole name, and nothing behind it."""
    assert reading(text).organisations == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "The Institute said no.",
        "Local Council tax rose.",
        "Try Cloud Storage Service today.",
        "The Securities and Exchange Commission met.",
        "It was found by the National Center for Complementary and Integrative Health.",
        "They met at the Cobb Convention Center.",
        "Ron’s Trucking Corp was late.",
        "She took a class called Peace University.",
        "Best Local Mover: Zip Moving Inc",
    ],
)
def test_half_a_name_or_none_is_no_organisation(text):
    """A word alone, a product, what stands behind `and`."""
    assert reading(text).organisations == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They went to Norway.", "Norway"),
        ("They went to South Korea.", "South Korea"),
        ("They came to the village of Oberlinden.", "Oberlinden"),
        ("It stands in Aldersby, a town of mills.", "Aldersby"),
        ("They swam in Lake Orvik.", "Lake Orvik"),
        ("GENEVA, Jan. 8 — It was found.", "Geneva"),
        ("She died in Inverallan, Scotland.", "Inverallan"),
    ],
)
def test_a_place_is_known_or_called_one(text, name):
    """Countries and great cities by a list, others by what they are called."""
    assert name in reading(text).places


def test_a_place_within_another_name_is_none():
    """`Bank of England` is no `England`, Ann France is no `France`."""
    assert reading("The Bank of England met Dr Ann France and agreed.").places == ()
    assert reading("A tent of Sierra Designs is heavy.").places == ()
    assert reading("We loved Six Senses Zighy Bay most of all.").places == ()
    assert reading("The Stadia port of Rockstar’s game is slow.").places == ()
    assert reading("#5 North Carolina State University").places == ()


def test_a_clause_about_a_town_makes_no_place_of_the_word_before_it():
    """A relative clause begins as an apposition does; that one has a single article."""
    assert not reading("Das ist das Ergebnis einer Zählung, die die Stadt am Donnerstag vorgelegt hat.").places
    assert reading("Sie zogen nach Merlbach, die kleine Stadt am Fluss.").places == ("Merlbach",)


def test_a_gardener_of_the_town_is_named_without_the_profession():
    assert reading(
        "„Wir haben Bäume gepflanzt, die es nicht mehr gibt“, sagt Stadtgärtner Uwe Hennig."
    ).people.names == ("Uwe Hennig",)


def test_a_surname_of_two_people_stands_for_neither():
    """Also where only one of them is known as a person."""
    people = reading("Dr Ann Lee came with Bob Lee.", "Lee said so.").people
    assert people.names == ("Ann Lee",)
    assert people.of(("Lee",)) is None


def test_hostile_capitals_take_no_time():
    """Endless runs of capitals, hyphens and particles."""
    for text in (
        "A" * 50_000,
        "Aa " * 20_000,
        "A-" * 20_000,
        "Ann de " * 10_000,
        "University of " * 5_000,
        "Dr. " * 10_000,
    ):
        found = reading(text)
        assert found.people.names == ()
        assert found.organisations is not None
        assert found.places == ()


def test_a_book_of_names_takes_no_time():
    """Thousands of different people, organisations and quotations: the work does not grow with their square."""
    first = [
        f"{chr(65 + number % 26)}n{chr(97 + number // 26 % 26)}{chr(97 + number // 676)}o" for number in range(3000)
    ]
    text = " ".join(
        f"“This is what was found there,” said {name} {name}son of the {name} {name} Institute." for name in first
    )
    found = reading(text)
    begun = time.process_time()
    assert len(found.people.names) == MOST
    assert len(found.organisations) == MOST
    assert len(quotations(found)) == MOST_QUOTED
    assert time.process_time() - begun < 10

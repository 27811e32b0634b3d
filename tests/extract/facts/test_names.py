"""Names out of bylines and metadata."""

import pytest

from digest.extract.facts.names import byline, credit, given_first, house_names, pen_credit, pen_names, people


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe", ("Jane Doe", "John Roe")),
        ("By Dr. Ada Quill, 14 January 2025", ("Ada Quill",)),
        ("Issue 88 · Friday, January 17, 2025 · by Hyacinth Morrow", ("Hyacinth Morrow",)),
        ("Veröffentlicht am 20. Dezember 2024 von Annegret Möhlenkamp", ("Annegret Möhlenkamp",)),
        ("3 January 2025 – Words: Dagný Reesdóttir", ("Dagný Reesdóttir",)),
        ("Par Zoé de la Tour", ("Zoé de la Tour",)),
        ("BY ADA QUILL | SOUND POST", ("Ada Quill",)),
        ("By Meridian Science Wire", ()),
        ("By the river, a mill stood", ()),
        ("By Tuesday", ()),
    ],
)
def test_a_byline_names_persons(line: str, names: tuple[str, ...]) -> None:
    """Titles, days, roles and organisations are left out."""
    assert byline(line) == names


def test_metadata_names_persons_only() -> None:
    """Addresses, handles and organisations are no authors; nobody is named twice."""
    values = ["Ada Quill", "https://example.org/ada", "@ada", "Press Office", "[[Ada Quill]]", "Jon Roe; Eva Lind"]
    assert people(values) == ("Ada Quill", "Jon Roe", "Eva Lind")


@pytest.mark.parametrize(
    "line",
    [
        "By Ada Quill",
        "Ein Artikel von Ada Quill | 27.01.2022 - 12:45",
        "An essay by Ada Quill",
        "Written in haste by Ada Quill, 8 January 2025",
        "Autorin: Ada Quill, Hamburg",
        "8. Januar 2025 von Ada Quill",
    ],
)
def test_a_line_beside_a_title_credits_a_person(line: str) -> None:
    """What an author is named with stands before the name."""
    assert credit(line) == ("Ada Quill",)


@pytest.mark.parametrize(
    "line",
    [
        "The police found the house of Ada Quill",
        "Nine songs loved by Ada Quill",
        "The founders of Quill Works, Ada Quill",
    ],
)
def test_a_subtitle_that_names_a_person_credits_nobody(line: str) -> None:
    """A person of the story is not its author."""
    assert credit(line) == ()


def test_a_pen_name_is_one_word_between_its_cue_and_the_date() -> None:
    """Digits and all; a noun in a sentence is none."""
    assert pen_credit("Posted in News by ferry_man7 on August 3, 2019") == ("ferry_man7",)
    assert pen_credit("1. Januar 2016 von Fährfrau Ein Kommentar") == ("Fährfrau",)
    assert pen_credit("Written by the sea and the wind") == ()


def test_what_is_said_before_a_name_is_no_part_of_it() -> None:
    """`Text und Foto: Ada Quill` names her alone, and `No Author` nobody."""
    assert people(["Text und Foto: Ada Quill"]) == ("Ada Quill",)
    assert pen_names(["No Author"]) == ()
    assert pen_names(["257 articles"]) == ()


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("Jane Doe Staff Writer", ("Jane Doe",)),
        ("Senior Editor Jane Doe", ("Jane Doe",)),
        ("Jane Doe, Senior Science Editor", ("Jane Doe",)),
        ("Daily Ferry Reporter", ()),
        ("Sound Post Staff", ()),
        ("Ada Quill, PhD", ("Ada Quill",)),
        ("Ada QuillAugust 5, 2024", ("Ada Quill",)),
        ("Ada Quill Updated on Monday", ("Ada Quill",)),
        ("Theresa May", ("Theresa May",)),
        ("ByAda Quill", ("Ada Quill",)),
        ("Byron Quill", ("Byron Quill",)),
        ("ada@example.org (Ada Quill)", ("Ada Quill",)),
        ("Ada Quill Ada Quill", ("Ada Quill",)),
        ("Quill, Ada; van der Berg, Jon", ("Ada Quill", "Jon van der Berg")),
        ("Ada Quill in Leith and North Berwick", ("Ada Quill",)),
        ("Ada Quill, Projektleiterin der HSS", ("Ada Quill",)),
    ],
)
def test_what_stands_around_a_name_is_left_out(value: str, names: tuple[str, ...]) -> None:
    """Roles, degrees, dates, places, addresses; a house whose role it is has no name of a person."""
    assert people([value]) == names


def test_a_name_with_its_surname_first_is_turned() -> None:
    """Only one that reads like a person's and cannot be a name with something else behind it."""
    assert given_first("Doe, Jane") == "Jane Doe"
    assert given_first("van der Doe, Jane K.") == "Jane K. van der Doe"
    assert given_first("Jane Doe, Editor") is None
    assert given_first("Harbour Review, Leith, Scotland") is None


def test_a_group_is_a_house_s_name_and_no_pen_name() -> None:
    """A company or an address is neither."""
    assert house_names(["Ferry Newsroom", "Example Shipping GmbH", "example.org"]) == ("Ferry Newsroom",)
    assert pen_names(["Ferry Newsroom", "ferryman"]) == ("ferryman",)

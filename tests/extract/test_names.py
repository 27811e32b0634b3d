"""Names out of bylines and metadata."""

import pytest

from digest.extract.names import byline, people


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

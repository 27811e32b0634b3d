"""The language of a text without a declaration."""

import pytest

from digest.classify.language import guess_language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ferry that had crossed the sound made its last trip, and nobody was there to wave at it."),
        ("de", "Die Fähre, die über den Sund fuhr, machte ihre letzte Fahrt, und es war niemand da, der winkte."),
        (
            "fr",
            "Le bateau qui traversait le détroit a fait son dernier voyage et personne n’était là pour le saluer dans le port.",
        ),
        (
            "es",
            "El barco que cruzaba el estrecho hizo su último viaje, y no había nadie para saludar a los que se fueron con él.",
        ),
        (None, "12 + 7 = 19"),
        (None, "Abracadabra simsalabim hokuspokus fidibus dreimal schwarzer Kater lirum larum Löffelstiel"),
    ],
)
def test_a_language_is_guessed_or_left_open(language: str | None, text: str) -> None:
    """Better none than a wrong one."""
    assert guess_language(text) == language

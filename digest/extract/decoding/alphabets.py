"""Which one-byte encoding a European text is in: that in which its letters make up the alphabet of one language.

Detectors that go by frequent letters find the encodings of Windows equally likely where a text has few letters beyond
ASCII, which a wrong one turns into letters as well (`è` into `č`, `ş` into `þ`). An alphabet tells them apart: no
language has both `ö` and `ø` beside `ì`. Windows-1252 is taken unless another one explains more letters, and for a text
in a Western language even then, as browsers do: foreign names in it may have letters of several languages. Only where
windows-1252 would put marks inside words (`Wa³êsa`) can it not be meant.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from digest.classify.language import guess_language

_ALPHABETS: Final = {
    "cp1252": (
        "àâæçèéêëîïôùûüÿœ", "äöüß", "áéíñóúü", "àáâãçéêíóôõúü", "àèéìîòóù", "èéëïöü", "åäöæøé", "áðéíóúýþæö",
        "àçèéíïòóúü",
    ),
    "cp1250": (
        "óąćęłńśźż", "áéíóúýčďěňřšťůž", "áäéíóôúýčďĺľňŕšťž", "áéíóöúüőű", "âîăşţșț", "čćđšž",
    ),
    "cp1254": ("âçîöûüğış",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}  # fmt: skip
"""Letters beyond ASCII: French, German, Spanish, Portuguese, Italian, Dutch, Nordic, Icelandic and Catalan; Polish,
Czech, Slovak, Hungarian, Romanian and Croatian; Turkish; Lithuanian, Latvian and Estonian."""

ENCODINGS: Final = tuple(_ALPHABETS)

_AMID = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f’‘–—…·\u00ad](?=[^\W\d_])")
"""A character inside a word that is not a letter: evidence against an encoding, since no text has it there."""


def european_encoding(body: bytes) -> str:
    """The encoding of a text in a European language, of which only the first bytes are needed."""
    western = body.decode("cp1252", "replace")
    has_marks_inside_words = any(not match[0].isalpha() for match in _AMID.finditer(western))
    if not has_marks_inside_words and guess_language(_TAG.sub(" ", western)) is not None:
        return "cp1252"
    shares = {encoding: _explained(body.decode(encoding, "replace"), encoding) for encoding in ENCODINGS}
    return max(ENCODINGS, key=lambda encoding: (shares[encoding], -ENCODINGS.index(encoding)))


_TAG = re.compile(r"<[^<>]{1,2000}>")


def _explained(text: str, encoding: str) -> float:
    """The share of letters beyond ASCII that are in the alphabet of one language, 0 to 1; 1 without such letters."""
    letters = Counter(letter for letter in text.lower() if letter > "\x7f" and letter.isalpha())
    marks = sum(1 for match in _AMID.finditer(text) if not match[0].isalpha())
    every = sum(letters.values()) + marks
    if not every:
        return 1.0
    return max(sum(letters[letter] for letter in dict.fromkeys(alphabet)) for alphabet in _ALPHABETS[encoding]) / every

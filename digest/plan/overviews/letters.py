"""Names under their first letters, in any script, as the index of a book has them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeVar

T = TypeVar("T")

_FOLDED: Final = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
})  # fmt: skip
"""Latin letters that Unicode does not take apart, by what they are looked up under."""

_CYRILLIC: Final = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя"
"""The alphabets of Russian and Ukrainian in one order, which is that of each of them."""

_CYRILLIC_PLACES: Final = {ord(letter): chr(0x430 + place) for place, letter in enumerate(_CYRILLIC)}

_KANA_ROWS: Final = "あかさたなはまやらわ"
"""The rows of the Japanese syllabary by their first kana; all of a row stand between these in Unicode."""

_HANGUL: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""First consonants of Hangul syllables, in the order of U+1100 and following."""

_HAN, _OTHER = "漢", "#"
"""Chinese characters, whose order only a dictionary knows; digits, signs, and names without a letter."""


def by_letter(items: Iterable[T], name: Callable[[T], str]) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Items under the first letters of their names, in their order; of two scripts that of more names first."""
    ordered = sorted(items, key=lambda item: collation(name(item)))
    groups: dict[str, list[T]] = {}
    for item in ordered:
        groups.setdefault(first_letter(name(item)), []).append(item)
    sizes: Counter[str] = Counter()
    for letter, group in groups.items():
        sizes[_script(letter)] += len(group)
    letters = sorted(groups, key=lambda letter: (letter != _OTHER, -sizes[_script(letter)]))
    return tuple([(letter, tuple(groups[letter])) for letter in letters])


def _script(letter: str) -> str:
    """The first word of a letter's name in Unicode, which is that of its script; of a sign that of no script."""
    return "" if letter == _OTHER else unicodedata.name(letter[0], "").split(" ", 1)[0]


@lru_cache(maxsize=4096)
def collation(name: str) -> tuple[bool, str, str]:
    """What sorts names: what has no letter first, then by letters without accents or case, then by the name itself."""
    folded = _folded(name).translate(_CYRILLIC_PLACES)
    return (first_letter(name) != _OTHER, folded, name)


@lru_cache(maxsize=4096)
def first_letter(name: str) -> str:
    """The letter under which a name is looked up: `É` under `E`, `ガ` under `か`, `서` under `ㅅ`."""
    first = _folded(name)[:1]
    if not first.isalpha():
        return _OTHER
    code = ord(first)
    if 0x1100 <= code < 0x1100 + len(_HANGUL):
        return _HANGUL[code - 0x1100]
    if "ぁ" <= first <= "ん":
        return _KANA_ROWS[max(bisect_right(_KANA_ROWS, first) - 1, 0)]
    return _HAN if unicodedata.name(first, "").startswith("CJK") else first.upper()


def _folded(name: str) -> str:
    """A name from its first letter or digit on, in lower case, without accents, in hiragana for katakana."""
    start = next((place for place, sign in enumerate(name) if sign.isalnum()), 0)
    return "".join(map(_plain, unicodedata.normalize("NFC", name[start:]).casefold())).translate(_FOLDED)


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in _CYRILLIC:
        return letter  # й is a letter of its own, not и with a sign
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return "".join(chr(ord(part) - 0x60) if "ァ" <= part <= "ヶ" else part for part in bare)

"""Which encoding a Japanese, Korean or Chinese text is in: that in which its most frequent characters come out.

The encodings use the same bytes, so that each reads most texts of the others without an error, but as rare characters.
"""

from __future__ import annotations

from typing import Final

_KANA: Final = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0x30A1, 0x30FB), 0x3001, 0x3002, 0x30FC)))
_HANGUL: Final = frozenset("이다는을의에가고하지한로사나기도어들은서자대인시정리부스일구전해그수보과으를")
_SIMPLIFIED: Final = frozenset("的一是不了在人有我他这中大来上国个到说们为子和你地出时年得就那要下以生会自")
_TRADITIONAL: Final = frozenset("的一是不了在人有我他這中大來上國個到說們為子和你地出時年得就那要下以生會自")
"""The most frequent characters, after the usual frequency lists."""

_FREQUENT: Final = (
    ("shift_jis", _KANA),
    ("euc_jp", _KANA),
    ("euc_kr", _HANGUL),
    ("gb18030", _SIMPLIFIED),
    ("big5", _TRADITIONAL),
)
_CERTAIN: Final = 0.12
"""Share of frequent characters among those beyond ASCII: a text has 0.2 to 0.6, one read wrongly less than 0.05."""


def east_asian_encoding(sample: bytes) -> str | None:
    """The encoding as Python calls it, or None where the text is in no such language."""
    shares = [(_share(sample.decode(encoding, "replace"), frequent), encoding) for encoding, frequent in _FREQUENT]
    share, encoding = max(shares, key=lambda pair: pair[0])
    return encoding if share >= _CERTAIN else None


def _share(text: str, frequent: frozenset[str]) -> float:
    """The share of frequent characters; those that could not be read count against it."""
    beyond = [character for character in text if character > "\x7f"]
    lost = sum(1 for character in beyond if character == "\ufffd")
    return sum(1 for character in beyond if character in frequent) / len(beyond) - lost / len(beyond) if beyond else 0.0

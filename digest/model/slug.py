"""Slugs that every system takes as the name of a file or folder.

A slug is in ASCII, or in the letters of its own script where a reading in Latin letters would say nothing to its
readers: python-slugify reads 日本語 in Chinese (`ri-ben-yu`) and leaves the vowels of مسح out (`msh`). Latin, Greek,
Cyrillic, Armenian and Georgian letters are romanised either way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_DEVICE: Final = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]", re.ASCII)
"""Names that Windows keeps for devices, whatever follows behind a dot (Microsoft Learn, "Naming Files, Paths,
and Namespaces")."""


FORBIDDEN: Final = '<>:"|?*\\'
"""Characters that no file name of Windows may hold (the same source)."""

_ROMANISED: Final = re.compile(
    "[\u0000-\u058f\u10a0-\u10ff\u1c80-\u1c8f\u1c90-\u1cbf\u1d00-\u1dbf\u1e00-\u1fff\u2c60-\u2c7f\u2d00-\u2d2f"
    "\u2de0-\u2dff\ua640-\ua69f\ua720-\ua7ff\uab30-\uab6f\ufb00-\ufb17]"
)
"""The blocks of the scripts that are romanised (Unicode 15)."""

_POINTS: Final = re.compile("[\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
"""Points and accents of Hebrew and Arabic, which people leave out, and the stroke that only stretches a word."""


def portable(slug: str) -> str:
    """The slug itself, or one with a word more where Windows would take it for a device: `con` -> `con-name`."""
    return f"{slug}-name" if _DEVICE.fullmatch(slug) else slug


def is_portable(name: str) -> bool:
    """Whether Windows, macOS and Linux all take the name of a file as it is."""
    stem = name.split(".", 1)[0].rstrip(" ").lower()
    odd = any(character in FORBIDDEN or ord(character) < 32 or ord(character) == 127 for character in name)
    return not odd and not name.endswith((".", " ")) and not _DEVICE.fullmatch(stem)


def in_own_letters(text: str, longest: int) -> str:
    """The slug of a text: words joined by hyphens, in lower case, in Normalization Form C; empty without a letter.

    Args:
        text: a title, or the name of a file.
        longest: UTF-8 bytes at most; what is longer ends with a whole word, or where a word is longer than that with
            a whole character.
    """
    text = _POINTS.sub("", unicodedata.normalize("NFKC", text)).lower()
    letters = "".join([character if _is_own(character) else _romanised(character) for character in text])
    words = [word for word in unicodedata.normalize("NFC", letters).split("-") if word]
    return _cut(words, longest)


def has_own_letters(text: str) -> bool:
    """Whether a text has letters that are not romanised."""
    return not text.isascii() and any(map(_is_own, unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=1024)
def _is_own(character: str) -> bool:
    """Whether a character is a letter, a digit or a sign on one, of a script that is not romanised."""
    return not _ROMANISED.match(character) and unicodedata.category(character)[0] in "LMN"


@lru_cache(maxsize=1024)
def _romanised(character: str) -> str:
    """A character in lower-case ASCII; a hyphen for what separates words, nothing for a mark on a letter."""
    if character.isascii():
        return character.lower() if character.isalnum() else "-"
    if unicodedata.category(character)[0] == "M":
        return ""
    from slugify import slugify  # noqa: PLC0415  (slow to import, seldom needed)

    return slugify(character) or "-"


def _cut(words: list[str], longest: int) -> str:
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer.encode()) > longest:
            break
        slug = longer
    return slug or "-".join(words[:1]).encode()[:longest].decode("utf-8", "ignore")

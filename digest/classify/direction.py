"""The direction in which a text is written: by its language, or by its letters."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from digest.model.words import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGES: Final = "ar arc arz ckb dv fa glk he iw khw lrc mzn nqo pnb ps rhg sd sdh syr ug ur ydd yi"
"""Languages whose usual script is written from right to left (Unicode CLDR, `characterOrder` of each locale)."""

_SCRIPT_CODES: Final = "adlm arab aran hebr mand mani mend nbat nkoo orkh palm phnx rohg samr sarb sogd syrc thaa"
"""Scripts that are written from right to left (ISO 15924)."""

_RTL_LANGUAGES, _RTL_SCRIPTS = frozenset(_LANGUAGES.split()), frozenset(_SCRIPT_CODES.split())

_LETTERS_RTL: Final = re.compile(
    "[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d5\u06fa-\u07ff\u0800-\u08c9\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001edff]"
)
"""Letters of these scripts (Unicode 15, bidirectional classes R and AL)."""

_BEGIN_NONE: Final = bytes({*range(256)}.difference(range(0xD6, 0xE1), (0xEF, 0xF0)))
"""The bytes with which none of these letters begins in UTF-8."""

_LETTER: Final = re.compile(r"[^\W\d_]")

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
"""What stands around a text that keeps its own order among words of the other direction (Unicode Annex 9, 2.4)."""

_SCRIPTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "Arab",
        re.compile("[\u0620-\u064a\u066e-\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]"),
    ),
    ("Hebr", re.compile("[\u05d0-\u05f2\ufb1d-\ufb4f]")),
    ("Syrc", re.compile("[\u0710-\u074a]")),
    ("Thaa", re.compile("[\u0780-\u07a5]")),
    ("Nkoo", re.compile("[\u07ca-\u07ea]")),
)
"""The scripts by which a text without a language is told to be written from right to left."""


@lru_cache(maxsize=512)
def direction_of(language: str) -> Direction:
    """The direction of a language.

    Args:
        language: a BCP 47 tag; its script comes first, so that `az-Arab` runs from right to left and `ar-Latn` does
            not.
    """
    first, *others = language.lower().replace("_", "-").split("-")
    script = next((part for part in others[:2] if len(part) == 4 and part.isalpha()), "")
    return "rtl" if (script in _RTL_SCRIPTS if script else first in _RTL_LANGUAGES) else "ltr"


def direction_in(text: str) -> Direction | None:
    """The direction of most letters of a text; None where it has none.

    Most texts have no letter from right to left, and cost one look, those in ASCII not even that.
    """
    if not _has_rtl(text):
        return "ltr" if _LETTER.search(text) else None
    rtl = len(_LETTERS_RTL.findall(text))
    return "rtl" if 2 * rtl > len(_LETTER.findall(text)) else "ltr"


def undetermined_language(text: str, around: Direction) -> str | None:
    """The tag of a text in a language that is not known, but whose script runs the other way: `und-Arab`.

    Args:
        text: the text.
        around: the direction of the site's language.

    Returns:
        None for a text most of whose letters run as the site's language does.
    """
    way = direction_in(text)
    if way in (None, around):
        return None
    if way == "ltr":
        return "und"
    counts = {script: len(letters.findall(text)) for script, letters in _SCRIPTS}
    script = max(counts, key=lambda name: counts[name])
    return f"und-{script}" if counts[script] else None


def mixes(text: str, direction: Direction) -> bool:
    """Whether a text has a letter that is written in the other direction than what stands around it."""
    if direction == "ltr":
        return _has_rtl(text)
    return any(_LETTERS_RTL.match(letter) is None for letter in _LETTER.findall(text))


def _has_rtl(text: str) -> bool:
    """Whether a text has a letter from right to left; its bytes tell in a tenth of the time that most have none."""
    if text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _BEGIN_NONE):
        return False
    return _LETTERS_RTL.search(text) is not None


def in_order(parts: Sequence[str], separator: str, around: Direction) -> str:
    """Parts that follow each other in the direction around them, each in its own order.

    Numbers run on with the letters before them, and signs with what stands on both sides, so a day behind an Arabic
    name would stand before it, and `2026-01-02` among Arabic words would read `02-01-2026`.
    """
    if around == "ltr" and not any(mixes(part, around) for part in parts):
        return separator.join(parts)
    return separator.join(f"{FIRST_STRONG_ISOLATE}{part}{POP_ISOLATE}" for part in parts)

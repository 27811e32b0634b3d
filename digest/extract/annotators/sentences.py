"""Sentences as spans of a text: cut, never changed.

Rules in the manner of the Golden Rules of the `pragmatic_segmenter` project: a stop ends a sentence unless an
abbreviation, initial, number or lower-case word around it says otherwise. Chinese and Japanese stops always do.
"""

from __future__ import annotations

import re

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]“]*(?=\s|$)|[。！？]+[”」』）]*")

_ABBREVIATIONS_WORDS = (
    "dr mr mrs ms prof st sr jr gen col lt sgt rep sen gov pres hon rev capt etc vs cf al approx est "
    "fig figs no nos vol pp p ed eds jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co "
    "corp dept univ ca eg ie e.g i.e u.s u.k u.n a.m p.m z.b d.h u.a o.ä bzw usw ggf evtl inkl nr "
    "abs art bd hrsg s vgl tel str mio mrd m mme mlle mm av env sra srta dra ud uds pág núm ing sig "
    "dott"
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_WORDS.split())
_ENDING_ABBREVIATIONS_WORDS = "etc usw a.m p.m u.s u.k u.n inc ltd co corp jr al"
_ENDING_ABBREVIATIONS = frozenset(_ENDING_ABBREVIATIONS_WORDS.split())
"""Abbreviations that also end sentences: a capital after them decides."""

_LAST_WORD = re.compile(r"(?<!°)[\w.]*\w$")
_LETTER = re.compile(r"[^\W\d_]\.")
_OPENER = " \t\n\"'“„«‘([¿¡"


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The spans (start, end in code points) of the sentences of a paragraph.

    White space between them belongs to none.
    """
    spans = []
    start = 0
    for match in _STOP.finditer(text):
        if match.start() >= start and _ends(text, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(text)))
    return tuple(_trimmed(text, span) for span in spans if text[span[0] : span[1]].strip())


def _ends(text: str, stop: re.Match[str]) -> bool:
    if stop[0][0] in "。！？":
        return True
    rest = text[stop.end() : stop.end() + 12].lstrip(_OPENER)
    if rest and rest[0].islower():
        return False
    if stop[0][0] != ".":
        return True
    word = _LAST_WORD.search(text[max(0, stop.start() - 30) : stop.start()])
    return word is None or stop[0].startswith("...") or not _abbreviates(word[0], rest)


def _abbreviates(word: str, rest: str) -> bool:
    """Whether the full stop after a word belongs to the word."""
    lower = word.lower()
    if lower in _ENDING_ABBREVIATIONS:
        return bool(rest) and not rest[0].isupper()
    if lower in _ABBREVIATIONS:
        return lower != "no" or rest[:1].isdigit()
    if word.isdigit():
        return bool(rest) and len(word) <= 2 and _is_month(rest)
    return len(word) == 1 and (word.isupper() or bool(_LETTER.match(rest)))  # an initial, or the z. of z. B.


def _is_month(rest: str) -> bool:
    """Whether a German date continues with its month: `3. Januar`."""
    return rest[:3].lower() in {
        "jan",
        "feb",
        "mär",
        "apr",
        "mai",
        "jun",
        "jul",
        "aug",
        "sep",
        "okt",
        "nov",
        "dez",
    }


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())

"""Sentences as spans of a text: cut, never changed.

Rules in the manner of the Golden Rules of the `pragmatic_segmenter` project: a stop ends a sentence unless an
abbreviation, initial, number or lower-case word around it says otherwise. Chinese and Japanese stops always do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.dataclass import dataclass
from digest.extract.annotators.lexicon import SENTENCE_OPENERS

_MOST = 200
"""Sentences of a text; the rest is not studied."""

_AGENCY = r"\([\w ./]{2,30}\)"
_CITY = r"[A-ZÀ-Þ]\w+(?: [A-ZÀ-Þ]\w+){0,2}, [A-Z][\w.]{1,5}"
_DATELINE = re.compile(
    rf"{_CITY}(?:,? [A-Z]?\w+\.? \d{{1,2}},? \d{{4}})? ?(?:[—–]|--) (?=\S)"
    rf"|(?=[A-ZÀ-Þ]{{3}}|\()(?:[A-ZÀ-Þ]{{3,}}(?:[ ,]+(?:[A-ZÀ-Þ][\w.’'-]*|\d{{1,4}}|de|of))*,? ?)?"
    rf"(?:{_AGENCY} ?-|(?:{_AGENCY} ?)?(?:[—–]|--)) ?(?=\S)"
)
"""`GENEVA, Jan. 8, 2025 —`, `(Reuters) -`: the sentence begins behind it."""

_IN_SHORT = re.compile(
    r"(?:in short|in brief|tl;? ?dr|summary|abstract|the short version|bottom line|kurz gesagt|auf einen blick|en bref"
    r"|en resumen)\s*[:—–]\s*(?=\S)",
    re.IGNORECASE,
)
"""`In short: …`: the writer's own summary begins behind it."""

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]“]*(?=\s|$)|[。！？]+[”」』）]*")

_ABBREVIATIONS_WORDS = (
    "dr mr mrs ms prof st sr jr gen col lt sgt rep sen gov pres hon rev capt etc vs cf al approx est "
    "fig figs no nos vol pp p ed eds jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co "
    "corp dept univ ca eg ie e.g i.e u.s u.k u.n a.m p.m z.b d.h u.a o.ä bzw usw ggf evtl inkl nr "
    "abs art bd hrsg s vgl tel str mio mrd m mme mlle mm av env sra srta dra ud uds pág núm ing sig "
    "dott messrs lt maj adm cmdr supt atty assn bros calif ariz colo mich minn okla tenn wis ave blvd d.c ph.d m.d b.a "
    "m.a b.sc m.sc e.u"
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_WORDS.split())
_ENDING_ABBREVIATIONS_WORDS = "etc usw a.m p.m u.s u.k u.n e.u d.c ph.d m.d b.a m.a inc ltd co corp bros jr sr al"
_ENDING_ABBREVIATIONS = frozenset(_ENDING_ABBREVIATIONS_WORDS.split())
"""Abbreviations that also end sentences: where a word follows that begins them."""

_GERMAN_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
"""How the months begin with which a date may continue: `3. Januar`."""

_LAST_WORD = re.compile(r"(?<!°)[\w.]*\w$")
_FIRST_WORD = re.compile(r"\W")
_LETTER = re.compile(r"[^\W\d_]\.")
_OPENER = " \t\n\"'“„«‘([¿¡"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and where it stands.

    Attributes:
        text: verbatim.
        paragraph: its index.
        start, end: code points within the paragraph.
        is_announced: whether a dateline or `In short:` stands before it.
    """

    text: str
    paragraph: int
    start: int
    end: int
    is_announced: bool = False


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


def split(paragraphs: Sequence[str]) -> tuple[Sentence, ...]:
    """The first 200 sentences of some paragraphs."""
    every: list[Sentence] = []
    for number, text in enumerate(paragraphs):
        opening = _DATELINE.match(text) or _IN_SHORT.match(text)
        cut = opening.end() if opening else 0
        for start, end in ((max(start, cut), end) for start, end in sentences(text) if end > cut):
            every.append(
                Sentence(text=text[start:end], paragraph=number, start=start, end=end, is_announced=0 < cut == start)
            )
        if len(every) >= _MOST:
            break
    return tuple(every[:_MOST])


def _ends(text: str, stop: re.Match[str]) -> bool:
    if stop[0][0] in "。！？":
        return True
    rest = text[stop.end() : stop.end() + 16].lstrip(_OPENER)
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
        return bool(rest) and _FIRST_WORD.split(rest, 1)[0] not in SENTENCE_OPENERS
    if lower in _ABBREVIATIONS:
        return lower != "no" or rest[:1].isdigit()
    if word.isdigit():
        return bool(rest) and len(word) <= 2 and rest[:3].lower() in _GERMAN_MONTHS
    return len(word) == 1 and (word.isupper() or bool(_LETTER.match(rest)))  # an initial, or the z. of z. B.


def abbreviated(text: str) -> bool:
    """Whether a text ends with an abbreviation, so that more may have followed."""
    word = _LAST_WORD.search(text[:-1][-30:]) if text.endswith(".") else None
    return word is not None and (word[0].lower() in _ABBREVIATIONS or len(word[0]) == 1)


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    piece = text[span[0] : span[1]]
    return span[0] + len(piece) - len(piece.lstrip()), span[1] - len(piece) + len(piece.rstrip())

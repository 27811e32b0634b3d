"""The organisations that a text names: runs of capitalised words that hold a word for an organisation."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from digest.dataclass import dataclass
from digest.extract.annotators.capitalised_runs import NAME, WORD, Run
from digest.extract.annotators.lexicon import ACRONYMS, LEGAL_FORMS, ORGANISATIONS, PARTICLES, UPPER, forms

_OF: Final = re.compile(
    rf"(?: [a-zà-ÿ]{{5,14}})?(?: (?:of|for|für|der|des|de|del|du)(?: (?:the|la|las|los|les|den))? | (?:d|de l)[’'])"
    rf"{NAME}(?: (?:of|to|de) {NAME}){{0,2}}"
)
"""What extends an organisation's name: `of Social Statistics`, `océanographique de Valmer`."""

_AND: Final = re.compile(rf" (?:and|&|und|et|y|e) (?>{WORD})(?![ \u00a0][A-Z])")
_JOINED: Final = forms(
    "Ministry Department Laboratory School Institute Office Bureau Committee Commission Academy College Centre Center"
    " Institut Ministerium Universität Ministère Institut Instituto Ministerio Escuela"
)
_COMPOUND: Final = re.compile(
    r"\w{3,}(?:institut|universität|ministerium|behörde|verband|verein|gesellschaft|stiftung|hochschule|akademie"
    r"|zentrum|museum|bibliothek|station|genossenschaft)"
)
_MINISTRY: Final = re.compile(r"\w{5,}ministerium")
_LEADING: Final = forms(
    "Stiftung Genossenschaft Verband Verein Institut Universität Forschungsstation Hochschule Akademie Kabinett Museum"
    " Behörde Université Ministère Agence Fondation Académie Observatoire Universidad Instituto Ministerio Agencia"
    " Fundación Academia Consejo Observatorio Biblioteca Museo Federación Asociación Cooperativa Ayuntamiento"
)
_MOST_WORDS: Final = 8
MOST: Final = 100
"""Names of a text; they are compared with each other."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A mention of an organisation.

    Attributes:
        name: as it stands there.
        paragraph: its index.
        start, end: code points within the paragraph.
    """

    name: str
    paragraph: int
    start: int
    end: int


def organisations(paragraphs: Sequence[str], runs: Sequence[Run]) -> tuple[Organisation, ...]:
    """Every mention of an organisation, in the order of the text."""
    return tuple(mention for run in runs for mention in _of_run(paragraphs[run.paragraph], run))


def names(mentions: Sequence[Organisation], prose: Collection[int]) -> tuple[str, ...]:
    """The names in prose, in the order in which they are first mentioned.

    Of two names of which one begins the other, the longer is kept.
    """
    every = list(islice(dict.fromkeys(mention.name for mention in mentions if mention.paragraph in prose), MOST))
    return tuple(name for name in every if not any(other.startswith(f"{name} ") for other in every))


def _of_run(text: str, run: Run) -> Iterator[Organisation]:
    run = _without_origin(run)
    words = run.words
    head = next((at for at, word in enumerate(words) if word in ORGANISATIONS or _COMPOUND.fullmatch(word)), None)
    if head is None:
        yield from (Organisation(word, run.paragraph, run.start, run.end) for word in words if word in ACRONYMS)
        return
    head = _last_head(words, head)
    name, more = " ".join(words), ""
    if words[head] in LEGAL_FORMS:
        is_name = head > 0 and head == len(words) - 1
    elif head < len(words) - 1:
        is_name = words[head] in _LEADING or bool(_COMPOUND.fullmatch(words[head])) or words[head + 1] in PARTICLES
    else:
        more = _extension(text, run.end, words[head])
        is_name = bool(more) or _is_named(text, run, words, head)
    if is_name and len(words) <= _MOST_WORDS and _is_all(text, run, words, run.end + len(more), extended=bool(more)):
        yield Organisation(name + more, run.paragraph, run.start, run.end + len(more))


def _without_origin(run: Run) -> Run:
    """A run without what is said of an organisation before its name: `German-based`."""
    if not _ORIGIN.search(run.words[0]) or len(run.words) == 1:
        return run
    return replace(run, words=run.words[1:], start=run.start + len(run.words[0]) + 1)


def _is_all(text: str, run: Run, words: Sequence[str], end: int, *, extended: bool) -> bool:
    """Whether a name is whole: no word of it stands before or behind, and it is not a hall or a headline."""
    before = text[max(0, run.start - 30) : run.start]
    return not (
        words[0] in _PRAISE
        or (words[-1] in _CENTRES and not extended and not _VENUE.isdisjoint(words))
        or _HALF.search(before)
        or _CUT_BEFORE.search(before)
        or (extended and _CUT_BEHIND.match(text, end))
        or (" for " in text[run.end : end] and _CUT_IN.match(text, end))
    )


_ORIGIN: Final = re.compile(r"-(?:based|owned|run|backed|led|funded|listed)\Z")
_PRAISE: Final = forms("Best Top Leading Cheapest Biggest Largest Premier")
_CENTRES: Final = forms("Center Centre")
_VENUE: Final = forms(
    "Convention Congress Conference Arts Shopping Visitor Galleria Event Events Expo Exhibition Civic Sports Community"
    " Trade Entertainment Performing Energy Medical Health Data Call Contact Command Help"
)
_CUT_BEFORE: Final = re.compile(
    rf"[{UPPER}][\w.]*[’']s? \Z|[^\s.!?:”\"“]\s(?!The )[{UPPER}][a-z]+ \Z|(?:&|/|\bto) \Z|[{UPPER}0-9]\S* (?:for|of) \Z"
    r"|\b(?:called|titled|entitled|class|course|book|film|movie|podcast|novel|game) \Z"
)
"""`U.S. Attorney’s `, before `Office`; a word that runs leave out because it often begins a sentence."""

_CUT_BEHIND: Final = re.compile(rf" (?:and|&|or|of|for|und|et|y) [{UPPER}]")
_CUT_IN: Final = re.compile(rf" in [{UPPER}]")


def _last_head(words: Sequence[str], head: int) -> int:
    """The last of heads that follow each other: `University College`, `Hospital Trust`."""
    while head + 1 < len(words) and words[head + 1] in ORGANISATIONS:
        head += 1
    return head


def _is_named(text: str, run: Run, words: Sequence[str], head: int) -> bool:
    """Whether what stands before a head makes a name of it: any, but weak heads want an article or an acronym."""
    if len(words) == 1 and _MINISTRY.fullmatch(words[0]):
        return True
    if head == 0 or _HALF.search(text, max(0, run.start - 30), run.start):
        return False
    if words[head] not in _WEAK:
        return not (run.opens and len(words) == 2 and words[0] in _COMMON)
    return bool(_ARTICLE.search(text, max(0, run.start - 8), run.start) or _ACRONYM.match(text, run.end))


_COMMON: Final = forms("Local National Public Private Primary High Big City State Every Open")
_WEAK: Final = forms(
    "Service Office Company Center Centre Society Library Initiative Fund Trust Partnership Group Union Guild Agency"
    " Alliance Collective Bank Assembly School Association Bureau"
)
"""Words that a shop's or a product's name has as often, and headlines."""

_ARTICLE: Final = re.compile(r"(?:\b[Tt]he|[Dd]ie|[Dd]er|[Dd]as|[Ll][ae]|[Ee]l) \Z|(?:l|L)[’']\Z|[’']s \Z")
_ACRONYM: Final = re.compile(r" \([A-Z]{2,8}\)")
_HALF: Final = re.compile(rf"[{UPPER}]\w+ (?:and|&|or|und|et|y) \Z")
"""Stands before the second half of a name: `Securities and `, before `Exchange Commission`."""


def _extension(text: str, end: int, head: str) -> str:
    match = _OF.match(text, end)
    if match is None:
        return ""
    joined = _AND.match(text, match.end()) if head in _JOINED else None
    return match[0] + (joined[0] if joined else "")

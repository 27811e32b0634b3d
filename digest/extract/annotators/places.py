"""The places that a text names: those of a short list, and those that are called a town, a lake, a county."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from digest.extract.annotators.capitalised_runs import Run
from digest.extract.annotators.lexicon import (
    COMPOUND_PLACES,
    ORGANISATIONS,
    PLACE_FIRST,
    PLACE_LAST,
    PLACES,
    SETTLEMENT,
    THINGS,
    UPPER,
)

MOST: Final = 100
"""Names of a text."""

_DATELINE: Final = re.compile(
    rf"([{UPPER}]{{3,}}(?: [{UPPER}]{{3,}}){{0,2}})(?:, [^—–]{{0,40}}| \([^)]{{2,12}}\))? ?[—–]"
)
_CALLED_BEFORE: Final = re.compile(rf"\b(?:{SETTLEMENT}) (?:of |de |d’)\Z")
_CUT_BEFORE: Final = re.compile(rf"[^\s.!?:”\"“]\s[{UPPER}][a-z]+ \Z")
"""A capitalised word that runs leave out because it often begins a sentence: `Six `, before `Senses Bay`."""

_THINGS: Final = (THINGS | {"Designs", "Brand", "Brewing"}) - PLACE_FIRST - PLACE_LAST
_SETTLEMENT_ENDINGS: Final = ("stadt", "dorf", "Stadt", "Dorf", "Gemeinde", "gemeinde", "Insel", "insel")
# With a second article, what follows is a clause (`Zählung, die die Stadt vorlegt`) and says nothing of the name.
_CALLED_AFTER: Final = re.compile(
    r", (?:a|an|the|ein|eine|eine[rm]|un|une|una|das|die|der|le|la|el) "
    rf"(?:(?!(?:the|der|die|das|den|dem|des|el) )[\w’'-]+ ){{0,3}}?(?:\w*stadt|\w*dorf|{SETTLEMENT})\b"
)

_IN_BEFORE: Final = re.compile(r"\b(?:in|at|near|from|of) \Z")
_COUNTRY_AFTER: Final = re.compile(rf", (?:{'|'.join(sorted(PLACES))})\b")


def places(
    paragraphs: Sequence[str], runs: Sequence[Run], others: Collection[str], prose: Collection[int]
) -> tuple[str, ...]:
    """The names in the order in which they are first mentioned.

    Args:
        paragraphs: of the text.
        runs: its capitalised words, without organisations.
        others: names, and words of names, that are of people.
        prose: the paragraphs in which places are looked for that are on no list.
    """
    names: dict[str, None] = {}
    dateline = _DATELINE.match(paragraphs[0]) if paragraphs else None
    if dateline and not dateline[1].startswith(("IN ", "THE ")):
        names[dateline[1].title()] = None
    for run in runs:
        name = run.name
        if name in names or name in others:
            continue
        if is_listed(run) or (run.paragraph in prose and is_place(paragraphs[run.paragraph], run)):
            names[name] = None
    return tuple(islice(names, MOST))


def is_listed(run: Run) -> bool:
    """Whether a run is one of the places that are known."""
    return run.name in COMPOUND_PLACES or (len(run.words) == 1 and run.name in PLACES)


def is_place(text: str, run: Run) -> bool:
    """Whether a run is a place by its own words or by what stands around it."""
    words = run.words
    if any(word in ORGANISATIONS for word in words) or len(words) > 3:
        return False
    if len(words) > 1 and (words[-1] in PLACE_LAST or words[0] in PLACE_FIRST):
        whole = not _CUT_BEFORE.search(text, max(0, run.start - 24), run.start)
        return whole and _THINGS.isdisjoint(words) and not (run.opens and words[0] in PLACE_LAST)
    before = text[max(0, run.start - 24) : run.start]
    if before.endswith((" of ", " de ", " d’")) and _CALLED_BEFORE.search(before):
        return True
    if before.rstrip().endswith(_SETTLEMENT_ENDINGS):
        return True
    if not text.startswith(", ", run.end):
        return False
    return bool(
        _CALLED_AFTER.match(text, run.end) or (_IN_BEFORE.search(before) and _COUNTRY_AFTER.match(text, run.end))
    )

"""Who says what: quotations of at least four words whose speaker the text names beyond doubt.

Taken are the ways in which newspapers attribute speech: a verb of speech with a name behind or before the quotation
("…," said Ann Lee; Ann Lee warned: "…"), with a pronoun where only one person can be meant, and what is quoted on in
the same breath ("…," she said. "…"). After O'Keefe, Pareti, Curran, Koprinska and Honnibal, "A Sequence Labelling
Approach to Quote Attribution" (2012), whose rules for English newspapers these extend. What remains is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from digest.extract.annotators.capitalised_runs import Run
from digest.extract.annotators.lexicon import VERB
from digest.extract.annotators.people import is_shaped
from digest.extract.annotators.quotation_marks import Quoted, quoted
from digest.extract.annotators.sentences import sentences
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.model.findings import Quotation

LEAST_WORDS: Final = 4
MOST: Final = 8
LONGEST: Final = 300
"""Code points of a quotation; a longer one is cut at the end of a sentence."""

_STUDIED: Final = 300
"""Quotations of a text that are looked at."""

SHARE: Final = 0.2
"""Of the text, so much may be quoted in all."""

_PRONOUN: Final = "(?:he|she|er|sie|il|elle|él|ella)"
_ADVERB: Final = r"(?:[a-z]+ly |then |later |once |also |dann |später |noch )?"
_VERB_AFTER: Final = re.compile(rf",?\s?(?:so|{_ADVERB}(?:a |ha |hat )?{VERB})(?:,| lors)? ")
_PRONOUN_AFTER: Final = re.compile(
    rf",?\s?(?:{_PRONOUN} {_ADVERB}{VERB}|{VERB} {_PRONOUN}"
    r"|(?:dit|explique|ajoute|affirme|raconte|prévient|avoue|précise|souligne|estime)-(?:t-)?(?:il|elle)"
    rf"|a-t-(?:il|elle) {VERB}|(?:a-t-(?:il|elle) )?dit|(?:dijo|afirmó|explicó|añadió|señaló)(?=[.,;]))\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"(?:l[’'])?(?:[a-zà-ÿ-]+ ){0,3}(?:[a-zà-ÿ-]+, )?")
_NOT_BETWEEN: Final = re.compile(
    r"\b(?:of|for|to|by|with|about|that|in|at|von|für|über|de|du|pour|a|an|zu|mit|y|and|und)\b"
)
_VERB_NEXT: Final = re.compile(rf"(?:, [^,.“”]{{3,90}},)? {_ADVERB}(?:a |ha |hat )?{VERB}\b")
_ACCORDING: Final = re.compile(r",?\s?(?:according to|laut|selon|d’après|según) ")
_LEADS_IN: Final = re.compile(rf"{VERB}\b[^.!?;]{{0,40}}[:,]?\s*\Z")
_SAYS: Final = re.compile(rf"{VERB}\b|\A\W*\Z|-(?:il|elle)\b")
_CLAUSE: Final = re.compile(r"[.!?;:]\s+")
_SENTENCE_END: Final = re.compile(r"[.!?…]\s")


@dataclass(frozen=True, slots=True)
class _Speech:
    """Something quoted, and who says it as far as that is known."""

    quoted: Quoted
    text: str
    speaker: str | None


def quotations(reading: TextAnalysis) -> tuple[Quotation, ...]:
    """The quotations of an article: verbatim, in order, each with its speaker."""
    found = quoted(reading.paragraphs)[:_STUDIED]
    if not found:
        return ()
    speeches = [each for each in _joined(reading, _attributed(reading, found)) if len(each.text.split()) >= LEAST_WORDS]
    return tuple(Quotation(text=each.text, speaker=each.speaker) for each in _chosen(reading, speeches) if each.speaker)


def _attributed(reading: TextAnalysis, found: Sequence[Quoted]) -> Iterator[_Speech]:
    """Each quotation with its speaker: by its own words, or as the going on of the one before."""
    before: _Speech | None = None
    for at, this in enumerate(found):
        text = reading.paragraphs[this.paragraph]
        following = found[at + 1] if at + 1 < len(found) and found[at + 1].paragraph == this.paragraph else None
        limit = following.start - 1 if following else len(text)
        begins = before.quoted.end + 1 if before and before.quoted.paragraph == this.paragraph else 0
        speaker = _after(reading, this, limit) or _ahead(reading, this, begins)
        if speaker is None and before and before.speaker and _goes_on(reading, before, this):
            speaker = before.speaker
        before = _Speech(this, text[this.start : this.end].strip(), speaker)
        yield before


def _after(reading: TextAnalysis, this: Quoted, limit: int) -> str | None:
    """The speaker whom the words behind a quotation name."""
    text, at = reading.paragraphs[this.paragraph], this.end + 1
    if match := _PRONOUN_AFTER.match(text, at, limit):
        return _meant(reading, this) if match else None
    if match := _VERB_AFTER.match(text, at, limit) or _ACCORDING.match(text, at, limit):
        run = _next_run(reading, this.paragraph, match.end())
        if run is None or run.start >= limit or run.start - match.end() > 40:
            return None
        between = text[match.end() : run.start]
        good = _BETWEEN.fullmatch(between) and not _NOT_BETWEEN.search(between)
        return reading.people.of(run.words) if good else None
    run = _next_run(reading, this.paragraph, at)
    if run and text[at : run.start].strip(" ,") == "" and _VERB_NEXT.match(text, run.end, limit):
        return reading.people.of(run.words)
    return None


def _ahead(reading: TextAnalysis, this: Quoted, begins: int) -> str | None:
    """The speaker whom the clause before a quotation names: its first words, with a verb of speech behind them."""
    text = reading.paragraphs[this.paragraph]
    clause = begins
    lead = text[begins : this.start - 1]
    for stop in _CLAUSE.finditer(lead.rstrip()):
        clause = begins + stop.end()
    led = text[clause : this.start - 1]
    if not _LEADS_IN.search(led):
        return None
    if re.match(rf"{_PRONOUN} {_ADVERB}{VERB}", led, re.IGNORECASE):
        return _meant(reading, replace(this, start=clause + 1))
    run = _next_run(reading, this.paragraph, clause)
    if run is None or run.end > this.start or not _VERB_NEXT.match(text, run.end):
        return None
    between = text[clause : run.start].lstrip('”“"» ,')
    good = len(between.split()) <= 3 and not _NOT_BETWEEN.search(between.lower())
    return reading.people.of(run.words) if good else None


def _meant(reading: TextAnalysis, this: Quoted) -> str | None:
    """The one person a pronoun can mean: the only one named before in the paragraph, else in the one before it."""
    here = _named(reading, this.paragraph, this.start)
    if here:
        return here[0] if len(here) == 1 else None
    if this.paragraph == 0:
        return None
    above = _named(reading, this.paragraph - 1, None)
    return above[0] if len(above) == 1 else None


def _named(reading: TextAnalysis, paragraph: int, end: int | None, begin: int = 0) -> list[str | None]:
    """The people named in part of a paragraph; None for runs that might be names without being known as such."""
    known = dict.fromkeys(
        reading.people.of(run.words)
        for run in reading.runs_of(paragraph)
        if begin <= run.start
        and (end is None or run.end < end)
        and (reading.people.of(run.words) or is_shaped(run.words))
    )
    return list(known)


def _next_run(reading: TextAnalysis, paragraph: int, at: int) -> Run | None:
    return next((run for run in reading.runs_of(paragraph) if run.start >= at), None)


def _goes_on(reading: TextAnalysis, before: _Speech, this: Quoted) -> bool:
    """Whether nothing but the attribution stands between two quotations of one speech."""
    if this.paragraph == before.quoted.paragraph + 1:
        return not before.quoted.closed and this.start == 1
    if this.paragraph != before.quoted.paragraph:
        return False
    gap = reading.paragraphs[this.paragraph][before.quoted.end + 1 : this.start - 1]
    named = _named(reading, this.paragraph, this.start, before.quoted.end)
    if any(name != before.speaker for name in named) or not _SAYS.search(gap):
        return False
    return len(gap) <= 200 and gap.rstrip()[-1:] in ".,;:" and len(sentences(gap)) == 1


def _joined(reading: TextAnalysis, speeches: Iterator[_Speech]) -> Iterator[_Speech]:
    """A sentence that its attribution interrupts is one again: `“If so,” she said, “it is over.”`."""
    held: _Speech | None = None
    for this in speeches:
        if held and this.speaker and this.speaker == held.speaker and _interrupted(reading, held.quoted, this.quoted):
            held = _Speech(this.quoted, f"{_stem(held.text)} {this.text}", this.speaker)
            continue
        if held:
            yield held
        held = this
    if held:
        yield held


def _stem(text: str) -> str:
    """The beginning of an interrupted sentence; behind a few words the comma is that of the attribution."""
    bare = text.rstrip(",; ")
    return bare if len(bare.split()) <= _FEW else f"{bare},"


_FEW: Final = 3


def _interrupted(reading: TextAnalysis, before: Quoted, this: Quoted) -> bool:
    text = reading.paragraphs[this.paragraph]
    gap = text[before.end + 1 : this.start - 1] if this.paragraph == before.paragraph else ""
    return gap.rstrip().endswith(",") and len(gap) <= 200 and text[this.start : this.start + 1].islower()


def _chosen(reading: TextAnalysis, speeches: Sequence[_Speech]) -> list[_Speech]:
    """As many as may be quoted: of every speaker the longest first."""
    cut = [_cut(each) for each in speeches if each.speaker]
    rank: Counter[str | None] = Counter()
    ranked: list[tuple[int, int, int]] = []
    for at in sorted(range(len(cut)), key=lambda at: -len(cut[at].text)):
        ranked.append((rank[cut[at].speaker], -len(cut[at].text), at))
        rank[cut[at].speaker] += 1
    left = max(LONGEST, int(SHARE * sum(map(len, reading.paragraphs))))
    taken = []
    for _, length, at in sorted(ranked)[:MOST]:
        if left + length >= 0:
            taken.append(at)
            left += length
    return [cut[at] for at in sorted(taken)]


def _cut(speech: _Speech) -> _Speech:
    """The speech without the comma before its attribution, cut at the end of a sentence where it is long."""
    text = speech.text.rstrip(" ,;")
    if len(text) > LONGEST:
        end = max((stop.end() - 1 for stop in _SENTENCE_END.finditer(text, 0, LONGEST)), default=0)
        text = text[:end] if end else text[: text.rfind(" ", 0, LONGEST)] + " …"
    return replace(speech, text=" ".join(text.split()))

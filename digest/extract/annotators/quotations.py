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
from dataclasses import replace
from typing import Final

from digest.dataclass import dataclass
from digest.extract.annotators.capitalised_runs import Run
from digest.extract.annotators.lexicon import VERB
from digest.extract.annotators.people import is_name_shaped
from digest.extract.annotators.quotation_marks import Quoted, quoted
from digest.extract.annotators.summary.sentences import sentences
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.model.findings import Quotation

LEAST_WORDS: Final = 4
MOST: Final = 8
LONGEST: Final = 300
"""Code points of a quotation; a longer one is cut at the end of a sentence."""

_STUDIED: Final = 300
"""Quotations of a text whose speakers are looked for."""

SHARE: Final = 0.2
"""The share of the text that may be quoted in all."""

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
_OTHERS: Final = re.compile(r"[’'](?:s\b|(?= ))|,? (?:and|und|et|y|&) ")
"""Behind a name: `Ann Lee’s lawyer`, `Ann Lee and Bo Holm` speak, and not Ann Lee alone."""

_VERB_NEXT: Final = re.compile(rf"(?:, [^,.“”]{{3,90}},)? {_ADVERB}(?:a |ha |hat )?{VERB}\b")
_ACCORDING: Final = re.compile(r",?\s?(?:according to|laut|selon|d’après|según) ")
_LEADS_IN: Final = re.compile(rf"{VERB}\b[^.!?;]{{0,40}}[:,]?\s*\Z")
_VERB_WORD: Final = re.compile(rf"\b{VERB}\b")
_SAYS: Final = re.compile(rf"{VERB}\b|\A\W*\Z|-(?:il|elle)\b")
_CLAUSE: Final = re.compile(r"[.!?;:]\s+")


@dataclass(frozen=True, slots=True)
class _Speech:
    """A quotation with its speaker, or None where the speaker is not known."""

    quoted: Quoted
    text: str
    speaker: str | None


def quotations(analysis: TextAnalysis) -> tuple[Quotation, ...]:
    """The quotations of an article: verbatim, in order, each with its speaker."""
    quotes = quoted(analysis.paragraphs)[:_STUDIED]
    if not quotes:
        return ()
    joined = _joined(analysis, _attributed(analysis, quotes))
    speeches = [speech for speech in joined if is_speech(speech.text)]
    chosen = _chosen(analysis, speeches)
    return tuple(Quotation(text=speech.text, speaker=speech.speaker) for speech in chosen if speech.speaker)


def is_speech(text: str) -> bool:
    """Whether quoted words are a sentence, and not a piece of one, the title of a work or a word held at a distance."""
    words = text.split()
    if len(words) < LEAST_WORDS or words[0][0].islower():
        return False
    long = [word for word in words[1:] if len(word.strip(_MARKS)) > _SHORT_WORD]
    return not long or any(word.strip(_MARKS)[0].islower() for word in long)


_MARKS: Final = ".,;:!?…“”\"'‘’()-–—"
_SHORT_WORD: Final = 3
"""Letters of words that titles of works write small: `of`, `the`."""


def _attributed(analysis: TextAnalysis, quotes: Sequence[Quoted]) -> Iterator[_Speech]:
    """Each quotation with its speaker: named beside it, or that of the quotation which it continues."""
    before: _Speech | None = None
    for at, quote in enumerate(quotes):
        text = analysis.paragraphs[quote.paragraph]
        following = quotes[at + 1] if at + 1 < len(quotes) and quotes[at + 1].paragraph == quote.paragraph else None
        limit = following.start - 1 if following else len(text)
        begins = before.quoted.end + 1 if before and before.quoted.paragraph == quote.paragraph else 0
        speaker = _after(analysis, quote, limit) or _ahead(analysis, quote, begins)
        if speaker is None and before and before.speaker and _continues(analysis, before, quote):
            speaker = before.speaker
        before = _Speech(quote, text[quote.start : quote.end].strip(), speaker)
        yield before


def _after(analysis: TextAnalysis, quote: Quoted, limit: int) -> str | None:
    """The speaker whom the words behind a quotation name."""
    text, at = analysis.paragraphs[quote.paragraph], quote.end + 1
    if match := _PRONOUN_AFTER.match(text, at, limit):
        return _by_pronoun(analysis, quote) if match else None
    if match := _VERB_AFTER.match(text, at, limit) or _ACCORDING.match(text, at, limit):
        run = _next_run(analysis, quote.paragraph, match.end())
        if run is None or run.start >= limit or run.start - match.end() > 40:
            return None
        between = text[match.end() : run.start]
        good = _BETWEEN.fullmatch(between) and not _NOT_BETWEEN.search(between) and not _OTHERS.match(text, run.end)
        return analysis.people.of(run.words) if good else None
    run = _next_run(analysis, quote.paragraph, at)
    if run and text[at : run.start].strip(" ,") == "" and _VERB_NEXT.match(text, run.end, limit):
        return analysis.people.of(run.words)
    return None


def _ahead(analysis: TextAnalysis, quote: Quoted, begins: int) -> str | None:
    """The speaker whom the clause before a quotation names: its first words, with a verb of speech behind them."""
    text = analysis.paragraphs[quote.paragraph]
    clause = begins
    lead = text[begins : quote.start - 1]
    for stop in _CLAUSE.finditer(lead.rstrip()):
        clause = begins + stop.end()
    led = text[clause : quote.start - 1]
    if not _LEADS_IN.search(led) or len(_VERB_WORD.findall(led)) > 1:
        return None  # `Ann Lee said her mother told her: “…”`
    if re.match(rf"{_PRONOUN} {_ADVERB}{VERB}", led, re.IGNORECASE):
        return _by_pronoun(analysis, replace(quote, start=clause + 1))
    run = _next_run(analysis, quote.paragraph, clause)
    if run is None or run.end > quote.start or not _VERB_NEXT.match(text, run.end):
        return None
    between = text[clause : run.start].lstrip('”“"» ,')
    good = len(between.split()) <= 3 and not _NOT_BETWEEN.search(between.lower())
    return analysis.people.of(run.words) if good else None


def _by_pronoun(analysis: TextAnalysis, quote: Quoted) -> str | None:
    """The one person a pronoun can mean: the only one named before in the paragraph, else in the one before it.

    Nobody, where somebody without a name (`her mother`, `the officer`) is spoken of behind the name.
    """
    here = _people_named(analysis, quote.paragraph, quote.start)
    if here:
        return _only(analysis, here, quote.paragraph, quote.start)
    if quote.paragraph == 0 or _UNNAMED.search(analysis.paragraphs[quote.paragraph], 0, quote.start):
        return None
    above = _people_named(analysis, quote.paragraph - 1, None)
    return _only(analysis, above, quote.paragraph - 1, len(analysis.paragraphs[quote.paragraph - 1]))


def _only(analysis: TextAnalysis, named: Sequence[str | None], paragraph: int, end: int) -> str | None:
    """The only person named in a paragraph before a place, if nobody without a name stands behind the name."""
    if len(named) != 1:
        return None
    runs = [run for run in analysis.runs_of(paragraph) if run.end < end and analysis.people.of(run.words)]
    last = runs[-1].end if runs else 0
    return None if _UNNAMED.search(analysis.paragraphs[paragraph], last, end) else named[0]


_UNNAMED: Final = re.compile(
    r"\b(?:his|her|their|the|another|my) (?:\w+ ){0,2}?(?:mother|father|wife|husband|partner|son|daughter|brother"
    r"|sister|friend|boss|colleague|neighbou?r|lawyer|attorney|spokes(?:man|woman|person)|officer|man|woman|boy|girl"
    r"|doctor|nurse|teacher|driver|victim|suspect|patient|customer|client|fan|source|official|aide|judge|coach"
    r"|girlfriend|boyfriend|aunt|uncle|grandmother|grandfather|mom|dad|mum)\b",
    re.IGNORECASE,
)


def _people_named(analysis: TextAnalysis, paragraph: int, end: int | None, begin: int = 0) -> list[str | None]:
    """The people named in part of a paragraph; None for runs that might be names without being known as such."""
    known = dict.fromkeys(
        analysis.people.of(run.words)
        for run in analysis.runs_of(paragraph)
        if begin <= run.start
        and (end is None or run.end < end)
        and (analysis.people.of(run.words) or is_name_shaped(run.words))
    )
    return list(known)


def _next_run(analysis: TextAnalysis, paragraph: int, at: int) -> Run | None:
    return next((run for run in analysis.runs_of(paragraph) if run.start >= at), None)


def _continues(analysis: TextAnalysis, before: _Speech, quote: Quoted) -> bool:
    """Whether nothing but the attribution stands between two quotations of one speech."""
    if quote.paragraph == before.quoted.paragraph + 1:
        return not before.quoted.closed and quote.start == 1
    if quote.paragraph != before.quoted.paragraph:
        return False
    gap = analysis.paragraphs[quote.paragraph][before.quoted.end + 1 : quote.start - 1]
    named = _people_named(analysis, quote.paragraph, quote.start, before.quoted.end)
    if any(name != before.speaker for name in named) or not _SAYS.search(gap):
        return False
    return len(gap) <= 200 and gap.rstrip()[-1:] in ".,;:" and len(sentences(gap)) == 1


def _joined(analysis: TextAnalysis, speeches: Iterator[_Speech]) -> Iterator[_Speech]:
    """Join a sentence that its attribution interrupts: `“If so,” she said, “it is over.”`."""
    pending: _Speech | None = None
    for quote in speeches:
        if (
            pending
            and quote.speaker
            and quote.speaker == pending.speaker
            and _interrupted(analysis, pending.quoted, quote.quoted)
        ):
            pending = _Speech(quote.quoted, f"{_stem(pending.text)} {quote.text}", quote.speaker)
            continue
        if pending:
            yield pending
        pending = quote
    if pending:
        yield pending


def _stem(text: str) -> str:
    """The beginning of an interrupted sentence; behind a few words the comma is that of the attribution."""
    bare = text.rstrip(",; ")
    return bare if len(bare.split()) <= _FEW else f"{bare},"


_FEW: Final = 3


def _interrupted(analysis: TextAnalysis, before: Quoted, quote: Quoted) -> bool:
    text = analysis.paragraphs[quote.paragraph]
    gap = text[before.end + 1 : quote.start - 1] if quote.paragraph == before.paragraph else ""
    return gap.rstrip().endswith(",") and len(gap) <= 200 and text[quote.start : quote.start + 1].islower()


def _chosen(analysis: TextAnalysis, speeches: Sequence[_Speech]) -> list[_Speech]:
    """As many as may be quoted: the longest of every speaker, then the second longest of each, and so on."""
    cut = [_cut(speech) for speech in speeches if speech.speaker]
    rank: Counter[str | None] = Counter()
    ranked: list[tuple[int, int, int]] = []
    for at in sorted(range(len(cut)), key=lambda at: -len(cut[at].text)):
        ranked.append((rank[cut[at].speaker], -len(cut[at].text), at))
        rank[cut[at].speaker] += 1
    left = max(LONGEST, int(SHARE * sum(map(len, analysis.paragraphs))))
    chosen = []
    for _, length, at in sorted(ranked)[:MOST]:
        if left + length >= 0:
            chosen.append(at)
            left += length
    return [cut[at] for at in sorted(chosen)]


def _cut(speech: _Speech) -> _Speech:
    """The speech without the comma before its attribution, cut at the end of a sentence where it is long."""
    text = speech.text.rstrip(" ,;")
    if len(text) > LONGEST:
        end = max((end for _, end in sentences(text) if end <= LONGEST), default=0)
        text = text[:end] if end else text[: text.rfind(" ", 0, LONGEST)] + " …"
    return replace(speech, text=" ".join(text.split()))

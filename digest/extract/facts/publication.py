"""The day a text was published, with its evidence; inferred where the text names no year.

The order of trust: metadata, the address, datelines and bylines, the file's name, a full date beside a cue
at either end of the text, a date in digits that can be read two ways, the day of an update, a day without a year.
A day after the reference day cannot be the day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from digest.dataclass import dataclass
from digest.extract.facts.dateline_candidates import dated_lines, dateline_candidates
from digest.extract.facts.dates import mentions
from digest.extract.facts.document import Dated, Document
from digest.extract.facts.mention import Mention, day_of
from digest.extract.facts.slashed_dates import read_slashed, slashed_dates
from digest.model.annotation import CONTEXT, HOW_TO_CONFIRM, MACHINE, NO_YEAR, Annotation, TextQuoteSelector
from digest.model.article import INFERRED
from digest.model.source import Source

OF_UPDATE: Final = ", as that of an update"
"""The end of the evidence of a day of an update, which counts only where nothing names another."""

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19\d\d)([-/_]?)(\d\d)\2(\d\d)(?!\d)")
_CUE = re.compile(
    r"\b(?:(?:published|posted|first published|issued|veröffentlicht|erschienen|publié|paru|publicado)"
    r"|(?P<update>updated|modified|aktualisiert|geändert|mis à jour|modifié|actualizado))\b[^.!?\d]{0,30}$",
    re.IGNORECASE,
)
_DAY_CUE = re.compile(r"(?:\b(?:on|am|vom|le|el|den|since|of)|\b(?:the|del)|[,(—–])\s*\(?$", re.IGNORECASE)
_EARLY = 5
"""Paragraphs at the beginning in which a day without a year is looked for."""

_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTHS = tuple(_MONTH_NAMES.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The day of publication.

    Attributes:
        day: None where it is not known.
        basis: a short sentence; begins with `inferred` where a person should confirm it.
        annotation: marks the words from which a day was inferred, or None.
    """

    day: date | None
    basis: str
    annotation: Annotation | None = None


def find_publication(source: Source, document: Document, paragraphs: Sequence[str]) -> Publication:
    """The most trusted day that does not lie after the reference day."""
    possible = [dated for dated in candidates(source, document, paragraphs) if dated.day <= source.reference_day]
    called = [Publication(day=dated.day, basis=dated.evidence) for dated in possible]
    return (
        next((day for day in called if not day.basis.endswith(OF_UPDATE)), None)
        or _from_slashed(source, document)
        or next(iter(called), None)
        or _inferred(source, paragraphs)
        or Publication(day=None, basis="none, since neither the text nor its file says one; write it into date")
    )


def candidates(source: Source, document: Document, paragraphs: Sequence[str]) -> Iterator[Dated]:
    """Every day that the source names as that of its publication, most trusted first."""
    yield from document.stated
    yield from _in_address(document.source_url or "", "address")
    yield from document.dateline
    yield from _in_address(source.path.name, "file name")
    yield from sorted(_beside_cues(paragraphs), key=lambda dated: dated.evidence.endswith(OF_UPDATE))


def _beside_cues(paragraphs: Sequence[str]) -> Iterator[Dated]:
    """The full dates at either end of a text that are called those of publication or of an update."""
    ends = [*enumerate(paragraphs[:3]), *enumerate(paragraphs[3:][-3:], start=max(3, len(paragraphs) - 3))]
    for number, text in ends:
        for mention in mentions(text[:3000]):
            if mention.full and (cue := _CUE.search(text[: mention.start])):
                kind = OF_UPDATE if cue["update"] else ""
                yield Dated(day=mention.full, evidence=f"text, paragraph {number + 1}{kind}")


def _in_address(address: str, evidence: str) -> Iterator[Dated]:
    for match in _IN_ADDRESS.finditer(address[:2000]):
        if day := day_of(int(match[1]), int(match[3]), int(match[4])):
            yield Dated(day=day, evidence=evidence)


def _from_slashed(source: Source, document: Document) -> Publication | None:
    """The first date of the metadata or above the article that can be read two ways, as it is read most probably."""
    dated = [(value, slashed) for value in document.slashed for slashed in slashed_dates(value)]
    dated += [(line, slashed) for line in dateline_candidates(document) for slashed in slashed_dates(line)]
    if not dated:
        return None
    line, slashed = min(dated, key=lambda pair: _is_of_update(pair[0][: pair[1].start]))
    texts = [*dated_lines(document), *document.slashed, document.body[:_SEARCHED]]
    days = [mention.full for text in texts for mention in mentions(text) if mention.full]
    day, why = read_slashed(slashed, document, texts, days, source.reference_day)
    if day > source.reference_day:
        return None
    written = line[slashed.start : slashed.end]
    order = "month" if day == slashed.month_first else "day"
    return Publication(day=day, basis=f'{INFERRED}: "{written}" is read {order} first, {why}')


def _is_of_update(before: str) -> bool:
    cue = _CUE.search(before)
    return cue is not None and cue["update"] is not None


_SEARCHED: Final = 20_000
"""Code points of a body in which other dates are looked for."""


def _inferred(source: Source, paragraphs: Sequence[str]) -> Publication | None:
    """The first day without a year that a cue precedes, in the year that the rules of `_year` give it."""
    for number, text in enumerate(paragraphs[:_EARLY]):
        for mention in mentions(text[:3000]):
            cue = _DAY_CUE.search(text[: mention.start])
            if mention.year is not None or (cue is None and mention.weekday is None):
                continue
            year = _year(mention, source, paragraphs)
            if year is None:
                continue
            day, how = year
            words = text[mention.start : mention.end]
            quoted = f"{cue[0].strip(' (,—–')} {words}".strip() if cue else words
            return Publication(
                day=day,
                basis=f'{INFERRED} from "{quoted}" (paragraph {number + 1}), which names no year; {how}',
                annotation=_annotation(text, mention),
            )
    return None


def _year(mention: Mention, source: Source, paragraphs: Sequence[str]) -> tuple[date, str] | None:
    """The year of a day without one, and the rule that gave it.

    1. A weekday beside it: the latest year in which it fits.
    2. A full date within 45 days of it elsewhere in the text: that year.
    3. The latest year in which the day is not after the reference day.
    """
    latest = source.reference_day
    fits = [day for back in range(12) if (day := mention.in_year(latest.year - back)) and day <= latest]
    if not fits:
        return None
    if mention.weekday is not None:
        on_weekday = [day for day in fits if day.weekday() == mention.weekday]
        if on_weekday:
            return on_weekday[0], "taken as the last one that falls on the weekday it names"
    others = [other.full for text in paragraphs[:60] for other in mentions(text[:3000]) if other.full]
    tied = [day for day in fits for other in others if abs(day - other) <= timedelta(days=45)]
    if tied:
        return tied[0], "the year is that of a full date near it in the text"
    in_words = f"{_MONTHS[mention.month - 1]} {mention.day}"
    return fits[0], f"taken as the last {in_words} before {source.reference_basis}"


def _annotation(text: str, mention: Mention) -> Annotation:
    return Annotation(
        id="d1",  # people write a1, a2, …
        kind="highlight",
        quote=quote(text, mention.start, mention.end),
        comment=f"{NO_YEAR} {HOW_TO_CONFIRM}",
        by=MACHINE,
        tags=(INFERRED,),
    )


def quote(text: str, start: int, end: int) -> TextQuoteSelector:
    """The selector of a span of a paragraph."""
    return TextQuoteSelector(
        exact=text[start:end], prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT]
    )

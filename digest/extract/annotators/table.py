"""The table of annotators: what digest marks and says of an article by itself.

Each is a pure function from an article, as it is read, and what was made of it so far to what is made of it now. It
fills in one property that is empty, the one it is named after.
A property that is filled in already, by the source, stays as it is. What was filled in is listed in `machine`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from digest.extract.annotators.quotations import quotations
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.extract.annotators.timeline import timeline
from digest.model.article import Extract, FrontMatter
from digest.model.findings import Annotator, Findings


def annotated(made: Extract, reading: TextAnalysis, names: Collection[str]) -> Extract:
    """What was made of an article, with all that these annotators have to say.

    Args:
        made: with what the source says itself.
        reading: the article's text.
        names: of annotators; others are not asked.
    """
    written: list[Annotator] = []
    for name, annotate in ANNOTATORS.items():
        if name in names and not _value(made.front_matter, name):
            made = annotate(made, reading)
            written += [name] if _value(made.front_matter, name) else []
    found = replace(made.front_matter.findings, machine=tuple(written))
    return replace(made, front_matter=replace(made.front_matter, findings=found))


def _value(front_matter: FrontMatter, name: Annotator) -> object:
    match name:
        case "summary":
            return front_matter.summary
        case "key_points":
            return front_matter.key_points
        case _:
            return getattr(front_matter.findings, name)


def _summary(made: Extract, reading: TextAnalysis) -> Extract:
    text = " ".join(sentence.text for sentence in reading.key_sentences.summary)
    return replace(made, front_matter=replace(made.front_matter, summary=text or None))


def _key_points(made: Extract, reading: TextAnalysis) -> Extract:
    """Key points, none of which the summary says."""
    summary = made.front_matter.summary or ""
    points = (sentence.text for sentence in reading.key_sentences.key_points)
    chosen = tuple(point for point in points if point not in summary)
    return replace(made, front_matter=replace(made.front_matter, key_points=chosen))


def _quotations(made: Extract, reading: TextAnalysis) -> Extract:
    return _with(made, replace(made.front_matter.findings, quotations=quotations(reading)))


def _timeline(made: Extract, reading: TextAnalysis) -> Extract:
    return _with(made, replace(made.front_matter.findings, timeline=timeline(reading)))


def _people(made: Extract, reading: TextAnalysis) -> Extract:
    return _with(made, replace(made.front_matter.findings, people=reading.people.names))


def _organisations(made: Extract, reading: TextAnalysis) -> Extract:
    return _with(made, replace(made.front_matter.findings, organisations=reading.organisations))


def _places(made: Extract, reading: TextAnalysis) -> Extract:
    return _with(made, replace(made.front_matter.findings, places=reading.places))


def _with(made: Extract, findings: Findings) -> Extract:
    return replace(made, front_matter=replace(made.front_matter, findings=findings))


ANNOTATORS: Final[Mapping[Annotator, Callable[[Extract, TextAnalysis], Extract]]] = MappingProxyType({
    "summary": _summary,
    "key_points": _key_points,
    "quotations": _quotations,
    "timeline": _timeline,
    "people": _people,
    "organisations": _organisations,
    "places": _places,
})  # fmt: skip
"""By name, in the order in which they are asked."""

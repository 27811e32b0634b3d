"""The table of annotators: what digest marks and says of an article by itself.

Each is a pure function from an article, as it is read, and what was made of it so far to what is made of it now. It
fills in one property that is empty, the one it is named after; `key_points` marks its sentences in the text too.
A property that is filled in already, by the source, stays as it is. What was filled in is listed in `machine`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from digest.extract.publication import quote
from digest.extract.quotations import quotations
from digest.extract.reading import Reading
from digest.extract.timeline import timeline
from digest.model.annotation import MACHINE, Annotation
from digest.model.article import Extract, FrontMatter
from digest.model.findings import Annotator, Findings

KEY: Final = "key"
"""The tag of the notes at key sentences: `[^d1]: @digest #key`."""


def annotated(made: Extract, reading: Reading, names: Collection[str]) -> Extract:
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


def _summary(made: Extract, reading: Reading) -> Extract:
    text = " ".join(sentence.text for sentence in reading.key_sentences.summary)
    return replace(made, front_matter=replace(made.front_matter, summary=text or None))


def _key_points(made: Extract, reading: Reading) -> Extract:
    """Key points, marked in the text; none that the summary says, or that overlaps what is marked already."""
    summary = made.front_matter.summary or ""
    chosen = [
        sentence
        for sentence in reading.key_sentences.key_points
        if sentence.text not in summary
        and not any(_overlaps(mark, sentence.text, reading.paragraphs[sentence.paragraph]) for mark in made.annotations)
    ]
    marks = [
        Annotation(
            id=f"d{number}",
            kind="highlight",
            quote=quote(reading.paragraphs[sentence.paragraph], sentence.start, sentence.end),
            by=MACHINE,
            tags=(KEY,),
        )
        for number, sentence in enumerate(chosen, start=1)
    ]
    points = tuple(sentence.text for sentence in chosen)
    return replace(
        made, front_matter=replace(made.front_matter, key_points=points), annotations=(*made.annotations, *marks)
    )


def _overlaps(mark: Annotation, sentence: str, paragraph: str) -> bool:
    around = mark.quote.prefix + mark.quote.exact + mark.quote.suffix
    return mark.quote.exact in sentence and around in paragraph


def _quotations(made: Extract, reading: Reading) -> Extract:
    return _with(made, replace(made.front_matter.findings, quotations=quotations(reading)))


def _timeline(made: Extract, reading: Reading) -> Extract:
    return _with(made, replace(made.front_matter.findings, timeline=timeline(reading)))


def _people(made: Extract, reading: Reading) -> Extract:
    return _with(made, replace(made.front_matter.findings, people=reading.people.names))


def _organisations(made: Extract, reading: Reading) -> Extract:
    return _with(made, replace(made.front_matter.findings, organisations=reading.organisations))


def _places(made: Extract, reading: Reading) -> Extract:
    return _with(made, replace(made.front_matter.findings, places=reading.places))


def _with(made: Extract, findings: Findings) -> Extract:
    return replace(made, front_matter=replace(made.front_matter, findings=findings))


ANNOTATORS: Final[Mapping[Annotator, Callable[[Extract, Reading], Extract]]] = MappingProxyType({
    "summary": _summary,
    "key_points": _key_points,
    "quotations": _quotations,
    "timeline": _timeline,
    "people": _people,
    "organisations": _organisations,
    "places": _places,
})  # fmt: skip
"""By name, in the order in which they are asked."""

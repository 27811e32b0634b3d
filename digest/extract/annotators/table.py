"""The table of annotators: what digest marks and says of an article by itself.

Each is a pure function: it takes the extract of a source and the analysis of its text, and returns the extract with one
more property, the one that it is named after. A property that the source fills in itself stays as it is. The
properties that were filled in here are listed in `machine`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from digest.extract.annotators.quotations import quotations
from digest.extract.annotators.text_analysis import TextAnalysis
from digest.model.article import Extract, FrontMatter
from digest.model.findings import Annotator

PAGE_DESCRIPTION: Final = "description of the page"
"""Written beside a summary that is the page's own."""


def run_annotators(extract: Extract, analysis: TextAnalysis, names: Collection[str]) -> Extract:
    """Fill in the empty properties of an extract.

    Args:
        extract: with what the source says itself.
        analysis: of the article's text.
        names: of the annotators to run.
    """
    filled: list[Annotator] = []
    for name, annotate in ANNOTATORS.items():
        if name in names and not _value(extract.front_matter, name):
            extract = annotate(extract, analysis)
            filled += [name] if _is_own(extract.front_matter, name) else []
    return _with(extract, machine=tuple(filled))


def _is_own(front_matter: FrontMatter, name: Annotator) -> bool:
    """Whether digest itself wrote the value of a property that was empty."""
    from_page = name == "summary" and front_matter.summary_basis == PAGE_DESCRIPTION
    return bool(_value(front_matter, name)) and not from_page


def _value(front_matter: FrontMatter, name: Annotator) -> object:
    match name:
        case "summary":
            return front_matter.summary
        case "key_points":
            return front_matter.key_points
        case _:
            return getattr(front_matter.findings, name)


def _summary(extract: Extract, analysis: TextAnalysis) -> Extract:
    """The page's own description where it says what the text is about, else sentences of the text, else nothing."""
    own = " ".join(sentence.text for sentence in analysis.summary) if not analysis.description else ""
    if own:
        return replace(extract, front_matter=replace(extract.front_matter, summary=own))
    described = analysis.description or analysis.invitation
    basis = PAGE_DESCRIPTION if described else None
    return replace(extract, front_matter=replace(extract.front_matter, summary=described, summary_basis=basis))


def _key_points(extract: Extract, analysis: TextAnalysis) -> Extract:
    """Key points that are not in the summary."""
    summary = extract.front_matter.summary or ""
    points = (sentence.text for sentence in analysis.key_points)
    chosen = tuple(point for point in points if point not in summary)
    return replace(extract, front_matter=replace(extract.front_matter, key_points=chosen))


def _timeline(extract: Extract, analysis: TextAnalysis) -> Extract:
    from digest.extract.annotators.timeline import timeline  # noqa: PLC0415  (slow to import, off by default)

    return _with(extract, timeline=timeline(analysis))


def _with(extract: Extract, **found: Any) -> Extract:
    findings = replace(extract.front_matter.findings, **found)
    return replace(extract, front_matter=replace(extract.front_matter, findings=findings))


ANNOTATORS: Final[Mapping[Annotator, Callable[[Extract, TextAnalysis], Extract]]] = MappingProxyType({
    "summary": _summary,
    "key_points": _key_points,
    "quotations": lambda extract, analysis: _with(extract, quotations=quotations(analysis)),
    "timeline": _timeline,
    "people": lambda extract, analysis: _with(extract, people=analysis.people.names),
    "organisations": lambda extract, analysis: _with(extract, organisations=analysis.organisations),
    "places": lambda extract, analysis: _with(extract, places=analysis.places),
})  # fmt: skip
"""By name, in the order in which they are run."""

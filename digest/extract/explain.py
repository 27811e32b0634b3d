"""Explains a conversion: why each line was kept or dropped, and where each fact comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from digest.errors import Problem
from digest.extract.decoding import clean
from digest.extract.extract import assemble, read
from digest.extract.facts import Document, Verdict, candidates
from digest.extract.formats import FORMATS, Reader
from digest.extract.lines import lines, verdicts
from digest.markdown.plain import paragraphs, plain_text
from digest.model.article import FrontMatter
from digest.model.source import Source
from digest.model.topic import Topic

_FACTS = ("title", "authors", "publisher", "address")
_WORD = re.compile(r"\w+")
_WIDTH = 24
"""Code points of the column that holds the reason."""


def why(source: Source, *, topics: tuple[Topic, ...], readers: Mapping[str, Reader] = FORMATS) -> str | Problem:
    """A report on a source: the facts with every claim about each, then its lines, `+` kept and `-` dropped.

    Args:
        source: the file as found.
        topics: the taxonomy to choose from.
        readers: the reader for each ending.

    Returns:
        Lines to be shown, of each document in the source, or why there is no article.
    """
    documents = read(source, readers)
    if isinstance(documents, Problem):
        return documents
    report: list[str] = []
    for number, document in enumerate(documents, start=1):
        report += [f"document {number} of {len(documents)}"] if len(documents) > 1 else []
        report += _report(source, document, topics)
    return "".join(f"{line}\n" for line in report)


def _report(source: Source, document: Document, topics: tuple[Topic, ...]) -> Iterator[str]:
    front_matter = assemble(source, document, topics, {})[0].front_matter
    lost = f", {document.lost} characters lost" if document.lost else ""
    yield f"encoding: {document.read_as or 'the reader does not say'}{lost}"
    yield from map(str, document.problems)
    yield from _facts(document, front_matter)
    yield from _dates(source, document, front_matter)
    yield ""
    yield from _verdicts(document)


def _facts(document: Document, chosen: FrontMatter) -> Iterator[str]:
    """For each fact its value, and under it every claim with its evidence."""
    values = (chosen.title, ", ".join(chosen.authors), chosen.source or "", chosen.source_url or "")
    for about, value in zip(_FACTS, values, strict=True):
        yield f"{about}: {value or 'none found'}"
        for claim in dict.fromkeys(claim for claim in document.claims if claim.about == about):
            yield f"    {claim.evidence:<{_WIDTH}}  {claim.value}"


def _dates(source: Source, document: Document, chosen: FrontMatter) -> Iterator[str]:
    yield f"date: {chosen.date or 'none found'} ({chosen.date_basis})"
    for dated in dict.fromkeys(candidates(source, document, paragraphs(document.body))):
        late = f", but that is after {source.reference_basis}" if dated.day > source.reference_day else ""
        yield f"    {dated.evidence:<{_WIDTH}}  {dated.day}{late}"


def _verdicts(document: Document) -> Iterator[str]:
    judged = list(_judged(document))
    if not judged:
        yield "lines: all of them are the article"
        return
    yield f"lines: + kept, - dropped; the article was found by {document.found_by}"
    for verdict in judged:
        place = str(verdict.line) if verdict.line == verdict.end else f"{verdict.line}-{verdict.end}"
        sign = "+" if verdict.kept else "-"
        yield f"{sign} {place:>9}  {verdict.score:>5.1f}  {verdict.reason:<{_WIDTH}}  {verdict.text}"


def _judged(document: Document) -> Iterator[Verdict]:
    """The verdicts; where lines did not decide, whether each line that the page shows is in the article."""
    if document.found_by in {"lines", ""}:
        yield from document.verdicts
        return
    body = _folded(plain_text(document.body))
    by_lines, _ = verdicts(lines(clean(document.shown)))
    for verdict in by_lines:
        words = _folded(verdict.text)
        kept = bool(words.strip()) and words in body
        dropped_because = verdict.reason if not verdict.kept else "not in what was found"
        yield replace(verdict, kept=kept, reason="in the article" if kept else dropped_because)


def _folded(text: str) -> str:
    """The words of a text between spaces."""
    return f" {' '.join(_WORD.findall(text))} "

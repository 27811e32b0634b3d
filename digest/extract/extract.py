"""A source to an extract: read, dated, sorted by topic, annotated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from digest.classify.language import guess_language
from digest.classify.learned_topics import Learned, with_learned
from digest.classify.topics import choose_topics
from digest.errors import Location, Problem
from digest.extract.annotators.table import annotated
from digest.extract.annotators.text_analysis import Reading
from digest.extract.decoding.decode import binary_kind, clean, decoded
from digest.extract.facts.addresses import host, web_address
from digest.extract.facts.document import Document
from digest.extract.facts.publication import publication
from digest.extract.formats import AS_WRITTEN, FORMATS
from digest.markdown.plain import paragraphs_and_text
from digest.model.article import Extract, FrontMatter
from digest.model.findings import ANNOTATORS
from digest.model.source import Source
from digest.model.topic import Topic

CONVERTER_VERSION: Final = 7
"""Raised whenever the same source gives another extract, so that unedited articles are converted anew."""

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a source."""

_STUDIED = 200_000
"""Code points of a body that are studied for key sentences, dates and topics: forty times an article."""

_LONGEST_TITLE = 300


def extract(
    source: Source,
    *,
    topics: tuple[Topic, ...],
    learned: Mapping[str, Learned] = MappingProxyType({}),
    annotators: Collection[str] = ANNOTATORS,
) -> Extract | Problem:
    """Make an annotated article of a source.

    Args:
        source: the file as found.
        topics: the taxonomy to choose from.
        learned: what labelled articles say of these topics, by slug.
        annotators: which of them are asked.

    Returns:
        The extract, or why there is none. Never raises, whatever the bytes.
    """
    document = read(source)
    if isinstance(document, Problem):
        return document
    made, reading = assemble(source, document, topics, learned)
    return annotated(made, reading, annotators)


def read(source: Source) -> Document | Problem:
    """What the reader of its format makes of a source, or why nothing. Never raises, whatever the bytes."""
    if problem := _unreadable(source):
        return problem
    suffix = source.path.suffix.lower()
    found = decoded(source.body, repair=suffix not in AS_WRITTEN)
    document = FORMATS[suffix](found.text, source)
    if not document.body.strip():
        hint = "is the text drawn by a script or an image? save it as text"
        return _problem(source, "nothing readable in it", hint)
    repaired = ", what had been read wrongly before put right" if found.repaired else ""
    return replace(document, read_as=f"{found.encoding}, {found.evidence}{repaired}", lost=found.lost)


def _unreadable(source: Source) -> Problem | None:
    suffix = source.path.suffix.lower()
    if suffix not in FORMATS:
        known = ", ".join(FORMATS)
        return _problem(source, f'the ending "{suffix}" is of no known format', f"sources end in {known}")
    if len(source.body) > LARGEST:
        return _problem(source, "larger than 64 MiB", "keep only the article's text")
    if not source.body.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return _problem(source, "the file is empty", "delete it, or save the text again")
    if kind := binary_kind(source.body):
        return _problem(source, f"the file is {kind}, not text", "save the text itself as .txt, .md or .html")
    return None


def _problem(source: Source, message: str, hint: str) -> Problem:
    return Problem(message=message, location=Location(path=source.path), hint=hint)


def assemble(
    source: Source, document: Document, topics: tuple[Topic, ...], learned: Mapping[str, Learned]
) -> tuple[Extract, Reading]:
    """Date and sort by topic what was read of a source, for the annotators to go on with."""
    studied = _opening(document.body)
    texts, whole = paragraphs_and_text(studied)
    title = _title(source, document)
    published = publication(source, document, texts)
    address = web_address(document.source_url)
    front_matter = FrontMatter(
        title=title,
        date=published.day,
        date_basis=published.basis,
        source=_line(document.source) or host(address),
        source_url=address,
        authors=document.authors,
        language=_language(document.language) or guess_language(whole),
        topics=_topics(document, title, whole, topics, learned),
        summary=_line(document.summary) or None,
        seed=str(source.path),
        draft=document.draft,
        extra=document.extra,
    )
    inferred = (published.annotation,) if published.annotation else ()
    made = Extract(front_matter=front_matter, body=document.body, annotations=inferred, lost=document.lost)
    return made, Reading(title=title, paragraphs=texts, day=published.day)


def _opening(body: str) -> str:
    """So much of a body as is studied, whole blocks only."""
    if len(body) <= _STUDIED:
        return body
    end = body.rfind("\n\n", 0, _STUDIED)
    return body[:end] if end > 0 else ""


def _title(source: Source, document: Document) -> str:
    """The source's title, else its file's name in words."""
    title = _line(document.title)
    if not title:
        title = _line(source.path.stem.replace("-", " ").replace("_", " ")) or "Untitled"
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"


def _line(text: str | None) -> str:
    return " ".join(clean(text or "").split())


def _language(tag: str | None) -> str | None:
    """A declared language as a BCP 47 tag (`en_US` -> `en-US`), or None where it is none."""
    parts = (tag or "").strip().replace("_", "-").split("-")
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts):
        return None
    if not (2 <= len(parts[0]) <= 3 and parts[0].isalpha()):
        return None
    return "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])


def _topics(
    document: Document, title: str, text: str, topics: tuple[Topic, ...], learned: Mapping[str, Learned]
) -> tuple[str, ...]:
    """What the source's own front matter names, as far as it is known; else what the text is about."""
    slugs = [topic.slug for topic in topics]
    named = tuple(dict.fromkeys(slug for slug in document.topics or () if slug in slugs))
    if named:
        return named
    chosen = choose_topics(title, text, topics)
    return with_learned(chosen, f"{title}\n{text}", learned, slugs) if learned else chosen

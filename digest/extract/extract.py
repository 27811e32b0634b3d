"""A source to its extracts: read, dated, sorted by topic, annotated."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from digest.classify.language import guess_language
from digest.classify.learned_topics import Learned, with_learned
from digest.classify.topic_scores import choose_topics
from digest.errors import Location, Problem
from digest.extract.annotators import TextAnalysis, run_annotators
from digest.extract.decoding import clean
from digest.extract.facts import Document, find_publication, host, web_address
from digest.extract.formats import FORMATS, Reader
from digest.markdown.plain import paragraphs_and_text
from digest.model.article import INFERRED, Extract, FrontMatter
from digest.model.findings import ANNOTATORS
from digest.model.source import LARGEST_SOURCE, Source
from digest.model.topic import Topic

CONVERTER_VERSION: Final = 13
"""Raised whenever the same source gives another extract, so that unedited articles are converted again."""

_STUDIED = 200_000
"""Code points of a body that are studied for key sentences, dates and topics: forty times an article."""

_LONGEST_TITLE = 300

_BLANK = b" \t\r\n\x00\xef\xbb\xbf"
"""Bytes of a file without a text: white space, NUL and the byte order mark of UTF-8."""


def extract(
    source: Source,
    *,
    topics: tuple[Topic, ...],
    learned: Mapping[str, Learned] = MappingProxyType({}),
    annotators: Collection[str] = ANNOTATORS,
    readers: Mapping[str, Reader] = FORMATS,
) -> tuple[Extract, ...] | Problem:
    """Make an annotated article of each document in a source.

    Args:
        source: the file as found.
        topics: the taxonomy to choose from.
        learned: what labelled articles say of these topics, by slug.
        annotators: the names of those to run.
        readers: the reader for each ending.

    Returns:
        The extracts, or why there is none. Never raises, whatever the bytes.
    """
    documents = read(source, readers)
    if isinstance(documents, Problem):
        return documents
    assembled = (assemble(source, document, topics, learned) for document in documents)
    return tuple(run_annotators(extract, analysis, annotators) for extract, analysis in assembled)


def read(source: Source, readers: Mapping[str, Reader] = FORMATS) -> tuple[Document, ...] | Problem:
    """The documents that the reader of its format finds in a source, or why there is none.

    Never raises, whatever the bytes.
    """
    suffix = source.path.suffix.lower()
    if suffix not in readers:
        hint = f"sources end in {', '.join(readers)}"
        return _problem(source, f'the ending "{suffix}" is of no known format', hint)
    if len(source.body) > LARGEST_SOURCE:
        return _problem(source, f"larger than {LARGEST_SOURCE // 2**20} MiB", "keep only the article's text")
    if not source.body.strip(_BLANK):
        return _problem(source, "the file is empty", "delete it, or save the text again")
    documents = readers[suffix](source)
    if isinstance(documents, Problem):
        return documents
    readable = tuple(document for document in documents if document.body.strip())
    if not readable:
        hint = "is the text drawn by a script or an image? save it as text"
        return _problem(source, "nothing readable in it", hint)
    if all(map(_is_only_an_address, readable)):
        hint = "save the page that it leads to into seeds/, or paste the text of that page"
        return _problem(source, "it holds nothing but an address", hint)
    return readable


_ONLY_ADDRESSES = re.compile(
    r"(?:[-*+]\s+)?<?(?:https?://|www\.)[^\s<>]+>?(?:\s+(?:[-*+]\s+)?<?(?:https?://|www\.)[^\s<>]+>?)*"
)


def _is_only_an_address(document: Document) -> bool:
    """Whether a document has no text but web addresses, and no title that says more."""
    title = (document.title or "").replace("\\", "").strip()
    body = document.body.replace("\\", "").strip()
    return bool(_ONLY_ADDRESSES.fullmatch(body)) and (not title or bool(_ONLY_ADDRESSES.fullmatch(title)))


def _problem(source: Source, message: str, hint: str) -> Problem:
    return Problem(message=message, location=Location(path=source.path), hint=hint)


def assemble(
    source: Source, document: Document, topics: tuple[Topic, ...], learned: Mapping[str, Learned]
) -> tuple[Extract, TextAnalysis]:
    """The extract of a document before annotators run, and the analysis of its text that they need."""
    studied = _opening(document.body)
    texts, whole = paragraphs_and_text(studied)
    title = _title(source, document)
    published = find_publication(source, document, texts)
    address = web_address(document.source_url)
    front_matter = FrontMatter(
        title=title,
        title_basis=_title_basis(document),
        date=published.day,
        date_basis=published.basis,
        source=_line(document.source) or host(address),
        source_url=address,
        authors=document.authors,
        language=_language(document.language) or guess_language(whole),
        topics=_topics(document, title, whole, topics, learned),
        summary=_line(document.summary) or None,
        summary_basis=document.summary_basis,
        seed=str(source.path),
        rights=document.rights,
        draft=document.draft,
        extra=document.extra,
    )
    inferred = (published.annotation,) if published.annotation else ()
    extract = Extract(
        front_matter=front_matter,
        body=document.body,
        annotations=inferred,
        lost=document.lost,
        problems=document.problems,
        part=document.part,
    )
    return extract, TextAnalysis(title=title, paragraphs=texts, day=published.day, descriptions=document.descriptions)


def analyse(extract: Extract) -> TextAnalysis:
    """The analysis of a finished extract, for annotators that run later; as much of its body as ever is studied."""
    front_matter = extract.front_matter
    texts, _ = paragraphs_and_text(_opening(extract.body))
    return TextAnalysis(title=front_matter.title, paragraphs=texts, day=front_matter.date)


def _opening(body: str) -> str:
    """The beginning of a body, in whole blocks, from which facts are inferred."""
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


def _title_basis(document: Document) -> str | None:
    """Why a title is a guess: nothing confirms it, or there is none likely enough.

    A Markdown file without a title is named by its file name on purpose.
    """
    if document.found_by == "lines" and not _line(document.title):
        return f"{INFERRED} from the file’s name; write the title into title"
    return f"{INFERRED} from {document.title_basis}" if document.title_basis else None


def _line(text: str | None) -> str:
    return " ".join(clean(text or "").split())


def _language(tag: str | None) -> str | None:
    """A declared language as a BCP 47 tag (`en_US` -> `en-US`), or None where it is not one."""
    parts = (tag or "").strip().replace("_", "-").split("-")
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts):
        return None
    if not (2 <= len(parts[0]) <= 3 and parts[0].isalpha()):
        return None
    return "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])


def _topics(
    document: Document, title: str, text: str, topics: tuple[Topic, ...], learned: Mapping[str, Learned]
) -> tuple[str, ...]:
    """The topics that the source's own front matter names, if the taxonomy has them; else those of the text."""
    slugs = [topic.slug for topic in topics]
    own = tuple(dict.fromkeys(slug for slug in document.topics or () if slug in slugs))
    if own:
        return own
    chosen = choose_topics(title, text, topics)
    return with_learned(chosen, f"{title}\n{text}", learned, slugs) if learned else chosen

"""Annotations for people: Markdown to read on, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from digest.content.escape import escape
from digest.content.text_fragment import source_link
from digest.exchange.target import Annotated, Target
from digest.model.annotation import Annotation

COLUMNS: Final = (
    "article", "title", "publisher", "published", "address", "quote", "comment", "by", "tags", "day", "link",
)  # fmt: skip

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""


def to_markdown(articles: Sequence[Annotated]) -> str:
    """By article: each passage as a quotation, the comment under it, and where it stands."""
    return "\n\n".join(block for article in articles for block in _blocks(article)) + ("\n" if articles else "")


def _blocks(article: Annotated) -> Iterator[str]:
    target = article.target
    yield f"# {escape(target.title)}"
    about = [escape(target.publisher)] if target.publisher else []
    about += [target.day.isoformat()] if target.day else []
    about += [f"<{target.source_url or target.permalink}>"] if target.source_url or target.permalink else []
    if about:
        yield " · ".join(about)
    for annotation, anchor in zip(article.annotations, article.anchors, strict=True):
        if annotation.quote.exact.strip():
            yield "\\\n".join(f"> {escape(line)}" for line in annotation.quote.exact.strip().split("\n"))
        if annotation.comment:
            yield annotation.comment
        said = " · ".join(_said(annotation, link_of(target, annotation, anchor)))
        if said:
            yield f"— {said}"


def _said(annotation: Annotation, link: str) -> Iterator[str]:
    if annotation.by:
        yield f"@{annotation.by}"
    yield from (f"#{tag}" for tag in annotation.tags)
    if annotation.day:
        yield annotation.day.isoformat()
    if link:
        yield f"[in the text](<{link.replace('<', '%3C').replace('>', '%3E')}>)"


def to_csv(articles: Sequence[Annotated]) -> str:
    """A row for each annotation (RFC 4180), with a heading.

    A value that a spreadsheet might take for a formula has an apostrophe before it.
    """
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for article in articles:
        for annotation, anchor in zip(article.annotations, article.anchors, strict=True):
            rows.writerow([_harmless(value) for value in _row(article.target, annotation, anchor)])
    return out.getvalue()


def _row(target: Target, annotation: Annotation, anchor: str) -> tuple[str, ...]:
    return (
        str(target.path),
        target.title,
        target.publisher,
        target.day.isoformat() if target.day else "",
        target.address,
        annotation.quote.exact,
        annotation.comment or "",
        annotation.by or "",
        " ".join(annotation.tags),
        annotation.day.isoformat() if annotation.day else "",
        link_of(target, annotation, anchor),
    )


def link_of(target: Target, annotation: Annotation, anchor: str) -> str:
    """Where an annotation can be looked at: in the article's page, or where there is none, its words in the source."""
    if target.permalink:
        return f"{target.permalink}#{anchor}"
    return source_link(target.source_url, annotation.quote) if target.source_url else ""


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value

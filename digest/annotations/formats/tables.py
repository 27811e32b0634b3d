"""Annotations for people: Markdown to read on, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

from digest.annotations.formats.incoming import as_written
from digest.annotations.formats.target import Annotated, Target
from digest.annotations.text_fragment import source_link
from digest.markdown.escape import escape
from digest.model.annotation import RESOLVED, Annotation, Reply

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
        yield from _comment_blocks(annotation, link_of(target, annotation, anchor))
        for reply, depth in thread(annotation.replies):
            quoting = "> " * depth
            for block in _comment_blocks(reply, ""):
                yield "\n".join(f"{quoting}{line}".rstrip() for line in block.split("\n"))


def thread(replies: Sequence[Reply], depth: int = 1) -> Iterator[tuple[Reply, int]]:
    """Replies and the replies to them, in reading order, each with how deep it stands."""
    for reply in replies:
        yield reply, depth
        yield from thread(reply.replies, depth + 1)


def _comment_blocks(note: Annotation | Reply, link: str) -> Iterator[str]:
    """The comment of a note or reply, and under it who wrote it."""
    if note.comment:
        yield as_written(note.comment)
    head = " · ".join(_head(note, link))
    if head:
        yield f"— {head}"


def _head(note: Annotation | Reply, link: str) -> Iterator[str]:
    if note.by:
        yield f"@{note.by}"
    yield from (f"#{tag}" for tag in tags_of(note))
    if note.day:
        yield note.day.isoformat()
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
            link = link_of(article.target, annotation, anchor)
            quote = annotation.quote.exact
            notes: tuple[Annotation | Reply, ...] = (annotation, *(reply for reply, _ in thread(annotation.replies)))
            rows.writerows([map(_harmless, _row(article.target, quote, note, link)) for note in notes])
    return out.getvalue()


def tags_of(note: Annotation | Reply) -> tuple[str, ...]:
    """The tags, with `resolved` as the last if the note is settled."""
    return (*note.tags, RESOLVED) if note.resolved else note.tags


def _row(target: Target, quote: str, note: Annotation | Reply, link: str) -> tuple[str, ...]:
    """A note, or a reply with the quotation of its note."""
    return (
        str(target.path),
        target.title,
        target.publisher,
        target.day.isoformat() if target.day else "",
        target.address,
        quote,
        as_written(note.comment or ""),
        note.by or "",
        " ".join(tags_of(note)),
        note.day.isoformat() if note.day else "",
        link,
    )


def link_of(target: Target, annotation: Annotation, anchor: str) -> str:
    """Where an annotation can be looked at: in the article's page, or where there is none, its words in the source."""
    if target.permalink:
        return f"{target.permalink}#{anchor}"
    return source_link(target.source_url, annotation.quote) if target.source_url else ""


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value

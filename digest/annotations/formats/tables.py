"""Annotations for people: Markdown to read on, and CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Final

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
        yield from _said(annotation, link_of(target, annotation, anchor))
        for reply, depth in thread(annotation.replies):
            quoting = "> " * depth
            for block in _said(reply, ""):
                yield "\n".join(f"{quoting}{line}".rstrip() for line in block.split("\n"))


def thread(replies: Sequence[Reply], depth: int = 1) -> Iterator[tuple[Reply, int]]:
    """Replies and the replies to them, in reading order, each with how deep it stands."""
    for reply in replies:
        yield reply, depth
        yield from thread(reply.replies, depth + 1)


def _said(said: Annotation | Reply, link: str) -> Iterator[str]:
    """The comment, and under it who wrote it."""
    if said.comment:
        yield said.comment
    head = " · ".join(_head(said, link))
    if head:
        yield f"— {head}"


def _head(said: Annotation | Reply, link: str) -> Iterator[str]:
    if said.by:
        yield f"@{said.by}"
    yield from (f"#{tag}" for tag in tags_of(said))
    if said.day:
        yield said.day.isoformat()
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
            said: tuple[Annotation | Reply, ...] = (annotation, *(reply for reply, _ in thread(annotation.replies)))
            rows.writerows([map(_harmless, _row(article.target, quote, one, link)) for one in said])
    return out.getvalue()


def tags_of(said: Annotation | Reply) -> tuple[str, ...]:
    """The tags, and the one that says that a note is settled."""
    return (*said.tags, RESOLVED) if said.resolved else said.tags


def _row(target: Target, quote: str, said: Annotation | Reply, link: str) -> tuple[str, ...]:
    """A note, or a reply with the quotation of its note."""
    return (
        str(target.path),
        target.title,
        target.publisher,
        target.day.isoformat() if target.day else "",
        target.address,
        quote,
        said.comment or "",
        said.by or "",
        " ".join(tags_of(said)),
        said.day.isoformat() if said.day else "",
        link,
    )


def link_of(target: Target, annotation: Annotation, anchor: str) -> str:
    """Where an annotation can be looked at: in the article's page, or where there is none, its words in the source."""
    if target.permalink:
        return f"{target.permalink}#{anchor}"
    return source_link(target.source_url, annotation.quote) if target.source_url else ""


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value

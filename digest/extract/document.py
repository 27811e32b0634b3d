"""What a reader makes of a source: its Markdown, and what it says about itself, each fact with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from digest.model.article import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one line of a scraped text, and why.

    Attributes:
        line: its 1-based number in the decoded text; of a hard-wrapped paragraph the first.
        text: the line, the wrapped lines joined.
        kept: whether it stands in the body.
        reason: in words that can be shown ("share line", "paragraph").
    """

    line: int
    text: str
    kept: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day of publication and where it is said.

    Attributes:
        day: the day.
        evidence: for people ("meta article:published_time", "dateline, line 3").
    """

    day: date
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source, read.

    Attributes:
        title: None where the source has none.
        body: Markdown.
        stated: days from metadata, most trusted first.
        dateline: days from bylines and datelines, in the order met.
        authors: names.
        source: the publisher's name.
        source_url: as found.
        language: as found.
        topics: as the source's own front matter names them, or None.
        summary: the source's own, or None.
        draft: whether the source calls itself one.
        extra: what else it says, for the theme.
        verdicts: for each line of a scraped text.
    """

    title: str | None = None
    body: str = ""
    stated: tuple[Dated, ...] = ()
    dateline: tuple[Dated, ...] = ()
    authors: tuple[str, ...] = ()
    source: str | None = None
    source_url: str | None = None
    language: str | None = None
    topics: tuple[str, ...] | None = None
    summary: str | None = None
    draft: bool = False
    extra: Mapping[str, Value] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()

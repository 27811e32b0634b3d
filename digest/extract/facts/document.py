"""A document as a reader finds it in a source: its Markdown, and its facts, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Final

from digest.dataclass import dataclass
from digest.errors import Problem
from digest.model.article import Rights, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether one line of a scraped text is kept, and why.

    Attributes:
        line: its 1-based number in the decoded text; of a hard-wrapped paragraph the first.
        end: the last.
        text: the line, the wrapped lines joined.
        block: the Markdown of a table, code or a quotation, whose words are the text; else empty.
        kept: whether it stands in the body.
        reason: in words that can be shown ("share line", "paragraph").
        score: the log-odds that it is the article's.
    """

    line: int
    end: int
    text: str
    kept: bool
    reason: str
    score: float
    block: str = ""


ANY_TIME: Final = "time element"
"""The evidence of a day in a `<time>` element without a meaning: the least trusted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day of publication with its evidence.

    Attributes:
        day: the day.
        evidence: where the day is stated, for people ("meta article:published_time", "dateline, line 3").
    """

    day: date
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A fact that a source states about itself, whether it is believed or not.

    Attributes:
        about: "title", "authors", "publisher" or "address".
        value: as stated.
        evidence: where it is stated, for people.
    """

    about: str
    value: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text with its facts; most sources hold one document.

    Attributes:
        title: None where the source has none.
        title_basis: where the title was found, if that is no sure place for one; None where it is certain.
        body: Markdown.
        stated: days from metadata, most trusted first.
        dateline: days from bylines and datelines, in the order met.
        slashed: values of its metadata that hold a date which can be read two ways (`03/04/2025`).
        authors: names.
        source: the publisher's name.
        source_url: as found.
        language: as found.
        region: of the language as found, where only another value names it (`US` of `en_US`).
        topics: as the source's own front matter names them, or None.
        summary: the source's own, or None.
        summary_basis: where that comes from, if not from a person; None otherwise.
        descriptions: what its page says it is about, most trusted first; not always fit for a summary.
        draft: whether the source calls itself one.
        rights: what it says may be published of it, if that is less than the whole.
        extra: what else it says, for the theme.
        verdicts: for each line of a scraped text.
        shown: the text that a page shows, a line for each block.
        found_by: what told the article from the page around it: "lines", "trafilatura" or, where that and the lines
            were weighed with the page's elements, "blocks"; empty where all is article.
        claims: what it says of itself, most trusted first.
        read_as: its encoding and how that is known, for people.
        lost: how many characters of it could not be read.
        problems: what a person should mend in it; each says where and how.
        part: where a source holds several documents, the name of this one within it: letters, digits, `_` and `-`,
            the same after the source grew. Empty lets its number stand for it.
    """

    title: str | None = None
    title_basis: str | None = None
    body: str = ""
    stated: tuple[Dated, ...] = ()
    dateline: tuple[Dated, ...] = ()
    slashed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    source: str | None = None
    source_url: str | None = None
    language: str | None = None
    region: str | None = None
    topics: tuple[str, ...] | None = None
    summary: str | None = None
    summary_basis: str | None = None
    descriptions: tuple[str, ...] = ()
    draft: bool = False
    rights: Rights | None = None
    extra: Mapping[str, Value] = field(default_factory=dict)
    verdicts: tuple[Verdict, ...] = ()
    shown: str = ""
    found_by: str = ""
    claims: tuple[Claim, ...] = ()
    read_as: str = ""
    lost: int = 0
    problems: tuple[Problem, ...] = ()
    part: str = ""

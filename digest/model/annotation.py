"""What a reader, or the converter, says about a passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["highlight", "note"]

MACHINE = "digest"
"""The reviewer's name that marks an annotation as made by the converter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuoteSelector:
    """A passage named by its words (W3C Web Annotation Data Model, section 4.2.4).

    Attributes:
        exact: the passage itself, plain text.
        prefix: up to 32 code points before it.
        suffix: up to 32 code points after it.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A highlight, or a note at a passage or point.

    Attributes:
        id: the footnote's name (`a1`), or None for a highlight without a note.
        kind: `highlight` marks a passage (a comment is optional); `note` stands at a point.
        quote: the passage; for a `note` its `exact` is empty.
        comment: the note's Markdown, or None.
        by: who wrote it, without the `@`, or None where it does not say.
        tags: without the `#`, in the order written.
        day: the day the note says it was written.
    """

    id: str | None
    kind: Kind
    quote: TextQuoteSelector
    comment: str | None = None
    by: str | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None

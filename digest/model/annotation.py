"""What a reader, or the converter, says about a passage."""

from __future__ import annotations

from datetime import date
from typing import Literal

from digest.dataclass import dataclass

Kind = Literal["highlight", "note"]

MACHINE = "digest"
"""The reviewer's name that marks an annotation as made by the converter."""


NO_YEAR = "The text names no year here, so the article’s date is inferred."
"""What the converter says of a date in a note; pages in another language say it in theirs."""

HOW_TO_CONFIRM = "Set `date_basis: confirmed` when it is right."
"""What the converter's notes tell the editor, in the article's file alone: no page shows it to readers."""

CONTEXT = 32
"""Code points of text that a selector keeps before and after its passage."""


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


RESOLVED = "resolved"
"""The tag that says a note is settled: it stays in its file, and no output shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer to a note, or to another reply; it stands where what it answers stands.

    Attributes:
        id: the footnote's name (`a1.2`), never renumbered.
        comment: Markdown, or None.
        by, tags, day, resolved: as of an annotation.
        replies: the answers to it, in the order of the file.
    """

    id: str
    comment: str | None = None
    by: str | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None
    resolved: bool = False
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A highlight, or a note at a passage or point.

    Attributes:
        id: the footnote's name (`a1`), or None for a highlight without a note and for a note written in the text.
        kind: `highlight` marks a passage (a comment is optional); `note` stands at a point.
        quote: the passage; for a `note` its `exact` is empty.
        comment: the note's Markdown, or None.
        by: who wrote it, without the `@`, or None where it does not say.
        tags: without the `#`, in the order written: those of the note's head, then those within its comment.
        day: the day the note says it was written.
        replies: the answers to it, in the order of the file.
        resolved: whether it is settled (`#resolved`): kept in the file, shown nowhere.
    """

    id: str | None
    kind: Kind
    quote: TextQuoteSelector
    comment: str | None = None
    by: str | None = None
    tags: tuple[str, ...] = ()
    day: date | None = None
    replies: tuple[Reply, ...] = ()
    resolved: bool = False

    @property
    def by_editor(self) -> bool:
        """Whether a person who reads the article made it.

        The converter did not, nor did the source: its own footnotes have numbers for names and stand at a point,
        unsigned, while an editor's note has a name (`a1`), a signature or a passage.
        """
        of_source = self.kind == "note" and self.by is None and self.id is not None and self.id.isdecimal()
        return self.by != MACHINE and not of_source

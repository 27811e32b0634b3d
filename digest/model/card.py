"""An article without its text: what other pages show of it, and what the plan of a site needs beside that.

Both are small enough to keep those of ten years in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import PurePosixPath

from digest.dataclass import dataclass
from digest.model.article import SHARED, Day, Rights, Value
from digest.model.findings import Event
from digest.model.inputs import FingerprintedOnce
from digest.model.rendering import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An article that another one names, as that one does.

    Attributes:
        name: its publisher, or its title where none is named.
        week, slug: its address; the label of its week, or empty.
    """

    name: str
    week: str
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEvent:
    """An event of an article's timeline.

    Attributes:
        anchor: the id of the passage that is marked in the body with the same words, or empty.
    """

    event: Event
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card(FingerprintedOnce):
    """All that other pages may show of an article.

    Of an article whose rights are `link` there is neither summary nor key points.

    Attributes:
        file: relative to the project (`content/2025-W12/call.md`), a text, which takes a third of the memory of a path.
        slug: the last part of its address; of a free page the whole way below `pages/`.
        title: never empty.
        week: the label of the week in whose digest it stands; empty puts it among the undated.
        date: the day of publication, None where it is not known.
        date_inferred: whether the date still waits for a person's confirmation.
        changed: the last day on which a person changed what subscribers are to hear of, or on which it was added.
        source: the publisher's name.
        source_url: where the text stands, http or https, or empty.
        authors: names, in the order given.
        language: BCP 47 tag.
        topics: slugs, the first is the section of the week; of an article also where a score chose them.
        comment_html: the editor's words on it, sanitised, or empty.
        lead: whether it is the lead story of its week.
        weight: its place in its section, the lightest first; 0 leaves it to its date.
        summary: one or two sentences, or empty.
        key_points: sentences.
        machine: the properties that digest wrote by itself and nobody has adopted.
        rights: what of the article is published.
        draft: whether it is built only with `--drafts`.
        minutes: how long a person reads the body; 0 where it is not published whole, since its length is not shown.
        notes: how many margin notes it has.
        also: the articles that tell the same story, where this one leads them.
        extra: every other key of the front matter, for the theme.
    """

    file: str
    slug: str
    title: str
    week: str = field(default="", metadata=SHARED)
    date: date | None = None
    date_inferred: bool = False
    changed: Day | None = None
    source: str | None = field(default=None, metadata=SHARED)
    source_url: str = ""
    authors: tuple[str, ...] = field(default=(), metadata=SHARED)
    language: str | None = field(default=None, metadata=SHARED)
    topics: tuple[str, ...] = field(default=(), metadata=SHARED)
    comment_html: str = ""
    lead: bool = False
    weight: int = 0
    summary: str = ""
    key_points: tuple[str, ...] = ()
    machine: tuple[str, ...] = field(default=(), metadata=SHARED)
    rights: Rights = field(default="full", metadata=SHARED)
    draft: bool = False
    minutes: int = 1
    notes: int = 0
    also: tuple[Mention, ...] = ()
    extra: Mapping[str, Value] = field(default_factory=dict)

    @property
    def path(self) -> PurePosixPath:
        """The file as a path."""
        return PurePosixPath(self.file)

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"the entry of {self.file}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the plan of a site knows of a file of `content/`.

    Attributes:
        card: what other pages show of it.
        text: fingerprint of its `Text`, by which that is stored.
        highlights: how many passages and points people marked or noted.
        tags: of all of these, each tag as often as there are some with it.
        marks: fingerprint of what other pages show of these; empty where there are none.
        references: what its body leads to in the project, in reading order.
        aliases: further addresses of it, permalinks of pages or files.
        aliases_line: the line of the file that gives them; 0 where none does.
        duplicate_of: the slug of the article that leads its story; empty where it is nobody's duplicate.
        duplicate_line: the line of the file that says so; 0 where none does.
        body_line: the 1-based line of the file on which the body begins.
        anchors: the ids of its elements that a link may name, with spaces between; None if they are not known.
        due: the first day on which it may be published; None if it may be on any.
        due_line: the line of the file that says so; 0 if none does.
        identity: what its front matter says that feeds know it by, or empty.
        seed: the source that it was converted from, or empty.
        terms: what it is compared by with others (`digest.classify.key_terms`).
        story: the name of the story that a person put it into; empty where it is on none, None where nothing is said.
        related: how many of the references, the last ones, are those of articles that a person wants named beside it;
            None leaves these to digest.
        events: its timeline, as far as it is published.
    """

    card: Card
    text: str
    highlights: int = 0
    tags: tuple[str, ...] = field(default=(), metadata=SHARED)
    marks: str = ""
    references: tuple[Reference, ...] = ()
    aliases: tuple[str, ...] = ()
    aliases_line: int = 0
    duplicate_of: str = ""
    duplicate_line: int = 0
    body_line: int = 1
    anchors: str | None = None
    due: date | None = None
    due_line: int = 0
    identity: str = ""
    seed: str = ""
    terms: str = ""
    story: str | None = None
    related: int | None = None
    events: tuple[PlacedEvent, ...] = ()

    @property
    def file(self) -> str:
        """The file, relative to the project."""
        return self.card.file

    @property
    def path(self) -> PurePosixPath:
        """The file as a path."""
        return self.card.path

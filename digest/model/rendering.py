"""What rendering an article's Markdown gives: HTML that knows nothing of the site around it."""

from __future__ import annotations

from datetime import date
from math import ceil
from pathlib import PurePosixPath
from typing import Final

from digest.dataclass import dataclass
from digest.model.annotation import Annotation
from digest.model.findings import Findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of the body.

    Attributes:
        level: 2 to 6; the page's title is the only one of level 1.
        text: plain.
        anchor: its id, unique in the body.
    """

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link or image of the body that leads to a file of the project.

    Attributes:
        target: as written, percent-decoded, without fragment (`../2025-W11/other.md`).
            Of a wikilink the name it says, with neither fragment nor words; with a slash before it what stands below
            the site's root, or below `content/`; empty for a place within the text itself.
        line: 1-based within the body.
        image: whether it is shown rather than followed.
        wiki: whether it is a wikilink, which means a file by its name, wherever that is.
        column: 1-based, in code points; of a wikilink alone, else 0.
        file: the file that a wikilink means, once all of `content/` is known; None where there is no such file.
        hint: what to write instead of a wikilink that means none.
        fragment: the place in the target, as the link has it, without `#`; empty for the whole of it.
        place: the same as it is written, for people.
    """

    target: str
    line: int
    image: bool
    wiki: bool = False
    column: int = 0
    file: PurePosixPath | None = None
    hint: str = ""
    fragment: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A place of the body that is shown as it is written, since it cannot be rendered as it is meant.

    Attributes:
        line: 1-based within the body.
        message: what is wrong, as of a `Problem`.
        hint: what to do about it.
        code: the kind of mistake, as of a `Problem`.
    """

    line: int
    message: str
    hint: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A highlight or note as other pages show it.

    Attributes:
        anchor: the id of its element in the article's page.
        quote: the passage, plain text; empty for a note at a point.
        comment_html: what the note says, and the replies under it, sanitised; may be empty.
        by: who wrote it, or empty.
        tags: without `#`.
        day: when.
        source: the address of the passage in the page that it was published on, or empty.
        found: whether digest chose words of the passage too, so that where nothing can mark them they are not shown.
    """

    anchor: str
    quote: str
    comment_html: str = ""
    by: str = ""
    tags: tuple[str, ...] = ()
    day: date | None = None
    source: str = ""
    found: bool = False


WORDS_PER_MINUTE: Final = 238
"""Silent reading of English non-fiction (Brysbaert 2019, a meta-analysis of 190 studies)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A body, rendered. Links to files of the project stand in it as `digest-file:TARGET`, for the plan to resolve.

    Attributes:
        html: sanitised; notes stand beside their passage as sidenotes.
        feed: what of it is otherwise in feeds, as `render.feed_edition` reads it.
        annotations: in reading order.
        anchors: the id of each annotation's element, in the same order.
        headings: in reading order.
        references: in reading order.
        words: how many, notes not counted.
        highlights: people's annotations as other pages show them, in the same order; empty unless the text is an
            article.
        flaws: in reading order.
    """

    html: str
    feed: str = ""
    annotations: tuple[Annotation, ...] = ()
    anchors: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    references: tuple[Reference, ...] = ()
    words: int = 0
    highlights: tuple[Highlight, ...] = ()
    flaws: tuple[Flaw, ...] = ()

    @property
    def minutes(self) -> int:
        """How long a person reads, at least 1."""
        return max(1, ceil(self.words / WORDS_PER_MINUTE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as pages show it; stored by its fingerprint, so that not all texts of a site are in memory at once.

    Links to files of the project stand in `html` as `digest-file:TARGET`, for the plan to resolve.

    Attributes:
        html: sanitised.
        feed: what of it is otherwise in feeds.
        headings: in reading order.
        passages: the words of each annotated passage and the id of its element, in reading order.
        findings: what was found in the text.
        date_basis: where the date comes from, or empty.
        source_url: where the text stands, http or https, or empty.
    """

    html: str
    feed: str = ""
    headings: tuple[Heading, ...] = ()
    passages: tuple[tuple[str, str], ...] = ()
    findings: Findings = Findings()
    date_basis: str = ""
    source_url: str = ""

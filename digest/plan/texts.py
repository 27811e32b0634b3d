"""References to what is too long to be kept in a page's inputs: texts, and the highlights of articles.

A reference holds the fingerprint of what it stands for, so that a page's key covers that too, and where its links
lead, since that differs from site to site. The store that resolves references is asked only when a page is made.
"""

from __future__ import annotations

from typing import Protocol

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import FingerprintedOnce
from digest.model.picture import Picture
from digest.model.rendering import Highlight, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a link or image of a text leads to.

    Attributes:
        name: as the text has it: a path, percent-decoded, or the name of a wikilink.
        wiki: whether it is that of a wikilink.
        permalink: of the page or file that it means; None where that is not published.
        picture: of an image what is known of it.
        headings: the fragments that name a heading of it without the `h-` that its anchor begins with.
    """

    name: str
    wiki: bool = False
    permalink: str | None = None
    picture: Picture | None = None
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Where the links of a text lead.

    Attributes:
        file: that of the text.
        targets: in reading order, each once.
    """

    file: str
    targets: tuple[Target, ...]

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"what the links in {self.file} lead to"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReference:
    """A text, by its fingerprint.

    Attributes:
        file: that of the text.
        text: the fingerprint of its `Text`.
        links: where its links lead; None of a text without links into the project.
    """

    file: str
    text: str
    links: Links | None = None

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"the text of {self.file}"


@dataclass(frozen=True, slots=True, kw_only=True)
class HighlightedArticle(FingerprintedOnce):
    """An article with its highlights, by their fingerprint: other words around them leave it as it is.

    Attributes:
        marks: the fingerprint of the highlights.
        links: where the links of the text lead, those of its notes among them.
    """

    card: Card
    marks: str
    links: Links | None = None

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"the highlights of {self.card.file}"


class Texts(Protocol):
    """What resolves references."""

    def text(self, reference: TextReference) -> Text:
        """A text as pages show it."""

    def feed_html(self, reference: TextReference) -> str:
        """A text as feeds hold it."""

    def highlights(self, article: HighlightedArticle) -> tuple[Highlight, ...]:
        """The highlights of an article, in reading order."""

"""References to what is too long to be kept in a page's inputs: texts, and the highlights of articles.

A reference holds the fingerprint of what it stands for, so that a page's key covers that too, and where its links
lead, since that differs from site to site. The store that resolves references is asked only when a page is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from operator import is_
from pathlib import PurePosixPath
from typing import Any, Protocol, TypeVar, get_args, get_origin

from digest.dataclass import dataclass
from digest.model.card import Card
from digest.model.inputs import FingerprintedOnce, types_within
from digest.model.picture import Picture
from digest.model.rendering import Highlight, Text

T = TypeVar("T")


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
        path: the file of the text.
        targets: in reading order, each once.
    """

    path: PurePosixPath
    targets: tuple[Target, ...]

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"what the links in {self.path} lead to"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReference:
    """A text, by its fingerprint.

    Attributes:
        path: its file.
        text: the fingerprint of its `Text`.
        links: where its links lead; None of a text without links into the project.
    """

    path: PurePosixPath
    text: str
    links: Links | None = None

    @property
    def known_as(self) -> str:
        """What `--explain` calls it."""
        return f"the text of {self.path}"


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
        return f"the highlights of {self.card.path}"


class Texts(Protocol):
    """What resolves references."""

    def text(self, reference: TextReference) -> Text:
        """A text as pages show it."""

    def feed_html(self, reference: TextReference) -> str:
        """A text as feeds hold it."""

    def highlights(self, article: HighlightedArticle) -> tuple[Highlight, ...]:
        """The highlights of an article, in reading order."""


def texts_in(value: object) -> Iterator[TextReference]:
    """The references to texts that inputs hold."""
    whole: Any = value
    if isinstance(whole, TextReference):
        yield whole
    elif isinstance(whole, tuple):
        for item in whole:
            yield from texts_in(item)
    else:
        kind: Any = type(whole)
        for name in _fields_with_texts(kind):
            yield from texts_in(getattr(whole, name))


def with_texts(value: T, texts: Mapping[PurePosixPath, str]) -> T:
    """Inputs that refer to newer texts; the very same inputs if they refer to none of these.

    Args:
        value: the inputs, or what they hold.
        texts: the fingerprints of the newer texts by file. The links of these files lead where they led before.
    """
    whole: Any = value
    newer: Any = whole
    if isinstance(whole, TextReference):
        if (text := texts.get(whole.path, whole.text)) != whole.text:
            newer = replace(whole, text=text)
    elif isinstance(whole, tuple):
        items = tuple([with_texts(item, texts) for item in whole])
        newer = whole if all(map(is_, items, whole)) else items
    else:
        kind: Any = type(whole)
        for name in _fields_with_texts(kind):
            old = getattr(whole, name)
            if (inner := with_texts(old, texts)) is not old:
                newer = replace(newer, **{name: inner})
    result: T = newer
    return result


@cache
def _fields_with_texts(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a dataclass in which a reference to a text can lie."""
    if not is_dataclass(kind):
        return ()
    return tuple([name for name, hint in types_within(kind).items() if _may_hold_text(hint)])


def _may_hold_text(hint: Any) -> bool:
    kind = get_origin(hint) or hint
    return hint is TextReference or bool(_fields_with_texts(kind)) or any(map(_may_hold_text, get_args(hint)))

"""Links at the passages of a body: to each itself, and to where its words stand in the page it was published on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from digest.annotations.collect import annotation_at, collect
from digest.annotations.delimiters import HIGHLIGHT_CLOSE
from digest.annotations.text_fragment import source_link
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts
from digest.model.annotation import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.model.annotation import Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a body was published.

    Attributes:
        url: the page, or empty where there is none.
        text: all of its plain text, where the body is an excerpt; a passage that stands in it twice needs its context.
        quotes: the passages of the whole text by their words, with what stands around them there.
    """

    url: str = ""
    text: str = ""
    quotes: Mapping[str, TextQuoteSelector] = field(default_factory=dict)

    def link(self, quote: TextQuoteSelector, body_text: str) -> str:
        """The address of a passage; empty where nothing was published, or the passage has no words."""
        words = " ".join(quote.exact.split())
        if not self.url or not words:
            return ""
        whole = self.quotes.get(words, quote)
        return source_link(self.url, whole, ambiguous=(self.text or body_text).count(whole.exact) > 1)


def whole_origin(url: str, body: str) -> Origin:
    """The origin of excerpts of a body."""
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    quotes = {" ".join(found.quote.exact.split()): found.quote for found in collect(tokens, env).found}
    return Origin(url=url, text="\n".join(block_texts(tokens)), quotes=quotes)


def annotations_with_anchors(body: str) -> tuple[tuple[Annotation, str], ...]:
    """The annotations of a body in reading order, resolved ones too, each with the id of its element.

    Notes that nothing in the text refers to come last, without a quotation or anything around it.
    """
    env: dict[str, Any] = {}
    annotations = collect(parse(body, env), env)
    spare = tuple(
        (replace(annotation_at(note, TextQuoteSelector(exact="")), id=note.id), f"note-{note.id}")
        for note in annotations.notes
        if not note.referenced
    )
    return (*zip(annotations.found, annotations.anchors, strict=True), *spare)


def add_permalinks(tokens: Iterable[Token]) -> None:
    """Put a `mark_links` token behind each passage, and behind the link that holds one: a link holds no other.

    Expects the ids that `collect` leaves.
    """
    for token in tokens:
        if token.type == "inline" and token.children and any(child.type == HIGHLIGHT_CLOSE for child in token.children):
            token.children = _with_links(token.children)


def _with_links(children: Sequence[Token]) -> list[Token]:
    result: list[Token] = []
    waiting: list[Token] = []
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        result.append(child)
        if child.type == HIGHLIGHT_CLOSE and "id" in child.meta:
            waiting.append(Token("mark_links", "", 0, meta=child.meta))
        if not depth:
            result += waiting
            waiting = []
    return result

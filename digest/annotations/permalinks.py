"""Links at the passages of a body: to the passage itself, and to its words in the page where it was published."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from digest.annotations.collect import annotation_at, collect
from digest.annotations.text_fragment import source_link
from digest.dataclass import dataclass
from digest.markdown.parser import parse
from digest.markdown.plain import block_texts
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE
from digest.model.annotation import TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.model.annotation import Annotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a body was published.

    Attributes:
        url: of the page, or empty.
        text: the whole plain text if the body is an excerpt; a passage that stands in it twice needs its context.
        quotes: the passages of the whole text by their words, with their context there.
    """

    url: str = ""
    text: str = ""
    quotes: Mapping[str, TextQuoteSelector] = field(default_factory=dict)

    def link(self, quote: TextQuoteSelector, body_text: str) -> str:
        """The address of a passage; empty if the body has no page or the passage no words."""
        words = " ".join(quote.exact.split())
        if not self.url or not words:
            return ""
        whole = self.quotes.get(words, quote)
        return source_link(self.url, whole, ambiguous=(self.text or body_text).count(whole.exact) > 1)


def whole_origin(url: str, body: str) -> Origin:
    """The origin of an excerpt of a body."""
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    quotes = {" ".join(each.quote.exact.split()): each.quote for each in collect(tokens, env).found}
    return Origin(url=url, text="\n".join(block_texts(tokens)), quotes=quotes)


def annotations_with_anchors(body: str) -> tuple[tuple[Annotation, str], ...]:
    """The annotations of a body in reading order, resolved ones too, each with the id of its element.

    Notes to which nothing in the text refers come last, with an empty quotation.
    """
    env: dict[str, Any] = {}
    annotations = collect(parse(body, env), env)
    unreferenced = tuple(
        (replace(annotation_at(note, TextQuoteSelector(exact="")), id=note.id), f"note-{note.id}")
        for note in annotations.notes
        if not note.referenced
    )
    return (*zip(annotations.found, annotations.anchors, strict=True), *unreferenced)


def add_permalinks(blocks: Iterable[Token]) -> None:
    """Put a `mark_links` token behind each passage, and behind the link that holds one: a link holds no other.

    Expects the ids that `collect` leaves, and the blocks that hold markup.
    """
    for block in blocks:
        if [child for child in block.children or () if child.type == HIGHLIGHT_CLOSE]:
            block.children = _with_links(block.children or ())


def _with_links(children: Sequence[Token]) -> list[Token]:
    linked: list[Token] = []
    waiting: list[Token] = []
    depth = 0
    for child in children:
        depth += child.nesting if child.type in ("link_open", "link_close") else 0
        linked.append(child)
        if child.type == HIGHLIGHT_CLOSE and "id" in child.meta:
            waiting.append(Token("mark_links", "", 0, meta=child.meta))
        if not depth:
            linked += waiting
            waiting = []
    return linked

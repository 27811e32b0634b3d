"""An annotation of a page -> the passages of an article's text that marks can be put around."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from digest.annotations.anchoring import FAMILIAR, Place, SearchText, anchor
from digest.annotations.block_text import BlockText
from digest.dataclass import dataclass
from digest.markdown.markup_boundaries import markup_boundaries
from digest.markdown.parser import parse
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.markdown.text_positions import passage
from digest.model.annotation import CONTEXT, Annotation, TextQuoteSelector


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkableText:
    """The plain text of an article, and where marks may stand in it.

    Attributes:
        text: of its blocks; those without words left out.
        searched: the same, prepared for quotations that go from one block into the next.
        markup_boundaries: for each block, the offsets at which emphasis, a link or a mark begins or ends.
        env: what the parser knows of the body beside its blocks.
    """

    text: BlockText
    searched: SearchText
    markup_boundaries: tuple[tuple[int, ...], ...]
    env: Mapping[str, Any]


def markable_text(body: str) -> MarkableText:
    """The plain text of a normalised body."""
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    inlines = [token for token in tokens if token.type == "inline"]
    pairs = [pair for pair in zip(source_blocks(body, tokens), inlines, strict=True) if pair[0].text.strip()]
    text = BlockText.of([block for block, _ in pairs])
    boundaries = tuple(markup_boundaries(token) for _, token in pairs)
    return MarkableText(text=text, searched=text.across_blocks(), markup_boundaries=boundaries, env=env)


def passages_of(annotation: Annotation, text: MarkableText) -> tuple[Annotation, ...]:
    """The annotation by the article's own words, once for each part that one mark can hold; empty without a place.

    It is cut where a block ends, and where other markup (emphasis, a link, a mark) begins or ends within it.
    A note on the page as a whole stands at the end of the text.
    """
    if annotation.kind == "note":
        return _point(annotation, text.text)
    place = anchor(annotation.quote, text.searched, loosest="normalised")
    if place is None or not _is_acceptable(place, annotation.quote):
        return ()
    bare = Annotation(id=None, kind="highlight", quote=annotation.quote)
    quotes = _quotes(place.start, place.end, text)
    return tuple(replace(bare if number else annotation, quote=quote) for number, quote in enumerate(quotes))


def _is_acceptable(place: Place, quote: TextQuoteSelector) -> bool:
    """Whether the words are the only ones, or stand within something like their context, or have none."""
    if place.unique or not (quote.prefix or quote.suffix):
        return True
    sides = ((quote.prefix, place.prefix), (quote.suffix, place.suffix))
    return any(context and similarity >= FAMILIAR for context, similarity in sides)


def _point(annotation: Annotation, text: BlockText) -> tuple[Annotation, ...]:
    """A note at a point: where its context says, or at the end."""
    quote = annotation.quote
    if not text.blocks:
        return ()
    if not quote.prefix and not quote.suffix:
        quote = TextQuoteSelector(exact="", prefix=text.blocks[-1].text[-CONTEXT:])
    return (replace(annotation, quote=quote),)


def _quotes(start: int, end: int, text: MarkableText) -> Iterator[TextQuoteSelector]:
    """A range of the text, cut at its blocks, and within them where a mark would cross other markup."""
    begins, blocks = text.text.begins, text.text.blocks
    for number in range(bisect_right(begins, start) - 1, len(blocks)):
        begin, block = begins[number], blocks[number]
        if begin >= end:
            return
        for low, high in _nesting(block, text, number, max(0, start - begin), min(len(block.text), end - begin)):
            quote = _quote(block.text, low, high)
            if quote.exact:
                yield quote


def _nesting(block: SourceBlock, text: MarkableText, number: int, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A range of a block in as few parts as marks can be put around; whole where it is one, or none can."""
    if passage(block.source, text.env, low, high) is not None:
        yield low, high
        return
    cuts = [low, *(at for at in text.markup_boundaries[number] if low < at < high), high]
    at = 0
    while at < len(cuts) - 1:
        ends = range(len(cuts) - 1, at, -1)
        end = next((to for to in ends if passage(block.source, text.env, cuts[at], cuts[to]) is not None), at + 1)
        yield cuts[at], cuts[end]
        at = end


def _quote(block: str, low: int, high: int) -> TextQuoteSelector:
    """A range without the white space at its ends, with what stands around it in its block."""
    exact = block[low:high].strip()
    low += len(block[low:high]) - len(block[low:high].lstrip())
    high = low + len(exact)
    return TextQuoteSelector(
        exact=exact, prefix=block[max(0, low - CONTEXT) : low], suffix=block[high : high + CONTEXT]
    )

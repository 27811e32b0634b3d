"""Where in an article the words of a quotation stand.

The seam for finding what does not stand there word for word is `passages_of`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import Any, Final

from digest.annotations.anchoring.normalise import Folded, fold
from digest.markdown.markup_boundaries import markup_boundaries
from digest.markdown.parser import parse
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.markdown.text_positions import passage
from digest.model.annotation import CONTEXT, Annotation, TextQuoteSelector

_MOST_OCCURRENCES: Final = 1000
"""How many places of the same words are compared by what stands around them."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """The plain text of an article's blocks.

    Attributes:
        blocks: as they stand in the source.
        begins: where each begins when their texts stand one after the other.
        folded: all of these texts.
        edges: where in the folded text a block begins or ends.
        seams: of each block, where in its text markup begins or ends.
        env: what the parser knows of the body beside its blocks.
    """

    blocks: tuple[SourceBlock, ...]
    begins: tuple[int, ...]
    folded: Folded
    edges: frozenset[int]
    seams: tuple[tuple[int, ...], ...]
    env: Mapping[str, Any]


def passages_of(annotation: Annotation, text: PlainText) -> tuple[Annotation, ...]:
    """The annotation by the article's own words, once for each part that one mark can hold; empty without a place.

    It is cut where a block ends, and where other markup (emphasis, a link, a mark) begins or ends within it.
    A note on the page as a whole stands at the end of the text.
    """
    if annotation.kind == "note":
        return _point(annotation, text)
    stretch = _find(annotation.quote, text)
    if stretch is None:
        return ()
    bare = Annotation(id=None, kind="highlight", quote=annotation.quote)
    quotes = _quotes(*stretch, text)
    return tuple(replace(bare if number else annotation, quote=quote) for number, quote in enumerate(quotes))


def plain_text_of(body: str) -> PlainText:
    """The plain text of a normalised body."""
    env: dict[str, Any] = {}
    tokens = parse(body, env)
    inlines = [token for token in tokens if token.type == "inline"]
    pairs = [pair for pair in zip(source_blocks(body, tokens), inlines, strict=True) if pair[0].text.strip()]
    blocks = tuple(block for block, _ in pairs)
    begins = tuple(accumulate((len(block.text) + 1 for block in blocks[:-1]), initial=0))
    folded = fold("\n".join(block.text for block in blocks))
    edges = frozenset([*(bisect_left(folded.offsets, begin) for begin in begins), len(folded.text)])
    return PlainText(blocks, begins, folded, edges, tuple(markup_boundaries(token) for _, token in pairs), env)


def _point(annotation: Annotation, text: PlainText) -> tuple[Annotation, ...]:
    """A note at a point: where its context says, or at the end."""
    quote = annotation.quote
    if not text.blocks:
        return ()
    if not quote.prefix and not quote.suffix:
        quote = TextQuoteSelector(exact="", prefix=text.blocks[-1].text[-CONTEXT:])
    return (replace(annotation, quote=quote),)


def _find(quote: TextQuoteSelector, text: PlainText) -> tuple[int, int] | None:
    """Where the words stand whose surroundings fit best, by offsets in the text; of several equals the first.

    Words that stand at several places, at none of them within what should stand around them, are not found.
    """
    exact, prefix, suffix = (fold(part).text for part in (quote.exact, quote.prefix, quote.suffix))
    places = list(islice(_occurrences(text.folded.text, exact), _MOST_OCCURRENCES)) if exact else []
    if not places:
        return None
    fits = [_fit(text.folded.text, at, at + len(exact), prefix, suffix) for at in places]
    if len(places) > 1 and not any(fits) and (prefix or suffix):
        return None

    def ends(at: int) -> int:
        """A context that is not full ends where its block does."""
        begins = len(quote.prefix) < CONTEXT and at - len(prefix) in text.edges
        return begins + (len(quote.suffix) < CONTEXT and at + len(exact) + len(suffix) in text.edges)

    _, start = max((fit + ends(at), -at) for fit, at in zip(fits, places, strict=True))
    return text.folded.offsets[-start], text.folded.offsets[-start + len(exact) - 1] + 1


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _fit(text: str, start: int, end: int, prefix: str, suffix: str) -> int:
    """How many code points around a stretch agree with its context."""
    return _common(text[max(0, start - CONTEXT) : start][::-1], prefix[::-1]) + _common(
        text[end : end + CONTEXT], suffix
    )


def _common(one: str, other: str) -> int:
    """How many code points two texts begin with alike."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def _quotes(start: int, end: int, text: PlainText) -> Iterator[TextQuoteSelector]:
    """A stretch of the text, cut at its blocks, and within them where a mark would cross other markup."""
    first = bisect_right(text.begins, start) - 1
    for number in range(first, len(text.blocks)):
        begin, block = text.begins[number], text.blocks[number]
        if begin >= end:
            return
        for low, high in _nesting(block, text, number, max(0, start - begin), min(len(block.text), end - begin)):
            quote = _quote(block.text, low, high)
            if quote.exact:
                yield quote


def _nesting(block: SourceBlock, text: PlainText, number: int, low: int, high: int) -> Iterator[tuple[int, int]]:
    """A stretch of a block in as few parts as marks can be put around; whole where it is one, or none can."""
    if passage(block.source, text.env, low, high) is not None:
        yield low, high
        return
    cuts = [low, *(seam for seam in text.seams[number] if low < seam < high), high]
    at = 0
    while at < len(cuts) - 1:
        ends = range(len(cuts) - 1, at, -1)
        end = next((to for to in ends if passage(block.source, text.env, cuts[at], cuts[to]) is not None), at + 1)
        yield cuts[at], cuts[end]
        at = end


def _quote(block: str, low: int, high: int) -> TextQuoteSelector:
    """A stretch without the white space at its ends, with what stands around it in its block."""
    exact = block[low:high].strip()
    low += len(block[low:high]) - len(block[low:high].lstrip())
    high = low + len(exact)
    return TextQuoteSelector(
        exact=exact, prefix=block[max(0, low - CONTEXT) : low], suffix=block[high : high + CONTEXT]
    )

"""Annotations from elsewhere into an article's Markdown: each where its quotation stands, and none twice.

The seam for finding what does not stand there word for word is `passages_of`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import Final, TypeAlias

from digest.content.annotate import annotate
from digest.content.annotations import CONTEXT
from digest.content.notes import write_definition
from digest.content.permalinks import annotations_with_anchors
from digest.content.plain import plain_text
from digest.content.source import source_blocks
from digest.content.syntax import normalised, parse
from digest.exchange.folding import Folded, fold
from digest.exchange.splicing import splice
from digest.exchange.threads import new_replies
from digest.model.annotation import Annotation, TextQuoteSelector

_MOST_OCCURRENCES: Final = 1000
"""How many places of the same words are compared by what stands around them."""

MOST: Final = 2000
"""Annotations that a text is given at a time: each that cannot be marked may cost a reading of the text."""

_ROUNDS: Final = 8
"""Marks within marks: those that share letters are written one round after the other."""

_Key: TypeAlias = "tuple[str, str, str, object]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of annotations.

    Attributes:
        body: with those that have a place; all that was there before is there, letter by letter.
        placed: those that were written, or have replies that were.
        known: those that stood there already.
        left_out: those whose words do not stand in the text, or cannot be marked there.
        waiting: those that were not looked at, since there are too many for one time.
    """

    body: str
    placed: tuple[Annotation, ...]
    known: tuple[Annotation, ...]
    left_out: tuple[Annotation, ...]
    waiting: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """The plain text of an article's blocks.

    Attributes:
        blocks: their texts.
        begins: where each begins when they stand one after the other.
        folded: all of them so.
        edges: where in the folded text a block begins or ends.
    """

    blocks: tuple[str, ...]
    begins: tuple[int, ...]
    folded: Folded
    edges: frozenset[int]


def place(body: str, annotations: Sequence[Annotation]) -> Placed:
    """Write annotations into a body; one that crosses blocks becomes one for each, the first with the comment.

    Of one that stands there already only those replies are written that it does not have yet.
    """
    clean = normalised(body)
    text = _text_of(clean)
    pieces = {at: passages_of(annotation, text) for at, annotation in enumerate(annotations)}
    there = _there(clean)
    known = {at: same for at, found in pieces.items() if found and (same := _take(there, found))}
    unknown = [at for at, found in pieces.items() if found and at not in known]
    waiting = frozenset(unknown[MOST:])
    made, written = _annotate(clean, {at: pieces[at] for at in unknown[:MOST]})
    answers = {at: tuple(_answers(same, annotations[at])) for at, same in known.items()}
    whole = _with_definitions(made, [line for lines in answers.values() for line in lines])
    return Placed(
        body=splice(body, whole),
        placed=tuple(annotations[at] for at in pieces if at in written or answers.get(at)),
        known=tuple(annotations[at] for at in known if not answers[at]),
        left_out=tuple(annotations[at] for at in pieces if at not in known and at not in written | waiting),
        waiting=tuple(annotations[at] for at in sorted(waiting)),
    )


def _annotate(body: str, wanted: Mapping[int, Sequence[Annotation]]) -> tuple[str, frozenset[int]]:
    """The body with these annotations, and which of them it has.

    Of passages that share letters one is written at a time, so that the next can stand around it or within.
    """
    written: set[int] = set()
    for _ in range(_ROUNDS):
        rest = {at: found for at, found in wanted.items() if at not in written}
        body, more = _annotate_once(body, rest)
        written |= more
        if not more or len(written) == len(wanted):
            break
    return body, frozenset(written)


def _annotate_once(body: str, wanted: Mapping[int, Sequence[Annotation]]) -> tuple[str, frozenset[int]]:
    """As far as they can be written together; a passage is marked whole or not at all."""
    made = annotate(body, [piece for found in wanted.values() for piece in found])
    lost = {id(piece) for piece in made.left_out}
    kept = {at: found for at, found in wanted.items() if not any(id(piece) in lost for piece in found)}
    if lost:
        made = annotate(body, [piece for found in kept.values() for piece in found])
        lost = {id(piece) for piece in made.left_out}
    return made.body, frozenset(at for at, found in kept.items() if id(found[0]) not in lost)


def _answers(same: Annotation, incoming: Annotation) -> Iterator[str]:
    """The definitions of the replies that a note does not have yet."""
    if same.id is None:
        return
    bare = replace(same, replies=())
    notes = write_definition(same.id, bare)
    for reply in new_replies(same.id, same.replies, incoming.replies):
        yield write_definition(same.id, replace(bare, replies=(reply,))).removeprefix(f"{notes}\n")


def _with_definitions(body: str, definitions: Sequence[str]) -> str:
    """The body with definitions behind it, unless they would be something else there."""
    if not definitions:
        return body
    whole = body.rstrip("\n") + "\n\n" + "\n".join(definitions) + "\n"
    return whole if plain_text(whole) == plain_text(body) else body


def passages_of(annotation: Annotation, text: _Text) -> tuple[Annotation, ...]:
    """The annotation by the article's own words, once for each block it reaches into; empty where it has no place.

    A note on the page as a whole stands at the end of the text.
    """
    if annotation.kind == "note":
        return _point(annotation, text)
    stretch = _find(annotation.quote, text)
    if stretch is None:
        return ()
    quotes = _by_block(*stretch, text)
    bare = Annotation(id=None, kind="highlight", quote=annotation.quote)
    return tuple(replace(bare if number else annotation, quote=quote) for number, quote in enumerate(quotes))


def _text_of(body: str) -> _Text:
    blocks = tuple(block.text for block in source_blocks(body, parse(body, {})) if block.text.strip())
    begins = tuple(accumulate((len(block) + 1 for block in blocks[:-1]), initial=0))
    folded = fold("\n".join(blocks))
    edges = frozenset([*(bisect_left(folded.offsets, begin) for begin in begins), len(folded.text)])
    return _Text(blocks, begins, folded, edges)


def _point(annotation: Annotation, text: _Text) -> tuple[Annotation, ...]:
    """A note at a point: where its context says, or at the end."""
    quote = annotation.quote
    if not text.blocks:
        return ()
    if not quote.prefix and not quote.suffix:
        quote = TextQuoteSelector(exact="", prefix=text.blocks[-1][-CONTEXT:])
    return (replace(annotation, quote=quote),)


def _find(quote: TextQuoteSelector, text: _Text) -> tuple[int, int] | None:
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


def _by_block(start: int, end: int, text: _Text) -> list[TextQuoteSelector]:
    """A stretch of the text, cut at its blocks, each part with what stands around it in its block."""
    first = bisect_right(text.begins, start) - 1
    quotes = []
    for begin, block in zip(text.begins[first:], text.blocks[first:], strict=True):
        if begin >= end:
            break
        low, high = max(0, start - begin), min(len(block), end - begin)
        exact = block[low:high].strip()
        if exact:
            low += len(block[low:high]) - len(block[low:high].lstrip())
            high = low + len(exact)
            quotes.append(
                TextQuoteSelector(
                    exact=exact, prefix=block[max(0, low - CONTEXT) : low], suffix=block[high : high + CONTEXT]
                )
            )
    return quotes


def _key(annotation: Annotation) -> _Key:
    """What makes an annotation the one that is there already: words, comment, author and day."""
    return (fold(annotation.quote.exact).text, annotation.comment or "", annotation.by or "", annotation.day)


def _there(body: str) -> dict[_Key, list[Annotation]]:
    """The annotations that a body has, the first of equal ones last."""
    there: dict[_Key, list[Annotation]] = {}
    for annotation, _ in reversed(annotations_with_anchors(body)):
        there.setdefault(_key(annotation), []).append(annotation)
    return there


def _take(there: Mapping[_Key, list[Annotation]], pieces: Sequence[Annotation]) -> Annotation | None:
    """The first piece as it is there, if all pieces are; each that is there counts once."""
    needed = Counter(map(_key, pieces))
    if any(len(there.get(key, ())) < number for key, number in needed.items()):
        return None
    first, *_ = [there[_key(piece)].pop() for piece in pieces]
    return first

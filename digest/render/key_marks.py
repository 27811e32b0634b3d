"""Marks the sentences that digest takes for key points where they stand, when a page is made.

The file holds them as a property, not in its text: so every mark that a person sees in an editor is a person's.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from markdown_it.token import Token

from digest.markdown.plain import inline_text, token_text
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_APART = ("mark_open", "mark_close")


def mark_sentences(tokens: Iterable[Token], sentences: Sequence[str]) -> tuple[tuple[Annotation, str], ...]:
    """Mark sentences, each where it stands first and nothing is in its way: no mark of a person, no half of a link.

    Args:
        tokens: of a body, its annotations found already.
        sentences: as the text has them, white space folded.

    Returns:
        Those that are marked, each with the id of its element.
    """
    waiting = dict(enumerate(sentences, start=1))
    found: dict[int, tuple[Annotation, str]] = {}
    for token in tokens:
        if token.type != "inline" or not token.children or not waiting:
            continue
        text = inline_text(token.children).replace("\n", " ")
        for number in [number for number, sentence in waiting.items() if sentence in text]:
            start = text.index(waiting[number])
            marked = _marked(token.children, start, start + len(waiting[number]), f"key-{number}")
            if marked is not None:
                token.children = marked
                quote = TextQuoteSelector(exact=waiting.pop(number))
                found[number] = (Annotation(id=None, kind="highlight", quote=quote, by=MACHINE), f"key-{number}")
    return tuple(found[number] for number in sorted(found))


def _marked(children: Sequence[Token], start: int, end: int, anchor: str) -> list[Token] | None:
    """The tokens of a block with a mark from one offset in its text to another, or None where it would cross others."""
    parts = list(_cut(children, {start, end}))
    firsts = [index for index, (at, _) in enumerate(parts) if at == start]
    lasts = [index for index, (at, token) in enumerate(parts) if at + len(token_text(token)) == end]
    for first, last in product(firsts, lasts):
        inside = [token for _, token in parts[first : last + 1]]
        within = sum(_step(token) for _, token in parts[:first])
        if inside and not within and _whole(inside) and not any(token.type in _APART for token in inside):
            meta = {"id": anchor, "note": None, "machine": True}
            opening, closing = Token("mark_open", "mark", 1, meta=meta), Token("mark_close", "mark", -1, meta=meta)
            tokens = [token for _, token in parts]
            return [*tokens[:first], opening, *inside, closing, *tokens[last + 1 :]]
    return None


def _step(token: Token) -> int:
    return token.nesting if token.type in _APART else 0


def _whole(tokens: Sequence[Token]) -> bool:
    """Whether all that opens among some tokens closes there, and the other way round."""
    depth = 0
    for token in tokens:
        depth += token.nesting
        if depth < 0:
            return False
    return depth == 0


def _cut(children: Sequence[Token], cuts: set[int]) -> Iterable[tuple[int, Token]]:
    """The tokens with their offsets, texts cut where they must be."""
    offset = 0
    for child in children:
        length = len(token_text(child))
        inner = sorted(cut - offset for cut in cuts if offset < cut < offset + length)
        if child.type != "text" or not inner:
            yield offset, child
        else:
            for begin, end in zip([0, *inner], [*inner, length], strict=True):
                yield offset + begin, replace(child, content=child.content[begin:end])
        offset += length

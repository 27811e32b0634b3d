"""Marks the sentences that digest takes for key points when a page is made.

An article holds them as a property, not in its text. So every mark that a person sees in an editor is a person's.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

from markdown_it.token import Token

from digest.markdown.plain import inline_text, token_text
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.model.annotation import MACHINE, Annotation, TextQuoteSelector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HIGHLIGHTS = (HIGHLIGHT_OPEN, HIGHLIGHT_CLOSE)


def mark_sentences(tokens: Iterable[Token], sentences: Sequence[str]) -> tuple[tuple[Annotation, str], ...]:
    """Mark each sentence where it stands first, unless a person's mark or a part of other markup is in the way.

    Args:
        tokens: of a body, its annotations collected already.
        sentences: as the text has them, white space folded.

    Returns:
        Those that are marked, each with the id of its element.
    """
    waiting = dict(enumerate(sentences, start=1))
    marks: dict[int, tuple[Annotation, str]] = {}
    for token in tokens if sentences else ():
        if token.type != "inline" or not token.children or not waiting:
            continue
        text = inline_text(token.children).replace("\n", " ")
        for number in [number for number, sentence in waiting.items() if sentence in text]:
            start = text.index(waiting[number])
            marked = _marked(token.children, start, start + len(waiting[number]), f"key-{number}")
            if marked is not None:
                token.children = marked
                quote = TextQuoteSelector(exact=waiting.pop(number))
                marks[number] = (Annotation(id=None, kind="highlight", quote=quote, by=MACHINE), f"key-{number}")
    return tuple(marks[number] for number in sorted(marks))


def _marked(children: Sequence[Token], start: int, end: int, anchor: str) -> list[Token] | None:
    """The tokens of a block with a mark from one offset in its text to another, or None where it would cross others."""
    parts = list(_cut(children, {start, end}))
    firsts = [index for index, (at, _) in enumerate(parts) if at == start]
    lasts = [index for index, (at, token) in enumerate(parts) if at + len(token_text(token)) == end]
    for first, last in product(firsts, lasts):
        inside = [token for _, token in parts[first : last + 1]]
        depth = sum(token.nesting for _, token in parts[:first] if token.type in _HIGHLIGHTS)
        if inside and not depth and _is_balanced(inside) and not any(token.type in _HIGHLIGHTS for token in inside):
            meta = {"id": anchor, "note": None, "machine": True}
            opening = Token(HIGHLIGHT_OPEN, "mark", 1, meta=meta)
            closing = Token(HIGHLIGHT_CLOSE, "mark", -1, meta=meta)
            tokens = [token for _, token in parts]
            return [*tokens[:first], opening, *inside, closing, *tokens[last + 1 :]]
    return None


def _is_balanced(tokens: Sequence[Token]) -> bool:
    """Whether all that opens among some tokens closes there, and the other way round."""
    depth = 0
    for token in tokens:
        depth += token.nesting
        if depth < 0:
            return False
    return depth == 0


def _cut(children: Sequence[Token], cuts: set[int]) -> Iterable[tuple[int, Token]]:
    """The tokens with their offsets in the block's text, texts cut at the offsets given."""
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

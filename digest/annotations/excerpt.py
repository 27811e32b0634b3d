"""What may be quoted of an article whose rights are `excerpt`: the highlighted passages and their notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any, Final

from digest.annotations.collect import read_annotations
from digest.annotations.delimiters import DELIMITER, TOKENS
from digest.markdown.escape import escape
from digest.markdown.parser import normalised, parse, parsed
from digest.markdown.plain import plain_text
from digest.markdown.rules.highlights import HIGHLIGHT_CLOSE, HIGHLIGHT_OPEN
from digest.markdown.source_map import SourceBlock, source_blocks
from digest.markdown.text_positions import pieces
from digest.model.annotation import Annotation, TextQuoteSelector

_KEPT: Final = frozenset({"text", "em_open", "em_close", "strong_open", "strong_close", "code_inline", "softbreak"})
"""The inline tokens of a passage that is quoted with its markup: emphasis and code. Links and images lead somewhere
from the article's own lines, which problems with them name; a passage with any of them is quoted as plain text."""


def excerpt(body: str) -> str:
    """A body of quotations: each annotated passage of another body as a quotation, marked, with its note.

    Each is written by itself, so that of two passages with the same words neither takes the other's place.
    """
    unresolved = (annotation for annotation in read_annotations(body) if not annotation.resolved)
    quoted = [_on_one_line(annotation) for annotation in unresolved if annotation.quote.exact]
    emphasised = dict(_emphasised(body)) if quoted and DELIMITER in body else {}
    quotations = (_quotation(annotation, emphasised.get(annotation.quote.exact)) for annotation in _labelled(quoted))
    return "".join(f"{quotation}\n\n" for quotation in quotations)


def _on_one_line(annotation: Annotation) -> Annotation:
    """A passage with its line breaks as spaces, and without its context, which is not in the excerpt."""
    return replace(annotation, quote=TextQuoteSelector(exact=" ".join(annotation.quote.exact.split())))


def _labelled(annotations: Sequence[Annotation]) -> Iterator[Annotation]:
    """The annotations, each note with a name that no other one has: its own, or the next that is free."""
    names = {annotation.id for annotation in annotations}
    free = (name for number in count(1) if (name := f"a{number}") not in names)
    taken: set[str] = set()
    for annotation in annotations:
        if not annotation.comment and not annotation.replies:
            yield annotation
            continue
        name = next(free) if annotation.id is None or annotation.id in taken else annotation.id
        taken.add(name)
        yield replace(annotation, id=name)


def _quotation(annotation: Annotation, markdown: str | None) -> str:
    """A passage as a quotation: with its own markup where it can be marked so, else as plain text."""
    from digest.annotations.annotate import annotate  # noqa: PLC0415 (a build in which nothing is quoted starts sooner)

    if markdown is not None:
        written = annotate(f"> {markdown}", [annotation])
        if not written.left_out:
            return written.body.strip("\n")
    return annotate(f"> {escape(annotation.quote.exact)}", [annotation]).body.strip("\n")


def _emphasised(body: str) -> Iterator[tuple[str, str]]:
    """The passages that have emphasis or code in them: their plain text, and their Markdown, each on one line."""
    clean = normalised(body)
    tokens, env = parsed(clean)
    for block in source_blocks(clean, tokens):
        if DELIMITER in block.source:
            for markdown in _passages(block, env):
                text = " ".join(plain_text(f"> {markdown}").split())
                if escape(text) != markdown and _kept_alone(markdown):
                    yield text, markdown


def _passages(block: SourceBlock, env: Mapping[str, Any]) -> Iterator[str]:
    """The Markdown of each highlighted passage of a block, without the delimiters of annotations in it."""
    opened: list[list[str]] = []
    for piece in pieces(block.source, env):
        if piece.type == HIGHLIGHT_OPEN:
            opened.append([])
        elif piece.type == HIGHLIGHT_CLOSE and opened:
            yield " ".join("".join(opened.pop()).split())
        elif piece.type not in TOKENS:
            for parts in opened:
                parts.append(block.source[piece.start : piece.end])


def _kept_alone(markdown: str) -> bool:
    """Whether a passage, quoted, is one paragraph with nothing but text, emphasis and code in it."""
    tokens = parse(f"> {markdown}", {})
    if [token.type for token in tokens if not token.type.startswith("blockquote")] != [
        "paragraph_open", "inline", "paragraph_close",
    ]:  # fmt: skip
        return False
    return all(child.type in _KEPT for token in tokens for child in token.children or ())

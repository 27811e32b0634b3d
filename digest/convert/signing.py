"""Annotations by programs and packages of others: checked, limited in number, and signed with their name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from digest.extract.decoding import clean
from digest.markdown.plain import plain_text
from digest.model.annotation import CONTEXT, Annotation, TextQuoteSelector
from digest.model.article import Extract

MOST: Final = 200
"""Annotations of an article that are taken from one annotator."""

LONGEST: Final = 5000
"""Code points of a passage or comment."""

_NUMBER: Final = re.compile(r"d(\d+)")
_TAG: Final = re.compile(r"\w[\w/-]*")


def sign(extract: Extract, annotations: Sequence[Annotation], name: str) -> tuple[Extract, int]:
    """Add annotations that quote words of one block of the text, with new numbers and a signature.

    Args:
        extract: what was made of a source.
        annotations: of one annotator.
        name: with which they are signed.

    Returns:
        The extract with them, and how many were left out.
    """
    if not annotations:
        return extract, 0
    blocks = plain_text(extract.body).split("\n\n")
    cleaned = [_cleaned(annotation) for annotation in annotations[:MOST]]
    placed = [each for each in cleaned if each is not None and any(each.quote.exact in block for block in blocks)]
    numbers = (int(match[1]) for each in extract.annotations if (match := _NUMBER.fullmatch(each.id or "")))
    first = 1 + max(numbers, default=0)
    signed = [replace(each, id=f"d{number}", by=name) for number, each in enumerate(placed, start=first)]
    added = replace(extract, annotations=(*extract.annotations, *signed))
    return added, len(annotations) - len(placed)


def _cleaned(annotation: Annotation) -> Annotation | None:
    """The highlight of an annotation with its comment and tags; None where it quotes nothing, or too much."""
    quote, comment = annotation.quote, annotation.comment or ""
    texts = (quote.exact, quote.prefix, quote.suffix, comment)
    if not quote.exact.strip() or any(len(text) > LONGEST for text in texts):
        return None
    return Annotation(
        id=None,
        kind="highlight",
        quote=TextQuoteSelector(
            exact=quote.exact.strip(), prefix=quote.prefix[-CONTEXT:], suffix=quote.suffix[:CONTEXT]
        ),
        comment=clean(comment).strip() or None,
        tags=tuple(tag for tag in annotation.tags if _TAG.fullmatch(tag)),
    )

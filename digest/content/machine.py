"""Which annotations the converter made: those it signed, and the key sentences, which it marks without a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.model.annotation import MACHINE

if TYPE_CHECKING:
    from digest.model.annotation import Annotation
    from digest.model.article import FrontMatter


def is_by_machine(annotation: Annotation, front_matter: FrontMatter) -> bool:
    """Whether an annotation of this article is the converter's.

    A mark without a note is where its words are a key point of a text that was converted: a person who wants to
    call it theirs signs it.
    """
    if annotation.by is not None:
        return annotation.by == MACHINE
    if annotation.id is not None or front_matter.seed is None:
        return False
    words = annotation.quote.exact.split()
    return any(point.split() == words for point in front_matter.key_points)

"""What an annotator of another package may say of an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from digest.extract.annotators.text_analysis import TextAnalysis
from digest.model.annotation import Annotation
from digest.model.article import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What an annotator found in an article.

    Attributes:
        value: of the property that the annotator is named after; None leaves the property out.
        annotations: passages of one paragraph each, by their quotation; they are signed with the name of the
            package, whatever `by` says.
    """

    value: Value = None
    annotations: tuple[Annotation, ...] = ()


Annotator: TypeAlias = Callable[[TextAnalysis], Finding]
"""From the text of an article to what is said of it. The same text gives the same finding."""

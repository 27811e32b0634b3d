"""The contract of an annotator from another package."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from digest.dataclass import dataclass
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
"""Takes the text of an article and returns a finding; the same text gives the same finding."""

"""An annotator for digest: the numbers with units in a text, for its property `numbers`."""

from __future__ import annotations

import re

from digest.extract import Annotation, Finding, TextAnalysis, TextQuoteSelector

_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)? (?:%|percent|m|km|kg|tonnes|years)(?!\w)")


def annotate(text: TextAnalysis) -> Finding:
    """The numbers of a text in its order, each once; the first is highlighted."""
    numbers = tuple(dict.fromkeys(match[0] for each in text.paragraphs for match in _NUMBER.finditer(each)))
    marked = tuple(
        Annotation(id=None, kind="highlight", quote=TextQuoteSelector(exact=number), comment="A number.")
        for number in numbers[:1]
    )
    return Finding(value=numbers, annotations=marked)

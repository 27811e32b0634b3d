"""A source's bytes to articles: decode, read by format, leave out the boilerplate, find what the source says of itself.

Date, authors, source, topics and key sentences each come with their evidence. Pure; never raises, whatever the bytes.
`extract.extract` does it all, `formats.FORMATS` is the table of readers, `annotators.table` says what digest finds in
an article by itself.

What this face names is what packages with readers and annotators of their own build on: see `digest.convert.plugins`.
"""

from digest.errors import Location, Problem
from digest.extract.annotators import Annotator, Finding, TextAnalysis
from digest.extract.decoding import Decoded, clean, decode, decode_source
from digest.extract.facts import Claim, Dated, Document
from digest.extract.formats import FORMATS, Reader
from digest.model.annotation import Annotation, TextQuoteSelector
from digest.model.source import Source

__all__ = [
    "FORMATS",
    "Annotation",
    "Annotator",
    "Claim",
    "Dated",
    "Decoded",
    "Document",
    "Finding",
    "Location",
    "Problem",
    "Reader",
    "Source",
    "TextAnalysis",
    "TextQuoteSelector",
    "clean",
    "decode",
    "decode_source",
]

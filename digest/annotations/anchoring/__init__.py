"""A quotation -> its place in a text: exact, with typography folded, or by similarity, and whether that is sure."""

from digest.annotations.anchoring.anchor import QuotedText, anchor
from digest.annotations.anchoring.edit_distance import distance
from digest.annotations.anchoring.passage_ends import FAMILIAR, SENTENCE_END
from digest.annotations.anchoring.search_text import Method, Place, SearchText
from digest.annotations.anchoring.typography import BARRIER, Folded, fold

__all__ = [
    "BARRIER",
    "FAMILIAR",
    "SENTENCE_END",
    "Folded",
    "Method",
    "Place",
    "QuotedText",
    "SearchText",
    "anchor",
    "distance",
    "fold",
]  # fmt: skip

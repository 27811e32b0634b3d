"""A quotation -> its place in a text: exact, with typography folded, or by similarity, and whether that is sure."""

from digest.annotations.anchoring.anchor import Origin, anchor
from digest.annotations.anchoring.edit_distance import distance
from digest.annotations.anchoring.passage_ends import SENTENCE_END
from digest.annotations.anchoring.search_text import Method, Place, SearchText
from digest.annotations.anchoring.typography import BARRIER, Folded, fold

__all__ = [
    "BARRIER", "SENTENCE_END", "Folded", "Method", "Origin", "Place", "SearchText", "anchor", "distance", "fold",
]  # fmt: skip

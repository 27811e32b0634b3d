"""Annotations of an article: read, threaded, anchored, written, and in the formats of others.

Other rooms use what is exported here, and beside it two modules that take longer to import than reading should:
`anchoring` (a quotation's place in a text) and `write` (annotations into a body); and `formats`.
"""

from digest.annotations.collect import Annotations, Note, collect, read_annotations
from digest.annotations.excerpt import excerpt
from digest.annotations.permalinks import Origin, add_permalinks, annotations_with_anchors, whole_origin

__all__ = [
    "Annotations", "Note", "Origin", "add_permalinks", "annotations_with_anchors", "collect", "excerpt",
    "read_annotations", "whole_origin",
]  # fmt: skip

"""Annotations in the formats of others, both ways; values in, values out.

Out: W3C Web Annotation (JSON-LD), Markdown, CSV. In: W3C Web Annotation and what Hypothesis gives, from which
`exchange` makes highlights and notes of an article.
"""

from digest.annotations.formats.incoming import Incoming
from digest.annotations.formats.read_json import read_json
from digest.annotations.formats.reply_threads import new_replies, threaded
from digest.annotations.formats.tables import to_csv, to_markdown
from digest.annotations.formats.target import Annotated, Target, by_address, normal_address
from digest.annotations.formats.web_annotation import to_json_ld

__all__ = [
    "Annotated", "Incoming", "Target", "by_address", "new_replies", "normal_address", "read_json", "threaded",
    "to_csv", "to_json_ld", "to_markdown",
]  # fmt: skip

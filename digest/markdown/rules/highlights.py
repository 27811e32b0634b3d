"""Highlights: `==passage==`.

What they show on a page is written by `render.note_html`, since `annotations` gives it to them.
"""

from __future__ import annotations

from typing import Final

from digest.markdown.rules.declaration import Mark, TokenType, markup_end
from digest.markdown.rules.paired_delimiters import paired_rules

HIGHLIGHT_OPEN: Final = "mark_open"
HIGHLIGHT_CLOSE: Final = "mark_close"

HIGHLIGHT: Final = Mark(
    name="highlight",
    example="A ==passage== of a text.",
    rules=paired_rules("highlight", "=", "mark"),
    tokens=(
        TokenType(name=HIGHLIGHT_OPEN, source_end=markup_end),
        TokenType(name=HIGHLIGHT_CLOSE, source_end=markup_end),
    ),
    # A run between two spaces neither opens nor closes anything.
    escapes=r"(?<! [ =] ) ={2,} | (?<! = ) ={2,}+ (?! [ ] )",
    elements={"mark": frozenset({"id", "class", "data-by", "data-tags", "title"})},
)

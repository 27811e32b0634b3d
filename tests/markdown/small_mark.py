"""A mark as somebody would add it to `digest/markdown/rules/`; `test_marks` follows the recipe with it."""

from __future__ import annotations

from typing import Final

from digest.markdown.rules.declaration import Mark, TokenType, markup_end
from digest.markdown.rules.paired_delimiters import paired_rules

SMALL: Final = Mark(
    name="small print",
    example="Words ,,in small print,, and others.",
    rules=paired_rules("small", ",", "small"),
    tokens=(
        TokenType(name="small_open", source_end=markup_end),
        TokenType(name="small_close", source_end=markup_end),
    ),
    escapes=",{2,}",
    elements={"small": frozenset()},
)

"""Widths of images, as Obsidian writes them: `![plan|200](plan.png)` and `![plan|200x100](plan.png)`.

The height is that of the picture at this width.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from digest.markdown.rules.declaration import CoreRule, Mark

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_WIDTH = re.compile(r"\s*\|\s*(\d{1,4})(?:x\d{1,4})?\s*", re.ASCII)
_TEXTS: Final = ("text", "text_special")


def _widths(state: StateCore) -> None:
    """Take the width at the end of an image's words off them."""
    for token in state.tokens:
        if token.type == "inline" and "![" in token.content:
            for child in token.children or ():
                if child.type == "image" and child.children and "wiki" not in child.meta:
                    _take_width(child, child.children)


def _take_width(image: Token, words: list[Token]) -> None:
    start = len(words)
    while start and words[start - 1].type in _TEXTS:
        start -= 1
    text = "".join(token.content for token in words[start:])
    bar = text.rfind("|")
    match = _WIDTH.fullmatch(text, len(text[:bar].rstrip())) if bar >= 0 else None
    if match is None:
        return
    image.attrs["width"] = match[1]
    words[start].type, words[start].content = "text", text[: match.start()]
    del words[start + 1 :]


IMAGE_WIDTH: Final = Mark(
    name="image width",
    example="![plan|200](plan.png)",
    rules=(CoreRule(name="image_widths", when="text", apply=_widths),),
)

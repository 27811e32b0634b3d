"""Where in the plain text of a block markup begins or ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.markdown.plain import token_text

if TYPE_CHECKING:
    from markdown_it.token import Token


def markup_boundaries(inline: Token) -> tuple[int, ...]:
    """The offsets at which emphasis, a link or a mark begins or ends; a mark of another passage cannot cross them."""
    boundaries: list[int] = []
    offset = 0
    for child in inline.children or ():
        if child.nesting:
            boundaries.append(offset)
        offset += len(token_text(child))
    return tuple(dict.fromkeys(boundaries))

"""Headings: their levels within the page, and their anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.markdown.ids import Ids, slug
from digest.markdown.plain import inline_text
from digest.model.rendering import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


def outline(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give the headings their level and anchor; returns those of the body itself, not of quotations and lists.

    The page's title is h1, so the top ones become h2, and none is more than one level below the one it stands
    under: `#`, `###`, `##` become h2, h3, h3. An anchor begins with `h-`, which no page's own id does.
    """
    ids = Ids()
    above: list[int] = []
    headings: list[Heading] = []
    for index, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        written = int(token.tag[1])
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        level = min(len(above) + 1, 6)
        token.tag = tokens[index + 2].tag = f"h{level}"
        text = inline_text(tokens[index + 1].children or ())
        anchor = ids.take(f"h-{slug(text, 'section')}")
        token.attrs = {"id": anchor}
        if token.level == 0:
            headings.append(Heading(level=level, text=text, anchor=anchor))
    return tuple(headings)

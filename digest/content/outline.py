"""Headings: their levels within the page, their anchors; and the ids of a body, each given once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slugify import slugify

from digest.content.plain import inline_text
from digest.model.rendering import Heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_LENGTH = 60
"""Code points of an anchor's slug at most."""


class Ids:
    """The ids given so far; a wanted one that is taken gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """The wanted id, or with `-2`, `-3` … behind it."""
        given = wanted
        while given in self._taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            given = f"{wanted}-{number}"
        self._taken.add(given)
        return given


def slug(text: str, otherwise: str) -> str:
    """An id's part in ASCII, for a text that may be hostile."""
    return slugify(text[:200], entities=False, decimal=False, hexadecimal=False, max_length=_LENGTH) or otherwise


def outline(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give the headings their level and anchor; returns those of the body itself, not of quotations and lists.

    The page's title is h1, so the top ones become h2, and none is more than one level below the one it stands
    under: `#`, `###`, `##` become h2, h3, h3. An anchor begins with `h-`, which no page's own id does.
    """
    ids = Ids()
    above: list[int] = []
    found: list[Heading] = []
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
            found.append(Heading(level=level, text=text, anchor=anchor))
    return tuple(found)

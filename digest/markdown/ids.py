"""The ids of a body: each given once, safe whatever text they are made of."""

from __future__ import annotations

from slugify import slugify

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


def slug(text: str, otherwise: str, length: int = _LENGTH) -> str:
    """An id's part in ASCII, for a text that may be hostile; at most so many code points."""
    return slugify(text[:200], entities=False, decimal=False, hexadecimal=False, max_length=length) or otherwise


def block_anchor(name: str) -> str:
    """The id of a block by the name its `^name` gives it; it begins with `b-`, which no page's own id does."""
    return f"b-{slug(name, 'block')}"


def fragment_of(target: str) -> str:
    """The id that a wikilink's `#Heading` or `#^block` means, with its `#`, or nothing.

    Of headings that read the same it means the first.
    """
    _, mark, within = target.rpartition("#")
    if not mark or not within.strip("^ "):
        return ""
    return f"#{block_anchor(within)}" if within.startswith("^") else f"#h-{slug(within, 'section')}"
